"""The cast: who and what the case is about, under which names, in how many claims."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..model import Annotated
from ..model.corpus import CaseEntity
from ..model.records import EntityKind
from .looks import told_of_looks
from .lookup import CorpusRecords, Lookup, document_name
from .text import one_line

_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")


@dataclass(frozen=True, slots=True)
class NameCount:
    """How often a name is used."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class RoleView:
    """What a document calls an entity beside its name, since which date of publication, and the passage."""

    role: str
    document: str
    document_name: str
    published: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another entity that may be the same; ``unsure`` where a person looked and left it open."""

    id: str
    name: str
    unsure: bool


Certainty = Literal["certain", "probable", "single"]
"""How sure it is that all of an entity's documents mean the same one: "certain" for one name or a person's judgement,
"probable" for spellings and acronyms, "single" where there is one document."""


@dataclass(frozen=True, slots=True)
class CastMember:
    """``mentions`` counts names, ``claims`` those in which the entity takes part, ``says`` those in whose chain it
    stands. ``joined`` says why its documents' entities are one. First and last seen are dates of publication.
    ``country`` is the code of the one where most mentions of a place are found on the map; ``notices`` are sentences
    about what the looks of the name hide.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[NameCount, ...]
    roles: tuple[RoleView, ...]
    documents: tuple[str, ...]
    first_seen: date | None
    last_seen: date | None
    mentions: int
    claims: int
    says: int
    certainty: Certainty
    joined: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    country: str | None = None
    notices: tuple[str, ...] = ()

    @property
    def in_passing(self) -> bool:
        """Whether it is met once and no more."""
        return len(self.documents) == 1 and self.mentions <= 1 and self.claims <= 1 and self.says <= 1


@dataclass(frozen=True, slots=True)
class CastList:
    """Each list has those of most documents first, then of most claims; ``unnamed`` are people without a name."""

    persons: tuple[CastMember, ...]
    organisations: tuple[CastMember, ...]
    places: tuple[CastMember, ...]
    unnamed: tuple[CastMember, ...]


def cast(annotated: Sequence[Annotated], corpus: CorpusRecords) -> CastList:
    """The cast of a case."""
    lookup = Lookup(annotated, corpus)
    taking_part, saying = _counts(lookup)
    countries = _countries(lookup)
    hidden = told_of_looks((entity.id, one_line(entity.name)) for entity in corpus.entities)
    members = [
        replace(
            _member(lookup, entity, taking_part[entity.id], saying[entity.id], countries.get(entity.id)),
            notices=hidden.get(entity.id, ()),
        )
        for entity in corpus.entities
    ]
    members.sort(key=lambda m: (-len(m.documents), -m.claims - m.says, m.name, m.id))
    named = _named(lookup)
    persons, organisations, places = (tuple(m for m in members if m.kind == k and m.id in named) for k in _KINDS)
    return CastList(persons, organisations, places, tuple(m for m in members if m.id not in named))


def _named(lookup: Lookup) -> set[str]:
    """The entities of the case that some document calls by a name."""
    by_name = {(item.document.id, m.entity) for item in lookup.annotated for m in item.mentions if m.how == "name"}
    return {
        entity.id
        for entity in lookup.corpus.entities
        if any((member.document, member.entity) in by_name for member in entity.members)
    }


def _counts(lookup: Lookup) -> tuple[Counter[str], Counter[str]]:
    """In how many claims each entity of the case takes part, and in the chains of how many it stands."""
    taking_part, saying = Counter[str](), Counter[str]()
    for item, claim in lookup.claims():
        document = item.document.id
        taking_part.update(_of_case(lookup, document, (role.entity for role in claim.roles)))
        saying.update(_of_case(lookup, document, (hop.entity for hop in claim.chain)))
    return taking_part, saying


def _of_case(lookup: Lookup, document: str, references: Iterable[str | None]) -> set[str]:
    found = (lookup.entity_of.get((document, reference)) for reference in references if reference is not None)
    return {entity.id for entity in found if entity is not None}


def _countries(lookup: Lookup) -> dict[str, str]:
    """The country of each place of the case, where its mentions have one: that of most."""
    found: dict[str, Counter[str]] = {}
    for item in lookup.annotated:
        for mention in item.mentions:
            entity = lookup.entity_of.get((item.document.id, mention.entity)) if mention.kind == "place" else None
            place = lookup.place_inside(item, mention.start, mention.end) if entity is not None else None
            if entity is not None and place is not None and place.country:
                found.setdefault(entity.id, Counter())[place.country] += 1
    return {entity: min(own, key=lambda country: (-own[country], country)) for entity, own in found.items()}


def _member(lookup: Lookup, entity: CaseEntity, claims: int, says: int, country: str | None) -> CastMember:
    documents = {member.document for member in entity.members}
    dates = [day for one in documents if (day := lookup.of_document(one).document.published) is not None]
    unsure = {other.id for m in entity.unsure if (other := lookup.entity_of.get((m.document, m.entity))) is not None}
    return CastMember(
        id=entity.id,
        kind=entity.kind,
        name=one_line(entity.name),
        names=tuple(NameCount(one_line(use.name), use.count) for use in entity.names),
        roles=_roles(lookup, entity),
        documents=tuple(sorted(documents & lookup.place_of_document.keys(), key=lookup.place_of_document.__getitem__)),
        first_seen=min(dates, default=None),
        last_seen=max(dates, default=None),
        mentions=sum(use.count for use in entity.names),
        claims=claims,
        says=says,
        certainty=_certainty(entity, len(documents)),
        joined=entity.joined,
        candidates=tuple(
            Candidate(other, one_line(lookup.entities[other].name), other in unsure)
            for other in sorted({*entity.candidates, *unsure})
            if other in lookup.entities and other != entity.id
        ),
        country=country if entity.kind == "place" else None,
    )


def _certainty(entity: CaseEntity, documents: int) -> Certainty:
    if {"spelling", "acronym"} & {*entity.joined}:
        return "probable"
    return "certain" if documents > 1 or entity.joined else "single"


def _roles(lookup: Lookup, entity: CaseEntity) -> tuple[RoleView, ...]:
    """Each role once, with the first document that has it."""
    roles = {one_line(use.role): use for use in reversed(entity.roles)}
    return tuple(
        RoleView(
            role,
            use.document,
            document_name(lookup.of_document(use.document).document),
            use.published,
            use.start,
            use.end,
        )
        for role, use in reversed(roles.items())
        if use.document in lookup.place_of_document
    )
