"""The sourced chronology: what is said to have happened, in the order in which it is said to have happened.

One entry is one happening: the accounts of an event, or a claim that stands alone. Undated claims have a list of their
own, by document, also where other accounts of their event give a date. No filter hides that somebody denies what is
shown: an entry counts the accounts that it leaves out, and the denials among them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model import Annotated, Event
from .entries import Entry, entry_of, happening_of, order_of, time_of
from .filters import EVERYTHING, Filters, select
from .happenings import PerhapsSame, perhaps_same
from .known import KnownBy
from .lines import ClaimLine, claim_line
from .lookup import CorpusRecords, Lookup


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one day, month or span; ``heading`` is the time in words."""

    heading: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PerhapsOf:
    """An undated claim that may tell of some happenings."""

    claim: str
    perhaps_same: tuple[PerhapsSame, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """The claims of one document for which it gives no time; ``perhaps`` has those that may tell of something else."""

    document: str
    document_name: str
    claims: tuple[ClaimLine, ...]
    perhaps: tuple[PerhapsOf, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """``documents`` and ``claims`` count all that was read, ``shown`` the claims that fit the filters. ``known_by``
    tells what was left out where only a part of the case was read; ``None`` for the whole of it.
    """

    documents: int
    claims: int
    shown: int
    groups: tuple[Group, ...]
    undated: tuple[Undated, ...]
    known_by: KnownBy | None = None


def chronology(
    annotated: Sequence[Annotated],
    corpus: CorpusRecords,
    filters: Filters = EVERYTHING,
    known_by: KnownBy | None = None,
) -> Chronology:
    """The chronology of a case, or of what was ``known_by`` a day. Raises ``NotFoundError`` when a filter names an
    entity that is not there.
    """
    lookup = Lookup(annotated, corpus)
    lines = _lines(lookup, filters)
    under = lines + _undated_of(lookup, lines, filters)
    entries = sorted(_entries(lookup, under), key=lambda entry: _key(lookup, entry))
    return Chronology(
        documents=len(annotated),
        claims=sum(len(item.claims) for item in annotated),
        shown=len(under),
        groups=tuple(_groups(entries)),
        undated=tuple(_undated(lookup, (line for line in lines if line.when is None))),
        known_by=known_by,
    )


def _lines(lookup: Lookup, filters: Filters) -> list[ClaimLine]:
    return [claim_line(lookup, item, claim) for item, claim in select(lookup, filters)]


def _undated_of(lookup: Lookup, lines: Iterable[ClaimLine], filters: Filters) -> list[ClaimLine]:
    """The undated accounts of the happenings that lie in a period, which by themselves lie in none."""
    if not filters.has_period():
        return []
    inside = {event.id for line in lines if (event := lookup.event_of.get(line.claim)) is not None}
    always = _lines(lookup, replace(filters, earliest=None, latest=None))
    undated = (line for line in always if line.when is None and line.claim in lookup.event_of)
    return [line for line in undated if lookup.event_of[line.claim].id in inside]


def _entries(lookup: Lookup, lines: Iterable[ClaimLine]) -> Iterable[Entry]:
    by_happening: dict[str, list[ClaimLine]] = {}
    for line in lines:
        event = lookup.event_of.get(line.claim)
        by_happening.setdefault(event.id if event is not None else line.claim, []).append(line)
    for happening, accounts in by_happening.items():
        if any(line.when is not None for line in accounts):
            yield entry_of(happening_of(lookup, happening), accounts)


def _key(lookup: Lookup, entry: Entry) -> tuple[date, date, str, int, int, str]:
    lead = entry.accounts[0]
    return *order_of(time_of(lead)), lookup.place_of_document[lead.document], lead.start, entry.id


def _groups(entries: Iterable[Entry]) -> Iterable[Group]:
    together: dict[tuple[date | None, date | None, str], list[Entry]] = {}
    for entry in entries:
        together.setdefault((entry.earliest, entry.latest, entry.when), []).append(entry)
    for (earliest, latest, heading), members in together.items():
        yield Group(heading, earliest, latest, members[0].edtf, tuple(members))


def _undated(lookup: Lookup, lines: Iterable[ClaimLine]) -> Iterable[Undated]:
    by_document: dict[str, list[ClaimLine]] = {}
    for line in lines:
        by_document.setdefault(line.document, []).append(line)
    for document, claims in by_document.items():
        yield Undated(document, claims[0].document_name, tuple(claims), tuple(_perhaps(lookup, claims)))


def _perhaps(lookup: Lookup, lines: Iterable[ClaimLine]) -> Iterable[PerhapsOf]:
    """What a happening without a date may be, at its first account; an entry says it for all of its own."""
    for line in lines:
        event = lookup.event_of.get(line.claim)
        if event is None or event.claims[0] != line.claim or _is_dated(lookup, event):
            continue
        if others := perhaps_same(lookup, event):
            yield PerhapsOf(line.claim, others)


def _is_dated(lookup: Lookup, event: Event) -> bool:
    return any(lookup.by_claim[claim][1].time.edtf is not None for claim in event.claims)
