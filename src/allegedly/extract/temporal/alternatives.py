"""What else the words of a time expression could well mean, by the same rules."""

from dataclasses import dataclass, replace
from datetime import date

from .matching import Hit
from .periods import add_days, day
from .reading import Reader, Reading
from .setting import Setting
from .tense import Direction

_WEEK = 7
_UNTOLD: tuple[Direction, ...] = ("none", "present")
_TOLD: tuple[Direction, ...] = ("past", "future")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading, and what is open: see ``TimeAlternative.why``."""

    why: str
    reading: Reading


def other_readings(hit: Hit, setting: Setting, reading: Reading, read: Reader) -> tuple[Alternative, ...]:
    """The other readings of ``hit`` that are as good or nearly as good as ``reading``, which ``read`` gave it."""
    found: list[Alternative] = []
    if reading.basis == "tense" and setting.direction in _UNTOLD:
        found += [Alternative("tense", other) for d in _TOLD if (other := read(hit, replace(setting, direction=d)))]
    if hit.means == "digits" and setting.month_first is None:
        why = "month_first" if (other := read(hit, replace(setting, month_first=True))) != reading else "day_first"
        found += [Alternative(why, other)] if other is not None else []
    if hit.means == "named" and "weekday" in hit.fields and setting.published is not None:
        found += _week_off(hit, reading, setting.published)
    return tuple(one for one in found if one.reading.earliest_latest != reading.earliest_latest)


def _week_off(hit: Hit, reading: Reading, published: date) -> list[Alternative]:
    """Said on a Wednesday, "next Friday" may be that of the week to come, "last Monday" that of the week before."""
    which, days = hit.number("last"), reading.period.days
    if not which or days is None or days[0].isocalendar()[:2] != published.isocalendar()[:2]:
        return []
    moved = day(add_days(days[0], _WEEK * which))
    return [Alternative("week", replace(reading, period=moved, value=moved.value))]
