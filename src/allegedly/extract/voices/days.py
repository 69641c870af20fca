"""Which day a note or a comment's heading means: "today", "on Sunday", "12 June", "March 4, 2014"."""

import re
from datetime import date, timedelta

from ...resources.wording import calendar, day_of, written_day

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_BACKWARDS = {"yesterday": 1, "last night": 1, "tomorrow": -1}


def day_named(words: str, base: date | None) -> date | None:
    """The day that ``words`` name, seen from ``base``; ``None`` where they do not settle one.

    A day without a year is the latest such day up to a day after ``base``; a weekday the latest up to ``base`` itself.
    """
    numbers = [int(number) for number in _NUMBER.findall(words)]
    if len(numbers) > 1:
        return written_day(words)
    if base is None:
        return None
    months, weekdays = calendar()
    names = [name.lower() for name in _WORD.findall(words)]
    if numbers:
        month = next((months[name] for name in names if name in months), 0)
        return _latest(numbers[0], month, base)
    weekday = next((weekdays[name] for name in names if name in weekdays), None)
    if weekday is not None:
        return _back(base, (base.isoweekday() - weekday) % 7 or 7 * (names[0] == "last"))
    return _back(base, _BACKWARDS.get(" ".join(names), 0))


def _latest(day: int, month: int, base: date) -> date | None:
    this_year = day_of(base.year, month, day)
    if this_year is not None and this_year > _back(base, -1):
        return day_of(base.year - 1, month, day)
    return this_year


def _back(base: date, days: int) -> date:
    try:
        return base - timedelta(days)
    except OverflowError:
        return base
