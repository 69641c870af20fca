"""Where a person is said to have been, and when; the days of which nothing is said, and those on which
accounts differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..model import Annotated
from ..model.corpus import CaseEntity
from .clashes import Clash, clashes_of
from .lines import ClaimLine
from .lookup import CorpusRecords, Lookup
from .naming import find_entities
from .stops import Stop, stops_of, who_is_there
from .text import one_line
from .when import day

_COUNTED = {"asserted", "hedged"}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days, both included, of which no passage here says where the person was; ``words`` says so."""

    earliest: date
    latest: date
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
        there = stops_of(lookup, item, claim)
        for entity in who_is_there(lookup, item, claim) if there else ():
            stops.setdefault(entity.id, []).extend(there)
    people = [e for e in corpus.entities if e.kind == "person" and e.id in stops] if wanted is None else wanted
    found = [_of_person(lookup, entity, stops.get(entity.id, [])) for entity in people]
    return tuple(sorted(found, key=lambda w: (-len(w.dated) - len(w.undated), w.name, w.id)))


def _of_person(lookup: Lookup, entity: CaseEntity, stops: list[Stop]) -> Whereabouts:
    dated = sorted((stop for stop in stops if stop.line.when is not None), key=lambda stop: _order(lookup, stop.line))
    undated = tuple(stop for stop in stops if stop.line.when is None)
    return Whereabouts(entity.id, one_line(entity.name), tuple(dated), _gaps(dated), undated, clashes_of(dated))


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
