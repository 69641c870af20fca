"""Times that a person writes down by themselves."""

import pytest

from allegedly.extract.temporal.written import read_written


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("30 March 2011", "2011-03-30"),
        ("the 30th of march 2011", "2011-03-30"),
        ("Wednesday, 30 March 2011", "2011-03-30"),
        ("March 30, 2011", "2011-03-30"),
        ("Mar. 30th 2011", "2011-03-30"),
        ("15/06/2011", "2011-06-15"),
        ("in march 2011", "2011-03"),
        ("2011", "2011"),
        ("early March 2011", "[2011-03-01..2011-03-10]"),
        ("mid-April 2011", "[2011-04-11..2011-04-20]"),
        ("the end of February 2012", "[2012-02-21..2012-02-29]"),
        ("late 2011", "[2011-09-01..2011-12-31]"),
        ("summer 2010", "[2010-06-01..2010-08-31]"),
        ("Christmas 2010", "2010-12-25"),
        ("around 10 March 2011", "[2011-03-08..2011-03-12]"),
        ("about March 2011", "[2011-02-01..2011-04-30]"),
        ("c. 1910", "[1908-01-01..1912-12-31]"),
        ("between 11 and 12 April 2011", "[2011-04-11..2011-04-12]"),
        ("between 25 April and 1 May 2011", "[2011-04-25..2011-05-01]"),
        ("between early March and mid-April 2011", "[2011-03-01..2011-04-20]"),
        ("between April 11 and 20, 2011", "[2011-04-11..2011-04-20]"),
        ("from 2011-04-11 to 2011-04-20", "2011-04-11/2011-04-20"),
        ("11–15 April 2011", "2011-04-11/2011-04-15"),
        ("March-April 2011", "2011-03/2011-04"),
        ("2009 to 2011", "2009/2011"),
        ("before 11 April 2011", "[..2011-04-10]"),
        ("before mid-April 2011", "[..2011-04-20]"),
        ("by 2010", "[..2010-12-31]"),
        ("no later than 6 May 2011", "[..2011-05-06]"),
        ("until May 2011", "../2011-05"),
        ("until mid-April 2011", "[..2011-04-20]"),
        ("after 11 April 2011", "[2011-04-12..]"),
        ("since 11 April 2011", "2011-04-11/.."),
        ("since mid-April 2011", "[2011-04-11..]"),
        ("from March 2011 onwards", "2011-03/.."),
        ("11 April 2150", "2150-04-11"),
    ],
)
def test_reads_what_people_write(words, edtf):
    assert read_written(words) == edtf


@pytest.mark.parametrize(
    "words",
    ["", " ", "soon", "yesterday", "last week", "Tuesday", "March", "30 March", "11 April 11", "30 February 2011",
     "03/04/2011", "between 20 and 11 April 2011", "between", "to", "since", "around", "11 or 12 April 2011", "499 BC",
     "2011-13-01", "0000", "11 April 2011 he left", "\ud800", "\0", "- " * 60, "1-" * 49, "between 1 and " * 7],
)  # fmt: skip
def test_reads_no_more_than_is_there(words):
    assert read_written(words) is None
