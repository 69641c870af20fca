"""The sourced chronology: what is said to have happened, in the order in which it is said to have happened.

One entry is one happening: the accounts of an event, or a claim that stands alone. Undated claims have a list of their
own, by document, also where other accounts of their event give a date.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Annotated
from .filters import EVERYTHING, Filters, select
from .lines import ClaimLine, claim_line
from .lookup import CorpusRecords, Lookup
from .origins import origins_sentence

_Time = tuple[date | None, date | None, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening. ``accounts`` begin with those that give the entry's time; ``differs`` are the other times.

    ``undated`` are accounts that give no time; they stand in the undated lists too.

    Both in words. ``id`` is that of the event, or of the claim that stands alone. ``least`` and ``most`` count apparent
    origins, ``origins`` says so in a sentence; ``None`` where they were not worked out. ``documents`` counts those of
    all accounts.
    """

    id: str
    when: str
    edtf: str | None
    earliest: date | None
    latest: date | None
    where: str | None
    accounts: tuple[ClaimLine, ...]
    undated: tuple[ClaimLine, ...]
    differs: tuple[str, ...]
    documents: int
    least: int | None
    most: int | None
    origins: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one day, month or span; ``heading`` is the time in words."""

    heading: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """The claims of one document for which it gives no time."""

    document: str
    document_name: str
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """``documents`` and ``claims`` count the whole case, ``shown`` the claims that fit the filters."""

    documents: int
    claims: int
    shown: int
    groups: tuple[Group, ...]
    undated: tuple[Undated, ...]


def chronology(annotated: Sequence[Annotated], corpus: CorpusRecords, filters: Filters = EVERYTHING) -> Chronology:
    """The chronology of a case. Raises ``NotFoundError`` when a filter names an entity that is not there."""
    lookup = Lookup(annotated, corpus)
    lines = [claim_line(lookup, item, claim) for item, claim in select(lookup, filters)]
    entries = sorted(_entries(lookup, lines), key=lambda entry: _key(lookup, entry))
    return Chronology(
        documents=len(annotated),
        claims=sum(len(item.claims) for item in annotated),
        shown=len(lines),
        groups=tuple(_groups(entries)),
        undated=tuple(_undated(line for line in lines if line.when is None)),
    )


def _entries(lookup: Lookup, lines: Iterable[ClaimLine]) -> Iterable[Entry]:
    by_happening: dict[str, list[ClaimLine]] = {}
    for line in lines:
        event = lookup.event_of.get(line.claim)
        by_happening.setdefault(event.id if event is not None else line.claim, []).append(line)
    for happening, accounts in by_happening.items():
        dated = [line for line in accounts if line.when is not None]
        if dated:
            yield _entry(lookup, happening, dated, tuple(line for line in accounts if line.when is None))


def _entry(lookup: Lookup, happening: str, accounts: list[ClaimLine], undated: tuple[ClaimLine, ...]) -> Entry:
    time = _leading_time(accounts)
    ordered = sorted(accounts, key=lambda line: (_time(line) != time, _sort_key(_time(line))))
    lead, origins = ordered[0], lookup.origins_of.get(happening)
    others = [line.when for line in ordered if line.when not in (None, lead.when)]
    return Entry(
        id=happening,
        when=lead.when or "",
        edtf=lead.edtf,
        earliest=lead.earliest,
        latest=lead.latest,
        where=next((line.where for line in ordered if line.where is not None), None),
        accounts=tuple(ordered),
        undated=undated,
        differs=tuple(dict.fromkeys(when for when in others if when is not None)),
        documents=len({line.document for line in (*ordered, *undated)}),
        least=None if origins is None else origins.least,
        most=None if origins is None else origins.most,
        origins=None if origins is None else origins_sentence(origins),
    )


def _leading_time(accounts: list[ClaimLine]) -> _Time:
    """The time that most documents give; of several such the finest, then the earliest."""
    documents = Counter(time for time, _ in {(_time(line), line.document): None for line in accounts})
    return min(documents, key=lambda time: (-documents[time], _width(time), _sort_key(time)))


def _time(line: ClaimLine) -> _Time:
    return line.earliest, line.latest, line.edtf


def _width(time: _Time) -> int:
    earliest, latest, _ = time
    return (latest - earliest).days if earliest is not None and latest is not None else date.max.toordinal()


def _sort_key(time: _Time) -> tuple[date, date, str]:
    """By earliest, then latest; what has no beginning stands where it is known to have ended."""
    earliest, latest, edtf = time
    return earliest or latest or date.max, latest or date.max, edtf or ""


def _key(lookup: Lookup, entry: Entry) -> tuple[date, date, str, int, int, str]:
    lead = entry.accounts[0]
    return *_sort_key(_time(lead)), lookup.place_of_document[lead.document], lead.start, entry.id


def _groups(entries: Iterable[Entry]) -> Iterable[Group]:
    together: dict[tuple[date | None, date | None, str], list[Entry]] = {}
    for entry in entries:
        together.setdefault((entry.earliest, entry.latest, entry.when), []).append(entry)
    for (earliest, latest, heading), members in together.items():
        yield Group(heading, earliest, latest, members[0].edtf, tuple(members))


def _undated(lines: Iterable[ClaimLine]) -> Iterable[Undated]:
    by_document: dict[str, list[ClaimLine]] = {}
    for line in lines:
        by_document.setdefault(line.document, []).append(line)
    for document, claims in by_document.items():
        yield Undated(document, claims[0].document_name, tuple(claims))
