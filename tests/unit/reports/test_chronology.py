from dataclasses import replace
from datetime import date

import pytest

from allegedly.errors import NotFoundError
from allegedly.model.codec import encode
from allegedly.reports import Filters, chronology


def entries(view):
    return [entry for group in view.groups for entry in group.entries]


def texts(view):
    return [line.text for entry in entries(view) for line in entry.accounts]


def test_goes_by_earliest_then_latest_under_headings_in_words(affair):
    view = chronology(affair.annotated, affair.corpus)
    assert [group.heading for group in view.groups] == [
        "11 April 2011",
        "mid-April 2011",
        "from 15 to 20 April 2011",
        "1 May 2011",
    ]
    assert (view.documents, view.claims, view.shown) == (3, 13, 13)


def test_undated_claims_stand_apart_by_document_and_nowhere_else(affair):
    view = chronology(affair.annotated, affair.corpus)
    undated = [line for document in view.undated for line in document.claims]
    assert [document.document_name for document in view.undated] == ["courier.txt", "post.txt", "hostile.html"]
    assert all(line.when is None and line.earliest is None for line in undated)
    assert all(line.when is not None for entry in entries(view) for line in entry.accounts)
    assert len(undated) + len(texts(view)) == view.claims


def test_accounts_of_one_event_are_one_entry_and_the_other_day_shows(affair):
    entry = entries(chronology(affair.annotated, affair.corpus))[0]
    assert [line.outlet for line in entry.accounts] == ["The Harbour Courier", "The Evening Post"]
    assert entry.when == "11 April 2011"
    assert entry.differs == ("12 April 2011",)
    assert (entry.documents, entry.least, entry.most) == (2, 1, 1)
    assert entry.origins.startswith("Two documents here assert this.")


def test_undated_accounts_of_a_dated_happening_show_as_undated(affair):
    denial = affair.claim("it offered")
    event = replace(affair.corpus.events[0], claims=(*affair.corpus.events[0].claims, denial.id))
    view = chronology(affair.annotated, replace(affair.corpus, events=(event,)))
    entry = entries(view)[0]
    assert [(line.claim, line.when, line.label) for line in entry.undated] == [(denial.id, None, "denied")]
    assert denial.id in [line.claim for document in view.undated for line in document.claims]
    assert denial.id not in [line.claim for line in entry.accounts]


def test_the_time_of_most_documents_leads(affair):
    courier, post, _ = affair.annotated
    third = replace(post.claims[0], id="f" * 16, time=replace(post.claims[0].time, expression=None))
    other = replace(post, document=replace(post.document, id="other"), claims=(third,))
    event = replace(affair.corpus.events[0], claims=(*affair.corpus.events[0].claims, third.id))
    view = chronology((courier, post, other), replace(affair.corpus, events=(event,)))
    entry = next(entry for entry in entries(view) if entry.id == event.id)
    assert entry.when == "12 April 2011"
    assert entry.differs == ("11 April 2011",)


def test_a_line_says_who_how_surely_through_whom_and_where(affair):
    line = entries(chronology(affair.annotated, affair.corpus))[0].accounts[0]
    assert line.chain_words == "The Harbour Courier > Ida Roth > one customs source"
    assert (line.label, line.where, line.start) == ("asserted", "Lisbon", 19)
    assert line.basis is None
    carried = entries(chronology(affair.annotated, affair.corpus))[1].accounts[0]
    assert carried.basis == "day carried on from the narration"
    assert (carried.who, carried.text) == ("Ana Brandt", "She was not stopped")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(earliest=date(2011, 4, 21)), {"1 May 2011"}),
        (Filters(latest=date(2011, 4, 11)), {"11 April 2011", "mid-April 2011"}),
        (Filters(earliest=date(2011, 4, 12), latest=date(2011, 4, 12)), {"12 April 2011", "mid-April 2011"}),
        (Filters(outlet="evening post"), {"12 April 2011"}),
        (Filters(entity="Port Office"), {"mid-April 2011"}),
        (Filters(labels=("hedged",)), set()),
    ],
)
def test_filters(affair, filters, expected):
    view = chronology(affair.annotated, affair.corpus, filters)
    assert {group.heading for group in view.groups} == expected


def test_a_period_leaves_no_undated_claim_in(affair):
    assert chronology(affair.annotated, affair.corpus, Filters(earliest=date(2011, 1, 1))).undated == ()


def test_labels_filter_undated_claims_too(affair):
    view = chronology(affair.annotated, affair.corpus, Filters(labels=("question", "denied")))
    assert [line.label for document in view.undated for line in document.claims] == ["denied", "question"]


def test_an_entity_that_is_not_there_is_told(affair):
    with pytest.raises(NotFoundError, match="Zacharias"):
        chronology(affair.annotated, affair.corpus, Filters(entity="Zacharias Quint"))


def test_an_empty_case_has_an_empty_chronology(affairs):
    view = chronology((), affairs.Corpus())
    assert encode(view) == {"documents": 0, "claims": 0, "shown": 0, "groups": [], "undated": []}


def test_is_json_with_iso_dates_and_nulls(affair):
    data = encode(chronology(affair.annotated, affair.corpus))
    first = data["groups"][0]["entries"][0]
    assert first["earliest"] == "2011-04-11"
    assert data["undated"][0]["claims"][0]["when"] is None
