"""What lies on the map, in three layers.

whereabouts   where a person is said to have been, not to have been, or to go: one for each person and report of it;
              who is said to have left, and not where to, stands where the way began
journeys      ways of which a passage names both ends; none is guessed between one report and the next
claims        every claim that names a place, also those that put nobody there
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ...model import Annotated, Claim, ClaimPlace
from ...model.codec import encode
from ...reports import ClaimLine, Stop, Whereabouts
from ...reports.lines import claim_line, hand_words
from ...reports.numbers import counted
from ..material import Material

Layer = Literal["whereabouts", "journeys", "claims"]
Point = tuple[float, float]
"""Degrees east and north, in this order (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Feature:
    """``points`` is one, or the two ends of a way. ``properties`` are plain: strings, whole numbers and ``None``."""

    own: str
    layer: Layer
    group: str
    points: tuple[Point, ...]
    line: ClaimLine
    properties: dict[str, Any]


def features(material: Material) -> Iterator[Feature]:
    """All layers, one behind the other: persons with most reports first, claims in the order of the texts."""
    stops = list(_stops(material))
    yield from _made(material, stops, "whereabouts")
    yield from _made(material, stops, "journeys")
    for item, claim in material.claims:
        if claim.place is not None:
            line, where = claim_line(material.lookup, item, claim), {"place": claim.place.name}
            about = {**where, "country": claim.place.country}
            yield _feature(material, f"claim-{claim.id}", "claims", "", (_point(claim.place),), line, about)


def not_on_the_map(material: Material) -> tuple[str, ...]:
    """What nobody can find on a map."""
    lost = sum(spot is None for _, _, _, spot, _ in _stops(material))
    placeless = sum(claim.place is None for _, claim in material.claims)
    found = []
    if lost:
        found.append(
            f"{counted(lost, 'report')} of where somebody was left out: no coordinates are known for the place."
        )
    if placeless:
        found.append(
            f"{counted(placeless, 'claim')} without a place that has coordinates left out of the layer of claims."
        )
    return tuple(found)


_Stop = tuple[Whereabouts, int, Stop, ClaimPlace | None, ClaimPlace | None]


def _stops(material: Material) -> Iterator[_Stop]:
    """Each report of where a person was, with its number, where it puts the person, and where a way there began."""
    kept = material.fitting
    for of_person in material.whereabouts:
        for number, stop in enumerate((*of_person.dated, *of_person.undated), start=1):
            if stop.line.claim in kept:
                begin = _begin(material, stop)
                yield of_person, number, stop, stop.spot or (begin if stop.place is None else None), begin


def _begin(material: Material, stop: Stop) -> ClaimPlace | None:
    """Where a movement began, if its place is on the map."""
    if stop.kind != "movement" or stop.origin is None:
        return None
    item, claim = material.lookup.by_claim[stop.line.claim]
    for role in claim.roles:
        place = material.lookup.place_inside(item, role.start, role.end) if role.role == "from" else None
        if place is not None:
            return ClaimPlace(place.name, place.lat, place.lon, place.country)
    return None


def _made(material: Material, stops: list[_Stop], layer: Layer) -> Iterator[Feature]:
    for of_person, number, stop, spot, begin in stops:
        ends = (spot,) if layer == "whereabouts" else (begin, stop.spot)
        points = tuple(_point(one) for one in ends if one is not None)
        if spot is None or len({*points}) < len(ends):
            continue
        about = {
            "person": of_person.name,
            "person_id": of_person.id,
            "kind": stop.kind if stop.place is not None or stop.kind != "movement" else "departure",
            "place": stop.place or stop.origin,
            "country": spot.country,
            "from": stop.origin if stop.place is not None else None,
        }
        own = f"{layer}-{of_person.id}-{number}"
        yield _feature(material, own, layer, of_person.name, points, stop.line, about)


def _point(place: ClaimPlace) -> Point:
    return place.lon, place.lat


def _feature(
    material: Material,
    own: str,
    layer: Layer,
    group: str,
    points: tuple[Point, ...],
    line: ClaimLine,
    about: dict[str, Any],
) -> Feature:
    item, claim = material.lookup.by_claim[line.claim]
    properties = {"layer": layer, **about, **_of_claim(material, item, claim, line)}
    return Feature(own, layer, group, points, line, properties)


def _of_claim(material: Material, item: Annotated, claim: Claim, line: ClaimLine) -> dict[str, Any]:
    event = material.lookup.event_of.get(claim.id)
    return {
        "when": line.when,
        "edtf": line.edtf,
        "earliest": encode(line.earliest),
        "latest": encode(line.latest),
        "label": line.label,
        "polarity": line.polarity,
        "passage": item.document.text[claim.start : claim.end],
        "document": line.document_name,
        "document_sha256": line.document,
        "outlet": line.outlet,
        "url": item.document.url,
        "published": encode(line.published),
        "page": line.page,
        "start": line.start,
        "end": line.end,
        "chain": line.chain_words,
        "claim": line.claim,
        "event": None if event is None else event.id,
        "judged": hand_words(line.hand),
    }
