"""Reads times of day, and parts of a day that is named with them."""

import re
from dataclasses import replace

from . import dates, periods
from .matching import Hit
from .periods import Period
from .reading import Reader, Reading, with_parts
from .setting import Basis, Setting

_DIGITS = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?")
_AFTER_NOON = frozenset({"AF", "EV", "NI"})


def clock(hit: Hit, setting: Setting) -> Reading | None:
    """Reads a time of day; its day is named beside it, else narrated, else the voice's."""
    time = _time_of(hit)
    if time is None:
        return None
    day, basis = _day_of(hit, setting)
    reading = Reading.of(day, basis) if day is not None else Reading.dateless("XXXX-XX-XX")
    mod = "APPROX" if "mod" in hit.fields else None
    return replace(reading, value=f"{reading.value}T{time}", type="TIME", mod=mod)


def _day_of(hit: Hit, setting: Setting) -> tuple[Period | None, Basis]:
    if "weekday" in hit.fields:
        reading = dates.weekday(hit, setting)
        return (reading.period, reading.basis) if reading and reading.period.days else (None, "none")
    if "offset" not in hit.fields and setting.narration.day is not None:
        return setting.narration.day, "narration"
    if setting.published is None:
        return None, "none"
    return periods.day(periods.add_days(setting.published, hit.number("offset", 0))), "document"


def _time_of(hit: Hit) -> str | None:
    """The time on a clock of 24 hours, "22:30", or ``None`` where it is none."""
    if "hour" in hit.fields:
        return str(hit.fields["hour"])
    words = hit.runs["clock"]
    if "past" in words or "to" in words:
        return _spoken_time(hit, words)
    match = _DIGITS.match(words[0])
    hours = int(match[1]) if match else hit.number("number")
    minutes = int(match[2] or 0) if match else 0
    half = "pm" if words[0].endswith("pm") else "am" if words[0].endswith("am") else hit.fields.get("ampm")
    if half is not None:
        return f"{hours % 12 + (12 if half == 'pm' else 0):02}:{minutes:02}" if 0 < hours <= 12 else None
    hours += 12 if hours < 12 and hit.fields.get("daypart") in _AFTER_NOON else 0
    return f"{hours:02}:{minutes:02}" if hours <= 24 else None


def _spoken_time(hit: Hit, words: tuple[str, ...]) -> str:
    """Reads "half past ten", "a quarter to six"."""
    hours = hit.number("number", hit.number("int", 0))
    hours += 12 if hours < 12 and hit.fields.get("daypart") in _AFTER_NOON else 0
    minutes = hours * 60 + (30 if "half" in words else 15 if "past" in words else -15)
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def daypart_of(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the morning of 31 January", "the night of Friday"."""
    day = replace(hit, fields={name: value for name, value in hit.fields.items() if name not in ("daypart", "early")})
    reading = dates.month_day(day, setting) if "month" in hit.fields else dates.weekday(day, setting)
    return with_parts(reading, hit) if reading is not None else None


READERS: dict[str, Reader] = {"clock": clock, "daypart_of": daypart_of}
