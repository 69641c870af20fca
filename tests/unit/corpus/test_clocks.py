from datetime import date

import pytest

from allegedly.corpus.clocks import clock_of, compare_clocks, in_hours
from allegedly.model import TimeExpression, content_id

FRIDAY = date(2012, 4, 13)
SIX, NINE_OR_TWENTY_ONE = ((375, 375),), ((540, 600), (1260, 1320))


def time(text, words, value):
    start = text.index(words)
    return TimeExpression(
        content_id("time", start), start, start + len(words), words, "TIME", value, None, "2012-04-13", FRIDAY, FRIDAY,
        "document", "test",
    )  # fmt: skip


@pytest.fixture
def read(draft):
    def clock(text, *times):
        claim = draft(text).claim(text.rstrip("."), "rang", "ring")
        return clock_of(text, claim, [time(text, *one) for one in times])

    return clock


def test_the_half_of_the_day_is_told_by_a_word_beside_it(read):
    night = ("Friday night", "2012-04-13TNI")
    assert read("The bell rang at 8.40 on Friday night.", ("8.40", "2012-04-13T08:40"), night) == ((1240, 1240),)
    assert read("The bell rang at 8.40 on Friday.", ("8.40", "2012-04-13T08:40")) == ((520, 520), (1240, 1240))
    assert read("The bell rang at 8.40 a.m.", ("8.40 a.m", "2012-04-13T08:40")) == ((520, 520),)


def test_a_bare_hour_is_one_where_nothing_is_counted(read):
    assert read("The bell rang shortly after nine.") == NINE_OR_TWENTY_ONE
    assert read("The bell rang at nine houses.") == ()
    assert read("The bell rang.") == ()


def test_a_part_of_the_day_leaves_room(read):
    assert read("The bell rang on Friday morning.", ("Friday morning", "2012-04-13TMO")) == ((180, 720),)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (SIX, NINE_OR_TWENTY_ONE, "conflict"),
        (SIX, ((380, 380),), None),
        (SIX, ((180, 720),), "finer"),
        (((180, 720),), SIX, "coarser"),
        (((375, 375), (1095, 1095)), ((180, 720),), "finer"),
        (SIX, (), None),
        (SIX, SIX, None),
    ],
)
def test_times_conflict_where_nothing_that_is_possible_fits(a, b, relation):
    verdict = compare_clocks(a, b)
    assert (verdict.relation if verdict else None) == relation


def test_clocks_are_shown_in_hours():
    assert in_hours(SIX) == "06:15"
    assert in_hours(NINE_OR_TWENTY_ONE) == "09:00-10:00 or 21:00-22:00"
