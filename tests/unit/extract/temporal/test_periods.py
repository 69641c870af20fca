"""The calendar: values, days, EDTF, and what lies outside of it."""

from datetime import date

import pytest

from allegedly.extract.temporal import periods
from allegedly.extract.temporal.periods import Period


@pytest.mark.parametrize(
    ("period", "value", "first", "last", "edtf"),
    [
        (periods.day(date(2011, 3, 30)), "2011-03-30", date(2011, 3, 30), date(2011, 3, 30), "2011-03-30"),
        (periods.week(date(2011, 6, 15)), "2011-W24", date(2011, 6, 13), date(2011, 6, 19), "[2011-06-13..2011-06-19]"),
        (periods.week(date(2011, 1, 1)), "2010-W52", date(2010, 12, 27), date(2011, 1, 2), "[2010-12-27..2011-01-02]"),
        (
            periods.weekend(date(2011, 6, 15)),
            "2011-W24-WE",
            date(2011, 6, 18),
            date(2011, 6, 19),
            "[2011-06-18..2011-06-19]",
        ),
        (periods.month(2012, 2), "2012-02", date(2012, 2, 1), date(2012, 2, 29), "2012-02"),
        (periods.year(1984), "1984", date(1984, 1, 1), date(1984, 12, 31), "1984"),
        (periods.quarter(2008, 4), "2008-Q4", date(2008, 10, 1), date(2008, 12, 31), "[2008-10-01..2008-12-31]"),
        (periods.half(2008, 1), "2008-H1", date(2008, 1, 1), date(2008, 6, 30), "[2008-01-01..2008-06-30]"),
        (periods.season(2010, "WI"), "2010-WI", date(2009, 12, 1), date(2010, 2, 28), "[2009-12-01..2010-02-28]"),
        (periods.decade(198), "198", date(1980, 1, 1), date(1989, 12, 31), "[1980-01-01..1989-12-31]"),
        (periods.century(18), "18", date(1800, 1, 1), date(1899, 12, 31), "[1800-01-01..1899-12-31]"),
    ],
)
def test_period(period: Period, value: str, first: date, last: date, edtf: str) -> None:
    assert (period.value, period.days, period.edtf) == (value, (first, last), edtf)


@pytest.mark.parametrize("period", [periods.year(0), periods.year(10000), periods.decade(999), periods.month(10000, 1)])
def test_outside_of_the_calendar_there_are_no_days(period: Period) -> None:
    assert period.days is None
    assert period.edtf is None


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (1, "M", date(2011, 2, 28)),
        (-11, "M", date(2010, 2, 28)),
        (1.5, "Y", date(2012, 7, 31)),
        (2, "W", date(2011, 2, 14)),
        (30, "TH", date(2011, 2, 1)),
        (1e9, "Y", date.max),
        (-1e9, "CE", date.min),
        (1e12, "D", date.max),
    ],
)
def test_add(number: float, unit: str, expected: date) -> None:
    assert periods.add(date(2011, 1, 31), number, unit) == expected


@pytest.mark.parametrize(
    ("period", "part", "first", "last"),
    [
        (periods.month(2011, 2), "early", date(2011, 2, 1), date(2011, 2, 10)),
        (periods.month(2011, 2), "mid", date(2011, 2, 11), date(2011, 2, 20)),
        (periods.month(2011, 2), "late", date(2011, 2, 21), date(2011, 2, 28)),
        (periods.year(2011), "end", date(2011, 10, 1), date(2011, 12, 31)),
        (periods.decade(198), "late", date(1986, 1, 1), date(1989, 12, 31)),
        (periods.week(date(2011, 6, 15)), "start", date(2011, 6, 13), date(2011, 6, 14)),
        (periods.season(2011, "SU"), "early", date(2011, 6, 1), date(2011, 6, 30)),
    ],
)
def test_part_of(period: Period, part: str, first: date, last: date) -> None:
    narrowed = periods.part_of(period, part)
    assert narrowed.days == (first, last)
    assert narrowed.value == period.value
    assert narrowed.edtf == f"[{first}..{last}]"


def test_every_part_of_every_grain_lies_within_it() -> None:
    for grain in ("W", "M", "Q", "Y", "DE", "CE"):
        whole = periods.containing(grain, date(2011, 6, 15))
        for part in periods.bounds()["mods"]:
            narrowed = periods.part_of(whole, part)
            assert whole.days is not None
            assert narrowed.days is not None
            assert whole.days[0] <= narrowed.days[0] <= narrowed.days[1] <= whole.days[1], (grain, part)


def test_open_ends() -> None:
    assert periods.within(None, date(2011, 1, 1)) == "[..2011-01-01]"
    assert periods.within(date(2011, 1, 1), None) == "[2011-01-01..]"
    assert periods.within(None, None) is None
    assert periods.within(date(2011, 1, 1), date(2011, 1, 1)) == "2011-01-01"
