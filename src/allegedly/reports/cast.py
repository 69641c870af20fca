"""The cast: who and what the case is about, under which names, in how many claims."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Annotated
from ..model.corpus import CaseEntity
from ..model.records import EntityKind
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
    """What a document calls an entity beside its name."""

    role: str
    document: str
    document_name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another entity that may be the same."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CastMember:
    """``claims`` counts those in which the entity takes part, ``says`` those in whose chain it stands."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[NameCount, ...]
    roles: tuple[RoleView, ...]
    documents: tuple[str, ...]
    claims: int
    says: int
    candidates: tuple[Candidate, ...]


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
    members = [_member(lookup, entity, taking_part[entity.id], saying[entity.id]) for entity in corpus.entities]
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


def _member(lookup: Lookup, entity: CaseEntity, claims: int, says: int) -> CastMember:
    documents = {member.document for member in entity.members}
    return CastMember(
        id=entity.id,
        kind=entity.kind,
        name=one_line(entity.name),
        names=tuple(NameCount(one_line(use.name), use.count) for use in entity.names),
        roles=_roles(lookup, entity),
        documents=tuple(sorted(documents & lookup.place_of_document.keys(), key=lookup.place_of_document.__getitem__)),
        claims=claims,
        says=says,
        candidates=tuple(
            Candidate(other, one_line(lookup.entities[other].name))
            for other in entity.candidates
            if other in lookup.entities
        ),
    )


def _roles(lookup: Lookup, entity: CaseEntity) -> tuple[RoleView, ...]:
    """Each role once, with the first document that has it."""
    roles = {one_line(use.role): use for use in reversed(entity.roles)}
    return tuple(
        RoleView(role, use.document, document_name(lookup.of_document(use.document).document))
        for role, use in reversed(roles.items())
        if use.document in lookup.place_of_document
    )
