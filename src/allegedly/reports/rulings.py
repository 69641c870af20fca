"""The log of judgements as a person reads it: about whom each is, and whether it is in force.

A judgement in force can still be without effect: where another one keeps apart what it would join, or where the cast
calls nobody by its alias. What follows from the log is worked out from the cast that was made with it.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from ..model import CHECKS, CaseEntity, Correction, Evidence, Judgement, JudgementKind, Subject, SubjectKind, Verdict
from ..model.judgements import standings
from ..names import fold
from .checks import Change, changes_of
from .claim_rulings import Ruling, State, ruling_on_claims
from .lookup import SHORT_ID, Lookup
from .parties import document_of, first_alias
from .text import one_line, shorten

_PASSAGE = 60


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Whom or what a judgement is about, with the name of the document; ``entity`` is the id, also of a claim."""

    document: str
    entity: str
    name: str
    document_name: str
    kind: SubjectKind


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A judgement, and whether it is in force; ``state_by`` is the id of the one that stands against it.

    Of an edit, ``changes`` are what it has read otherwise than the machine.
    """

    id: str
    number: int
    kind: JudgementKind
    subjects: tuple[SubjectView, ...]
    name: str | None
    undoes: str | None
    by: str
    at: str
    why: str
    evidence: tuple[Evidence, ...]
    state: State
    state_by: str | None
    edit: Correction | None = None
    changes: tuple[Change, ...] = ()


SHOWS_LATER = "What it does to other judgements shows once the case is read across again."


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of deciding: the line of the log and how it stands, and in ``told`` what it does to earlier ones.

    ``known`` where it stood in the log already and was not written again.
    """

    made: Judgement
    view: JudgementView
    known: bool
    told: tuple[str, ...]


def judgement_log(lookup: Lookup, of: Collection[str] | None = None) -> tuple[JudgementView, ...]:
    """Every line of the log, in order, or those ``of`` some ids."""
    stands = standings(lookup.judgements)
    rulings = {one.id: _ruling(lookup, one) for one in lookup.in_force if of is None or one.id in of}
    lines = [one for one in lookup.corpus.judgements if of is None or one.id in of]
    return tuple(_view(lookup, one, rulings.get(one.id) or (stands[one.id].state, stands[one.id].by)) for one in lines)


def decision(before: Lookup, after: Lookup, made: Judgement, *, known: bool) -> Decision:
    """A judgement that was made between two states of the case, or was ``known``."""
    lines = judgement_log(after)
    view = next(line for line in lines if line.id == made.id)
    if not known:
        return Decision(made, view, known, effects(judgement_log(before), lines))
    if view.kind == "undo":
        told = f"{_short(view.undoes)} is taken back already, by {_short(view.id)}."
    else:
        told = f"It is judged so already, by {_short(view.id)}."
    return Decision(made, view, known, (told, *_without_effect(view, lines, would=False)))


def decision_at_once(after: Lookup, made: Judgement) -> Decision:
    """A judgement that was made, where it is not known yet what others do to it and it to them."""
    (view,) = judgement_log(after, [made.id])
    others = any(one.kind != "undo" and one.id not in (made.id, made.undoes) for one in after.judgements)
    return Decision(made, view, False, (SHOWS_LATER,) if others else ())


def same_already(lookup: Lookup, verdict: Verdict) -> Judgement | None:
    """The judgement in force that says what ``verdict`` says."""
    wanted = _content(lookup, verdict)
    return next((one for one in lookup.in_force if _content(lookup, one) == wanted), None)


def undone_already(log: Sequence[Judgement], undone: Judgement) -> Judgement | None:
    """The judgement that took another one back, where one did."""
    standing = standings(log)[undone.id]
    return next(one for one in log if one.id == standing.by) if standing.state == "undone" else None


def effects(before: Sequence[JudgementView], after: Sequence[JudgementView], *, would: bool = False) -> tuple[str, ...]:
    """What the last line of the log does to the others, and they to it; ``would`` where it is not written yet."""
    old, made = {line.id: line.state for line in before}, after[-1]
    changed = [line for line in after[:-1] if line.state != old.get(line.id, line.state) and line.id != made.undoes]
    told = [f"It {_DOES[line.state][would]} {_named(line)}." for line in changed if line.state in _DOES]
    return (*_without_effect(made, after, would=would), *told)


_DOES = {
    "waits": ("leaves without effect", "would leave without effect"),
    "replaced": ("replaces", "would replace"),
    "overruled": ("overrules", "would overrule"),
    "in_force": ("brings back into force", "would bring back into force"),
}


_STATES: dict[State, str] = {
    "in_force": "in force",
    "undone": "taken back by",
    "replaced": "replaced by",
    "overruled": "overruled by",
    "waits": "without effect as yet",
}


def standing(line: JudgementView) -> str:
    """Whether a line of the log is in force, and if not, what stands against it: "taken back by 8e9a1372"."""
    if line.state == "overruled" and line.state_by is None:
        return "without effect: the two are one"
    return f"{_STATES[line.state]} {_short(line.state_by)}".rstrip()


