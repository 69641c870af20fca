"""How two places of claims lie to each other."""

from functools import lru_cache
from math import cos, hypot, radians
from typing import Literal

from ..model import ClaimPlace
from ..resources.gazetteer import Toponym, country, division, key_of, lookup

PlaceRelation = Literal["same", "contains", "inside", "apart", "open"]

_SAME_DEGREES = 0.02
_KM_A_DEGREE = 111.2
_NEAR_KM = 20.0
_REGION_KM = 1500.0


def compare_places(a: ClaimPlace, b: ClaimPlace) -> PlaceRelation:
    """Whether ``a`` is ``b``, contains it, lies inside it or apart from it; "open" where the gazetteer cannot tell.

    Places that lie within 20 km of each other are left open: one may be part of the other or be named for it.
    """
    if key_of(a.name) == key_of(b.name) and a.country == b.country and distance_km(a, b) < _NEAR_KM:
        return "same"
    first, second = _toponym(a), _toponym(b)
    if _contains(first, a, second, b):
        return "contains"
    if _contains(second, b, first, a):
        return "inside"
    return "open" if _may_overlap(first, second) or distance_km(a, b) < _NEAR_KM else "apart"


def distance_km(a: ClaimPlace, b: ClaimPlace) -> float:
    """The distance on a plane through both: within a few per cent below 1,000 km."""
    width = (a.lon - b.lon + 540) % 360 - 180
    return _KM_A_DEGREE * hypot(a.lat - b.lat, width * cos(radians((a.lat + b.lat) / 2)))


def told_apart(a: ClaimPlace, b: ClaimPlace) -> tuple[str, str]:
    """The names of two places; two of one name with their countries, or with their divisions inside one country."""
    if key_of(a.name) != key_of(b.name) or compare_places(a, b) == "same":
        return a.name, b.name
    inside = _division_of if a.country == b.country else _country_of
    return f"{a.name}, {inside(a)}", f"{b.name}, {inside(b)}"


def _country_of(place: ClaimPlace) -> str:
    found = country(place.country) if place.country else None
    return found.name if found is not None else "in no country"


def _division_of(place: ClaimPlace) -> str:
    toponym = _toponym(place)
    found = division(f"{place.country}.{toponym.division}") if toponym is not None and toponym.division else None
    return found.name if found is not None else _country_of(place)


@lru_cache(maxsize=4096)
def _toponym(place: ClaimPlace) -> Toponym | None:
    """What the gazetteer says of a place of a claim."""
    near = (
        (abs(found.lat - place.lat) + abs(found.lon - place.lon), number, found)
        for number, found in enumerate(lookup(place.name))
    )
    best = min(near, default=None, key=lambda item: item[:2])
    return best[2] if best is not None and best[0] < _SAME_DEGREES else None


def _contains(outer: Toponym | None, a: ClaimPlace, inner: Toponym | None, b: ClaimPlace) -> bool:
    if outer is None or a.country != b.country or not a.country:
        return False
    if outer.kind == "country":
        return inner is None or inner.kind != "country"
    if outer.kind == "state":
        return inner is not None and inner.kind not in ("state", "country") and outer.division == inner.division
    return outer.kind == "city" and inner is not None and inner.kind == "landmark" and distance_km(a, b) < _NEAR_KM


def _may_overlap(a: Toponym | None, b: Toponym | None) -> bool:
    """Regions, counties and what the gazetteer does not know have no borders that we know of."""
    if a is None or b is None:
        return True
    if "region" in (a.kind, b.kind):
        width = (a.lon - b.lon + 540) % 360 - 180
        return _KM_A_DEGREE * hypot(a.lat - b.lat, width * cos(radians((a.lat + b.lat) / 2))) < _REGION_KM
    return "county" in (a.kind, b.kind) and a.division == b.division
