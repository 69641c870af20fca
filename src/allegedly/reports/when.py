"""Dates in words, as surely as they are known and no more."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import AllegedlyError
from ..model.edtf import days_of

_ONE_DAY = timedelta(days=1)
_WAYS = (
    '"11 April 2011", "April 2011" or "2011", "mid-April 2011", "about 11 April 2011", "between 11 and 12 April 2011", '
    '"from 11 to 20 April 2011", "before", "after", "since" or "until" one of these, or EDTF: "2011-04-11/2011-04-20" '
    'for throughout, "[2011-04-11..2011-04-20]" for some time within'
)
_THIRDS = {(1, 10): "early", (11, 20): "mid-"}


def day(value: date) -> str:
    """As in "11 April 2011"."""
    return f"{value.day} {_month(value)}"


def day_of(moment: str) -> str:
    """The day of a moment in ISO 8601, in words; a moment that is none as it is."""
    try:
        return day(date.fromisoformat(moment[:10]))
    except ValueError:
        return " ".join(moment.split())


@dataclass(frozen=True, slots=True)
class Written:
    """A time that a person writes down, as it is understood: in EDTF, and ``when`` in words."""

    edtf: str
    when: str


def written(words: str) -> Written:
    """A time in EDTF, or in words as ``in_words`` has them and as people write dates.

    Raises ``AllegedlyError`` for what is no time, also where it does not say of which year.
    """
    from ..extract.temporal.written import read_written  # here, as its rules are seldom wanted

    edtf = words.strip()
    try:
        days = days_of(edtf)
    except ValueError:
        found = read_written(edtf)
        if found is None:
            raise AllegedlyError(f"No time that a calendar has is written {edtf!r}. Write {_WAYS}.") from None
        edtf, days = found, days_of(found)
    when = in_words(edtf, *days)
    assert when is not None  # noqa: S101 (it has bounds)
    return Written(edtf, when)


def in_words(edtf: str | None, earliest: date | None, latest: date | None) -> str | None:
    """A time in words: "11 April 2011", "mid-April 2011", "from 11 April to 15 June 2011", "on or before 6 May 2011".

    ``edtf`` tells ``a/b`` (throughout) from ``[a..b]`` (some time within); the bounds are inclusive days. ``None`` for
    a time with no bounds at all.
    """
    throughout = edtf is not None and "/" in edtf
    if earliest is None:
        if latest is None:
            return None
        return f"until {day(latest)}" if throughout else f"on or before {day(latest)}"
    if latest is None:
        return f"from {day(earliest)} on" if throughout else f"on or after {day(earliest)}"
    if earliest == latest:
        return day(earliest)
    if throughout:
        return f"from {_two(earliest, latest, 'to', _grains(edtf, '/'))}"
    return (
        _whole(earliest, latest)
        or _third(earliest, latest)
        or f"some time between {_two(earliest, latest, 'and', _grains(edtf, '..'))}"
    )


def _grains(edtf: str | None, between: str) -> tuple[int, int]:
    """How fine the two ends are stated: the lengths of "2011", "2011-04" and "2011-04-11"."""
    ends = (edtf or "").strip("[]").split(between)
    return (len(ends[0]), len(ends[1])) if len(ends) == 2 else (10, 10)


def _two(first: date, last: date, joint: str, grains: tuple[int, int]) -> str:
    """Two dates, what they share said once."""
    if grains == (10, 10) and first.year == last.year:
        month = "" if first.month == last.month else f" {calendar.month_name[first.month]}"
        return f"{first.day}{month} {joint} {day(last)}"
    return f"{_at(first, grains[0])} {joint} {_at(last, grains[1])}"


def _at(value: date, grain: int) -> str:
    if grain == 4:
        return _year(value)
    return _month(value) if grain == 7 else day(value)


def _month(value: date) -> str:
    return f"{calendar.month_name[value.month]} {_year(value)}"


def _year(value: date) -> str:
    """In four digits: two are those of a later century."""
    return f"{value.year:04}"


def _whole(first: date, last: date) -> str | None:
    """The month or the year that the two days are the ends of."""
    after = last + _ONE_DAY if last < date.max else last
    if first.day != 1 or after.day != 1:
        return None
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    return _year(first) if first.month == 1 and last.month == 12 and first.year == last.year else None


def _third(first: date, last: date) -> str | None:
    """Early, mid- or late in a month: days 1 to 10, 11 to 20, 21 to the last."""
    if (first.year, first.month) != (last.year, last.month):
        return None
    word = _THIRDS.get((first.day, last.day))
    if word is None and first.day == 21 and last.day == calendar.monthrange(last.year, last.month)[1]:
        word = "late"
    return None if word is None else f"{word}{'' if word.endswith('-') else ' '}{_month(first)}"