def said(line: JudgementView) -> str:
    """What a line of the log says: "Otto (a.txt) is the same as Ottone (b.txt)"."""
    if line.kind == "undo":
        return f"takes back {_short(line.undoes)}"
    parties = [_party(one) for one in line.subjects]
    if line.kind == "alias":
        return f'"{one_line(line.name or "")}" stands for {parties[0]}'
    if line.kind == "settled":
        return f"the difference of {line.name} between {' and '.join(parties)} is settled"
    if line.kind in CHECKS:
        return f"{parties[0]} {_CHECKED[line.kind]}{_otherwise(line)}"
    between = _BETWEEN_CLAIMS if line.subjects[0].kind == "claim" else _BETWEEN
    return f"{parties[0]} {between[line.kind]} {parties[1]}"


_BETWEEN = {"same": "is the same as", "different": "is not the same as", "unsure": "may or may not be"}
_BETWEEN_CLAIMS = {
    "same": "tells of the same as",
    "different": "tells of another happening than",
    "unsure": "may or may not tell of the same as",
}


_CHECKED = {"accept": "is read rightly", "reject": "is not counted as a claim", "edit": "is read otherwise"}


def _otherwise(line: JudgementView) -> str:
    told = ", ".join(f"{one.what} {one.now} (was {one.was})" for one in line.changes)
    return f": {told}" if told else ""


def _party(one: SubjectView) -> str:
    name = one_line(one.name)
    words = f"“{shorten(name, _PASSAGE)}”" if one.kind == "claim" else name
    return f"{words} ({one_line(one.document_name)})"


def _without_effect(made: JudgementView, log: Iterable[JudgementView], *, would: bool) -> Iterable[str]:
    has = "would have" if would else "has"
    of_claims = bool(made.subjects) and made.subjects[0].kind == "claim"
    if made.state == "waits":
        waiting = "the two accounts do not differ now" if of_claims else "the cast calls nobody by that name"
        waiting = "the claim is not there now" if made.kind in CHECKS else waiting
        yield f"It {has} no effect yet: {waiting}."
    elif made.state == "overruled":
        against = next((f"{_named(line)} overrules it" for line in log if line.id == made.state_by), None)
        one = "the two are one happening here" if of_claims else "the two are one in the cast"
        yield f"It {has} no effect: {against or f'{one}, and only different parts them'}."


def _named(line: JudgementView) -> str:
    return f"{_short(line.id)} ({said(line)})"


def _short(judgement: str | None) -> str:
    return (judgement or "")[:SHORT_ID]


def _content(lookup: Lookup, one: Judgement | Verdict) -> object:
    return one.kind, frozenset(_found(lookup, subject) for subject in one.subjects), fold(one.name or ""), one.edit


def _found(lookup: Lookup, subject: Subject) -> Hashable:
    claim = lookup.subject_claim(subject)
    return lookup.subject_member(subject) if claim is None else claim.id


def _view(lookup: Lookup, one: Judgement, ruling: Ruling) -> JudgementView:
    subjects = (SubjectView(s.document, s.entity, s.name, document_of(lookup, s), s.kind) for s in one.subjects)
    return JudgementView(
        one.id,
        one.number,
        one.kind,
        tuple(subjects),
        one.name,
        one.undoes,
        one.by,
        one.at,
        one.why,
        one.evidence,
        *ruling,
        edit=one.edit,
        changes=changes_of(lookup, one),
    )


def _ruling(lookup: Lookup, one: Judgement) -> Ruling:
    """Whether a judgement that is in force has its effect."""
    if one.subjects[0].kind == "claim":
        return ruling_on_claims(lookup, one)
    entities = [entity for subject in one.subjects if (entity := lookup.subject_entity(subject)) is not None]
    if len(entities) < len(one.subjects):
        return "waits", None
    if one.kind == "alias":
        return _ruling_of_alias(lookup, one, entities[0])
    apart = entities[0].id != entities[1].id
    if one.kind == "same" and apart and (wall := _wall(lookup, *entities)) is not None:
        return "overruled", wall
    if one.kind == "unsure" and not apart:
        return "overruled", None
    return "in_force", None


def _ruling_of_alias(lookup: Lookup, one: Judgement, bearer: CaseEntity) -> Ruling:
    alias = fold(one.name or "")
    first = first_alias(lookup, alias)
    if first is not None and first[1].id != bearer.id:
        return "overruled", first[0].id
    if any(fold(use.name) == alias for use in bearer.names):
        return "in_force", None
    walls = (_wall(lookup, bearer, other) for other in lookup.corpus.entities if fold(other.name) == alias)
    wall = next((wall for wall in walls if wall is not None), None)
    return ("waits", None) if wall is None else ("overruled", wall)


def _wall(lookup: Lookup, one: CaseEntity, other: CaseEntity) -> str | None:
    """The judgement that keeps two entities apart."""
    for judgement in lookup.in_force:
        if judgement.kind == "different":
            sides = {entity.id for s in judgement.subjects if (entity := lookup.subject_entity(s)) is not None}
            if sides == {one.id, other.id}:
                return judgement.id
    return None
