"""One entry of the chronology: a happening, and those of its accounts that are shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from ..model import Origins
from ..model.corpus import RelationKind, Slot
from .conflicts import Settlement, settlement
from .differences import Difference, differences_of, values_in_words
from .happenings import PerhapsSame, perhaps_same
from .joins import JoinView, joins_of
from .lines import ClaimLine
from .lookup import Lookup
from .numbers import counted
from .origins import origins_sentence

Time = tuple[date | None, date | None, str | None]
"""Earliest and latest day, and EDTF."""


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """Two values that accounts of a happening give, and that exclude each other: ``relation`` is "conflict", or
    "possible_conflict" where an account has a reserve. ``settled`` says by whom, when and why, where it is.
    """

    slot: Slot
    relation: RelationKind
    values: tuple[str, str]
    settled: Settlement | None


def difference_in_words(one: EntryDifference) -> str:
    """As in "The accounts may differ in time: 11 April 2011 / 12 April 2011." Whether it is settled is not in it."""
    differ = "may differ" if one.relation == "possible_conflict" else "differ"
    slot = f" in {one.slot}" if one.slot != "polarity" else ""
    return f"The accounts {differ}{slot}: {' / '.join(one.values)}."


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
class Happening:
    """What is known of a happening whichever of its accounts are shown: an event, or a claim that stands alone.

    ``claims`` are all its accounts, ``denying`` those that say it was not so. The others are as in an ``Entry``.
    """

    id: str
    claims: tuple[str, ...]
    denying: tuple[str, ...]
    least: int | None
    most: int | None
    origins: str | None
    differences: tuple[EntryDifference, ...]
    perhaps_same: tuple[PerhapsSame, ...]
    joined: tuple[JoinView, ...]


def happening_of(lookup: Lookup, own: str) -> Happening:
    """The happening of an id: that of an event, or of a claim that stands alone."""
    event, origins = lookup.events.get(own), lookup.origins_of.get(own)
    claims = (own,) if event is None else event.claims
    excluding = (one for one in differences_of(lookup, own) if one.excludes)
    return Happening(
        id=own,
        claims=claims,
        denying=tuple(claim for claim in claims if _denies(lookup, claim, origins)),
        least=None if origins is None else origins.least,
        most=None if origins is None else origins.most,
        origins=None if origins is None else origins_sentence(origins),
        differences=tuple(_difference(lookup, one) for one in excluding),
        perhaps_same=() if event is None else perhaps_same(lookup, event),
        joined=() if event is None else joins_of(lookup, event),
    )


class Account(Protocol):
    """What an entry is arranged by; a ``ClaimLine`` has it, and so has whoever knows less of a claim."""

    @property
    def claim(self) -> str: ...
    @property
    def document(self) -> str | int: ...
    @property
    def when(self) -> str | None: ...
    @property
    def edtf(self) -> str | None: ...
    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...
    @property
    def where(self) -> str | None: ...


A = TypeVar("A", bound=Account)


@dataclass(frozen=True, slots=True)
class Arranged(Generic[A]):
    """Some accounts of a happening as an entry shows them, and what follows from which they are; as in an ``Entry``."""

    when: str
    edtf: str | None
    earliest: date | None
    latest: date | None
    where: str | None
    accounts: tuple[A, ...]
    undated: tuple[A, ...]
    differs: tuple[str, ...]
    documents: int
    against: tuple[str, ...]
    not_shown: int
    denials_not_shown: int


def arranged(claims: Sequence[str], denying: Sequence[str], accounts: Sequence[A]) -> Arranged[A]:
    """The ``accounts``, at least one of which gives a time, of the happening that ``claims`` tell of and some deny."""
    dated = [one for one in accounts if _is_dated(one)]
    time = leading_time((time_of(one), one.document) for one in dated)
    ordered = sorted(dated, key=lambda one: (time_of(one) != time, order_of(time_of(one))))
    lead, shown = ordered[0], {one.claim for one in accounts}
    left_out = [claim for claim in claims if claim not in shown]
    return Arranged(
        when=lead.when or "",
        edtf=lead.edtf,
        earliest=lead.earliest,
        latest=lead.latest,
        where=next((one.where for one in ordered if one.where is not None), None),
        accounts=tuple(ordered),
        undated=tuple(one for one in accounts if not _is_dated(one)),
        differs=_other_times(ordered),
        documents=len({one.document for one in accounts}),
        against=tuple(sorted(shown & {*denying})),
        not_shown=len(left_out),
        denials_not_shown=sum(claim in denying for claim in left_out),
    )


def _is_dated(one: Account) -> bool:
    return one.earliest is not None or one.latest is not None


def _other_times(ordered: Sequence[Account]) -> tuple[str, ...]:
    """The times in words that are not the first one's."""
    first: dict[Time, Account] = {}
    for one in ordered:
        first.setdefault(time_of(one), one)
    lead, *others = (one.when for one in first.values())
    return tuple(dict.fromkeys(when for when in others if when is not None and when != lead))


def entry_of(happening: Happening, accounts: Sequence[ClaimLine]) -> Entry:
    """The entry with these ``accounts`` of a happening, at least one of which gives a time."""
    shown = arranged(happening.claims, happening.denying, accounts)
    return Entry(
        id=happening.id,
        when=shown.when,
        edtf=shown.edtf,
        earliest=shown.earliest,
        latest=shown.latest,
        where=shown.where,
        accounts=shown.accounts,
        undated=shown.undated,
        differs=shown.differs,
        documents=shown.documents,
        least=happening.least,
        most=happening.most,
        origins=happening.origins,
        differences=happening.differences,
        against=shown.against,
        not_shown=shown.not_shown,
        denials_not_shown=shown.denials_not_shown,
        perhaps_same=happening.perhaps_same,
        joined=happening.joined,
    )


def leading_time(times: Iterable[tuple[Time, str | int]]) -> Time:
    """Of the times that accounts give, each with its document, the one that most documents give; of several such the
    finest, then the earliest.
    """
    documents = Counter(time for time, _ in dict.fromkeys(times))
    return min(documents, key=lambda time: (-documents[time], _width(time), order_of(time)))


def time_of(one: Account) -> Time:
    return one.earliest, one.latest, one.edtf


def order_of(time: Time) -> tuple[date, date, str]:
    """By earliest, then latest; what has no beginning stands where it is known to have ended."""
    earliest, latest, edtf = time
    return earliest or latest or date.max, latest or date.max, edtf or ""


def _width(time: Time) -> int:
    earliest, latest, _ = time
    return (latest - earliest).days if earliest is not None and latest is not None else date.max.toordinal()


def _difference(lookup: Lookup, one: Difference) -> EntryDifference:
    return EntryDifference(one.slot, one.relation, values_in_words(lookup, one), settlement(one.settled))


def _denies(lookup: Lookup, claim: str, origins: Origins | None) -> bool:
    """Whether a claim denies the happening, or is put as a denial."""
    return (origins is not None and claim in origins.denying) or lookup.by_claim[claim][1].stance.label == "denied"


def not_shown(entry: Entry) -> str:
    """What a filter left out of an entry: "1 denial not shown", "3 accounts not shown, 1 of them denying"."""
    if entry.denials_not_shown == entry.not_shown:
        return f"{counted(entry.not_shown, 'denial')} not shown"
    denials = f", {entry.denials_not_shown:,} of them denying" if entry.denials_not_shown else ""
    return f"{counted(entry.not_shown, 'account')} not shown{denials}"
