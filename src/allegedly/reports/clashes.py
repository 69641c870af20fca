"""Days of which two accounts put one person where both cannot hold.

Who travels may be in two places on a day. So two stays clash on a single day only where no movement is told of it, and
where neither account names the other's place too; a stay of several days leaves its first and last day for the way,
unless the other account is of a stay on that day alone. Inside such a stay no movement fits that leads elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..corpus.places import compare_places, told_apart
from ..model import ClaimPlace
from .stops import Stop
from .when import day, in_words

_BY_THE_DAY = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_SETTLED = {"live", "reside", "dwell", "settle", "work", "serve", "study", "teach", "lecture"}
"""Who lives or works somewhere for a time need not be there on each day of it."""
_SHORT = 7
"""The most days that a movement told of "some time within" takes out."""
Account = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims, of two accounts, that put one person where both cannot hold; ``words`` says so.

    ``day`` is the first day for which this is so, ``until`` the last.
    """

    a: str
    b: str
    day: date
    until: date
    words: str


class _Presence(NamedTuple):
    """A stop with its days. ``steady`` says that it holds on each of them, else on some day of them."""

    stop: Stop
    spot: ClaimPlace
    first: date
    last: date
    absent: bool
    steady: bool

    @property
    def account(self) -> Account:
        """Whose words they are: the same document, voice and sources."""
        line = self.stop.line
        return line.document, line.voice, line.chain

    @property
    def stays(self) -> bool:
        return self.steady and self.stop.kind != "movement"


def clashes_of(stops: Sequence[Stop]) -> tuple[Clash, ...]:
    """The clashes among a person's dated stops, in their order."""
    there = [presence for stop in stops if (presence := _presence(stop)) is not None]
    moves = _days_of_movement(stops)
    told: dict[Account, list[_Presence]] = defaultdict(list)
    for presence in there:
        told[presence.account].append(presence)
    found = {
        (a.stop.line.claim, b.stop.line.claim): Clash(a.stop.line.claim, b.stop.line.claim, *days, _words(a, b, *days))
        for a, b in _meeting(there)
        if a.account != b.account
        if (days := _disputed(a, b, moves)) is not None and _exclude(a, b)
        if not _knows_both(told[a.account], a, b, days) and not _knows_both(told[b.account], b, a, days)
    }
    return tuple(found.values())


def _presence(stop: Stop) -> _Presence | None:
    line = stop.line
    denied = line.label == "denied"
    if stop.spot is None or line.earliest is None or line.latest is None or line.label == "planned":
        return None
    one_day = line.earliest == line.latest
    if (denied and stop.kind != "stay") or (line.predicate in _SETTLED and not one_day):
        return None
    steady = one_day or (_BY_THE_DAY.fullmatch(line.edtf or "") is not None and stop.kind != "movement")
    return _Presence(stop, stop.spot, line.earliest, line.latest, denied or stop.kind == "absence", steady)


def _days_of_movement(stops: Sequence[Stop]) -> list[tuple[date, date]]:
    told = [stop.line for stop in stops if stop.kind == "movement" and stop.line.label not in ("planned", "denied")]
    days = [(line.earliest, line.latest) for line in told if line.earliest is not None and line.latest is not None]
    return [(first, last) for first, last in days if (last - first).days < _SHORT]


def _meeting(there: list[_Presence]) -> Iterator[tuple[_Presence, _Presence]]:
    """The pairs that share a day; ``there`` is sorted by first days."""
    for number, a in enumerate(there):
        for b in there[number + 1 :]:
            if b.first > a.last:
                break
            yield a, b


def _disputed(a: _Presence, b: _Presence, moves: list[tuple[date, date]]) -> tuple[date, date] | None:
    """The first and the last day on which both would have to hold, if they lie apart."""
    first, last = max(a.first, b.first), min(a.last, b.last)
    if a.absent or b.absent:
        return (first, last) if a.steady and b.steady else None
    if not (a.stays and b.stays):
        return _inside(a, b) if a.stays else _inside(b, a) if b.stays else None
    if first < last or _inside(a, b) or _inside(b, a):
        return first, last
    comes_as_goes = a.first < a.last and b.first < b.last
    return None if comes_as_goes or any(one <= first <= other for one, other in moves) else (first, last)


def _inside(outer: _Presence, inner: _Presence) -> tuple[date, date] | None:
    """The days of ``inner`` where ``outer`` begins before them and ends after them."""
    return (inner.first, inner.last) if outer.first < inner.first and inner.last < outer.last else None


def _exclude(a: _Presence, b: _Presence) -> bool:
    if a.absent and b.absent:
        return False
    if a.absent or b.absent:
        absent, present = (a, b) if a.absent else (b, a)
        return compare_places(absent.spot, present.spot) in ("same", "contains")
    return compare_places(a.spot, b.spot) == "apart"


def _knows_both(account: Sequence[_Presence], a: _Presence, b: _Presence, days: tuple[date, date]) -> bool:
    """Whether the ``account`` of ``a`` has the person where ``b`` does too, on one of these days: it tells of a way."""
    if a.absent or b.absent:
        return False
    return any(
        not other.absent and compare_places(other.spot, b.spot) != "apart"
        for other in account
        if other.first <= days[1] and other.last >= days[0]
    )


def _words(a: _Presence, b: _Presence, first: date, last: date) -> str:
    names = told_apart(a.spot, b.spot)
    one, other = (f"{'not ' if p.absent else ''}in {name}" for p, name in zip((a, b), names, strict=True))
    days = day(first) if first == last else f"the days {in_words(f'{first}/{last}', first, last)}"
    return f"Of {days} one account says {one}, another {other}."
