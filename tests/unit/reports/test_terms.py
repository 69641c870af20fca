import time

import pytest

from allegedly.reports.numbers import counted, opening, spelled
from allegedly.reports.terms import conditions_of, split_terms, terms_of


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


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("to pay the rent", ("pay the rent",)),
        ("that, as part of the settlement, the mayor resign", ("the mayor resign",)),
        ("a pass in exchange for the map", ("a pass",)),
        ("safe passage if they hand over the keys", ("safe passage",)),
        ("an offer of two rooms", ("an offer of two rooms",)),
    ],
)
def test_terms_stand_without_conditions_and_conjunctions(text, terms):
    assert terms_of(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("an offer of two rooms", ("two rooms",)),
        ("a demand that the mayor resign", ("the mayor resign",)),
        ("a £9m bid", ("£9m bid",)),
        ("a new offer", ()),
    ],
)
def test_a_noun_for_the_act_has_its_terms_behind_it(text, terms):
    assert terms_of(text, by_noun=True) == terms


def test_who_is_to_act_is_no_term():
    assert terms_of("that the mayor should resign", (), ("the mayor",)) == ("resign",)
    assert terms_of("that the mayor resign", (), ("the bishop",)) == ("the mayor resign",)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("a desk, on condition that she stay", ["on condition that she stay"]),
        ("as part of the deal, a desk", ["as part of the deal"]),
        ("a desk in return for the map, if she stays", ["in return for the map", "if she stays"]),
        ("a desk by the quay", []),
    ],
)
def test_conditions_and_what_is_given_in_return(text, conditions):
    assert [text[start:end] for start, end in conditions_of(text, (0, len(text)))] == conditions


def test_runs_of_blanks_cost_in_step_with_their_length():
    def seconds(blanks: int) -> float:
        text = f"a pension{' ' * blanks}for life{' ' * blanks}and the house"
        start = time.process_time()
        terms_of(text)
        conditions_of(text, (0, len(text)))
        return time.process_time() - start

    assert seconds(80_000) < 20 * max(seconds(8_000), 0.001)
