"""Whom a person means by a reference: an id, a name, or either of these with ``@`` and a document.

An id may be one that the entity had before others were joined to it; six characters of it are enough. Reports are
answered for spellings of a full name and for parts of a name too; who judges has to give a name as it is borne.
"""

from dataclasses import dataclass

from ..corpus.entities import id_of_member
from ..corpus.occurrences import full_name
from ..errors import NotFoundError
from ..model import Annotated, CaseEntity, Member
from ..names import SAME_NAME, fold, in_any_order, name_similarity, skeleton
from .lookup import Lookup, document_name

LEAST_OF_ID = 6
_FEW = 4


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who is meant by a reference, under which ``name``, and who bears that name and is not meant."""

    name: str
    entities: tuple[CaseEntity, ...]
    namesakes: tuple[CaseEntity, ...]


def find_entities(lookup: Lookup, reference: str, kind: str | None = None) -> tuple[CaseEntity, ...]:
    """The entities that a report is asked about: those that bear the name, else whose name holds it, else whose full
    name is another spelling of it.

    Raises ``NotFoundError`` when there is none, of that ``kind`` where one is wanted.
    """
    member = _referred_to(lookup, reference)
    if member is not None:
        return (_of_kind(entity_of(lookup, member), kind),)
    rivals = [entity for entity in lookup.corpus.entities if kind in (None, entity.kind)]
    for fits in (_bears, _holds, _is_spelling):
        found = [entity for entity in rivals if fits(entity, reference)]
        if found:
            return tuple(found)
    for entity in lookup.corpus.entities:
        if _bears(entity, reference):
            _of_kind(entity, kind)
    raise nobody(lookup, reference)


def find_bearers(lookup: Lookup, reference: str) -> Bearers:
    """Whom of the cast an id means, or who bears the name, else people whose full name is another spelling of it.

    Nobody where it is no name of the cast. Raises ``NotFoundError`` for a document that is not there.
    """
    entities = lookup.corpus.entities
    member = _referred_to(lookup, reference)
    if member is not None:
        meant: tuple[CaseEntity, ...] = (entity_of(lookup, member),)
    else:
        people = (entity for entity in entities if entity.kind == "person" and _is_spelling(entity, reference))
        meant = tuple(entity for entity in entities if _bears(entity, reference)) or tuple(people)
    name = reference if not meant or any(_bears(entity, reference) for entity in meant) else meant[0].name
    namesakes = (entity for entity in entities if entity not in meant and _bears(entity, name))
    return Bearers(name, meant, tuple(namesakes))


def find_member(lookup: Lookup, reference: str) -> Member:
    """The entity of one document that is to be judged: of those that bear the very name, the earliest.

    Raises ``NotFoundError`` where nobody or more than one fits.
    """
    member = _referred_to(lookup, reference)
    if member is not None:
        return member
    entities = [entity for entity in lookup.corpus.entities if _bears(entity, reference)]
    if not entities:
        raise nobody(lookup, reference)
    if len(entities) > 1:
        told = f"{len(entities)} in the cast go by the name {reference!r}: {_listed(lookup, entities, '; ')}"
        raise NotFoundError(f"{told}. Give an id, or NAME@DOCUMENT.")
    members = entities[0].members
    return next((member for member in members if _is_so_called(lookup, member, reference)), members[0])


def own_name_in(lookup: Lookup, item: Annotated, name: str) -> str:
    """The name that a document has for whom the cast calls so; the ``name`` itself where it has none."""
    own = [Member(item.document.id, entity.id) for entity in item.entities]
    if any(_is_so_called(lookup, member, name) for member in own):
        return name
    members = {member for entity in lookup.corpus.entities if _bears(entity, name) for member in entity.members}
    return next((lookup.own_entity[one.document, one.entity].name for one in own if one in members), name)


def entity_of(lookup: Lookup, member: Member) -> CaseEntity:
    """The entity of the case that a member belongs to."""
    return lookup.entity_of[member.document, member.entity]


def nobody(lookup: Lookup, name: str) -> NotFoundError:
    """That the cast has no such name, with those that are close to it."""
    bones = _bones(name)
    close = [e for e in lookup.corpus.entities if any(not bones.isdisjoint(_bones(use.name)) for use in e.names)]
    told = f"Nobody and nothing in the case goes by the name {name!r}"
    if close:
        return NotFoundError(f"{told}; perhaps you mean {_listed(lookup, close, ' or ')}.")
    return NotFoundError(f"{told}; `allegedly cast` lists all.")


def _referred_to(lookup: Lookup, reference: str) -> Member | None:
    """Whom an id means, or a document's own name or id; ``None`` where the reference is a name and no more."""
    name, at, document = (part.strip() for part in reference.rpartition("@"))
    if at and name:
        if within := _documents(lookup, document):
            return _in_document(lookup, name, within)
        if not any(_bears(entity, reference) for entity in lookup.corpus.entities):
            told = "after @ stands a document's name or the beginning of its id"
            raise NotFoundError(f"There is no document {document!r} in the case; {told}.")
    return _by_id(lookup, reference)


