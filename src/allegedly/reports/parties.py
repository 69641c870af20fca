"""Whom a person means by a name or an id, when something about entities is to be judged."""

from collections.abc import Iterable, Sequence

from ..corpus.entities import id_of_member
from ..errors import AllegedlyError, NotFoundError
from ..model import Annotated, CaseEntity, Evidence, Judgement, JudgementKind, Member, Subject, Verdict
from ..names import fold
from .lookup import Lookup, document_name, find_entities

_LEAST_OF_ID = 6


def find_subject(lookup: Lookup, reference: str) -> Subject:
    """The entity of one document that ``reference`` names: an id of the case's entity (also one that it had before a
    judgement), or enough of it; a name; or either of these followed by ``@`` and a document (its name, or its id).

    Raises ``NotFoundError`` where nobody or more than one fits.
    """
    name, _, document = reference.rpartition("@")
    if name and (within := _documents(lookup, document)):
        return _in_documents(lookup, name, within)
    entity = entity_by_id(lookup, reference)
    if entity is not None:
        return _subject(lookup, entity.members[0])
    return _by_name(lookup, reference)


def verdict(
    lookup: Lookup, kind: JudgementKind, parties: Sequence[str], *, name: str | None, by: str, why: str, at: str
) -> Verdict:
    """A judgement on parties as a person names them, with the passages that show them.

    Raises ``NotFoundError`` where nobody fits, ``AllegedlyError`` where the judgement makes no sense.
    """
    if kind == "undo" or len(parties) != (1 if kind == "alias" else 2) or (kind == "alias") != (name is not None):
        raise AllegedlyError("Same, different and unsure are judged of two parties, an alias of one and a name.")
    subjects = tuple(find_subject(lookup, party) for party in parties)
    if len({subject.member for subject in subjects}) < len(subjects):
        words = " and ".join(repr(party) for party in parties)
        raise AllegedlyError(f"{words} are one mention already; say which document's with NAME@DOCUMENT.")
    evidence = tuple(shown for subject in subjects for shown in evidence_for(lookup, subject))
    return Verdict(kind, subjects, by=by, at=at, why=why, name=name, evidence=evidence)


def find_judgement(log: Sequence[Judgement], beginning: str) -> Judgement:
    """The one judgement whose id begins so; ``NotFoundError`` without just one."""
    found = [judgement for judgement in log if beginning and judgement.id.startswith(beginning)]
    if len(found) != 1:
        told = "No judgement has" if not found else f"{len(found)} judgements have"
        raise NotFoundError(f"{told} an id that begins with {beginning!r}. `allegedly judgements` lists them.")
    return found[0]


def entity_by_id(lookup: Lookup, beginning: str) -> CaseEntity | None:
    """The entity with the one id that begins so; ids lead on that it had before others were joined to it."""
    if len(beginning) < _LEAST_OF_ID:
        return None
    found = [entity for entity in lookup.corpus.entities if entity.id.startswith(beginning)]
    if not found:
        old = (e for e in lookup.corpus.entities if any(id_of_member(m).startswith(beginning) for m in e.members))
        found = list(old)
    return found[0] if len(found) == 1 else None


def evidence_for(lookup: Lookup, subject: Subject) -> tuple[Evidence, ...]:
    """The first place where a subject's document names or mentions it."""
    item = lookup.of_document(subject.document)
    own = [mention for mention in item.mentions if mention.entity == subject.entity]
    first = min(own, key=lambda mention: (mention.how != "name", mention.start), default=None)
    return () if first is None else (Evidence(item.document.id, first.start, first.end, first.text),)


def _by_name(lookup: Lookup, name: str) -> Subject:
    entities = find_entities(lookup, name)
    if len(entities) > 1:
        told = "; ".join(f"{entity.id[:_LEAST_OF_ID]} {entity.name} ({entity.kind})" for entity in entities[:4])
        raise NotFoundError(f"{len(entities)} in the cast go by the name {name!r}: {told}. Give an id.")
    so_called = [m for m in entities[0].members if fold(name) in map(fold, lookup.own_entity[_key(m)].names)]
    return _subject(lookup, (so_called or list(entities[0].members))[0])


def _in_documents(lookup: Lookup, name: str, within: list[Annotated]) -> Subject:
    if len(within) > 1:
        raise NotFoundError(f"{len(within)} documents are called so; give the document's id.")
    item = within[0]
    entity = entity_by_id(lookup, name)
    if entity is not None:
        own = [member for member in entity.members if member.document == item.document.id]
    else:
        own = [Member(item.document.id, e.id) for e in item.entities if fold(name) in map(fold, (e.name, *e.names))]
    if len(own) != 1:
        told = "Nobody" if not own else "More than one"
        raise NotFoundError(f"{told} in {document_name(item.document)} goes by {name!r}.")
    return _subject(lookup, own[0])


def _documents(lookup: Lookup, name: str) -> list[Annotated]:
    by_id = [item for item in lookup.annotated if len(name) >= _LEAST_OF_ID and item.document.id.startswith(name)]
    return by_id or [item for item in lookup.annotated if name in (document_name(item.document), item.document.path)]


def _subject(lookup: Lookup, member: Member) -> Subject:
    return Subject(member.document, member.entity, lookup.own_entity[_key(member)].name)


def _key(member: Member) -> tuple[str, str]:
    return member.document, member.entity


def told(subjects: Iterable[Subject], lookup: Lookup) -> str:
    """Subjects in words: "Ana Brandt (post.txt) and A. Brandt (courier.txt)"."""
    return " and ".join(
        f"{subject.name} ({document_name(lookup.of_document(subject.document).document)})"
        for subject in subjects
        if subject.document in lookup.place_of_document
    )
