"""Which claims a person means by the beginnings of their ids, when something about two accounts is to be judged."""

from collections.abc import Sequence

from ..corpus.accounts import tells_of_a_happening
from ..corpus.claims_judged import claim_subject
from ..errors import AllegedlyError, NotFoundError
from ..model import Evidence, JudgementKind, Subject, Verdict
from .differences import SLOTS, differences_of
from .lookup import Lookup, find_claim
from .naming import LEAST_OF_ID
from .text import one_line, shorten

_HEX = frozenset("0123456789abcdef")
_SHOWN = 40


def are_claims(lookup: Lookup, parties: Sequence[str]) -> bool:
    """Whether the parties are claims. Raises ``AllegedlyError`` where one is a claim and another is not."""
    claims = [_begins_an_id(lookup, party) for party in parties]
    if any(claims) and not all(claims):
        one, other = (repr(parties[claims.index(is_claim)]) for is_claim in (True, False))
        raise AllegedlyError(f"{one} is a claim and {other} is not: two claims are judged, or two of the cast.")
    return all(claims)


def verdict_on_claims(
    lookup: Lookup, kind: JudgementKind, parties: Sequence[str], *, slot: str | None, by: str, why: str | None, at: str
) -> Verdict:
    """A judgement on two claims, with their passages; one that settles has the slot in which they differ as its name.

    Raises ``NotFoundError`` where no claim has such an id, ``AllegedlyError`` where the judgement makes no sense.
    """
    one, other = (_subject(lookup, party) for party in parties)
    if one == other:
        raise AllegedlyError(f"{parties[0]!r} and {parties[1]!r} are one claim.")
    if kind == "settled":
        slot = _settled_slot(lookup, one, other, slot)
        if why is not None and not why.strip():
            raise AllegedlyError("Say what settles the difference: --why WORDS.")
    elif slot is not None:
        raise AllegedlyError("Only what is settled has a slot.")
    evidence = tuple(Evidence(s.document, s.start or 0, (s.start or 0) + len(s.name), s.name) for s in (one, other))
    return Verdict(kind, (one, other), by=by, at=at, why=why or "", name=slot, evidence=evidence)


def _begins_an_id(lookup: Lookup, reference: str) -> bool:
    """Whether a claim's id begins so, and nobody's name or id does."""
    if len(reference) < LEAST_OF_ID or not _HEX.issuperset(reference):
        return False
    if not any(claim.startswith(reference) for claim in (*lookup.by_claim, *lookup.checked)):
        return False
    if any(
        e.id.startswith(reference) or reference in (e.name, *(n.name for n in e.names))
        for e in lookup.entities.values()
    ):
        raise NotFoundError(f"{reference!r} may be a claim or one of the cast; give more of the id.")
    return True


def _subject(lookup: Lookup, reference: str) -> Subject:
    if len(reference) < LEAST_OF_ID:
        raise NotFoundError(f"Give at least {LEAST_OF_ID} characters of a claim's id, not {reference!r}.")
    item, claim = find_claim(lookup, reference)
    if not tells_of_a_happening(claim):
        words = shorten(one_line(item.document.text[claim.start : claim.end]), _SHOWN)
        raise AllegedlyError(f"“{words}” ({claim.stance.label}) tells of no happening, so there is nothing to judge.")
    return claim_subject(item, claim)


def _settled_slot(lookup: Lookup, one: Subject, other: Subject, wanted: str | None) -> str:
    """The slot in which two claims exclude each other, of several the one that is wanted."""
    first, second = (lookup.event_of[subject.entity].id for subject in (one, other))
    found = {d.slot for d in differences_of(lookup, first) if d.excludes and d.parts(one.entity, other.entity)}
    slots = [slot for slot in SLOTS if slot in found]
    if not slots:
        told = "do not exclude each other" if first == second else "are not taken to speak of one happening"
        raise AllegedlyError(f"The two accounts {told}, so there is no difference to settle.")
    if wanted is None and len(slots) > 1:
        raise AllegedlyError(f"The two accounts differ in {' and '.join(slots)}: say which with --slot.")
    if wanted is not None and wanted not in slots:
        raise AllegedlyError(f"The two accounts do not differ in {wanted}, but in {' and '.join(slots)}.")
    return wanted or slots[0]
