import pytest

from allegedly.corpus.places import compare_places, distance_km, told_apart
from allegedly.model import ClaimPlace
from allegedly.resources.gazetteer import lookup

GEORGIA = ClaimPlace("Georgia", 42.0, 43.5, "GE")
BATUMI = ClaimPlace("Batumi", 41.64228, 41.63392, "GE")
KUTAISI = ClaimPlace("Kutaisi", 42.26791, 42.69459, "GE")
TRABZON = ClaimPlace("Trabzon", 41.005, 39.72694, "TR")
QUARTER = ClaimPlace("Old Quarter of Nowhere", 41.64, 41.64, "GE")
FAR = ClaimPlace("Nowhere", 10.0, 10.0, "NG")


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (BATUMI, BATUMI, "same"),
        (GEORGIA, BATUMI, "contains"),
        (BATUMI, GEORGIA, "inside"),
        (BATUMI, KUTAISI, "apart"),
        (BATUMI, TRABZON, "apart"),
        (GEORGIA, TRABZON, "apart"),
        (BATUMI, QUARTER, "open"),
        (BATUMI, FAR, "open"),
    ],
)
def test_compare_places(a, b, relation):
    assert compare_places(a, b) == relation


def test_distance():
    assert 110 < distance_km(BATUMI, KUTAISI) < 118
    assert distance_km(ClaimPlace("a", 0, 179.9, ""), ClaimPlace("b", 0, -179.9, "")) < 30


def test_two_places_of_one_name_are_told_apart():
    texas, france = ClaimPlace("Paris", 33.66, -95.56, "US"), ClaimPlace("Paris", 48.85, 2.35, "FR")
    assert told_apart(texas, france) == ("Paris, United States", "Paris, France")
    assert told_apart(france, france) == ("Paris", "Paris")
    assert told_apart(BATUMI, france) == ("Batumi", "Paris")
    illinois, missouri = (ClaimPlace("Springfield", one.lat, one.lon, "US") for one in _springfields("IL", "MO"))
    assert told_apart(illinois, missouri) == ("Springfield, Illinois", "Springfield, Missouri")


def _springfields(*divisions):
    known = {one.division: one for one in lookup("Springfield") if one.country == "US"}
    return [known[division] for division in divisions]
