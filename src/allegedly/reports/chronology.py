"""The sourced chronology: what is said to have happened, in the order in which it is said to have happened.

One entry is one happening: the accounts of an event, or a claim that stands alone. Undated claims have a list of their
own, by document, also where other accounts of their event give a date. No filter hides that somebody denies what is
shown: an entry counts the accounts that it leaves out, and the denials among them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model import Annotated, Event, Origins
from ..model.corpus import RelationKind, Slot
from .conflicts import Settlement, settlement
from .differences import Difference, differences_of, values_in_words
from .filters import EVERYTHING, Filters, select
from .happenings import PerhapsSame, perhaps_same
from .joins import JoinView, joins_of
from .known import KnownBy
from .lines import ClaimLine, claim_line
from .lookup import CorpusRecords, Lookup
from .numbers import counted
from .origins import origins_sentence

_Time = tuple[date | None, date | None, str | None]


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """Two values that accounts of a happening give, and that exclude each other: ``relation`` is "conflict", or
    "possible_conflict" where an account has a reserve. ``settled`` says by whom, when and why, where it is.
    """

    slot: Slot
    relation: RelationKind
    values: tuple[str, str]
    settled: Settlement | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening. ``accounts`` begin with those that give the entry's time; ``differs`` are the other times.

    ``undated`` are accounts that give no time; they stand in the undated lists too.

    Both in words. ``id`` is that of the event, or of the claim that stands alone. ``least`` and ``most`` count apparent
    origins, ``origins`` says so in a sentence; ``None`` where they were not worked out. ``documents`` counts those of
    the accounts. ``differences`` are those that exclude each other, between all accounts of the event; ``not_shown``
    counts the accounts that do not fit the filters, ``denials_not_shown`` those of them that deny. ``against`` are the
    shown ones that say it was not so, also where they are put as plain negatives. ``perhaps_same`` are other happenings
    that may be this one, ``joined`` says why the accounts are taken together.
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
    differences: tuple[EntryDifference, ...]
    against: tuple[str, ...]
    not_shown: int
    denials_not_shown: int
    perhaps_same: tuple[PerhapsSame, ...]
    joined: tuple[JoinView, ...]


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


def not_shown(entry: Entry) -> str:
    """What a filter left out of an entry: "1 denial not shown", "3 accounts not shown, 1 of them denying"."""
    if entry.denials_not_shown == entry.not_shown:
        return f"{counted(entry.not_shown, 'denial')} not shown"
    denials = f", {entry.denials_not_shown:,} of them denying" if entry.denials_not_shown else ""
    return f"{counted(entry.not_shown, 'account')} not shown{denials}"


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
        dated = [line for line in accounts if line.when is not None]
        if dated:
            undated = tuple(line for line in accounts if line.when is None)
            yield _entry(lookup, happening, dated, undated, differences_of(lookup, happening))


def _entry(
    lookup: Lookup,
    happening: str,
    accounts: list[ClaimLine],
    undated: tuple[ClaimLine, ...],
    differences: Iterable[Difference],
) -> Entry:
    time = _leading_time(accounts)
    ordered = sorted(accounts, key=lambda line: (_time(line) != time, _sort_key(_time(line))))
    lead, origins, event = ordered[0], lookup.origins_of.get(happening), lookup.events.get(happening)
    shown = {line.claim for line in (*ordered, *undated)}
    left_out = [claim for claim in event.claims if claim not in shown] if event is not None else []
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
        differences=tuple(_difference(lookup, one) for one in differences if one.excludes),
        against=tuple(claim for claim in sorted(shown) if _denies(lookup, claim, origins)),
        not_shown=len(left_out),
        denials_not_shown=sum(_denies(lookup, claim, origins) for claim in left_out),
        perhaps_same=() if event is None else perhaps_same(lookup, event),
        joined=() if event is None else joins_of(lookup, event),
    )


def _difference(lookup: Lookup, one: Difference) -> EntryDifference:
    return EntryDifference(one.slot, one.relation, values_in_words(lookup, one), settlement(one.settled))


def _denies(lookup: Lookup, claim: str, origins: Origins | None) -> bool:
    """Whether a claim denies the happening, or is put as a denial."""
    return (origins is not None and claim in origins.denying) or lookup.by_claim[claim][1].stance.label == "denied"


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
