"""What formats for timelines, calendars and maps say of entries and of their accounts."""

from dataclasses import replace

import pytest

from allegedly.exporters import Material
from allegedly.exporters.entries import about, entries_of, how_put
from allegedly.reports import EntryDifference, Settlement


@pytest.fixture
def entry(affair):
    return entries_of(Material(affair.annotated, affair.corpus))[0]


def test_a_difference_that_a_person_settled_is_told_with_who_and_why(entry):
    settled = Settlement("j1", "Ana\u202e", "2012-06-01T09:30:00Z", "the clerk\nwithdrew it")
    found = EntryDifference("time", "possible_conflict", ("11 April 2011", "12 April 2011"), None)
    told = list(about(replace(entry, differences=(found, replace(found, slot="polarity", settled=settled)))))
    assert "The accounts may differ in time: 11 April 2011 / 12 April 2011." in told
    assert (
        "The accounts may differ: 11 April 2011 / 12 April 2011. "
        "Settled by Ana⟨U+202E⟩ on 1 June 2012: the clerk withdrew it"
    ) in told


def test_what_is_put_in_the_negative_is_not_told_as_if_it_were_so(entry):
    line = replace(entry.accounts[0], label="asserted", polarity="negative")
    assert how_put(line).startswith("asserted in the negative · ")
