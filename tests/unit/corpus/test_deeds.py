import pytest

from allegedly.corpus.deeds import deed_of, may_be_only_one, words_behind
from allegedly.resources import load_lexicon


@pytest.mark.parametrize(
    ("predicate", "behind", "heads", "deed"),
    [
        ("set", "him free at noon", (), "release"),
        ("scuttle", "", (), "sink"),
        ("down", "tools", (), "strike"),
        ("open", "", ("valve",), "sink"),
        ("give", "", ("peso",), "pay"),
        ("take", "the bus home", (), None),
        ("see", "", (), None),
    ],
)
def test_different_words_tell_of_one_deed(predicate, behind, heads, deed):
    found = deed_of(predicate, words_behind(f" {behind}", 0, len(behind) + 1), heads)
    assert (found.deed if found else None) == deed


def test_the_phrase_with_most_words_wins():
    assert deed_of("walk", ["out", "prison"], ()).deed == "release"
    assert deed_of("walk", ["free"], ()).undergone
    assert deed_of("strike", ["ship"], ()).deed == "ram"


def test_the_words_of_a_phrase_take_no_part_in_the_deed():
    phrase = deed_of("down", ["tool"], ())
    assert phrase.names("tool")
    assert not phrase.names("driver")


def test_only_near_words_count():
    text = "opened, one after another and without a word to anybody, the valves"
    assert "valve" not in words_behind(text, len("opened"), len(text))


def test_deeds_of_which_a_case_has_seldom_two_are_marked():
    assert may_be_only_one("sink")
    assert not may_be_only_one("pay")
    assert not may_be_only_one("say")


def test_no_phrase_stands_for_two_deeds():
    seen = set()
    for cells in load_lexicon("en/deeds.tsv").values():
        for column in ("verbs", "phrases", "undergone"):
            for phrase in filter(None, cells.get(column, "").split(", ")):
                assert phrase not in seen
                seen.add(phrase)
