"""The days of feasts."""

from datetime import date

import pytest

from allegedly.extract.temporal import feasts, periods


@pytest.mark.parametrize(
    ("rule", "year", "days"),
    [
        ("12-25", 2011, (date(2011, 12, 25),) * 2),
        ("easter", 2000, (date(2000, 4, 23),) * 2),
        ("easter", 2010, (date(2010, 4, 4),) * 2),
        ("easter-2", 2011, (date(2011, 4, 22),) * 2),
        ("easter+39", 2011, (date(2011, 6, 2),) * 2),
        ("11-4-4", 2011, (date(2011, 11, 24),) * 2),
        ("05-1-last", 2011, (date(2011, 5, 30),) * 2),
        ("hijri-10-1", 2011, (date(2011, 8, 30), date(2011, 9, 1))),
        ("hijri-9", 2011, (date(2011, 7, 31), date(2011, 8, 31))),
    ],
)
def test_a_feast_has_its_days(rule: str, year: int, days: tuple[date, date]) -> None:
    period = feasts.in_year(rule, year)
    assert period is not None
    assert period.days == days


def test_every_rule_of_the_table_can_be_read() -> None:
    rules = periods.bounds()["holidays"].values()
    assert all(feasts.in_year(rule, 2011) is not None for rule in rules)


def test_the_arithmetical_islamic_calendar() -> None:
    assert feasts.hijri(1, 1, 1) == date(622, 7, 19)
    assert feasts.hijri(1432, 9, 1) == date(2011, 8, 1)
    assert feasts.hijri(1421, 10, 1) == date(2000, 12, 28)
    assert feasts.hijri(0, 1, 1) is None


@pytest.mark.parametrize(("nth", "day"), [(1, date(2011, 5, 6)), (-1, date(2011, 5, 27))])
def test_nth_weekday_counts_from_either_end(nth: int, day: date) -> None:
    assert feasts.nth_weekday(2011, 5, 5, nth) == day