def _by_id(lookup: Lookup, beginning: str) -> Member | None:
    """The member with the one id that begins so: an entity's, else one that an entity had."""
    if len(beginning) < LEAST_OF_ID:
        return None
    entities = lookup.corpus.entities
    found = [entity.members[0] for entity in entities if entity.id.startswith(beginning)]
    if not found:
        members = (member for entity in entities for member in entity.members[1:])
        found = [member for member in members if id_of_member(member).startswith(beginning)]
    if len(found) > 1:
        raise NotFoundError(f"{len(found)} in the cast have ids that begin with {beginning!r}; give more of the id.")
    return found[0] if found else None


def _in_document(lookup: Lookup, name: str, within: list[Annotated]) -> Member:
    if len(within) > 1:
        raise NotFoundError(f"{len(within)} documents are called so; give the document's id.")
    item = within[0]
    own = [Member(item.document.id, entity.id) for entity in item.entities]
    member = _by_id(lookup, name)
    meant = {member} if member is None else {*entity_of(lookup, member).members}
    found = [one for one in own if one in meant] or [one for one in own if _is_so_called(lookup, one, name)]
    if len(found) != 1:
        told = "Nobody" if not found else "More than one"
        raise NotFoundError(f"{told} in {document_name(item.document)} goes by {name!r}.")
    return found[0]


def _documents(lookup: Lookup, name: str) -> list[Annotated]:
    by_id = [item for item in lookup.annotated if len(name) >= LEAST_OF_ID and item.document.id.startswith(name)]
    return by_id or [item for item in lookup.annotated if name in (document_name(item.document), item.document.path)]


def _of_kind(entity: CaseEntity, kind: str | None) -> CaseEntity:
    if kind not in (None, entity.kind):
        told = f"The cast has {entity.name!r} as {_with_article(entity.kind)}"
        raise NotFoundError(f"{told}, and {_with_article(kind or '')} is wanted here.")
    return entity


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[:1] in "aeiou" else f"a {kind}"


def _bears(entity: CaseEntity, name: str) -> bool:
    """Whether an entity is called so in a document, or by the cast: "France (government)" stands in none."""
    wanted = in_any_order(name)
    return bool(wanted) and any(
        in_any_order(own) == wanted for own in (entity.name, *(use.name for use in entity.names))
    )


def _is_so_called(lookup: Lookup, member: Member, name: str) -> bool:
    own = lookup.own_entity[member.document, member.entity]
    return in_any_order(name) in map(in_any_order, (own.name, *own.names))


def _bones(name: str) -> set[str]:
    """The words of a name by their consonants, those that have enough of them to tell."""
    return {bones for word in fold(name).split() if len(bones := skeleton(word)) > 2}


def _holds(entity: CaseEntity, part: str) -> bool:
    wanted = fold(part)
    return any(len(word) > 1 for word in wanted.split()) and any(
        f" {wanted} " in f" {fold(use.name)} " for use in entity.names
    )


def _is_spelling(entity: CaseEntity, name: str) -> bool:
    if entity.kind == "organisation":
        return any(name_similarity(use.name, name, "organisation") >= SAME_NAME["organisation"] for use in entity.names)
    if entity.kind == "place" or full_name(name) is None:
        return False
    full = (use.name for use in entity.names if full_name(use.name) is not None)
    return any(name_similarity(own, name, "person") >= SAME_NAME["person"] for own in full)


def _listed(lookup: Lookup, entities: list[CaseEntity], between: str) -> str:
    """A few of them with the documents that show them first; names alone may be the same."""
    told = []
    for entity in entities[:_FEW]:
        document = document_name(lookup.of_document(entity.members[0].document).document)
        told.append(f"{entity.name} ({entity.kind} in {document}, {entity.id[:LEAST_OF_ID]})")
    return between.join(told)
