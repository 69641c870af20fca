import json
from datetime import date
from itertools import pairwise

import pytest
from lxml import etree

from allegedly.exporters import FORMATS, Material
from allegedly.exporters.maps.geojson import _cut
from allegedly.model import CaseEntity, ClaimPlace, Member
from allegedly.reports import Filters
from allegedly.reports.text import visible

KML = "{http://www.opengis.net/kml/2.2}"
FEATURE = (
    "name", "visibility", "open", "author", "link", "address", "AddressDetails", "phoneNumber", "Snippet",
    "description", "LookAt", "TimeStamp", "TimeSpan", "styleUrl", "Style", "Region", "ExtendedData", "Point",
    "LineString", "Folder", "Placemark",
)  # fmt: skip
"""The order of the schema of KML 2.2 for what stands in a document, a folder or a placemark."""


def write(records, path, name, filters=None):
    material = Material(records.annotated, records.corpus, "A <b>title</b>", filters or Filters())
    return FORMATS[name].write(material, path)


def check(data):
    """Raises ``AssertionError`` for what RFC 7946 does not allow."""
    assert data["type"] == "FeatureCollection"
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & set(data)
    own = [feature["id"] for feature in data["features"]]
    assert len(own) == len(set(own))
    for feature in data["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        assert isinstance(feature["properties"], dict)
        check_geometry(**feature["geometry"])


def check_geometry(type, coordinates):  # noqa: A002 (the member's name)
    if type == "Point":
        check_position(coordinates)
    elif type == "LineString":
        assert len(coordinates) >= 2
        for position in coordinates:
            check_position(position)
        assert all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(coordinates))
    else:
        assert type == "MultiLineString"
        for part in coordinates:
            check_geometry("LineString", part)


def check_position(position):
    east, north = position
    assert all(isinstance(degrees, int | float) for degrees in position)
    assert -180 <= east <= 180
    assert -90 <= north <= 90


@pytest.fixture
def data(affair, tmp_path):
    return json.loads(write(affair, tmp_path / "m.geojson", "geojson").path.read_text("utf-8"))


@pytest.fixture
def kml(affair, tmp_path):
    return etree.fromstring(write(affair, tmp_path / "m.kml", "kml").path.read_bytes())


@pytest.fixture
def way(affairs):
    """A case in which somebody goes from one town to another, stays in a place nobody knows, and is not in a third."""
    text = "On 3 May 2011 <Ana> went from Suva to Apia.\r\nAna stayed in Nowhere. \x1b[1mAna was not in Apia on 5 May."
    writer = affairs.Writer("a.txt", text, date(2011, 6, 1), None)
    ana = writer.entity("person", "Ana", "Ana")
    suva, apia = writer.place("Suva", -18.14, 178.44), writer.place("Apia", -13.83, -171.77)
    third, fifth = date(2011, 5, 3), date(2011, 5, 5)
    writer.claim(
        "<Ana> went from Suva to Apia",
        "went",
        predicate="go",
        roles=[("agent", "Ana", ana, "explicit"), ("from", "Suva", None, "explicit"), ("to", "Apia", None, "explicit")],
        time=writer.time("On 3 May 2011", "2011-05-03", third, third),
        place=ClaimPlace(apia.name, apia.lat, apia.lon, "WS"),
    )
    writer.claim(
        "Ana stayed in Nowhere",
        "stayed",
        predicate="stay",
        roles=[("agent", "Ana", ana, "explicit"), ("place", "Nowhere", None, "explicit")],
    )
    writer.claim(
        "\x1b[1mAna was not in Apia on 5 May",
        "was",
        predicate="be",
        time=writer.time("5 May", "[2011-05-05..]", fifth, None),
        place=ClaimPlace(suva.name, suva.lat, suva.lon, "FJ"),
    )
    item = writer.annotated()
    entity = CaseEntity("e-ana", "person", "Ana", (), (), (Member(item.document.id, ana),), ())
    return affairs.Affair((item,), affairs.Corpus(entities=(entity,)))


def layers(data):
    return [feature["properties"]["layer"] for feature in data["features"]]


def test_is_geojson(data, way, tmp_path):
    check(data)
    check(json.loads(write(way, tmp_path / "w.geojson", "geojson").path.read_text("utf-8")))


