"""Times as a person writes them down."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.model.edtf import days_of


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2011-04-11", date(2011, 4, 11), date(2011, 4, 11)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("2011-03-28/2011-03-30", date(2011, 3, 28), date(2011, 3, 30)),
        ("2011-03/2011", date(2011, 3, 1), date(2011, 12, 31)),
        ("[2011-03-28..2011-04]", date(2011, 3, 28), date(2011, 4, 30)),
        ("[..2011-04]", None, date(2011, 4, 30)),
        ("2011/..", date(2011, 1, 1), None),
        ("/2011", None, date(2011, 12, 31)),
    ],
)
def test_a_time_has_a_first_and_a_last_day(edtf, earliest, latest):
    assert days_of(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    "edtf",
    [
        "", "yesterday", "2011-02-29", "2011-13", "0000", "11-04-2011", "2011-4-1", "20110411", "2011-04-30/2011-04-01",
        "../..", "[..]", "/", "..", "[2011-04]", "[2011,2012]", "2011/2012/2013", "2011?", "٢٠١١", "2011\n", "[]", "[",
    ],
)  # fmt: skip
def test_what_is_no_time_is_told(edtf):
    with pytest.raises(ValueError, match=r"\S"):
        days_of(edtf)


@given(st.text(alphabet="0123456789-/.[]…٣ \ud800", max_size=24))
def test_nothing_else_comes_out(text):
    try:
        earliest, latest = days_of(text)
    except ValueError:
        return
    assert earliest is None or latest is None or earliest <= latest
