"""What a person said of how single claims were read, laid over the readings: rejected claims are left out, edited ones
stand there as the person has them.

The readings themselves are never changed. What comes out depends on the reading and on what the log says of its
document and no more, so that a judgement has one document read across anew, and taking it back leaves no trace.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import (
    CHECKS,
    Annotated,
    Checked,
    CheckState,
    Claim,
    ClaimPlace,
    ClaimTime,
    Correction,
    Hand,
    Happening,
    Judgement,
    Mention,
    Place,
    Role,
    RoleName,
    Span,
    Stance,
    sha256,
)
from ..model.edtf import days_of
from ..model.judgements import in_force
from ..names import in_any_order
from ..resources.gazetteer import key_of, lookup
from .claims_judged import ClaimSubjects, nearest

_STATES: dict[str, CheckState] = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
_AND = " "
"""Between the key of a reading, which has no blank, and what is judged of it."""
_WHERE: tuple[RoleName, ...] = ("place", "to")


def judged(annotated: Iterable[Annotated], log: Sequence[Judgement]) -> Iterator[Annotated]:
    """The readings as the log has them, in the same order; those of which it says nothing as they are."""
    return overlay(log)(annotated)


def overlay(log: Sequence[Judgement]) -> Callable[[Iterable[Annotated]], Iterator[Annotated]]:
    """What makes readings into those that the log has, where some are asked for again and again."""
    checks = _checks(log)

    def over(annotated: Iterable[Annotated]) -> Iterator[Annotated]:
        return (_overlaid(one, checks[one.document.id]) if one.document.id in checks else one for one in annotated)

    return over


def judged_keys(keys: Mapping[str, str], log: Sequence[Judgement]) -> dict[str, str]:
    """The keys of the readings as the log has them, by document: another one for whatever else is in force there."""
    told = {document: json.dumps([one.id for one in checks]) for document, checks in _checks(log).items()}
    digests = {document: sha256(ids.encode())[:16] for document, ids in told.items()}
    return {own: f"{key}{_AND}{digests[own]}" if own in digests else key for own, key in keys.items()}


def is_same_reading(key: str | None, other: str | None) -> bool:
    """Whether two keys are of one reading of one text, whatever was judged of it."""
    return key is not None and other is not None and key.partition(_AND)[0] == other.partition(_AND)[0]


def documents_checked(log: Sequence[Judgement]) -> frozenset[str]:
    """The documents of which a claim is accepted, rejected or edited."""
    return frozenset(_checks(log))


def _checks(log: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """What is in force of this kind, by document, in order."""
    if not any(one.kind in CHECKS for one in log):
        return {}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for one in in_force([one for one in log if one.kind in CHECKS or one.kind == "undo"]):
        found[one.subjects[0].document].append(one)
    return dict(found)


def _overlaid(one: Annotated, checks: Iterable[Judgement]) -> Annotated:
    subjects = ClaimSubjects([one])
    by_claim = {claim.id: (claim, check) for check in checks if (claim := subjects.find(check.subjects[0])) is not None}
    if not by_claim:
        return one
    checked = tuple(Checked(claim, _hand(check)) for claim, check in by_claim.values())
    gone = {claim.id for claim, check in by_claim.values() if check.kind == "reject"}
    edits = {own: check.edit for own, (_, check) in by_claim.items() if check.edit is not None}
    claims = (corrected(one, c, edits[c.id]) if c.id in edits else c for c in one.claims if c.id not in gone)
    return replace(
        one,
        claims=tuple(_without_links(claim, gone) for claim in claims),
        happenings=one.happenings and tuple(_happenings(one.happenings, by_claim.values())),
        checked=checked,
    )


def _hand(check: Judgement) -> Hand:
    return Hand(_STATES[check.kind], check.by, check.at, check.id)


def _without_links(claim: Claim, gone: set[str]) -> Claim:
    links = tuple(link for link in claim.links if link.claim not in gone)
    return claim if links == claim.links else replace(claim, links=links)


def _happenings(happenings: Iterable[Happening], checks: Iterable[tuple[Claim, Judgement]]) -> Iterator[Happening]:
    """The happenings that the same words name as a claim go with it."""
    by_start = {claim.trigger[0]: check for claim, check in checks}
    for one in happenings:
        check = by_start.get(one.start)
        if check is None or check.kind == "accept":
            yield one
        elif check.edit is not None:
            yield replace(one, time=_time(one.time, check.edit), stance=_stance(one.stance, check.edit))


def corrected(one: Annotated, claim: Claim, edit: Correction) -> Claim:
    """A claim as a person has it read: the same passage, the same id."""
    claim = replace(claim, time=_time(claim.time, edit), stance=_stance(claim.stance, edit))
    if edit.roles:
        named = {role for role, _ in edit.roles}
        new = (_role(one, claim, role, words) for role, words in edit.roles if words)
        claim = replace(claim, roles=(*new, *(role for role in claim.roles if role.role not in named)))
    return claim if edit.place is None else _put(one, claim, edit.place)


def _time(time: ClaimTime, edit: Correction) -> ClaimTime:
    if edit.when is None:
        return time
    if not edit.when:
        return ClaimTime(basis="judged", not_after=time.not_after)
    return ClaimTime(edit.when, *days_of(edit.when), None, "judged", time.not_after)


def _stance(stance: Stance, edit: Correction) -> Stance:
    """What has to be so that the label comes out as asked, and no more; no words of the text say so any longer.

    "Hedged" leaves open how sure it is. What was denied or asked and is no longer is asserted.
    """
    label = edit.label
    if label is None and edit.polarity is None:
        return stance
    stance = replace(stance, polarity=edit.polarity or stance.polarity, cues=())
    if label is None or stance.label == label:
        return stance
    if label in ("question", "unknown", "conditional", "planned"):
        return replace(stance, reality=label)
    if label == "denied":
        return replace(stance, reality="actual", act="deny")
    act = "assert" if stance.act in ("deny", "ask") else stance.act
    certainty = "certain" if label == "asserted" else stance.certainty
    if label == "hedged" and certainty == "certain":
        certainty = "unspecified"
    return replace(stance, reality="actual", act=act, certainty=certainty)


def _role(one: Annotated, claim: Claim, role: RoleName, words: str) -> Role:
    """Somebody whom the document names, where it does so nearest to the claim; else the words, where they stand."""
    wanted = in_any_order(words)
    bearers = {
        entity.id for entity in one.entities if wanted and wanted in map(in_any_order, (entity.name, *entity.names))
    }
    mention = _nearest_to(claim, (m for m in one.mentions if m.entity in bearers and m.how == "name"))
    if mention is not None:
        return Role(role, mention.start, mention.end, mention.text, mention.entity, "judged")
    start = nearest(one.document.text, words, claim.start)
    span: Span = (claim.start, claim.start) if start is None else (start, start + len(words))
    return Role(role, *span, words, None, "judged")


def _nearest_to(claim: Claim, mentions: Iterable[Mention]) -> Mention | None:
    return min(mentions, default=None, key=lambda one: (abs(one.start - claim.trigger[0]), one.start))


def _put(one: Annotated, claim: Claim, name: str) -> Claim:
    """The claim at another place, or at none: the place stands in the role in which the other one stood."""
    there = [kind for kind in _WHERE if claim.role(kind) is not None]
    kind = next((kind for kind in there if _holds_place(one, claim.role(kind))), (*there, _WHERE[0])[0])
    gone = (*_WHERE, "from") if not name else (kind,)
    kept = tuple(role for role in claim.roles if role.role not in gone)
    if not name:
        return replace(claim, place=None, roles=kept)
    return replace(claim, place=_place(one, claim, name), roles=(*kept, _role(one, claim, kind, name)))


def _holds_place(one: Annotated, role: Role | None) -> bool:
    return role is not None and any(role.start <= place.start and place.end <= role.end for place in one.places)


def _place(one: Annotated, claim: Claim, name: str) -> ClaimPlace | None:
    """Where a place of this name lies: the one of which the document speaks, else the one where most people live."""
    wanted = key_of(name)
    own: Iterable[Place] = (place for place in one.places if wanted in (key_of(place.name), key_of(place.text)))
    place = min(own, default=None, key=lambda one: (abs(one.start - claim.trigger[0]), one.start))
    if place is not None:
        return ClaimPlace(place.name, place.lat, place.lon, place.country)
    found = next(iter(lookup(name)), None)
    return None if found is None else ClaimPlace(found.name, found.lat, found.lon, found.country or None)
