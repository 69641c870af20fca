"""How places lie to each other, and how likely a name means one of them before the text has spoken."""

from collections.abc import Iterator
from math import cos, hypot, log10, radians

from ...resources.gazetteer import Toponym

Cell = tuple[int, int]

POINTS = frozenset({"city", "county", "landmark"})
"""The kinds whose coordinates say where they are; the others are too wide for one point."""

_CELL_DEGREES = 0.75
_REACH_KM = {"county": 90.0, "city": 60.0, "region": 500.0, "landmark": 10.0}
_OF_KIND = {"region": 7.0, "landmark": 7.5}


def prior(place: Toponym) -> float:
    """How likely a name means the place when nothing else is known: about the logarithm of its people.

    Renown counts for towns (Venice is smaller than its name), and a name that is not the place's own counts against.
    """
    size = _OF_KIND.get(place.kind) or log10(place.population + 1)
    if place.kind == "country":
        return max(size, 5.0) + 2.6
    if place.kind == "state":
        return size + (-0.2 if place.alternate else 0.3)
    if place.kind == "county":
        return size - 0.3
    if place.kind == "city":
        size += 0.4 * log10(place.renown + 1) + (0.9 if place.capital else 0.2) - (1.0 if place.alternate else 0.0)
    return size


def distance_km(a: Toponym, b: Toponym) -> float:
    """The distance of two places on a plane through both: within a few per cent below 1,000 km."""
    width = (a.lon - b.lon + 540) % 360 - 180
    return 111.2 * hypot(a.lat - b.lat, width * cos(radians((a.lat + b.lat) / 2)))


def contains(whole: Toponym, part: Toponym) -> bool:
    """Whether ``part`` lies in ``whole``, as far as their countries, divisions and distance tell."""
    if whole.kind == "country":
        return part.country == whole.country and part.kind != "country"
    if whole.kind == "state":
        return part.kind in ("city", "county") and (part.country, part.division) == (whole.country, whole.division)
    if part.kind not in POINTS or part.geonames_id == whole.geonames_id is not None:
        return False
    return distance_km(whole, part) <= _REACH_KM[whole.kind]


def cell_of(place: Toponym) -> Cell:
    """The field of a grid over the map, about 80 km high, that the place lies in."""
    return int(place.lat // _CELL_DEGREES), int(place.lon // _CELL_DEGREES)


def around(cell: Cell) -> Iterator[Cell]:
    """The cell and the eight that touch it."""
    row, column = cell
    for i in (row - 1, row, row + 1):
        for j in (column - 1, column, column + 1):
            yield i, j
