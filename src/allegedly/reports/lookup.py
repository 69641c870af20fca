"""Finds the records of a case by what refers to them, so that each report walks the case once."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import Protocol

from ..corpus.claims_judged import ClaimSubjects
from ..corpus.judging import Subjects
from ..errors import NotFoundError
from ..model import (
    Annotated,
    Checked,
    Claim,
    Document,
    Entity,
    Hand,
    Judgement,
    Member,
    Place,
    Subject,
    TimeExpression,
    Voice,
)
from ..model.corpus import CaseEntity, CaseLink, Derivation, Event, Origins, Relation
from ..model.judgements import in_force
from .text import one_line, shorten

_SHORT_ID = 12
SHORT_ID = 8
"""So many characters of a judgement's id are shown."""
_SHOWN = 60


class CorpusRecords(Protocol):
    """What was read across the documents of a case, each list in an order of its own that never changes."""

    @property
    def entities(self) -> Sequence[CaseEntity]: ...
    @property
    def events(self) -> Sequence[Event]: ...
    @property
    def relations(self) -> Sequence[Relation]: ...
    @property
    def derivations(self) -> Sequence[Derivation]: ...
    @property
    def origins(self) -> Sequence[Origins]: ...
    @property
    def judgements(self) -> Sequence[Judgement]: ...
    @property
    def links(self) -> Sequence[CaseLink]: ...


@dataclass(frozen=True)
class Lookup:
    """The records of a case, by what refers to them. ``annotated`` is in the order in which documents are listed."""

    annotated: Sequence[Annotated]
    corpus: CorpusRecords

    def claims(self) -> Iterator[tuple[Annotated, Claim]]:
        """Every claim with its document, in the order of documents, then of the text."""
        return ((item, claim) for item in self.annotated for claim in item.claims)

    @cached_property
    def place_of_document(self) -> dict[str, int]:
        return {item.document.id: number for number, item in enumerate(self.annotated)}

    def of_document(self, document_id: str) -> Annotated:
        return self.annotated[self.place_of_document[document_id]]

    @cached_property
    def by_claim(self) -> dict[str, tuple[Annotated, Claim]]:
        return {claim.id: (item, claim) for item, claim in self.claims()}

    @cached_property
    def checked(self) -> dict[str, tuple[Annotated, Checked]]:
        """The claims that a person checked as they were read, also those that were rejected, by their ids."""
        return {made.claim.id: (item, made) for item in self.annotated for made in item.checked}

    def hand_of(self, claim: Claim) -> Hand | None:
        """Who checked a claim, and how; ``None`` where nobody did."""
        return self.checked[claim.id][1].hand if claim.id in self.checked else None

    @cached_property
    def by_time(self) -> dict[tuple[str, str], TimeExpression]:
        """Time expressions by the ids of their document and of themselves."""
        return {(item.document.id, time.id): time for item in self.annotated for time in item.times}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {event.id: event for event in self.corpus.events}

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """The event of each claim that is in one."""
        return {claim: event for event in self.corpus.events for claim in event.claims}

    @cached_property
    def relations_of(self) -> dict[str, list[Relation]]:
        """The relations between the accounts of each event that has some, by its id."""
        found: dict[str, list[Relation]] = {}
        for relation in self.corpus.relations:
            found.setdefault(relation.event, []).append(relation)
        return found

    @cached_property
    def settling(self) -> dict[str, list[Judgement]]:
        """The judgements in force that settle a difference, by the event of their first claim."""
        found: dict[str, list[Judgement]] = {}
        for one in self.in_force:
            event = self.event_of.get(one.subjects[0].entity) if one.kind == "settled" else None
            if event is not None:
                found.setdefault(event.id, []).append(one)
        return found

    @cached_property
    def answers_to(self) -> dict[str, list[str]]:
        """The ids of the claims of later documents that answer a claim, by its id."""
        found: dict[str, list[str]] = {}
        for link in self.corpus.links:
            found.setdefault(link.answers, []).append(link.claim)
        return found

    @cached_property
    def origins_of(self) -> dict[str, Origins]:
        """The origins of each event, by its id."""
        return {origins.event: origins for origins in self.corpus.origins}

    @cached_property
    def entities(self) -> dict[str, CaseEntity]:
        return {entity.id: entity for entity in self.corpus.entities}

    @cached_property
    def own_entity(self) -> dict[tuple[str, str], Entity]:
        """The entities of single documents, by the ids of the document and of themselves."""
        return {(item.document.id, entity.id): entity for item in self.annotated for entity in item.entities}

    @cached_property
    def entity_of(self) -> dict[tuple[str, str], CaseEntity]:
        """The entity of the case behind that of a document."""
        return {(member.document, member.entity): e for e in self.corpus.entities for member in e.members}

    def subject_entity(self, subject: Subject) -> CaseEntity | None:
        """The entity of the case that a judgement is about; ``None`` while nobody fits."""
        member = self.subject_member(subject)
        return None if member is None else self.entity_of.get((member.document, member.entity))

    def subject_member(self, subject: Subject) -> Member | None:
        """The entity of a document that a judgement is about; ``None`` while nobody fits."""
        return self._subjects.find(subject)

    def subject_claim(self, subject: Subject) -> Claim | None:
        """The claim that a judgement is about; ``None`` while no passage fits, and for an entity."""
        return self._claims_judged.find(subject)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The log, with whom or what each judgement is about as the documents have it now."""
        return self._claims_judged.as_found(self._subjects.as_found(self.corpus.judgements))

    @cached_property
    def in_force(self) -> tuple[Judgement, ...]:
        """What of the log counts, in order."""
        return in_force(self.judgements)

    @cached_property
    def _subjects(self) -> Subjects:
        return Subjects((Member(document, own), e.name) for (document, own), e in self.own_entity.items())

    @cached_property
    def _claims_judged(self) -> ClaimSubjects:
        return ClaimSubjects(self.annotated)

    @cached_property
    def voices(self) -> dict[tuple[str, str | None], Voice]:
        """Voices by the ids of their document and of themselves."""
        return {(item.document.id, voice.id): voice for item in self.annotated for voice in item.voices}

    def published_of(self, document: Document, voice: Voice | None) -> date | None:
        """The date a voice speaks at: its own, else that of the one it stands in, else the document's."""
        while voice is not None:
            if voice.published is not None:
                return voice.published
            voice = self.voices.get((document.id, voice.parent))
        return document.published

    @cached_property
    def _place_starts(self) -> dict[str, list[int]]:
        return {item.document.id: [place.start for place in item.places] for item in self.annotated}

    def place_inside(self, item: Annotated, start: int, end: int) -> Place | None:
        """The first place that is named between two offsets."""
        number = bisect_left(self._place_starts[item.document.id], start)
        place = item.places[number] if number < len(item.places) else None
        return place if place is not None and place.end <= end else None

    def name_of(self, document_id: str, entity_id: str | None) -> str | None:
        """The name of the entity behind a reference in a document; ``None`` when it has none."""
        if entity_id is None:
            return None
        entity = self.entity_of.get((document_id, entity_id)) or self.own_entity.get((document_id, entity_id))
        return None if entity is None else entity.name

    def entities_in(self, item: Annotated, claim: Claim) -> set[str]:
        """Ids of the case's entities that take part in a claim or stand in its chain."""
        references = {role.entity for role in claim.roles} | {hop.entity for hop in claim.chain}
        found = (self.entity_of.get((item.document.id, reference)) for reference in references if reference)
        return {entity.id for entity in found if entity is not None}


