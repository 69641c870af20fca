import pytest

from allegedly.corpus.places import compare_places, distance_km
from allegedly.model import ClaimPlace

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
