"""The dates of a text with what they belong to, and when two of them exclude each other."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from allegedly.corpus.comparing import Days, Verdict, compare_days
from allegedly.model import TimeExpression

from .frames import Edge, Frame, frame_of, is_of_one

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?\Z")
_SINCE = re.compile(r"\b(?:since|from|starting in|starting on)\s*\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\s*\Z", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*\Z")
_OPENS = re.compile(r"[(;]\s*\Z")
_SHORTEST_LIFE, _LONGEST_LIFE = 16, 115
"""In years: "(1950-1952)" behind a name is a term of something, not a life."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its frame: ``days`` as it stands, ``hull`` from the first to the last day of a range that it ends.

    ``month`` and ``day`` are those of a date without a year, which has no days.
    """

    text: str
    frame: Frame
    days: Days | None
    hull: Days | None
    month: int | None = None
    day: int | None = None


def dated(text: str, times: Sequence[TimeExpression]) -> tuple[Dated, ...]:
    """The dates among the times, in the order of the text."""
    found: list[Dated] = []
    dates = [time for time in times if time.type == "DATE"]
    for number, time in enumerate(dates):
        fellow = dates[number + 1] if number + 1 < len(dates) else None
        if number and _are_one_range(text, dates[number - 1], time):
            first = found[-1]
            life = _is_life(text, dates[number - 1], time)
            if life:
                found[-1] = replace(first, frame=replace(first.frame, verb="bear", edge=None, bracketed=False))
            frame = (
                replace(first.frame, verb="die", edge=None, bracketed=False)
                if life
                else replace(first.frame, edge="end")
            )
            found.append(_dated(time, frame))
        else:
            frame = frame_of(text, time.start, time.end)
            frame = replace(frame, edge=_edge_before(text, time.start) or frame.edge)
            opens = fellow is not None and _are_one_range(text, time, fellow)
            found.append(_dated(time, replace(frame, edge="start") if opens else frame))
    return tuple(found)


def compare_dates(a: Dated, b: Dated) -> Verdict | None:
    """Two dates of one thing; one that only begins or ends it is set against the same end, or lies within the whole."""
    if _is_before_birth(a, b) or _is_before_birth(b, a):
        return Verdict("conflict", "relation.time.birth")
    if not is_of_one(a.frame, b.frame):
        return None
    verdict = _compare(a, b)
    if a.frame.negated == b.frame.negated:
        return None if a.frame.negated else verdict
    agrees = verdict is not None and verdict.relation != "conflict"
    return Verdict("conflict", "relation.time.denied") if agrees else None


def _is_before_birth(deed: Dated, birth: Dated) -> bool:
    """Whether somebody is said to have done something on the day of their birth or before it."""
    if birth.frame.verb != "bear" or deed.frame.verb in (None, "bear") or deed.days is None or birth.days is None:
        return False
    whose = bool(deed.frame.names & birth.frame.names) and not deed.frame.negated
    return whose and (deed.days[1] < birth.days[0] or deed.days == birth.days == (birth.days[0], birth.days[0]))


def _compare(a: Dated, b: Dated) -> Verdict | None:
    edges = {a.frame.edge, b.frame.edge}
    if {"start", "end"} <= edges:
        return None
    if a.month is not None or b.month is not None:
        return _compare_months(a, b)
    whole = len(edges) == 2
    mine, yours = (a.hull, b.hull) if whole else (a.days, b.days)
    return None if mine is None or yours is None else compare_days(mine, yours)


def _compare_months(a: Dated, b: Dated) -> Verdict | None:
    """A date without a year differs in its month, or in its day."""
    (month, day), (other, other_day) = _month_of(a), _month_of(b)
    if month is None or other is None:
        return None
    if month != other or (day is not None and other_day is not None and day != other_day):
        return Verdict("conflict", "relation.time.disjoint")
    return Verdict("same", "relation.time.same") if day == other_day else None


def _month_of(one: Dated) -> tuple[int | None, int | None]:
    if one.days is None:
        return one.month, one.day
    first, last = one.days
    same_month = (first.year, first.month) == (last.year, last.month)
    return (first.month if same_month else None), (first.day if first == last else None)


def _dated(time: TimeExpression, frame: Frame) -> Dated:
    yearless = _YEARLESS.match(time.value)
    if yearless is not None and time.earliest is None and time.latest is None:
        month, day = (int(part) if part else None for part in yearless.groups())
        return Dated(time.text, frame, None, None, month, day)
    hull = None
    if time.earliest is not None or time.latest is not None:
        hull = time.earliest or date.min, time.latest or date.max
    return Dated(time.text, frame, _own_days(time) or hull, hull)


def _own_days(time: TimeExpression) -> Days | None:
    """The days that the date itself names, where it is an end of a longer time ("until 2018")."""
    match = _VALUE.match(time.value)
    if match is None or time.mod is not None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        return None
    last_month = month or 12
    return (
        date(year, month or 1, day or 1),
        date(year, last_month, day or monthrange(year, last_month)[1]),
    )


def _edge_before(text: str, start: int) -> Edge | None:
    before = text[max(0, start - 12) : start]
    return "start" if _SINCE.search(before) else "end" if _UNTIL.search(before) else None


def _are_one_range(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """Whether the time stage has read the two as the ends of one time."""
    one = first.edtf is not None and "/" in first.edtf and first.edtf == second.edtf
    return one and second.start - first.end < 12


def _is_life(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """Dates as in "(12 May 1901 - 3 June 1970)", in brackets behind a name, alone or behind "born ...;"."""
    if first.earliest is None or first.latest is None or not _DASH.match(text[first.end : second.start]):
        return False
    years = first.latest.year - first.earliest.year
    return _OPENS.search(text[: first.start][-3:]) is not None and _SHORTEST_LIFE <= years <= _LONGEST_LIFE
