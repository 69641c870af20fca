"""Texts in passages, and trees of passages as trees of texts."""

import pytest

from allegedly.nlp import passages as module
from allegedly.nlp.passages import TreeCache, batches, joined, passages
from allegedly.nlp.tree import NamedSpan, Tree


def tree_of(text: str) -> Tree:
    """One sentence; every word hangs on the first, which is a name."""
    words = text.split()
    starts = [len(" ".join(words[:i])) + (i > 0) for i in range(len(words))]
    n = len(words)
    rest = [["x"] * n for _ in range(4)]
    return Tree(text, words, *rest, [0] * n, starts, [(0, n)], [NamedSpan(0, 1, "PERSON")])


def cut(text: str, breaks: list[int]) -> list[str]:
    return [text[start:end] for start, end in passages(text, breaks)]


@pytest.mark.parametrize(
    ("text", "breaks", "expected"),
    [
        ("", [], []),
        (" \n ", [1], []),
        ("One came.", [], ["One came."]),
        ("One came.\n\nTwo came.\n", [0, 11], ["One came.", "Two came."]),
        ("One came.\n\nTwo came.", [9, 10], ["One came.", "Two came."]),  # where a voice ends, white space begins
        ("\n\nQ: Who came? A: Two.", [2, 5, 15], ["Q:", "Who came?", "A: Two."]),
        ("One\ncame.", [0], ["One\ncame."]),
    ],
)
def test_a_passage_begins_with_every_break(text: str, breaks: list[int], expected: list[str]) -> None:
    assert cut(text, breaks) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They waited in silence. Then Mr. Lind came by boat.",
            ["They waited in silence.", "Then Mr. Lind came by boat."],
        ),
        ("They waited in the old\ntown of Riga and nobody", ["They waited in the old", "town of Riga and nobody"]),
        ("They waited in the old town of Riga and nobody", ["They waited in the old town", "of Riga and nobody"]),
        ("x" * 70, ["x" * 30, "x" * 30, "x" * 10]),
        ("came" + " " * 90 + "late", ["came", "late"]),
    ],
)
def test_what_has_no_paragraph_is_cut_where_it_hurts_least(
    monkeypatch: pytest.MonkeyPatch, text: str, expected: list[str]
) -> None:
    monkeypatch.setattr(module, "MAX_PASSAGE", 30)
    assert cut(text, [0]) == expected


def test_trees_are_joined_at_their_offsets() -> None:
    text = "\n Anna left. \n\nBoris stayed here. Nobody came.\n"
    spans = passages(text, [2, 15, 34])
    tree = joined(text, spans, [tree_of(text[start:end]) for start, end in spans])
    assert tree.words == ["\n ", "Anna", "left.", "\n\n", "Boris", "stayed", "here.", "Nobody", "came.", "\n"]
    assert [text[start:end] for start, end in zip(tree.starts, tree.ends, strict=True)] == tree.words
    assert tree.heads == [0, 1, 1, 2, 4, 4, 4, 7, 7, 8]
    assert tree.sentences == [(0, 1), (1, 4), (4, 7), (7, 10)]
    assert [tree.words[one.start] for one in tree.entities] == ["Anna", "Boris", "Nobody"]
    assert [tree.tags[i] for i in (0, 3, 9)] == ["_SP"] * 3


def test_a_blank_text_is_one_token_of_space() -> None:
    tree = joined(" \n", [], [])
    assert (tree.words, tree.heads, tree.sentences) == ([" \n"], [0], [(0, 1)])


def test_batches_hold_what_fits_or_one_item() -> None:
    assert list(batches([3, 3, 9, 1, 2, 4], 6, int)) == [[3, 3], [9], [1, 2], [4]]
    assert list(batches([], 6, len)) == []


def test_the_cache_keeps_what_was_used_last_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OVERHEAD", 1)
    cache = TreeCache(12)
    for text in ("aaaa", "bbbb"):
        cache.add(tree_of(text))
    assert cache.get("aaaa") is not None
    cache.add(tree_of("cccc"))
    assert [cache.get(text) is not None for text in ("aaaa", "bbbb", "cccc")] == [True, False, True]
    cache.add(tree_of("d" * 12))
    assert [cache.get(text) for text in ("aaaa", "cccc", "d" * 12)] == [None] * 3
    for text in ("aaaa", "aaaa", "eeeeee"):  # the second time it takes no more
        cache.add(tree_of(text))
    assert cache.get("aaaa") is not None
