from datetime import date

import pytest

from allegedly.corpus.comparing import compare_days, compare_quantities
from allegedly.corpus.quantities import Quantity, quantities, ranks


def compared(one, other, read=quantities):
    (first,), (second,) = read(one), read(other)
    verdict = compare_quantities(first, second)
    return None if verdict is None else (verdict.relation, verdict.rule.rpartition(".")[2])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("23 dead", "23 dead", ("same", "same")),
        ("two dozen men", "24 men", ("same", "same")),
        ("2.5 million euros", "2,500,000 euros", ("same", "same")),
        ("40 %", "40 per cent", ("same", "same")),
        ("23 dead", "24 dead", ("conflict", "differs")),
        ("zero dead", "24 dead", ("conflict", "differs")),
        ("500 euros", "700 dollars", None),
        ("five houses", "six boats", None),
        ("500", "700", None),
    ],
)
def test_numbers_of_one_unit(one, other, expected):
    assert compared(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at least 23 dead", "27 dead", ("coarser", "covered")),
        ("27 dead", "at least 23 dead", ("finer", "covered")),
        ("at least 23 dead", "19 dead", ("conflict", "differs")),
        ("up to 23 dead", "19 dead", ("coarser", "covered")),
        ("up to 23 dead", "at least 40 dead", ("conflict", "differs")),
        ("at most 40 dead", "at least 23 dead", None),
        ("about 100 dead", "95 dead", ("coarser", "covered")),
        ("about 100 dead", "80 dead", ("conflict", "differs")),
        ("over a dozen men", "14 men", ("coarser", "covered")),
        ("over a dozen men", "11 men", ("conflict", "differs")),
        ("between 20 and 30 men", "25 men", ("coarser", "covered")),
        ("between 20 and 30 men", "35 men", ("conflict", "differs")),
        ("20 to 30 men", "25 to 40 men", None),
        ("dozens of men", "45 men", ("coarser", "covered")),
        ("hundreds of men", "45 men", ("conflict", "differs")),
        ("half of the town", "48 percent", ("coarser", "covered")),
        ("a third of the town", "60 percent", ("conflict", "differs")),
    ],
)
def test_what_a_number_leaves_room_for(one, other, expected):
    assert compared(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("800,000 people", "797,028 people", ("coarser", "rounded")),
        ("797,028 people", "800,000 people", ("finer", "rounded")),
        ("800,000 people", "700,000 people", ("conflict", "differs")),
        ("500 euros", "450 euros", ("conflict", "differs")),
        ("5 miles", "8 km", ("coarser", "rounded")),
        ("5 miles", "20 km", ("conflict", "differs")),
        ("2.5 kg", "2500 grams", ("same", "same")),
    ],
)
def test_round_numbers_and_other_units(one, other, expected):
    assert compared(one, other) == expected


def test_scopes_must_agree_where_both_are_named():
    assert compared("a fine of 500 euros", "bail of 700 euros") is None
    assert compared("a fine of 500 euros", "700 euros") == ("conflict", "differs")


def test_kinds_are_not_mixed():
    assert compared("aged 23", "24 years") is None


def test_ages_are_of_one_person():
    assert compared("Ilse Marn, aged 23", "Ilse Marn, 24, said") == ("conflict", "differs")
    assert compared("Odo Brandt, 23, said", "Ilse Marn, 24, said") is None
    assert compared("aged 23", "Ilse Marn, 24, said") is None


def test_scores_are_the_same_from_either_side():
    assert compared("Velm won 3-1", "Tarn lost 1-3") == ("same", "same")
    assert compared("Velm won 3-1", "Velm won 3-2") == ("conflict", "differs")


def test_ranks():
    assert compared("the third mayor", "the 3rd mayor", ranks) == ("same", "same")
    assert compared("the third mayor", "the fourth mayor", ranks) == ("conflict", "differs")
    assert compared("not the third mayor", "the third mayor", ranks) == ("conflict", "denied")
    assert compared("not the third mayor", "the fourth mayor", ranks) is None


def length(value, size):
    return Quantity(0, 1, value, "second", "exact", "length", size=size)


def test_lengths_in_other_units():
    minute, hour, day = 60.0, 3600.0, 86_400.0
    assert compare_quantities(length(90, minute), length(1.5, hour)).relation == "same"
    assert compare_quantities(length(2, day), length(50, hour)).rule == "relation.number.rounded"
    assert compare_quantities(length(2, day), length(90, minute)).relation == "conflict"
    assert compare_quantities(length(2, day), length(3, day)).relation == "conflict"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 3), (1, 3), "same"),
        ((1, 9), (2, 3), "coarser"),
        ((2, 3), (1, 9), "finer"),
        ((1, 5), (3, 9), None),
        ((1, 2), (3, 9), "conflict"),
    ],
)
def test_days(one, other, expected):
    verdict = compare_days(*((date(2012, 5, first), date(2012, 5, last)) for first, last in (one, other)))
    assert (verdict and verdict.relation) == expected
