"""Reads a time that a person writes down by itself: "30 March 2011", "between 11 and 12 April 2011"."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from ...model.edtf import days_of
from ...resources import load_yaml
from .alternatives import other_readings
from .dates import READERS
from .joining import end_of
from .lexer import Tokens, tokens_of
from .matching import Hit, hits_alone
from .periods import Period, add_days, within
from .reading import Reading, about
from .rules import grammar
from .setting import Setting

_DASHES = re.compile(r"[‐‑‒—]")
_YEAR = re.compile(r"\b\d{4}\b")
_ANY_YEAR = "1999"
_NOBODY = Setting(None)
"""Nothing tells the year of a date that leaves it out."""
_LONGEST = 100
_MOST_SHARED = 2
"""How many words of a date the other one of two leaves out: its month and year."""


@cache
def _words() -> dict[str, Any]:
    table: dict[str, Any] = load_yaml("en/time/written.yaml")
    return table


def read_written(words: str) -> str | None:
    """The EDTF of a time that is written in words, as ``reports.when.in_words`` writes it or as people do; ``None``
    where it is none, does not say of which year it is, or could as well be another one ("03/04/2011").
    """
    if len(words) > _LONGEST:
        return None
    text = " ".join(_DASHES.sub("–", words).lower().split()).strip(" .,")
    edtf = _between(text) or _throughout(text) or _bounded(text) or _onward(text) or _alone(text)
    return edtf if edtf is not None and _is_time(edtf) else None


def _is_time(edtf: str) -> bool:
    try:
        days_of(edtf)
    except ValueError:
        return False
    return True


def _between(text: str) -> str | None:
    rest = _after(text, "between")
    two = None if rest is None else _two(rest, " and ") or _two(rest, " & ")
    return two and f"[{two[0]}..{two[1]}]"


def _throughout(text: str) -> str | None:
    rest = _after(text, "from") or text
    if rest == text and _read(text) is not None:
        return None  # "mid-April 2011" has a hyphen
    two = next(filter(None, (_two(rest, joint) for joint in _words()["throughout"])), None)
    return two and f"{two[0]}/{two[1]}"


def _bounded(text: str) -> str | None:
    for words, kind in _words()["bounds"].items():
        period = _read(rest) if (rest := _after(text, words)) else None
        if period is not None and period.days is not None:
            return _BOUNDS[kind](period, *period.days)
    return None


def _onward(text: str) -> str | None:
    for word in _words()["onward"]:
        if text.endswith(f" {word}"):
            rest = text.removesuffix(f" {word}")
            period = _read(_after(rest, "from") or rest)
            if period is not None and period.days is not None:
                return _BOUNDS["since"](period, *period.days)
    return None


_BOUNDS: dict[str, Callable[[Period, date, date], str | None]] = {
    "by": lambda period, first, last: within(None, last),
    "before": lambda period, first, last: within(None, last if period.vague else add_days(first, -1)),
    "until": lambda period, first, last: within(None, last) if period.vague else f"../{end_of(period, last)}",
    "from_then": lambda period, first, last: within(first, None),
    "after": lambda period, first, last: within(first if period.vague else add_days(last, 1), None),
    "since": lambda period, first, last: within(first, None) if period.vague else f"{end_of(period, first)}/..",
}


def _alone(text: str) -> str | None:
    for words in _words()["nothing"]:
        if rest := _after(text, words):
            return _between(rest) or _alone(rest)
    period = _read(text)
    return None if period is None else period.edtf


def _after(text: str, words: str) -> str | None:
    """What follows these words at the beginning."""
    return text.removeprefix(words).strip() if re.match(rf"{re.escape(words)}(?!\w)", text) else None


def _two(text: str, joint: str) -> tuple[str, str] | None:
    """The ends of two times, where one may leave out the month and the year that the other has."""
    for at in re.finditer(re.escape(joint), text):
        for one, other in _completed(text[: at.start()].strip(), text[at.end() :].strip()):
            first, last = _read(one), _read(other)
            if first is not None and last is not None and first.days is not None and last.days is not None:
                return end_of(first, first.days[0]), end_of(last, last.days[1])
    return None


def _completed(one: str, other: str) -> Iterator[tuple[str, str]]:
    head, tail = one.split(), other.split()
    yield one, other
    for shared in range(1, _MOST_SHARED + 1):
        yield " ".join([*head, *tail[-shared:]]), other
    yield " ".join([*head, *tail[-1:]]), " ".join([*head[:1], *tail])


def _read(text: str) -> Period | None:
    """The one period that these words are by themselves."""
    for words in _words()["about"]:
        if rest := _after(text, words):
            period = _read(rest)
            return None if period is None else about(period)
    tokens = _tokens(text)
    return next(filter(None, (_of_hit(hit) for hit in hits_alone(tokens, grammar()) if hit.means in READERS)), None)


def _tokens(text: str) -> Tokens:
    """The words as rules know them, with capitals whoever wrote them, and of any year that the calendar has."""
    capital = re.sub(r"[a-z]+", lambda word: word[0].capitalize(), text)
    like = tokens_of(_YEAR.sub(_ANY_YEAR, capital), grammar().words, ())
    return Tokens(capital, like.symbols, like.starts, like.ends)


def _of_hit(hit: Hit) -> Period | None:
    reading = READERS[hit.means](hit, _NOBODY)
    if reading is None or reading.period.days is None or other_readings(hit, _NOBODY, reading, READERS[hit.means]):
        return None
    return reading.period if reading.limits is None else _limited(reading)


def _limited(reading: Reading) -> Period | None:
    first, last = reading.earliest_latest
    return None if first is None or last is None else reading.period.somewhere_in(first, last)
