from datetime import date

import pytest

from allegedly.reports.when import day, in_words


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
