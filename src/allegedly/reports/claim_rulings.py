"""Whether a judgement on claims has its effect, in the events that were worked out with it."""

from typing import Literal

from ..model import CHECKS, Event, Judgement
from .differences import differences_of
from .lookup import Lookup

State = Literal["in_force", "undone", "replaced", "overruled", "waits"]
"""Counts; taken back; of two about one pair the earlier; without effect against another; without effect as yet."""
Ruling = tuple[State, str | None]


def ruling_on_claims(lookup: Lookup, one: Judgement) -> Ruling:
    """How a judgement that is in force stands, and the id of the one that keeps it from its effect."""
    claims = [claim for subject in one.subjects if (claim := lookup.subject_claim(subject)) is not None]
    if one.kind in CHECKS:
        return ("in_force" if claims else "waits"), None
    events = [event for claim in claims if (event := lookup.event_of.get(claim.id)) is not None]
    if len(events) < 2:
        return "waits", None
    apart = events[0].id != events[1].id
    if one.kind == "settled":
        own = (d for d in differences_of(lookup, events[0].id) if d.excludes and d.slot == one.name)
        return "in_force" if any(d.parts(claims[0].id, claims[1].id) for d in own) else "waits", None
    if one.kind == "same" and apart and (wall := _wall(lookup, *events)) is not None:
        return "overruled", wall
    if one.kind == "unsure" and not apart:
        return "overruled", None
    return "in_force", None


def _wall(lookup: Lookup, one: Event, other: Event) -> str | None:
    """The judgement that keeps two events apart."""
    for judgement in lookup.in_force:
        claims = [claim.id for subject in judgement.subjects if (claim := lookup.subject_claim(subject)) is not None]
        sides = {lookup.event_of[claim].id for claim in claims if claim in lookup.event_of}
        if judgement.kind == "different" and sides == {one.id, other.id}:
            return judgement.id
    return None
