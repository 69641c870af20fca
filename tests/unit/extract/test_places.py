"""Places in short texts (tests/cases/places.yaml), and what must hold of any text."""

import re
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from allegedly.extract.places import find_places
from allegedly.extract.places.geography import distance_km
from allegedly.extract.places.resolve import Spot, resolve
from allegedly.model import Document, Mention, Place
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs
from allegedly.resources.gazetteer import Toponym

CASES = "places.yaml"
NEAR_KM = 50


@dataclass(frozen=True)
class Told:
    """A cast of nothing but mentions."""

    mentions: tuple[Mention, ...]


def places_in(text: str, told: Told | None = None) -> tuple[Place, ...]:
    tree = load().parse(text, [start for start, _ in paragraphs(text)])
    return find_places(Document("d", text, ""), tree, told)


def at(lat: float, lon: float, **more: Any) -> Toponym:
    return Toponym("", lat, lon, more.pop("country", ""), None, 0, "city", **more)


def test_case(item: dict[str, Any]) -> None:
    text = item["text"]
    found = {(place.start, place.end): place for place in places_in(text)}
    seen = [(place.text, place.name, place.country, place.acts_as, place.found_by) for place in found.values()]
    for expected in item["places"]:
        starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(expected['text'])}(?!\w)", text)]
        start = starts[expected.get("nth", 0)]
        place = found.get((start, start + len(expected["text"])))
        assert place is not None, f"no place {expected['text']!r} at {start}: {seen}"
        _compare(place, expected)
    words = {place.text for place in found.values()}
    assert not words & set(item.get("never", ())), seen
    assert item["places"] or not found, seen


def _compare(place: Place, expected: dict[str, Any]) -> None:
    lat, lon = expected["at"]
    assert place.country == expected["in"], place
    assert distance_km(at(lat, lon), at(place.lat, place.lon)) <= NEAR_KM, place
    assert place.name == expected.get("name", place.name)
    assert place.acts_as == ("government" if expected.get("government") else None), place


def test_what_the_cast_takes_for_a_place_is_looked_up() -> None:
    text = "Maradi lay silent."
    start = text.index("Maradi")
    mention = Mention("m", start, start + 6, "Maradi", "place", "e", "name", "cast.name")
    (place,) = places_in(text, Told((mention,)))
    assert (place.text, place.country) == ("Maradi", "NE")
    person = Mention("m", start, start + 6, "Maradi", "person", "e", "name", "cast.name")
    assert places_in(text, Told((person,))) == places_in(text)


def test_places_are_sorted_and_apart() -> None:
    text = "They left the Grand Hotel in Tunis, Tunisia, for Rome and the University of Bologna in Bologna, Italy. " * 5
    places = places_in(text)
    assert len(places) >= 25
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert all(text[place.start : place.end] == place.text for place in places)


def test_a_place_that_nothing_speaks_for_is_left_out() -> None:
    assert resolve([Spot("Springfield", trust=0.2)]) == [None]
    assert resolve([Spot("Qwertyville")]) == [None]
    assert resolve([]) == []


def test_countries_spoken_of_decide() -> None:
    (usual,) = resolve([Spot("Córdoba")])
    (told,) = resolve([Spot("Córdoba")], ["ES", "ES", "ES", "ES", "ES"])
    assert usual is not None
    assert told is not None
    assert (usual.country, told.country) == ("AR", "ES")


def test_neighbours_decide() -> None:
    names = ["Cambridge", "Somerville", "Worcester"]
    assert [place.country for place in resolve([Spot(name) for name in names]) if place] == ["US"] * 3


def test_distances_across_the_date_line() -> None:
    assert distance_km(at(-17, 179.5), at(-17, -179.5)) == pytest.approx(106, abs=3)
    assert distance_km(at(51.5, -0.13), at(48.85, 2.35)) == pytest.approx(344, abs=5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "\u202e\u200fParis\u202c demanded \u0000 an answer in \u200eTripoli\u200f.",
        "Paris, " * 2000,
        "(" * 3000 + "London" + ")" * 3000,
        "A" * 20_000,
        "LONDON, PARIS — " * 300,
        "Hotel " * 1500,
        "of the Republic of the " * 500,
        "’’’ “ « » --- ... ,,, in in in at",
        "🏨 Hotel 🏝️ in 東京 and المغرب",
    ],
)
def test_hostile_text_raises_nothing(text: str) -> None:
    for place in places_in(text):
        assert text[place.start : place.end] == place.text


def test_the_same_text_gives_the_same_places() -> None:
    text = "Officials in Georgia, Alabama and Washington met the envoys of Paris, London and Moscow in San Jose. " * 3
    assert places_in(text) == places_in(text)


def test_time_grows_in_step_with_the_text() -> None:
    piece = "Anna Berg flew from Riga to the Grand Hotel in Oslo, Norway; Moscow refused to comment on Tuesday.\n\n"

    def seconds(copies: int) -> float:
        text = piece * copies
        tree = load().parse(text, [start for start, _ in paragraphs(text)])
        document = Document("d", text, "")
        find_places(document, tree)
        begun = time.process_time()
        find_places(document, tree)
        return time.process_time() - begun

    assert seconds(800) < 40 * max(seconds(100), 0.002)
