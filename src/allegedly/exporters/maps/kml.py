"""The map as KML 2.2 (OGC 07-147r2): a folder for each person, one for the ways, and one for the places of claims.

A day is a time stamp, anything longer a time span, which is open where the time is. Balloons show the passage with its
source, as HTML in which all that comes from a document is escaped; the same stands in plain data beside it, where what
XML forbids becomes a replacement character.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from ...reports.text import one_line, visible
from ..characters import for_xml
from ..entries import exact, how_put, source
from ..html.markup import el
from ..material import Material, Written
from ..whole import whole_file
from .features import Feature, features, not_on_the_map

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_E = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
_FOLDERS = {"journeys": "Journeys that a passage tells of", "claims": "Places of claims"}


def write(material: Material, output: Path) -> Written:
    """Write the map to the file ``output``."""
    with whole_file(output) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_NAMESPACE}}}kml", nsmap={None: _NAMESPACE}), xml.element(f"{{{_NAMESPACE}}}Document"):
            xml.write(_E.name(_words(material.title)))
            if material.cut:
                xml.write(_E.description(for_xml("".join(el("p", sentence) for sentence in material.cut))))
            for folder in _folders(material):
                xml.write(folder, pretty_print=True)
    return Written(output, not_on_the_map(material))


def _folders(material: Material) -> Iterator[Any]:
    together = groupby(features(material), key=lambda one: (one.layer, one.group if one.layer == "whereabouts" else ""))
    for (layer, group), members in together:
        name = _E.name(_FOLDERS.get(layer) or _words(group))
        yield _E.Folder(name, *(_placemark(material, feature) for feature in members))


def _placemark(material: Material, feature: Feature) -> Any:
    """In the order of the schema: name, snippet, description, time, data, geometry."""
    parts = [
        _E.name(_name(feature)),
        _E.Snippet(_words(how_put(feature.line)), maxLines="2"),
        _E.description(for_xml(_balloon(material, feature))),
        *_time(feature.line.earliest, feature.line.latest),
        _data(feature.properties),
        _geometry(feature),
    ]
    return _E.Placemark(*parts, id=feature.own)


def _name(feature: Feature) -> str:
    """Where, or from where to where; with the time where it is known."""
    about = feature.properties
    begin, place = about.get("from"), about["place"]
    where = f"{begin} to {place}" if begin is not None and feature.layer == "journeys" else place
    return _words(f"{where}, {feature.line.when}" if feature.line.when is not None else where)


def _words(text: str) -> str:
    return for_xml(one_line(visible(text)))


def _balloon(material: Material, feature: Feature) -> str:
    line = feature.line
    return el("p", el("q", exact(material, line))) + el("p", how_put(line), el("br"), source(line))


def _time(earliest: date | None, latest: date | None) -> Iterator[Any]:
    if earliest is not None and earliest == latest:
        yield _E.TimeStamp(_E.when(earliest.isoformat()))
    elif earliest is not None or latest is not None:
        begin = [] if earliest is None else [_E.begin(earliest.isoformat())]
        yield _E.TimeSpan(*begin, *([] if latest is None else [_E.end(latest.isoformat())]))


def _data(properties: dict[str, Any]) -> Any:
    known = ((name, value) for name, value in properties.items() if value is not None)
    return _E.ExtendedData(*(_E.Data(_E.value(for_xml(str(value))), name=name) for name, value in known))


def _geometry(feature: Feature) -> Any:
    coordinates = _E.coordinates(" ".join(f"{east!r},{north!r}" for east, north in feature.points))
    return _E.Point(coordinates) if len(feature.points) == 1 else _E.LineString(_E.tessellate("1"), coordinates)
