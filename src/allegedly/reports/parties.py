"""Whom or what a person means by a name or an id, when something is to be judged."""

from collections.abc import Iterator, Sequence

from ..errors import AllegedlyError, NotFoundError
from ..model import CHECKS, CaseEntity, Correction, Evidence, Judgement, JudgementKind, Subject, Verdict
from ..names import fold
from .checks import verdict_on_claim
from .claim_parties import are_claims, verdict_on_claims
from .lookup import Lookup, document_name
from .naming import LEAST_OF_ID, entity_of, find_member


def find_subject(lookup: Lookup, reference: str) -> Subject:
    """The entity of one document that ``reference`` names: an id of the case's entity (also one that it had before a
    judgement), or enough of it; a name; or either of these followed by ``@`` and a document (its name, or its id).

    Raises ``NotFoundError`` where nobody or more than one fits.
    """
    member = find_member(lookup, reference)
    return Subject(member.document, member.entity, lookup.own_entity[member.document, member.entity].name)


def verdict(
    lookup: Lookup,
    kind: JudgementKind,
    parties: Sequence[str],
    *,
    name: str | None,
    edit: Correction | None = None,
    by: str,
    why: str | None,
    at: str,
) -> Verdict:
    """A judgement on parties as a person names them, entities or claims, with the passages that show them; ``name`` is
    that of an alias, or the slot of a difference that is settled, ``edit`` what is read otherwise of a claim. ``why``
    is ``None`` where it is only asked what a judgement would do.

    Raises ``NotFoundError`` where nobody fits, ``AllegedlyError`` where the judgement makes no sense.
    """
    if kind in CHECKS:
        return verdict_on_claim(lookup, kind, parties, edit=edit, by=by, why=why, at=at)
    if edit is not None:
        raise AllegedlyError("Only to edit a claim is to say what is read otherwise.")
    if kind == "undo" or len(parties) != (1 if kind == "alias" else 2) or (kind == "alias" and name is None):
        raise AllegedlyError("Same, different and unsure are judged of two parties, an alias of one and a name.")
    if kind == "settled" or (kind != "alias" and are_claims(lookup, parties)):
        return verdict_on_claims(lookup, kind, parties, slot=name, by=by, why=why, at=at)
    if kind != "alias" and name is not None:
        raise AllegedlyError("Only what is settled has a slot, and only an alias a name.")
    subjects = tuple(find_subject(lookup, party) for party in parties)
    if len({subject.member for subject in subjects}) < len(subjects):
        words, where = " and ".join(repr(party) for party in parties), document_of(lookup, subjects[0])
        raise AllegedlyError(
            f"{words} are one in {where} already. Another document's is NAME@DOCUMENT; whom the reading of "
            "one document took for one, no judgement parts."
        )
    if kind == "same":
        _check_kinds(lookup, *subjects)
    if name is not None:
        _check_alias(lookup, subjects[0], name)
    evidence = tuple(shown for subject in subjects for shown in evidence_for(lookup, subject))
    return Verdict(kind, subjects, by=by, at=at, why=why or "", name=name, evidence=evidence)


def _check_kinds(lookup: Lookup, one: Subject, other: Subject) -> None:
    kinds = [entity_of(lookup, subject.member).kind for subject in (one, other)]
    if kinds[0] != kinds[1]:
        told = " and ".join(f"{s.name} ({kind})" for s, kind in zip((one, other), kinds, strict=True))
        raise AllegedlyError(
            f"{told} are of two kinds and cannot be the same; an alias makes a name stand for somebody."
        )


def _check_alias(lookup: Lookup, subject: Subject, name: str) -> None:
    """An alias is a name, no place's on the map, and stands for one entity only."""
    if not fold(name):
        raise AllegedlyError(f"{name!r} has no letter in it; an alias is a name.")
    if entity_of(lookup, subject.member).kind != "place" and any(_is_on_map(lookup, e, name) for e in _places(lookup)):
        raise AllegedlyError(f"{name!r} is a place on the map of this case; as an alias it would no longer be one.")
    first = first_alias(lookup, fold(name))
    if first is not None and first[1].id != entity_of(lookup, subject.member).id:
        told = f"{name!r} stands for {called(lookup, first[0].subjects[0])} already, by the judgement {first[0].id}"
        raise AllegedlyError(f"{told}; undo that, or judge the two the same.")


def _places(lookup: Lookup) -> Iterator[CaseEntity]:
    return (entity for entity in lookup.corpus.entities if entity.kind == "place")


def _is_on_map(lookup: Lookup, place: CaseEntity, name: str) -> bool:
    """Whether a place of that name lies somewhere; a code name that was taken for a place lies nowhere."""
    if fold(name) not in {fold(use.name) for use in place.names}:
        return False
    members = ((lookup.of_document(member.document), member.entity) for member in place.members)
    mentions = ((item, one) for item, entity in members for one in item.mentions if one.entity == entity)
    return any(lookup.place_inside(item, one.start, one.end) is not None for item, one in mentions)


def first_alias(lookup: Lookup, folded: str) -> tuple[Judgement, CaseEntity] | None:
    """The judgement that gives an alias to somebody who is there, and whom it gives it to."""
    for one in lookup.in_force:
        if one.kind == "alias" and fold(one.name or "") == folded:
            bearer = lookup.subject_entity(one.subjects[0])
            if bearer is not None:
                return one, bearer
    return None


def find_judgement(log: Sequence[Judgement], beginning: str) -> Judgement:
    """The one judgement whose id begins so; ``NotFoundError`` without just one."""
    if len(beginning) < LEAST_OF_ID:
        told = f"Give at least {LEAST_OF_ID} characters of the judgement's id, not {beginning!r}"
        raise NotFoundError(f"{told}. `allegedly judgements` lists them.")
    found = [judgement for judgement in log if judgement.id.startswith(beginning)]
    if len(found) != 1:
        told = "No judgement has" if not found else f"{len(found)} judgements have"
        raise NotFoundError(f"{told} an id that begins with {beginning!r}. `allegedly judgements` lists them.")
    return found[0]


def called(lookup: Lookup, subject: Subject) -> str:
    """A subject in words: "Ana Brandt (post.txt)"."""
    return f"{subject.name} ({document_of(lookup, subject)})"


def document_of(lookup: Lookup, subject: Subject) -> str:
    """What a subject's document is called; the beginning of its id where it is no longer there."""
    if subject.document not in lookup.place_of_document:
        return subject.document[:LEAST_OF_ID]
    return document_name(lookup.of_document(subject.document).document)


def evidence_for(lookup: Lookup, subject: Subject) -> tuple[Evidence, ...]:
    """The first place where a subject's document names or mentions it."""
    item = lookup.of_document(subject.document)
    own = [mention for mention in item.mentions if mention.entity == subject.entity]
    first = min(own, key=lambda mention: (mention.how != "name", mention.start), default=None)
    return () if first is None else (Evidence(item.document.id, first.start, first.end, first.text),)
