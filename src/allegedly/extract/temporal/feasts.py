"""The days of feasts and holidays, by the documented table.

Movable ones are reckoned: Easter of the Gregorian calendar, the weekday of a month, and the months of the Islamic
calendar by its arithmetical form (Dershowitz & Reingold, *Calendrical Calculations*), which the sighted moon may leave
by a day either way.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, date

from . import periods
from .periods import Period, add_days

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_EASTER = re.compile(r"easter([+-]\d+)?")
_WEEKDAY = re.compile(r"(\d\d)-(\d)-([1-5]|last)")
_HIJRI = re.compile(r"hijri-(\d\d?)(?:-(\d\d?))?")
_HIJRI_EPOCH = date(622, 7, 19).toordinal()
_SIGHTING = 1
"""Days by which the sighted moon may differ from the reckoned one."""


def rest_of_value(rule: str) -> str:
    """What the TIMEX3 value of a feast is without its year."""
    return rule if _FIXED.fullmatch(rule) else "XX-XX"


def in_year(rule: str, year: int) -> Period | None:
    """The days of a feast in a year; ``None`` where it has none.

    A rule is "12-25" (month and day), "easter-2" (days from Easter), "11-4-4" or "05-1-last" (month, weekday from
    Monday 1, which of them), or "hijri-9" and "hijri-10-1" (a month, or a day of it, of the Islamic year).
    """
    if match := _FIXED.fullmatch(rule):
        return periods.day(date(year, int(match[1]), int(match[2])))
    if match := _EASTER.fullmatch(rule):
        return periods.day(add_days(easter(year), int(match[1] or 0)))
    if match := _WEEKDAY.fullmatch(rule):
        nth = -1 if match[3] == "last" else int(match[3])
        return periods.day(nth_weekday(year, int(match[1]), int(match[2]), nth))
    if match := _HIJRI.fullmatch(rule):
        return _islamic(year, int(match[1]), int(match[2] or 0))
    return None


def _islamic(year: int, month: int, day: int) -> Period | None:
    """A day of an Islamic month, or for day 0 the month, the first that begins in a Gregorian year."""
    about = (year - 622) * 33 // 32
    firsts = (hijri(number, month, 1) for number in range(about - 1, about + 3))
    first = next((first for first in firsts if first is not None and first.year == year), None)
    if first is None:
        return None
    begin = add_days(first, max(day - 1, 0))
    end = begin if day else add_days(first, 29)
    whole = Period(begin.isoformat() if day else f"{year:04}-XX", "D" if day else "M", (begin, end))
    return whole.somewhere_in(add_days(begin, -_SIGHTING), add_days(end, _SIGHTING))


def hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the arithmetical Islamic calendar; ``None`` outside of what ``date`` holds."""
    if not 1 <= year <= MAXYEAR:
        return None
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    ordinal = _HIJRI_EPOCH - 1 + days
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None


def easter(number: int) -> date:
    """Easter Sunday of a Gregorian year (the algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = number % 19, divmod(number, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    months, days = divmod(h + m - 7 * n + 114, 31)
    return date(number, months, days + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` weekday (Monday is 1) of a month; the last one for -1."""
    if nth < 0:
        end = date(year, month, monthrange(year, month)[1])
        return add_days(end, -((end.isoweekday() - weekday) % 7))
    first = date(year, month, 1)
    return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
