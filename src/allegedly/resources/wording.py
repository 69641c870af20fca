"""How names, outlets and days are written: the parts of the patterns in ``resources/en/voices``, and what they mean."""

import re
from datetime import date
from functools import cache

from .loading import load_yaml

_PART = re.compile("%([a-z_]+)%")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:,\s*(?:and\s+)?|\band\b|\bAND\b|&|;)\s*")
_POSSESSIVE = re.compile(r"(?:[’']s?|(?<!\b[^\W\d_])\.)$")


@cache
def compiled(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern with its %parts% put in."""
    return re.compile(_expanded(pattern), flags)


@cache
def words(name: str) -> frozenset[str]:
    """A list of lower-case words from the folder's ``words.yaml``."""
    return frozenset(load_yaml("en/voices/words.yaml")[name])


@cache
def calendar() -> tuple[dict[str, int], dict[str, int]]:
    """Month and weekday names in lower case, also short, to their numbers from 1 (January, Monday)."""
    time = load_yaml("en/time/words.yaml")
    return {**time["MONTH"], **time["MONTH_SHORT"]}, {**time["WEEKDAY"], **time["WEEKDAY_SHORT"]}


def split_people(names: str) -> tuple[str, ...]:
    """Single names, of "Jane Doe, chief reporter" or "Jane Doe and John Roe"."""
    single = [without_possessive(name.strip()) for name in _BETWEEN_PEOPLE.split(names)]
    return tuple(name for name in single if name and name.split()[-1].lower() not in words("not_people"))


def without_possessive(name: str) -> str:
    """A name without "'s", or the full stop of a sentence, at its end."""
    return _POSSESSIVE.sub("", name)


def is_outlet(name: str) -> bool:
    """Whether a name is, or ends like, that of a paper, an agency or a broadcaster."""
    last = name.split()[-1].lower() if name.split() else ""
    return last in words("outlet_nouns") or name.lower() in words("outlet_names")


def written_day(text: str) -> date | None:
    """The day that is written out with day, month and year; ``None`` where one is missing or the order is unclear."""
    numbers, months = [int(number) for number in _NUMBER.findall(text)], calendar()[0]
    month = next((months[word] for word in map(str.lower, _WORD.findall(text)) if word in months), None)
    if month is not None and len(numbers) == 2:
        return day_of(numbers[1], month, numbers[0])
    if month is not None or len(numbers) != 3:
        return None
    first, second, third = numbers
    if first > 31:
        return day_of(first, second, third)
    if first != second and (first > 12) == (second > 12):
        return None  # 3/4/2014 may be in March or in April
    return day_of(third, min(first, second), max(first, second))


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _expanded(pattern: str) -> str:
    return _PART.sub(lambda part: _part(part[1]), pattern)


@cache
def _part(name: str) -> str:
    if name in ("month", "weekday"):
        names = calendar()[name == "weekday"]
        return "(?i:" + "|".join(sorted(names, key=lambda word: (-len(word), word))) + ")"
    return _expanded(load_yaml("en/voices/words.yaml")["parts"][name])
