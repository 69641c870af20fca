import pytest

from allegedly.corpus.quantities import lengths, quantities, ranks
from allegedly.model import TimeExpression


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 20 and 30 people", [(20, 30, "person")]),
        ("20-30 houses", [(20, 30, "house")]),
        ("two to three million euros", [(2_000_000, 3_000_000, "euro")]),
        ("$2-3 million", [(2_000_000, 3_000_000, "dollar")]),
        ("two or three men", [(2, 3, "man")]),
        ("20 men and 30 women", [(20, None, "man"), (30, None, "woman")]),
        ("a couple of men", [(2, 3, "man")]),
        ("zero men", [(0, None, "man")]),
    ],
)
def test_ranges(text, expected):
    assert [(one.value, one.most, one.unit) for one in quantities(text)] == expected


def test_a_change_is_no_range():
    assert [one.most for one in quantities("rose from 20 to 30 percent")] == [None, None]


@pytest.mark.parametrize(
    ("text", "percent", "bound"),
    [
        ("half of the village", 50, "about"),
        ("two thirds of them", 66.67, "about"),
        ("a quarter of the town", 25, "about"),
        ("more than half of the houses", 50, "at_least"),
        ("one in three", 33.33, "about"),
        ("3 out of 4", 75, "about"),
        ("two in every five", 40, "about"),
    ],
)
def test_parts_are_so_many_percent(text, percent, bound):
    (found,) = quantities(text)
    assert (found.unit, found.bound) == ("percent", bound)
    assert found.value == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize(
    "text", ["Flight 300 landed", "in room 12", "on Channel Four", "the Five Lakes Bank", "after 9/11", "the F-35"]
)
def test_a_number_in_a_name_counts_nothing(text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("two armed men", "man"),
        ("400 propaganda and training films", "film"),
        ("23 dead villagers", "dead"),
        ("12 movies", "film"),
        ("500 lari months later", "lari"),
        ("five tall", "tall"),
    ],
)
def test_what_is_counted_is_the_first_plural(text, unit):
    assert quantities(text)[0].unit == unit


def test_one_is_a_number_where_it_is_set_apart_or_asked_for():
    assert [one.value for one in quantities("only one man")] == [1]
    assert quantities("one man") == []
    assert [one.value for one in quantities("one man", ones=True)] == [1]
    assert quantities("one of the men", ones=True) == []


@pytest.mark.parametrize(("text", "value"), [("aged 23", 23), ("Ilse Marn, 23, said", 23), ("Ilse Marn (aged 4)", 4)])
def test_ages(text, value):
    assert [(one.kind, one.value) for one in quantities(text)] == [("age", value)]


def test_a_place_has_no_age():
    assert [one.kind for one in quantities("killed in Velm, 23, and Tarn")] == ["count"]


def test_scores():
    (found,) = quantities("Velm won 3-1 at home")
    assert (found.kind, found.value, found.most) == ("score", 3, 1)
    assert [one.kind for one in quantities("he won 3-5 prizes")] == ["count"]


def test_units_of_one_measure():
    assert [(one.value, one.unit, one.size) for one in quantities("5 km, then 3 miles")] == [
        (5, "metre", 1000),
        (3, "metre", 1609.344),
    ]


@pytest.mark.parametrize(
    ("text", "least"), [("dozens of men", 20), ("hundreds of men", 100), ("tens of thousands of men", 10_000)]
)
def test_vague_numbers_have_a_least(text, least):
    assert [(one.value, one.unit, one.bound) for one in quantities(text)] == [(least, "man", "at_least")]


@pytest.mark.parametrize(
    ("text", "scope"),
    [("a fine of 500 euros", "fine"), ("a crowd of about 900", "crowd"), ("a total of 12 men", None), ("12 men", None)],
)
def test_scope_is_the_noun_of_which_it_is_the_number(text, scope):
    assert quantities(text)[0].scope == scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the third largest town", [(3, "largest town", False)]),
        ("not the first woman to lead", [(1, "woman", True)]),
        ("the twenty-third mayor", [(23, "mayor", False)]),
        ("her 4th studio album", [(4, "studio album", False)]),
        ("Velm ranked 5th", [(5, "place", False)]),
        ("it peaked at number three", [(3, "place", False)]),
        ("three towns", []),
    ],
)
def test_ranks(text, expected):
    assert [(one.value, one.unit, one.negated) for one in ranks(text)] == expected


def duration(text, words, value, mod=None):
    start = text.index(words)
    return TimeExpression(
        "t", start, start + len(words), words, "DURATION", value, mod, None, None, None, "none", "test"
    )


@pytest.mark.parametrize(
    ("text", "words", "value", "mod", "expected"),
    [
        ("It lasted 90 minutes", "90 minutes", "PT90M", None, ("length", 5400, "exact")),
        ("held for over two hours", "over two hours", "PT2H", "MORE_THAN", ("length", 7200, "at_least")),
        ("sentenced him to two weeks", "two weeks", "P2W", None, ("length", 1_209_600, "exact")),
        ("a 23-year-old man", "23-year-old", "P23Y", None, ("age", 23, "exact")),
    ],
)
def test_lengths_and_ages_come_from_durations(text, words, value, mod, expected):
    (found,) = lengths(text, [duration(text, words, value, mod)])
    assert (found.kind, found.value * found.size, found.bound) == expected


def test_a_duration_that_nothing_is_said_to_last_is_no_length():
    text = "within 90 minutes"
    assert lengths(text, [duration(text, "90 minutes", "PT90M")]) == []


def test_so_many_in_so_long_are_no_part():
    assert [one.unit for one in quantities("five in 20 minutes")] != ["percent"]


def test_a_row_of_digits_without_end_is_no_number():
    assert quantities("1" + ",000" * 150 + " people fled, 12 stayed.", []) == quantities(
        " " * 601 + " people fled, 12 stayed.", []
    )
