from calendar import monthrange
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from allegedly.case import Case
from allegedly.errors import AllegedlyError
from allegedly.model.edtf import days_of
from allegedly.reports.when import day, in_words, written


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words"),
    [
        ("2011-04-11", "2011-04-11", "2011-04-11", "11 April 2011"),
        ("2011-04", "2011-04-01", "2011-04-30", "April 2011"),
        ("2012-02", "2012-02-01", "2012-02-29", "February 2012"),
        ("2011", "2011-01-01", "2011-12-31", "2011"),
        ("[2011-04-01..2011-04-10]", "2011-04-01", "2011-04-10", "early April 2011"),
        ("[2011-04-11..2011-04-20]", "2011-04-11", "2011-04-20", "mid-April 2011"),
        ("[2011-02-21..2011-02-28]", "2011-02-21", "2011-02-28", "late February 2011"),
        ("[2011-04-12..2011-04-20]", "2011-04-12", "2011-04-20", "some time between 12 and 20 April 2011"),
        ("[2011-04-25..2011-05-01]", "2011-04-25", "2011-05-01", "some time between 25 April and 1 May 2011"),
        (
            "[2010-12-27..2011-01-02]",
            "2010-12-27",
            "2011-01-02",
            "some time between 27 December 2010 and 2 January 2011",
        ),
        ("2011-04-11/2011-06-15", "2011-04-11", "2011-06-15", "from 11 April to 15 June 2011"),
        ("2011-03-10/2011-03-12", "2011-03-10", "2011-03-12", "from 10 to 12 March 2011"),
        ("2009/2011", "2009-01-01", "2011-12-31", "from 2009 to 2011"),
        ("2011-03/2011-04", "2011-03-01", "2011-04-30", "from March 2011 to April 2011"),
        ("[..2011-05-06]", None, "2011-05-06", "on or before 6 May 2011"),
        ("[2011-05-06..]", "2011-05-06", None, "on or after 6 May 2011"),
        ("2011-05-06/..", "2011-05-06", None, "from 6 May 2011 on"),
        ("../2011-05-06", None, "2011-05-06", "until 6 May 2011"),
        ("9999-12", "9999-12-01", "9999-12-31", "some time between 1 and 31 December 9999"),
        ("XXXX-04-11", None, None, None),
        (None, None, None, None),
    ],
)
def test_says_a_time_as_surely_as_it_is_known(edtf, earliest, latest, words):
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else None
    assert in_words(edtf, first, last) == words


def test_says_a_day_without_a_leading_zero():
    assert day(date(2011, 6, 5)) == "5 June 2011"


def is_read_back(edtf):
    """A time means the same after it was written in words and read: the same days, throughout or some time in them."""
    words = in_words(edtf, *days_of(edtf))
    back = written(words)
    assert back.when == words
    assert days_of(back.edtf) == days_of(edtf)
    assert throughout(back.edtf) == throughout(edtf), (edtf, words, back)
    return back.edtf


def throughout(edtf):
    first, last = days_of(edtf)
    return "/" in edtf and first != last


DAYS = st.dates()
POINTS = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda one: one[0].isoformat()[: one[1]])


@given(POINTS, POINTS, st.sampled_from(["{0}", "[{0}..{1}]", "{0}/{1}", "[{0}..]", "[..{0}]", "{0}/..", "../{0}"]))
def test_reads_every_time_that_it_writes(one, other, form):
    first, last = sorted((one, other), key=lambda point: days_of(point)[1])
    edtf = form.format(first, last)
    assume(days_of(first)[0] <= days_of(last)[0])
    assert days_of(is_read_back(edtf)) == days_of(edtf)


@given(DAYS)
def test_reads_the_thirds_and_wholes_of_every_month(one):
    year, month = one.isoformat()[:4], one.isoformat()[:7]
    last = monthrange(one.year, one.month)[1]
    for edtf in (f"[{month}-01..{month}-10]", f"[{month}-11..{month}-20]", f"[{month}-21..{month}-{last}]"):
        assert is_read_back(edtf) == edtf
    for edtf in (one.isoformat(), month, year):
        assert days_of(is_read_back(edtf)) == days_of(edtf)


def test_reads_the_times_of_the_sample(sample_folder):
    with Case.open(sample_folder) as case:
        times = {claim.time.edtf for one in case.readings() for claim in one.claims if claim.time.earliest}
    assert len(times) > 5
    for edtf in times:
        assert is_read_back(edtf) == edtf


def test_says_once_what_can_be_written():
    with pytest.raises(AllegedlyError) as raised:
        written("soon")
    assert str(raised.value).startswith("No time that a calendar has is written 'soon'. Write \"11 April 2011\",")
    assert str(raised.value).count("soon") == 1
