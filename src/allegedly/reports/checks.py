"""What a person says of how one claim was read: what is to be written into the log, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from ..corpus.checked import corrected
from ..corpus.claims_judged import claim_subject
from ..errors import AllegedlyError, NotFoundError
from ..model import Annotated, Claim, Correction, Evidence, Judgement, JudgementKind, RoleName, Verdict
from ..model.records import Label, Polarity
from .lines import LABELS, where_words
from .lookup import Lookup, find_claim
from .naming import LEAST_OF_ID, own_name_in
from .text import one_line
from .when import in_words, written

ROLES: tuple[RoleName, ...] = ("agent", "patient", "recipient", "theme", "instrument", "purpose")
"""Those that can be told otherwise by themselves; where it was is the place's."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something of a claim that is read otherwise: ``what`` it is, what it is ``now``, and ``was`` as it was read."""

    what: str
    now: str
    was: str


def verdict_on_claim(
    lookup: Lookup,
    kind: JudgementKind,
    parties: Sequence[str],
    *,
    edit: Correction | None,
    by: str,
    why: str | None,
    at: str,
) -> Verdict:
    """That one claim is read rightly, is none, or is read otherwise, with its passage.

    Raises ``NotFoundError`` where no claim has such an id, ``AllegedlyError`` where the judgement makes no sense.
    """
    if len(parties) != 1:
        raise AllegedlyError("Accept, reject and edit are judged of one claim.")
    if (kind == "edit") != (edit is not None):
        raise AllegedlyError("To edit a claim is to say what is read otherwise; nothing else does that.")
    if len(parties[0]) < LEAST_OF_ID:
        raise NotFoundError(f"Give at least {LEAST_OF_ID} characters of a claim's id, not {parties[0]!r}.")
    item, claim = find_claim(lookup, parties[0], rejected=True)
    subject = claim_subject(item, claim)
    if edit is not None:
        before = _edit_in_force(lookup, claim)
        edit = before.then(_checked(lookup, item, edit))
    shown = Evidence(subject.document, claim.start, claim.end, subject.name)
    return Verdict(kind, (subject,), by=by, at=at, why=why or "", evidence=(shown,), edit=edit)


def _edit_in_force(lookup: Lookup, claim: Claim) -> Correction:
    """What the claim is edited to be already; an edit that another check replaced says nothing any more."""
    edits = (one.edit for one in lookup.in_force if one.edit is not None and one.subjects[0].entity == claim.id)
    return next(edits, Correction())


def _checked(lookup: Lookup, item: Annotated, edit: Correction) -> Correction:
    """A correction that can be carried out, in plain form. Raises ``AllegedlyError`` for one that cannot."""
    if edit == Correction():
        raise AllegedlyError("Say what is to be read otherwise: --when, --place, --label, --polarity, --who or --role.")
    if edit.label is not None and edit.label not in LABELS:
        raise AllegedlyError(f"There is no label {edit.label!r}; there are {', '.join(get_args(Label))}.")
    if edit.polarity is not None and edit.polarity not in get_args(Polarity):
        raise AllegedlyError(f"There is no polarity {edit.polarity!r}; there are {', '.join(get_args(Polarity))}.")
    when = edit.when and edit.when.strip() and written(edit.when).edtf
    place = None if edit.place is None else one_line(edit.place)
    return replace(edit, when=when, place=place, roles=_checked_roles(lookup, item, edit.roles))


def _checked_roles(
    lookup: Lookup, item: Annotated, roles: Sequence[tuple[RoleName, str]]
) -> tuple[tuple[RoleName, str], ...]:
    wrong = next((role for role, _ in roles if role not in ROLES), None)
    if wrong is not None:
        raise AllegedlyError(f"No role that can be told otherwise is called {wrong!r}; there are {', '.join(ROLES)}.")
    return tuple(dict.fromkeys((role, own_name_in(lookup, item, one_line(words))) for role, words in roles))


def changes_by(item: Annotated, lookup: Lookup, was: Claim, edit: Correction) -> tuple[Change, ...]:
    """What an edit has read otherwise."""
    return changes(lookup, item, was, corrected(item, was, edit))


def changes(lookup: Lookup, item: Annotated, was: Claim, now: Claim) -> tuple[Change, ...]:
    """In what two readings of one claim are not alike."""
    old, new = _told(lookup, item, was), _told(lookup, item, now)
    return tuple(Change(what, new[what], old[what]) for what in old if old[what] != new[what])


def _told(lookup: Lookup, item: Annotated, claim: Claim) -> dict[str, str]:
    time, stance = claim.time, claim.stance
    told = {
        "when": in_words(time.edtf, time.earliest, time.latest) or "no date",
        "place": where_words(lookup, item, claim) or "no place",
        "label": stance.label,
        "polarity": stance.polarity,
    }
    for name in ROLES:
        roles = (role for role in claim.roles if role.role == name)
        words = (lookup.name_of(item.document.id, role.entity) or one_line(role.text) for role in roles)
        told[name] = " and ".join(dict.fromkeys(words)) or "nobody"
    return told


def changes_of(lookup: Lookup, one: Judgement) -> tuple[Change, ...]:
    """What a line of the log has read otherwise; nothing where it edits no claim, or one that is not there now."""
    claim = lookup.subject_claim(one.subjects[0]) if one.edit is not None else None
    if one.edit is None or claim is None:
        return ()
    return changes_by(lookup.of_document(one.subjects[0].document), lookup, claim, one.edit)
