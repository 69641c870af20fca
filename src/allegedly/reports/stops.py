"""Where a claim puts the people in it: movements, stays and absences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..corpus.places import compare_places
from ..model import Annotated, Claim, ClaimPlace, Place, Role
from ..model.corpus import CaseEntity
from ..resources import load_lexicon
from .lines import ClaimLine, claim_line
from .lookup import Lookup
from .text import one_line

StopKind = Literal["movement", "stay", "absence"]

_STANDING = {"agent", "patient"}
_FROM_AFAR = {"write", "telephone", "phone", "call", "ring", "cable", "radio", "wire", "fax", "email", "text", "tweet"}
"""Who does so to a place is not there, and who does so from a place stays there."""
_WITH_THE_DEAD = {"bury", "rebury", "cremate", "inter", "entomb", "embalm", "exhume"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One movement (``origin`` to ``place``, either may be unknown), stay at a place, or absence from one.

    ``spot`` is where ``place`` lies on the map, ``None`` where nobody can tell.
    """

    kind: StopKind
    place: str | None
    origin: str | None
    line: ClaimLine
    spot: ClaimPlace | None = None


class _Somewhere(NamedTuple):
    name: str
    spot: ClaimPlace | None


def who_is_there(lookup: Lookup, item: Annotated, claim: Claim) -> list[CaseEntity]:
    """The persons that a claim puts somewhere: those who act in it, or to whom it happens; neither the dead, nor those
    who send somebody.
    """
    standing = _STANDING - _elsewhere(claim)
    found = {
        entity.id: entity
        for role in claim.roles
        if (role.role in standing or _is_given(claim, role) or _is_beside(item, claim, role))
        and role.entity is not None
        if (entity := lookup.entity_of.get((item.document.id, role.entity))) is not None and entity.kind == "person"
    }
    return list(found.values())


def _is_given(claim: Claim, role: Role) -> bool:
    """Whether the party is the subject of what was done to it: "he was offered money in Oran"."""
    return role.role == "recipient" and role.end <= claim.trigger[0] and claim.role("agent") is None


def _is_beside(item: Annotated, claim: Claim, role: Role) -> bool:
    """Whether the party is with the one who acts: "worked with him in Oran"; not so where they only speak from afar."""
    before = item.document.text[: role.start].rstrip()[-len(" with") :].lower()
    return role.role == "recipient" and before == " with" and not _is_from_afar(claim)


def _is_from_afar(claim: Claim) -> bool:
    return claim.predicate.split(" ")[0] in _FROM_AFAR


def _elsewhere(claim: Claim) -> set[str]:
    if _is_from_afar(claim):
        called, at = claim.role("patient"), claim.role("place")
        reached = called is not None and at is not None and claim.role("from") is None and called.end <= at.start
        return {"agent"} if reached else {"patient"}  # "telephoned Ana in Oran", but "in Oran he telephoned Ana"
    if claim.predicate in _WITH_THE_DEAD:
        return {"patient"}
    sends = load_lexicon("en/motion_verbs.tsv").get(claim.predicate, {}).get("moves") == "object"
    return {"agent"} if sends and claim.role("patient") is not None else set()


def stops_of(lookup: Lookup, item: Annotated, claim: Claim) -> tuple[Stop, ...]:
    """Where a claim puts the people in it, mostly in one place; not having left a place is a stay there."""
    if claim.stance.label in ("conditional", "question", "unknown"):
        return ()
    to, at, left = (_places(lookup, item, claim, role) for role in ("to", "place", "from"))
    if _is_from_afar(claim):
        to, at, left = [], at or left, []
    if _arrives(claim):
        to, at = to or at, []
    there = _located(to, at) or at
    if not there and not left:
        return ()
    line = claim_line(lookup, item, claim)
    origin = left[0].name if left else None
    if claim.stance.polarity == "negative":
        if left:
            return (Stop("stay", left[0].name, None, line, left[0].spot),)
        return tuple(Stop("absence", place.name, None, line, place.spot) for place in there)
    if left and not to:
        return (Stop("movement", None, origin, line),)
    kind: StopKind = "movement" if to or _arrives(claim) else "stay"
    first, *others = there
    also = (Stop(kind, place.name, None, line, place.spot) for place in others)
    return (Stop(kind, first.name, origin, line, first.spot), *also)


def _arrives(claim: Claim) -> bool:
    """Whether the place that a verb of motion is told with is where it led: "landed in Porto"."""
    return load_lexicon("en/motion_verbs.tsv").get(claim.predicate, {}).get("at") == "to"


def _located(to: list[_Somewhere], at: list[_Somewhere]) -> list[_Somewhere]:
    """A building that nobody can find on the map lies where the claim puts it: "into the Savoy", "in Geneva"."""
    if len(to) == 1 and to[0].spot is None and at:
        return [_Somewhere(to[0].name, at[0].spot)]
    return to


def _places(lookup: Lookup, item: Annotated, claim: Claim, name: str) -> list[_Somewhere]:
    """The first place in a role of a claim, and further ones that lie apart from it: "in Oran, then in Fez".

    Places on the map come before others, those with a name before those without: in "at the frontier near Fez", Fez.
    """
    found: list[_Somewhere] = []
    located = [one for one in _named_places(lookup, item, claim, claim.roles, name) if one.spot is not None]
    names_first = sorted(claim.roles, key=lambda role: role.entity is None)
    for place in located or _named_places(lookup, item, claim, names_first, name):
        if not found or all(_lie_apart(place.spot, other.spot) for other in found):
            found.append(place)
    return found


def _lie_apart(a: ClaimPlace | None, b: ClaimPlace | None) -> bool:
    return a is not None and b is not None and compare_places(a, b) == "apart"


def _named_places(
    lookup: Lookup, item: Annotated, claim: Claim, roles: Iterable[Role], name: str
) -> Iterator[_Somewhere]:
    """The places in a role of a claim, by their names where they have one."""
    for role in roles:
        if role.role == name and role.how == "judged":
            yield _Somewhere(one_line(role.text) if claim.place is None else claim.place.name, claim.place)
        elif role.role == name:
            place = lookup.place_inside(item, role.start, role.end)
            if place is not None:
                yield _Somewhere(_with_town(item, place), ClaimPlace(place.name, place.lat, place.lon, place.country))
            elif name != "from" or _is_no_party(lookup, item, role):
                yield _Somewhere(one_line(role.text), None)


def _with_town(item: Annotated, place: Place) -> str:
    """A place as the text spells it; a building with the town that it lies in, whose coordinates it has, unless its
    name says so already.
    """
    if place.found_by != "places.facility":
        return place.name if place.text.isupper() or "." in place.text else one_line(place.text)
    spot = place.lat, place.lon
    others = (one for one in item.places if one.found_by != place.found_by)
    town = next((one.name for one in others if (one.lat, one.lon) == spot), None)
    return place.name if town is None or town.lower() in place.name.lower() else f"{place.name}, {town}"


def _is_no_party(lookup: Lookup, item: Annotated, role: Role) -> bool:
    """What comes from somebody ("a letter from the bank") comes from no place."""
    entity = lookup.own_entity.get((item.document.id, role.entity or ""))
    return entity is None or entity.kind == "place"
