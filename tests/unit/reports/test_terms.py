import pytest

from allegedly.reports.numbers import counted, opening, spelled
from allegedly.reports.terms import split_terms


@pytest.mark.parametrize(
    ("phrase", "terms"),
    [
        ("250,000 crowns, and a contract in Oslo", ("250,000 crowns", "a contract in Oslo")),
        ("to hand over the books and to sign a receipt", ("to hand over the books", "to sign a receipt")),
        ("a house, a car and the keys", ("a house", "a car", "the keys")),
        ("between 3 and 5 lorries, a ship", ("between 3 and 5 lorries", "a ship")),
        ("(a car, a house) and a boat", ("(a car, a house)", "a boat")),
        ("health and safety", ("health and safety",)),
        ("peace", ("peace",)),
        ("", ()),
    ],
)
def test_splits_what_visibly_opens_a_new_term(phrase, terms):
    assert split_terms(phrase) == terms


def test_splits_where_the_parse_saw_a_conjunct():
    phrase = "unlimited money and residency"
    assert split_terms(phrase, [phrase.index("residency")]) == ("unlimited money", "residency")


def test_numbers_never_stand_without_what_they_count():
    assert counted(1, "claim") == "1 claim"
    assert counted(1903, "passage") == "1,903 passages"
    assert counted(2, "entry", "entries") == "2 entries"
    assert (spelled(12), spelled(13)) == ("twelve", "13")
    assert opening(9, "document") == "Nine documents"
    assert opening(1, "origin") == "One origin"
    assert opening(23, "document") == "23 documents"
