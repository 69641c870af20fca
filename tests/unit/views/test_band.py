"""The band of time: marks while they are few, else how many there are when."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.views import Wanted, band
from allegedly.views.selecting import Chosen, Selection

DAYS = st.dates() | st.just(date.min) | st.just(date.max)


def entry(earliest, latest, label="asserted"):
    return Chosen(f"h{earliest}{latest}", ("a",), (earliest, latest, "x"), label)


def selection(*entries):
    return Selection(tuple(entries), (), len(entries))


@st.composite
def entries(draw):
    first, second = sorted(draw(st.tuples(DAYS, DAYS)))
    return entry(*draw(st.sampled_from([(first, second), (first, first), (first, None), (None, second)])))


def test_every_entry_is_a_mark(shown):
    page, _ = shown.views.entries(Wanted(), 0, 1000)
    told = shown.views.band(Wanted())
    assert told["bins"] is None
    names = ("id", "earliest", "latest", "edtf")
    assert [(m["entry"], m["earliest"], m["latest"], m["edtf"]) for m in told["marks"]] == [
        tuple(one[name] for name in names) for one in page.items
    ]
    differing = {one["id"] for one in page.items if one["differences"]}
    assert {mark["entry"] for mark in told["marks"] if mark["differs"]} == differing
    assert all(mark["accounts"] >= 1 for mark in told["marks"])


def test_nothing_has_no_days():
    told = band.band(selection(), frozenset())
    assert told == {"earliest": None, "latest": None, "lo": None, "hi": None, "marks": [], "bins": None}


def test_a_window_shows_what_reaches_into_it():
    day = date(2011, 4, 11)
    before, open_before, inside = entry(day, day), entry(None, day), entry(day, day + timedelta(9))
    told = band.band(selection(before, open_before, inside), frozenset(), day + timedelta(3), day + timedelta(4))
    assert [mark["entry"] for mark in told["marks"]] == [inside.happening]
    turned = band.band(selection(before, open_before, inside), frozenset(), day + timedelta(4), day + timedelta(3))
    assert turned == told


@pytest.fixture
def counted(monkeypatch):
    """As if there were too many entries to be seen."""
    monkeypatch.setattr(band, "MOST_MARKS", -1)


@given(st.lists(entries(), min_size=1, max_size=30), st.none() | DAYS, st.none() | DAYS, st.integers(10, 500))
def test_each_entry_in_the_window_counts_in_one_bin(many, lo, hi, bins):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(band, "MOST_MARKS", -1)
        told = band.band(selection(*many), frozenset(), lo, hi, bins)
    first, last = date.fromisoformat(told["lo"]), date.fromisoformat(told["hi"])
    inside = [one for one in many if (one.time[0] or date.min) <= last and (one.time[1] or date.max) >= first]
    assert told["marks"] is None
    assert sum(one["count"] for one in told["bins"]) == len(inside)
    assert len(told["bins"]) <= bins
    assert all(sum(one["labels"].values()) == one["count"] for one in told["bins"])
    spans = [(date.fromisoformat(one["earliest"]), date.fromisoformat(one["latest"])) for one in told["bins"]]
    assert all(first <= begin <= end <= last for begin, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_with_few_and_with_many_the_window_is_the_same(shown, counted):
    bins = shown.views.band(Wanted(), lo=date(2000, 1, 1), hi=date(2030, 1, 1))
    assert bins["marks"] is None
    assert (bins["lo"], bins["hi"]) == ("2000-01-01", "2030-01-01")
    assert sum(one["count"] for one in bins["bins"]) <= shown.views.fact("entries")
