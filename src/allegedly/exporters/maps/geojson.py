"""The map as GeoJSON (RFC 7946): a collection of features, whose property ``layer`` says to which layer each belongs.

A way over the 180th meridian is cut there, as the format wants it. ``passage`` has the exact words of the document, in
which anything may stand: who shows it on a web page has to escape it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..material import Material, Written
from ..whole import write_whole
from .features import Feature, Point, features, not_on_the_map


def write(material: Material, output: Path) -> Written:
    """Write the collection to the file ``output``."""
    write_whole(output, _pieces(material))
    return Written(output, not_on_the_map(material))


def _pieces(material: Material) -> Iterator[str]:
    told = f'"description": {_json(" ".join(material.cut))}, ' if material.cut else ""
    yield f'{{"type": "FeatureCollection", "name": {_json(material.title)}, {told}"features": ['
    for number, feature in enumerate(features(material)):
        yield (",\n" if number else "\n") + _json(_feature(feature))
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature.own,
        "geometry": _geometry(feature.points),
        "properties": feature.properties,
    }


def _geometry(points: tuple[Point, ...]) -> dict[str, Any]:
    if len(points) == 1:
        return {"type": "Point", "coordinates": [*points[0]]}
    begin, end = points
    if abs(begin[0] - end[0]) <= 180:
        return {"type": "LineString", "coordinates": [[*begin], [*end]]}
    return {"type": "MultiLineString", "coordinates": _cut(begin, end)}


def _cut(begin: Point, end: Point) -> list[list[list[float]]]:
    """The shorter way between two points, in two parts that meet at the 180th meridian (RFC 7946, 3.1.9)."""
    border = 180.0 if begin[0] > 0 else -180.0
    to_border, behind = border - begin[0], end[0] + border
    share = to_border / (to_border + behind)
    latitude = round(begin[1] + share * (end[1] - begin[1]), 6)
    return [[[*begin], [border, latitude]], [[-border, latitude], [*end]]]
