"""The narration, and the year of a date that leaves it out."""

from datetime import date

import pytest

from allegedly.extract.temporal import periods
from allegedly.extract.temporal.periods import Period
from allegedly.extract.temporal.setting import Narration, Setting, settle
from allegedly.extract.temporal.tense import Direction
from allegedly.model import TimeAnchor

AT = (0, 9)
TODAY = date(2011, 6, 15)


def march(year: int) -> Period:
    return periods.month(year, 3)


def november(year: int) -> Period:
    return periods.month(year, 11)


def leap_day(year: int) -> Period | None:
    return periods.day(date(year, 2, 29)) if year % 4 == 0 else None


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("past", "2010-11"), ("none", "2010-11"), ("future", "2011-11"), ("present", "2011-11")],
)
def test_by_tense(direction: Direction, expected: str) -> None:
    period, basis = settle(november, Setting(TODAY, direction=direction))
    assert period is not None
    assert (period.value, basis) == (expected, "tense")


def test_the_month_under_way_is_meant_by_either_tense() -> None:
    for direction in ("past", "future"):
        period, _ = settle(lambda year: periods.month(year, 6), Setting(TODAY, direction=direction))
        assert period is not None
        assert period.value == "2011-06"


def test_a_leap_day_is_looked_for_further() -> None:
    period, _ = settle(leap_day, Setting(TODAY, direction="past"))
    assert period is not None
    assert period.value == "2008-02-29"


def test_a_story_goes_by_its_narration() -> None:
    told = Narration()
    told.move_to(periods.day(date(1944, 12, 16)), AT)
    period, basis = settle(march, Setting(TODAY, told, "past", story=True))
    assert period is not None
    assert (period.value, basis) == ("1945-03", "narration")


def test_without_any_anchor_there_is_no_year() -> None:
    assert settle(march, Setting(None)) == (None, "none")


def test_the_other_end_of_a_range_comes_first() -> None:
    period, _ = settle(
        march,
        Setting(TODAY, direction="past", range_start=TimeAnchor("narration", date(2010, 10, 1), date(2010, 10, 1))),
    )
    assert period is not None
    assert period.value == "2011-03"


def test_a_coarser_period_leaves_the_day_inside_of_it_standing() -> None:
    told = Narration()
    told.move_to(periods.day(date(2011, 3, 29)), AT)
    told.move_to(periods.month(2011, 3), AT)
    assert told.reference == periods.day(date(2011, 3, 29))
    told.move_to(periods.month(2011, 5), AT)
    assert told.reference == periods.month(2011, 5)


def test_a_year_before_christ_has_no_days_to_count_from() -> None:
    told = Narration()
    told.move_to(periods.day(date(2011, 3, 29)), AT)
    told.move_to(periods.ancient(499), AT)
    assert (told.reference, told.ancient) == (None, 499)
    told.move_to(periods.year(1900), AT)
    assert told.ancient is None