def document_name(document: Document) -> str:
    """What a document is called in a list: its file's name, else its title, else the beginning of its id."""
    return name_of_path(document.path, document.title, document.id)


@lru_cache(maxsize=4096)  # asked for every passage of a document in turn
def name_of_path(path: str | None, title: str | None, own_id: str) -> str:
    """The same of what is known of a document without opening it."""
    return (PurePath(path).name if path else "") or title or own_id[:_SHORT_ID]


def find_claim(lookup: Lookup, beginning: str, *, rejected: bool = False) -> tuple[Annotated, Claim]:
    """The one claim whose id begins so, with ``rejected`` also one that was rejected, as it was read.

    Raises ``NotFoundError`` when there is none, or more than one; for one that was rejected it says by whom.
    """
    found = [pair for pair in lookup.claims() if pair[1].id.startswith(beginning)] if beginning else []
    gone = [(item, made) for item, made in lookup.checked.values() if made.hand.state == "rejected"]
    gone = [(item, made) for item, made in gone if beginning and made.claim.id.startswith(beginning)]
    if not found and len(gone) == 1 and not rejected:
        raise NotFoundError(rejected_in_words(*gone[0]))
    found += [(item, made.claim) for item, made in gone]
    only_one({claim.id for _, claim in found}, beginning)
    return found[0]


def only_one(ids: Collection[str], beginning: str) -> None:
    """Raises ``NotFoundError`` when these are not the id of just one claim, of which the beginning was given."""
    if not ids:
        raise NotFoundError(f"No claim has an id that begins with {beginning!r}. The timeline shows the ids.")
    if len(ids) > 1:
        raise NotFoundError(f"{len(ids)} claims have ids that begin with {beginning!r}; give more of the id.")


def rejected_in_words(item: Annotated, made: Checked) -> str:
    """That a claim was rejected, by whom, and what takes that back."""
    words = shorten(one_line(item.document.text[made.claim.start : made.claim.end]), _SHOWN)
    hand = made.hand
    told = f"“{words}” ({document_name(item.document)}) is not counted as a claim: {one_line(hand.by)} rejected it"
    return f"{told} on {hand.at[:10]}; `allegedly undo CASE {hand.judgement[:SHORT_ID]}` takes that back."
