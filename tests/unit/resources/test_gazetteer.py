"""The compiled gazetteer as it is installed: what names lead to."""

import re
from pathlib import Path

import pytest

from allegedly.errors import ResourceError
from allegedly.resources import gazetteer
from allegedly.resources.gazetteer import Gazetteer, Toponym, capital_of, country, demonym, division, key_of, lookup


def first(name: str, kind: str) -> Toponym:
    return next(place for place in lookup(name) if place.kind == kind)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "us"),
        ("the White House", "white house"),
        ("St. Louis", "saint louis"),
        ("Saint-Louis", "saint louis"),
        ("N'Djamena", "ndjamena"),
        ("Łódź", "lodz"),
        ("São Tomé & Príncipe", "sao tome and principe"),
        ("Washington, D.C.", "washington dc"),
        ("Ḩawmat as Sūq", "hawmat as suq"),
        ("The", "the"),
        ("\u200fTripoli\u200e", "tripoli"),
        ("", ""),
    ],
)
def test_names_become_keys(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"), ("U.K.", "GB"), ("Britain", "GB"), ("U.S.", "US"), ("America", "US"), ("Burma", "MM"),
        ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Zaire", "CD"), ("Holland", "NL"), ("Soviet Union", "RU"),
        ("Swaziland", "SZ"), ("East Timor", "TL"), ("The Gambia", "GM"), ("Palestine", "PS"), ("Kosovo", "XK"),
    ],
)  # fmt: skip
def test_countries_by_their_many_names(name: str, code: str) -> None:
    assert first(name, "country").country == code


@pytest.mark.parametrize(
    ("name", "code", "lat", "lon"),
    [
        ("Sebha", "LY", 27.04, 14.43),
        ("Sabha", "LY", 27.04, 14.43),
        ("Zawiya", "LY", 32.76, 12.73),
        ("al-Zawiya", "LY", 32.76, 12.73),
        ("Kiev", "UA", 50.45, 30.52),
        ("Peking", "CN", 39.91, 116.4),
        ("Stalingrad", "RU", 48.72, 44.5),
        ("Farnborough", "GB", 51.29, -0.76),
        ("Munich", "DE", 48.14, 11.58),
        ("Gothenburg", "SE", 57.71, 11.97),
    ],
)
def test_towns_by_spellings_and_former_names(name: str, code: str, lat: float, lon: float) -> None:
    near = [p for p in lookup(name) if p.kind == "city" and abs(p.lat - lat) < 0.2 and abs(p.lon - lon) < 0.2]
    assert [place.country for place in near[:1]] == [code]


def test_states_regions_and_landmarks() -> None:
    assert first("Texas", "state").geonames_id == 4736286
    assert (first("Texas", "state").lat, first("Texas", "state").lon) == (31.25044, -99.25061)
    assert first("Ky.", "state").name == "Kentucky"
    assert first("Metcalfe County", "county").division == "KY"
    assert first("Djerba", "region").country == "TN"
    assert first("Middle East", "region").country == ""
    assert first("the Kremlin", "landmark").seat
    assert not first("Heathrow", "landmark").seat


def test_the_greatest_comes_first() -> None:
    people = [place.population for place in lookup("San Jose")]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_another_name_is_marked() -> None:
    assert next(place for place in lookup("Londres") if place.country == "GB").alternate
    assert not next(place for place in lookup("London") if place.country == "GB").alternate


def test_no_town_is_called_like_a_country_in_another_language() -> None:
    assert {place.country for place in lookup("China") if place.alternate} == set()


@pytest.mark.parametrize(
    ("code", "name"), [("LY", "Tripoli"), ("GB", "London"), ("US", "Washington"), ("KZ", "Astana"), ("QA", "Doha")]
)
def test_capitals(code: str, name: str) -> None:
    capital = capital_of(code)
    assert capital is not None
    assert capital.name == name
    assert gazetteer.is_capital(capital)
    assert not gazetteer.is_capital(first("Glasgow", "city"))


def test_every_country_is_there_with_its_place() -> None:
    libya = country("LY")
    assert libya == Toponym("Libya", 28.0, 17.0, "LY", 2215636, libya.population if libya else 0, "country")
    assert country("ZZ") is None
    assert country("ly") is None
    texas = division("US.TX")
    assert texas is not None
    assert texas.name == "Texas"


def test_it_has_an_identity() -> None:
    assert re.fullmatch("[0-9a-f]{16}", gazetteer.identity())


def test_demonyms() -> None:
    words = ("Libyan", "libyans", "British", "Swiss", "Chechen", "Faroese")
    assert [demonym(word) for word in words] == ["LY", "LY", "GB", "CH", "RU", "FO"]
    assert demonym("Libya") is None
    assert demonym("European") is None
    assert demonym("table") is None


@pytest.mark.parametrize("name", ["", " ", "\x00", "Nowhereville-on-the-Moon", "\ud800", "x" * 100_000, "@country:LY "])
def test_unknown_and_odd_names_lead_nowhere(name: str) -> None:
    assert lookup(name) == ()


def test_a_missing_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="build_gazetteer"):
        Gazetteer(tmp_path / "gazetteer.bin")


@pytest.mark.parametrize("data", [b"", b"short", b"ALLGAZ00" + bytes(64), b"ALLGAZ01" + bytes(64)])
def test_a_broken_file_is_told_with_the_remedy(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(data)
    with pytest.raises(ResourceError, match="Reinstall Allegedly"):
        Gazetteer(path)