def test_people_stand_where_they_are_said_to_have_been(data):
    assert layers(data) == ["whereabouts"] * 3 + ["claims"]
    first = data["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [-9.1, 38.7]}
    about = first["properties"]
    assert (about["person"], about["kind"], about["place"]) == ("Ana Brandt", "departure", "Lisbon")
    assert (about["when"], about["edtf"], about["earliest"]) == ("11 April 2011", "2011-04-11", "2011-04-11")
    assert (about["label"], about["claim"]) == ("asserted", data["features"][3]["properties"]["claim"])
    assert about["chain"] == "The Harbour Courier > Ida Roth > one customs source"
    assert data["features"][2]["properties"]["kind"] == "stay"


def test_every_passage_is_found_again(affair, data, kml):
    texts = {item.document.id: item.document.text for item in affair.annotated}
    plain = [feature["properties"] for feature in data["features"]]
    marks = [
        {one.get("name"): one.findtext(f"{KML}value") for one in mark.iter(f"{KML}Data")} for mark in placemarks(kml)
    ]
    assert len(plain) == len(marks) == 4
    for about in (*plain, *marks):
        exact = texts[about["document_sha256"]][int(about["start"]) : int(about["end"])]
        assert about["passage"] == exact
    for about, mark in zip(plain, placemarks(kml), strict=True):
        assert about["passage"] in etree.HTML(mark.findtext(f"{KML}description")).findtext(".//q")


def test_a_way_is_drawn_where_a_passage_names_both_ends(way, tmp_path):
    data = json.loads(write(way, tmp_path / "w.geojson", "geojson").path.read_text("utf-8"))
    assert layers(data) == ["whereabouts", "journeys", "claims", "claims"]
    drawn = data["features"][1]
    assert drawn["properties"]["from"] == "Suva"
    assert drawn["geometry"] == {
        "type": "MultiLineString",
        "coordinates": [[[178.44, -18.14], [180.0, -17.453218]], [[-180.0, -17.453218], [-171.77, -13.83]]],
    }


def test_a_way_is_cut_at_the_same_place_in_both_directions():
    there, back = _cut((170.0, 10.0), (-170.0, 20.0)), _cut((-170.0, 20.0), (170.0, 10.0))
    assert there == [[[170.0, 10.0], [180.0, 15.0]], [[-180.0, 15.0], [-170.0, 20.0]]]
    assert back == [[[-170.0, 20.0], [-180.0, 15.0]], [[180.0, 15.0], [170.0, 10.0]]]


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_what_nobody_finds_on_a_map_is_told(affair, way, tmp_path, name):
    assert write(way, tmp_path / "w", name).left_out == (
        "1 report of where somebody was left out: no coordinates are known for the place.",
        "1 claim without a place that has coordinates left out of the layer of claims.",
    )
    told = write(affair, tmp_path / "m", name, Filters(labels=("denied",))).left_out
    assert not any("fit" in sentence for sentence in told)  # that is told in the map, and by whoever asked
    assert "Only claims put as denied: 1 of 13 fit." in (tmp_path / "m").read_text("utf-8")


def placemarks(kml):
    return list(kml.iter(f"{KML}Placemark"))


def check_order(element):
    """Raises ``AssertionError`` where children do not stand in the order of the schema."""
    order = [FEATURE.index(etree.QName(child).localname) for child in element]
    assert order == sorted(order)


def test_kml_stands_in_the_order_of_its_schema(kml, way, tmp_path):
    for root in (kml, etree.fromstring(write(way, tmp_path / "w.kml", "kml").path.read_bytes())):
        assert root.tag == f"{KML}kml"
        assert [child.tag for child in root] == [f"{KML}Document"]
        for name in ("Document", "Folder", "Placemark"):
            for element in root.iter(f"{KML}{name}"):
                check_order(element)
        own = [mark.get("id") for mark in placemarks(root)]
        assert len(own) == len(set(own))
        for at in root.iter(f"{KML}coordinates"):
            for position in at.text.split(" "):
                check_position([float(part) for part in position.split(",")])


def test_kml_has_a_folder_for_each_person_and_layer(kml, way, tmp_path):
    assert [one.findtext(f"{KML}name") for one in kml.iter(f"{KML}Folder")] == ["Ana Brandt", "Places of claims"]
    root = etree.fromstring(write(way, tmp_path / "w.kml", "kml").path.read_bytes())
    names = [one.findtext(f"{KML}name") for one in root.iter(f"{KML}Folder")]
    assert names == ["Ana", "Journeys that a passage tells of", "Places of claims"]
    assert "Suva to Apia, 3 May 2011" in [mark.findtext(f"{KML}name") for mark in placemarks(root)]


def test_kml_tells_days_from_spans_and_open_ends(kml, way, tmp_path):
    times = [etree.tostring(one, method="text").decode().split() for one in kml.iter(f"{KML}TimeStamp")]
    assert times[0] == ["2011-04-11"]
    spans = [[etree.QName(child).localname for child in one] for one in kml.iter(f"{KML}TimeSpan")]
    assert spans == [["begin", "end"]]
    root = etree.fromstring(write(way, tmp_path / "w.kml", "kml").path.read_bytes())
    assert [[etree.QName(child).localname for child in one] for one in root.iter(f"{KML}TimeSpan")] == [["begin"]]


def test_what_a_text_says_is_no_markup_in_a_balloon(way, tmp_path):
    root = etree.fromstring(write(way, tmp_path / "w.kml", "kml").path.read_bytes())
    balloons = [mark.findtext(f"{KML}description") for mark in placemarks(root)]
    assert "&lt;Ana&gt; went" in balloons[0]
    shown = etree.HTML(balloons[-1]).findtext(".//q")
    assert shown == visible("\x1b[1mAna was not in Apia on 5 May")
    data = {one.get("name"): one.findtext(f"{KML}value") for one in placemarks(root)[-1].iter(f"{KML}Data")}
    assert data["passage"] == "\ufffd[1mAna was not in Apia on 5 May"


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_the_same_case_gives_the_same_bytes(affair, tmp_path, name):
    first, again = (write(affair, tmp_path / one, name).path.read_bytes() for one in ("a", "b"))
    assert first == again


def test_an_empty_case_gives_empty_maps(affairs, tmp_path):
    material = Material((), affairs.Corpus(), "t")
    data = json.loads(FORMATS["geojson"].write(material, tmp_path / "m").path.read_text("utf-8"))
    check(data)
    assert data["features"] == placemarks(
        etree.fromstring(FORMATS["kml"].write(material, tmp_path / "k").path.read_bytes())
    )
