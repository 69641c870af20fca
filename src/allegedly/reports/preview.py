"""What a judgement would change, before it is taken."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..model import CHECKS, Annotated, CaseEntity, Judgement, Member
from .differences import difference_in_words, differences
from .lines import ClaimLine, claim_line
from .lookup import CorpusRecords, Lookup
from .rulings import JudgementView, decision, effects, judgement_log, said
from .text import one_line


@dataclass(frozen=True, slots=True)
class PartyView:
    """An entity of the case in a line."""

    id: str
    name: str
    names: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class EntryChange:
    """Accounts that are one entry of the chronology on one side of a judgement and several on the other: ``parts``."""

    change: str
    parts: tuple[tuple[ClaimLine, ...], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """``before`` and ``after`` are the entities that the judgement touches. Of the chronology, ``entries`` are those
    that would be joined or parted; the other numbers count the open differences of the whole case. ``lists`` says what
    cast, chronology and conflicts would list otherwise of what stays as it is, ``told`` what the judgement would do to
    earlier ones, and they to it.
    """

    before: tuple[PartyView, ...]
    after: tuple[PartyView, ...]
    entries: tuple[EntryChange, ...]
    differences_before: int
    differences_after: int
    lists: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        return self.before == self.after and not self.entries and not self.lists


@dataclass(frozen=True, slots=True)
class Touched:
    """What a preview goes by where the records are a part of the case: the ids of the ``entities`` that may be others
    than before, and the open differences of the whole case before and after.
    """

    entities: Collection[str]
    differences: tuple[int, int]


def preview(
    annotated: Sequence[Annotated],
    before: CorpusRecords,
    after: CorpusRecords,
    known: Judgement | None = None,
    touched: Touched | None = None,
    *,
    then: Sequence[Annotated] | None = None,
) -> Preview:
    """The difference between what is read across the documents before a judgement and after it; ``then`` are the
    readings as they would be, where the judgement is on how a claim was read.

    Where the judgement is ``known`` already, nothing changes. With ``touched``, the records are those of a part that
    has all events that change, and the documents of those that are joined or parted.
    """
    here, there = Lookup(annotated, before), Lookup(annotated if then is None else then, after)
    old, new = (_by_members(records, touched) for records in (before, after))
    counts = touched.differences if touched is not None else (open_differences(here), open_differences(there))
    return Preview(
        before=tuple(_party(entity) for members, entity in old.items() if members not in new),
        after=tuple(_party(entity) for members, entity in new.items() if members not in old),
        entries=(*_changes(there, before, "joined"), *_changes(here, after, "parted")),
        differences_before=counts[0],
        differences_after=counts[1],
        lists=() if known else tuple(_lists(here, there)),
        told=decision(here, there, known, known=True).told
        if known
        else effects(judgement_log(here), judgement_log(there), would=True),
    )


def _lists(here: Lookup, there: Lookup) -> Iterable[str]:
    """What else the reports would say of the parties to the last judgement."""
    made = judgement_log(there)[-1]
    if made.kind in CHECKS:
        yield from _lists_of_check(here, made)
        return
    if made.state == "in_force" and made.subjects and made.subjects[0].kind == "claim":
        yield from _lists_of_claims(here, there, made)
        return
    if made.state != "in_force" or made.kind not in ("unsure", "different"):
        return
    entities = [entity for subject in there.corpus.judgements[-1].subjects if (entity := here.subject_entity(subject))]
    one, other = (f"{one_line(subject.name)} ({one_line(subject.document_name)})" for subject in made.subjects)
    if made.kind == "unsure":
        yield f"The cast would list {one} and {other} as open."
    elif entities[1].id in entities[0].candidates:
        yield f"The cast would no longer list {one} and {other} as perhaps the same."
    elif entities[1].id != entities[0].id:
        yield f"{one} and {other} are apart already, and would stay so whatever else is judged."


def _lists_of_check(here: Lookup, made: JudgementView) -> Iterable[str]:
    if made.kind == "reject":
        yield "The claim would be left out of every report."
    elif made.kind == "edit":
        yield f"The chronology would have it so: {said(made)}." if made.changes else "It is read so already."
    elif here.checked.get(made.subjects[0].entity) is None:
        yield "The claim would be shown as checked."
    else:
        yield "The claim would be shown as checked, as the machine read it."


def _lists_of_claims(here: Lookup, there: Lookup, made: JudgementView) -> Iterable[str]:
    one, other = (here.event_of[subject.entity].id for subject in made.subjects)
    if made.kind == "unsure":
        yield "The chronology would list the two happenings as left open."
    elif made.kind == "different" and one != other:
        yield "The two are apart already, and would stay so whatever else is judged."
    elif made.kind == "same" and one == other:
        yield "The two are one happening already, and would stay so."
    for difference in differences(there) if made.kind == "settled" else ():
        if difference.settled is not None and difference.settled.id == made.id:
            yield f"This difference would be shown as settled: {difference_in_words(there, difference)}."


def _by_members(records: CorpusRecords, touched: Touched | None) -> dict[frozenset[Member], CaseEntity]:
    entities = (one for one in records.entities if touched is None or one.id in touched.entities)
    return {frozenset(entity.members): entity for entity in entities}


def _party(entity: CaseEntity) -> PartyView:
    names = tuple(one_line(use.name) for use in entity.names)
    return PartyView(entity.id, one_line(entity.name), names, len({member.document for member in entity.members}))


def _changes(lookup: Lookup, other: CorpusRecords, change: str) -> Iterable[EntryChange]:
    """The entries of one side whose claims are several entries on the other."""
    of_claim = {claim: event.id for event in other.events for claim in event.claims}
    for event in lookup.corpus.events:
        parts: dict[str | None, list[str]] = {}
        for claim in event.claims:
            parts.setdefault(of_claim.get(claim), []).append(claim)
        if len(parts) > 1:
            yield EntryChange(change, tuple(_lines(lookup, part) for part in parts.values()))


def _lines(lookup: Lookup, claims: Iterable[str]) -> tuple[ClaimLine, ...]:
    return tuple(claim_line(lookup, *lookup.by_claim[claim]) for claim in claims)


def open_differences(lookup: Lookup, events: Collection[str] | None = None) -> int:
    """How many differences are open, of all events or of these."""
    return sum(one.is_open for one in differences(lookup) if events is None or one.event in events)
