"""The tense of the clause that governs a word."""

import pytest

from allegedly.extract.temporal.tense import direction_at
from allegedly.nlp.language import load


@pytest.mark.parametrize(
    ("text", "word", "direction"),
    [
        ("The envoy left on Monday.", "Monday", "past"),
        ("The envoy had left on Monday.", "Monday", "past"),
        ("The envoy was seen on Monday.", "Monday", "past"),
        ("The envoy will leave on Monday.", "Monday", "future"),
        ("The envoy may arrive on Monday.", "Monday", "future"),
        ("The envoy would have left on Monday.", "Monday", "past"),
        ("The hearing is set for Monday.", "Monday", "future"),
        ("The hearing is scheduled for Monday.", "Monday", "future"),
        ("The hearing is due on Monday.", "Monday", "future"),
        ("They plan to leave on Monday.", "Monday", "future"),
        ("They are going to leave on Monday.", "Monday", "future"),
        ("A meeting to be held on Monday was announced.", "Monday", "future"),
        ("The shop opens on Monday.", "Monday", "present"),
        ("The ministry says on Monday they fled.", "fled", "past"),
        ("Monday.", "Monday", "none"),
    ],
)
def test_direction(text: str, word: str, direction: str) -> None:
    tree = load().parse(text, [0])
    assert direction_at(tree, tree.words.index(word)) == direction


def test_nowhere_is_no_tense() -> None:
    tree = load().parse("", [])
    assert direction_at(tree, None) == "none"
