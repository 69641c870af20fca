"""Stretches of the calendar: days, weeks, months, seasons, years, with their TIMEX3 values.

Pure arithmetic on dates; nothing here knows of texts. Years that the calendar does not have keep a value without days.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from typing import Any

from ...resources import load_yaml

Days = tuple[date, date]
"""First and last day, both included."""

_ORDER = {grain: n for n, grain in enumerate(("D", "WE", "W", "F", "M", "S", "Q", "H", "Y", "DE", "CE"))}


@dataclass(frozen=True, slots=True)
class Period:
    """A TIMEX3 value, the days that it means, and its grain.

    Grains are D(ay), WE (weekend), W(eek), F(ortnight), M(onth), S(eason), Q(uarter), H(alf), Y(ear), DE(cade) and
    CE(ntury), or "" for none. ``vague`` marks days that are bounds only: the value does not say the same. ``ancient``
    is a year before Christ, for which there are no days.
    """

    value: str
    grain: str
    days: Days | None = None
    vague: bool = False
    ancient: int | None = None

    @property
    def edtf(self) -> str | None:
        """A day, a month or a year by itself; all else as some time between two days."""
        if self.days is None:
            return None
        if not self.vague and self.grain in ("D", "M", "Y"):
            return self.days[0].isoformat()[: {"D": 10, "M": 7, "Y": 4}[self.grain]]
        return within(*self.days)

    def somewhere_in(self, first: date, last: date) -> "Period":
        """The same period, known to lie between two days."""
        return replace(self, days=(first, last), vague=True)


def within(first: date | None, last: date | None) -> str | None:
    """EDTF for some time between two days, either of which may be open."""
    if first is None and last is None:
        return None
    return first.isoformat() if first is not None and first == last else f"[{first or ''}..{last or ''}]"


def finer(a: str, b: str) -> bool:
    """Whether grain ``a`` is finer than ``b``."""
    return _ORDER.get(a, 0) < _ORDER.get(b, 0)


@cache
def bounds() -> dict[str, Any]:
    """The documented table of what vague words span."""
    table: dict[str, Any] = load_yaml("en/time/bounds.yaml")
    return table


def day(d: date) -> Period:
    return Period(d.isoformat(), "D", (d, d))


def week(d: date) -> Period:
    """The ISO week, Monday to Sunday, that ``d`` lies in."""
    year, number, weekday = d.isocalendar()
    monday = add_days(d, 1 - weekday)
    return Period(f"{year:04}-W{number:02}", "W", (monday, add_days(monday, 6)))


def weekend(d: date) -> Period:
    """The Saturday and Sunday of the week of ``d``."""
    saturday = add_days(d, 6 - d.isoweekday())
    return Period(f"{week(d).value}-WE", "WE", (saturday, add_days(saturday, 1)))


def month(year: int, number: int) -> Period:
    return _months(f"{year:04}-{number:02}", "M", year, number, 1)


def year(number: int) -> Period:
    return _months(f"{number:04}", "Y", number, 1, 12)


def season(number: int, code: str) -> Period:
    """A season of the northern hemisphere, three whole months; a winter begins in December of the year before."""
    first: int = bounds()["seasons"][code]
    return _months(f"{number:04}-{code}", "S", number - (code == "WI"), first, 3)


def quarter(number: int, which: int) -> Period:
    return _months(f"{number:04}-Q{which}", "Q", number, 3 * which - 2, 3)


def half(number: int, which: int) -> Period:
    return _months(f"{number:04}-H{which}", "H", number, 6 * which - 5, 6)


def decade(number: int) -> Period:
    """The ten years that begin with the three digits ``number``: 198 is the 1980s."""
    return _months(f"{number:03}", "DE", number * 10, 1, 120)


def century(number: int) -> Period:
    """The hundred years that begin with the two digits ``number``: 19 is the twentieth century, 1900 to 1999."""
    return _months(f"{number:02}", "CE", number * 100, 1, 1200)


def ancient(number: int, rest: str = "") -> Period:
    """A year before Christ, or with ``rest`` ("-04") something in it."""
    return Period(f"BC{number:04}{rest}", "" if rest else "Y", ancient=number)


def _months(value: str, grain: str, year: int, first: int, length: int) -> Period:
    """A period of whole months, without days where the calendar does not have them all."""
    if not MINYEAR <= year <= MAXYEAR - (first + length - 1) // 12:
        return Period(value, grain)
    begin = date(year, first, 1)
    return Period(value, grain, (begin, add_days(add_months(begin, length), -1)))


_CONTAINING: dict[str, Callable[[date], Period]] = {
    "D": day,
    "W": week,
    "F": week,
    "WE": weekend,
    "M": lambda d: month(d.year, d.month),
    "Q": lambda d: quarter(d.year, (d.month + 2) // 3),
    "H": lambda d: half(d.year, 1 if d.month <= 6 else 2),
    "Y": lambda d: year(d.year),
    "DE": lambda d: decade(d.year // 10),
    "CE": lambda d: century(d.year // 100),
    "ML": lambda d: century(d.year // 100),
}


def containing(grain: str, d: date) -> Period:
    """The period of a grain that the day lies in."""
    return _CONTAINING[grain](d)


def season_containing(code: str, d: date) -> Period:
    """The season ``code`` of the year of ``d``; the winter that is under way in December."""
    return season(d.year + 1 if code == "WI" and d.month == 12 else d.year, code)


def winter_of(number: int) -> Period:
    """The winter "of 1914", which may be either winter of that year."""
    one, other = season(number, "WI"), season(number + 1, "WI")
    return one.somewhere_in(date(number, 1, 1), other.days[1]) if one.days and other.days else one


def add_days(d: date, n: int) -> date:
    """``d`` moved by days, held inside of the calendar."""
    return date.fromordinal(min(max(d.toordinal() + n, 1), date.max.toordinal()))


def add_months(d: date, n: int) -> date:
    """``d`` moved by months, held inside of the calendar; a day that the month does not have becomes its last."""
    number, index = divmod(d.year * 12 + d.month - 1 + n, 12)
    if not MINYEAR <= number <= MAXYEAR:
        return date.min if n < 0 else date.max
    return date(number, index + 1, min(d.day, monthrange(number, index + 1)[1]))


_IN_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "S": 12, "DE": 120, "CE": 1200, "ML": 12000}
_IN_DAYS = {"D": 1.0, "W": 7.0, "WE": 7.0, "F": 14.0, "NI": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
_MOST_MONTHS = 12 * MAXYEAR


def add(d: date, n: float, unit: str) -> date:
    """``d`` moved by ``n`` units, held inside of the calendar; what is left of a month counts as thirtieths of it."""
    if unit not in _IN_MONTHS:
        return add_days(d, int(max(min(n * _IN_DAYS[unit], 31.0 * _MOST_MONTHS), -31.0 * _MOST_MONTHS)))
    months = max(min(n * _IN_MONTHS[unit], float(_MOST_MONTHS)), -float(_MOST_MONTHS))
    return add_days(add_months(d, int(months)), round((months - int(months)) * 30))


_PART_ROWS = {
    "M": ("month", "D"),
    "W": ("week", "D"),
    "Y": ("year", "M"),
    "S": ("season", "M"),
    "Q": ("quarter", "M"),
    "DE": ("decade", "Y"),
    "CE": ("century", "Y"),
}


def part_of(period: Period, part: str) -> Period:
    """The early, middle or late part of a period, by the documented table; its value stays that of the whole."""
    if period.days is None or period.grain not in _PART_ROWS:
        return period
    row, unit = _PART_ROWS[period.grain]
    begin, end = bounds()["parts"][row][part]
    first, last = period.days
    until = last if end == -1 else min(last, add_days(add(first, end, unit), -1))
    return period.somewhere_in(add(first, begin - 1, unit), until)


def distance(period: Period, d: date) -> int:
    """Days from ``d`` to the nearest end of the period; 0 inside of it, and where it has no days."""
    if period.days is None:
        return 0
    return max((period.days[0] - d).days, (d - period.days[1]).days, 0)
