"""Where a person is said to have been, and when; the days of which nothing is said, and those on which
accounts differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from ..corpus.places import compare_places
from ..model import Annotated, Claim, ClaimPlace
from ..model.corpus import CaseEntity
from .lines import ClaimLine, claim_line
from .lookup import CorpusRecords, Lookup
from .naming import find_entities
from .text import one_line
from .when import day

StopKind = Literal["movement", "stay", "absence"]

_COUNTED = {"asserted", "hedged"}
_STANDING = ("agent", "patient")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """One movement (``origin`` to ``place``, either may be unknown), stay at a place, or absence from one.

    ``spot`` is where ``place`` lies on the map, ``None`` where nobody can tell.
    """

    kind: StopKind
    place: str | None
    origin: str | None
    line: ClaimLine
    spot: ClaimPlace | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days, both included, of which no passage here says where the person was; ``words`` says so."""

    earliest: date
    latest: date
    words: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims, of two documents, that put one person on one day where both cannot hold; ``words`` says so."""

    a: str
    b: str
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One person's stops: dated ones by time, with the gaps between them, then undated ones by document.

    A gap stands before the stop at its index in ``gaps``: ``gaps[i]`` is what lies between stops ``i - 1`` and ``i``.
    ``clashes`` are in the order of the stops.
    """

    id: str
    name: str
    dated: tuple[Stop, ...]
    gaps: tuple[Gap | None, ...]
    undated: tuple[Stop, ...]
    clashes: tuple[Clash, ...]


def whereabouts(
    annotated: Sequence[Annotated], corpus: CorpusRecords, person: str | None = None
) -> tuple[Whereabouts, ...]:
    """Where the person of that name was, or everybody of whom something is said, most stops first.

    Raises ``NotFoundError`` when nobody goes by the name.
    """
    lookup = Lookup(annotated, corpus)
    wanted = find_entities(lookup, person, "person") if person is not None else None
    stops: dict[str, list[Stop]] = {}
    for item, claim in lookup.claims():
        stop = _stop(lookup, item, claim)
        for entity in _who_is_there(lookup, item, claim) if stop is not None else ():
            stops.setdefault(entity.id, []).append(stop)  # type: ignore[arg-type]  # not None where the loop runs
    people = [e for e in corpus.entities if e.kind == "person" and e.id in stops] if wanted is None else wanted
    found = [_of_person(lookup, entity, stops.get(entity.id, [])) for entity in people]
    return tuple(sorted(found, key=lambda w: (-len(w.dated) - len(w.undated), w.name, w.id)))


def _who_is_there(lookup: Lookup, item: Annotated, claim: Claim) -> list[CaseEntity]:
    """The persons that a claim puts somewhere: those who act in it, or whom it happens to."""
    found = {
        entity.id: entity
        for role in claim.roles
        if role.role in _STANDING and role.entity is not None
        if (entity := lookup.entity_of.get((item.document.id, role.entity))) is not None and entity.kind == "person"
    }
    return list(found.values())


def _stop(lookup: Lookup, item: Annotated, claim: Claim) -> Stop | None:
    """Where a claim puts the people in it; not having left a place is a stay there."""
    if claim.stance.label in ("conditional", "question", "unknown"):
        return None
    to, origin, at = (_place(lookup, item, claim, role) for role in ("to", "from", "place"))
    there = to or at or origin
    if there is None:
        return None
    line = claim_line(lookup, item, claim)
    if claim.stance.polarity == "negative":
        stays = origin or there
        return Stop("stay" if origin is not None else "absence", stays.name, None, line, stays.spot)
    if origin is not None and to is None:
        return Stop("movement", None, origin.name, line)
    return Stop("stay" if to is None else "movement", there.name, origin and origin.name, line, there.spot)


class _Somewhere(NamedTuple):
    name: str
    spot: ClaimPlace | None


