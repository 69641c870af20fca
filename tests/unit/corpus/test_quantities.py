import pytest

from allegedly.corpus.quantities import quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 23 people drowned", [(23, "person", "at_least")]),
        ("no fewer than 23 people", [(23, "person", "at_least")]),
        ("no more than 23 people", [(23, "person", "at_most")]),
        ("more than 23 people", [(23, "person", "at_least")]),
        ("up to 40 % of it", [(40, "percent", "at_most")]),
        ("fell 1.1 per cent, not 11 per cent", [(1.1, "percent", "exact")]),
        ("$2.5 million in cash", [(2_500_000, "dollar", "exact")]),
        ("250,000 euros", [(250_000, "euro", "exact")]),
        ("eleven other villagers", [(11, "villager", "exact")]),
        ("a hundred and five women", [(105, "woman", "exact")]),
        ("twenty-three men", [(23, "man", "exact")]),
        ("three hundred thousand lari", [(300_000, "lari", "exact")]),
        ("about a dozen men", [(12, "man", "about")]),
        ("five are missing", [(5, None, "exact")]),
        ("one official said", []),
        ("on 3/4 at 10:30 in B12", []),
    ],
)
def test_quantities(text, expected):
    assert [(one.value, one.unit, one.bound) for one in quantities(text)] == expected


def test_numbers_of_times_are_no_quantities():
    text = "On 12 June 2013 he paid 500 euros"
    start = text.index("12")
    assert [one.value for one in quantities(text, [(start, start + len("12 June 2013"))])] == [500]