def _place(lookup: Lookup, item: Annotated, claim: Claim, name: str) -> _Somewhere | None:
    """The place in a role of a claim, by its name where it has one."""
    for role in claim.roles:
        if role.role == name:
            place = lookup.place_inside(item, role.start, role.end)
            entity = lookup.own_entity.get((item.document.id, role.entity or ""))
            if place is not None or entity is None or entity.kind == "place":
                if place is None:
                    return _Somewhere(one_line(role.text), None)
                return _Somewhere(place.name, ClaimPlace(place.name, place.lat, place.lon, place.country))
    return None


def _of_person(lookup: Lookup, entity: CaseEntity, stops: list[Stop]) -> Whereabouts:
    dated = sorted((stop for stop in stops if stop.line.when is not None), key=lambda stop: _order(lookup, stop.line))
    undated = tuple(stop for stop in stops if stop.line.when is None)
    return Whereabouts(entity.id, one_line(entity.name), tuple(dated), _gaps(dated), undated, _clashes(dated))


def _order(lookup: Lookup, line: ClaimLine) -> tuple[date, date, int, int]:
    begin = line.earliest or line.latest or date.max
    return begin, line.latest or date.max, lookup.place_of_document[line.document], line.start


def _gaps(stops: list[Stop]) -> tuple[Gap | None, ...]:
    """What lies before each stop and after all that were told so far; denials, plans and absences fill no gap."""
    gaps: list[Gap | None] = [None] if stops else []
    known = stops[0].line.latest if stops and _fills(stops[0]) else None
    for _, stop in pairwise(stops):
        begin = stop.line.earliest
        is_gap = known is not None and begin is not None and _fills(stop) and (begin - known).days > 1
        gaps.append(_gap(known + _ONE_DAY, begin - _ONE_DAY) if is_gap and known and begin else None)
        if _fills(stop) and stop.line.latest is not None:
            known = max(known or date.min, stop.line.latest)
    return tuple(gaps)


def _fills(stop: Stop) -> bool:
    return stop.line.label in _COUNTED and stop.kind != "absence"


def _gap(earliest: date, latest: date) -> Gap:
    days = (latest - earliest).days + 1
    span = f"on {day(earliest)}" if days == 1 else f"from {day(earliest)} to {day(latest)} ({days:,} days)"
    return Gap(earliest, latest, f"Nothing here says where {span}.")


def _clashes(stops: list[Stop]) -> tuple[Clash, ...]:
    """Where two documents cannot both hold: in and not in one place on one day, or in two places all that day.

    Who travels may be in two places on a day. So two stays clash only where each is told of a day without a movement,
    and one document that names two places tells of a way between them.
    """
    by_day: dict[date, list[Stop]] = {}
    for stop in stops:
        day_of = stop.line.earliest
        if day_of is not None and day_of == stop.line.latest and stop.line.label != "planned" and stop.spot is not None:
            by_day.setdefault(day_of, []).append(stop)
    return tuple(
        Clash(a.line.claim, b.line.claim, when, _of_clash(a, b, when))
        for when, told in by_day.items()
        for a, b in combinations(told, 2)
        if a.line.document != b.line.document and _exclude(a, b, travels=any(s.kind == "movement" for s in told))
    )


def _exclude(a: Stop, b: Stop, *, travels: bool) -> bool:
    if a.spot is None or b.spot is None or (a.kind == "absence" and b.kind == "absence"):
        return False
    if "absence" in (a.kind, b.kind):
        absent, present = (a.spot, b.spot) if a.kind == "absence" else (b.spot, a.spot)
        return compare_places(absent, present) in ("same", "contains")
    return not travels and compare_places(a.spot, b.spot) == "apart"


def _of_clash(a: Stop, b: Stop, when: date) -> str:
    first, second = (f"{'not ' if stop.kind == 'absence' else ''}in {stop.place}" for stop in (a, b))
    return f"Of {day(when)} one account says {first}, another {second}."
