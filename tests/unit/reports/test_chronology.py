from dataclasses import replace
from datetime import date

import pytest

from allegedly.corpus.claims_judged import claim_subject
from allegedly.errors import NotFoundError
from allegedly.model import Event, Join, Relation, Verdict
from allegedly.model.codec import encode
from allegedly.reports import Filters, chronology, trace
from allegedly.reports.entries import not_shown


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


@pytest.fixture
def denied(affair):
    """The affair with an undated denial in its dated event, and a relation that says so."""
    denial, first = affair.claim("it offered"), affair.corpus.events[0].claims[0]
    event = replace(affair.corpus.events[0], claims=(*affair.corpus.events[0].claims, denial.id))
    opposed = Relation(event.id, first, denial.id, "conflict", "polarity", "asserts / denies", "test")
    return replace(affair.corpus, events=(event,), relations=(*affair.corpus.relations, opposed))


@pytest.mark.parametrize(
    ("filters", "not_shown", "denials"),
    [
        (Filters(), 0, 0),
        (Filters(labels=("asserted",)), 1, 1),
        (Filters(outlet="courier"), 2, 1),
        (Filters(earliest=date(2011, 4, 12), latest=date(2011, 4, 12)), 1, 0),
    ],
)
def test_no_filter_hides_that_there_is_a_denial(affair, denied, filters, not_shown, denials):
    view = chronology(affair.annotated, denied, filters)
    entry = next(entry for entry in entries(view) if entry.id == "event-1")
    assert (entry.not_shown, entry.denials_not_shown) == (not_shown, denials)


def test_accounts_that_speak_against_it_are_named_whatever_their_label(affair, denied):
    negative = affair.claim("She has not left").id
    event = replace(denied.events[0], claims=(*denied.events[0].claims, negative))
    origins = replace(affair.corpus.origins[0], denying=(negative,))
    view = chronology(affair.annotated, replace(denied, events=(event,), origins=(origins,)))
    entry = next(entry for entry in entries(view) if entry.id == "event-1")
    assert set(entry.against) == {negative, affair.claim("it offered").id}


def test_an_undated_denial_stands_under_what_it_denies_in_a_period_too(affair, denied):
    view = chronology(affair.annotated, denied, Filters(latest=date(2011, 4, 11)))
    entry = next(entry for entry in entries(view) if entry.id == "event-1")
    assert [line.label for line in entry.undated] == ["denied"]
    assert view.undated == ()


def test_what_was_left_out_is_said_in_words(affair, denied):
    view = chronology(affair.annotated, denied, Filters(labels=("asserted",)))
    entry = next(entry for entry in entries(view) if entry.id == "event-1")
    assert not_shown(entry) == "1 denial not shown"
    assert not_shown(replace(entry, not_shown=3)) == "3 accounts not shown, 1 of them denying"
    assert not_shown(replace(entry, not_shown=1, denials_not_shown=0)) == "1 account not shown"


def test_differences_of_every_slot_stand_with_the_entry_whatever_the_filters(affair, denied):
    for filters in (Filters(), Filters(labels=("asserted",))):
        entry = next(e for e in entries(chronology(affair.annotated, denied, filters)) if e.id == "event-1")
        assert [(one.slot, one.values) for one in entry.differences] == [
            ("time", ("11 April 2011", "12 April 2011")),
            ("polarity", ("said to be so", "said not to be so")),
        ]


def test_a_settled_difference_stays_with_who_settled_it(affair):
    pair = tuple(claim_subject(item, item.claims[0]) for item in affair.annotated[:2])
    made = Verdict("settled", pair, by="Ada", at="2012-06-01", why="the log book", name="time").numbered(1)
    (one,) = entries(chronology(affair.annotated, replace(affair.corpus, judgements=(made,))))[0].differences
    assert (one.settled.by, one.settled.why) == ("Ada", "the log book")


def test_what_may_be_the_same_happening_is_told_on_both_sides(affair):
    refused = affair.claim("She refused")
    event = replace(affair.corpus.events[0], candidates=("event-2",))
    other = Event("event-2", (refused.id,), "refuse", None, None, None, None, None, (), (), ("event-1",))
    view = chronology(affair.annotated, replace(affair.corpus, events=(event, other)))
    (there,) = entries(view)[0].perhaps_same
    assert (there.words, there.claim, there.unsure) == ("refuse: no date", refused.id, False)
    (perhaps,) = view.undated[0].perhaps
    assert (perhaps.claim, [one.event for one in perhaps.perhaps_same]) == (refused.id, ["event-1"])
    judged = replace(event, candidates=(), unsure=(refused.id,))
    view = chronology(affair.annotated, replace(affair.corpus, events=(judged, replace(other, candidates=()))))
    assert [one.unsure for one in entries(view)[0].perhaps_same] == [True]


def test_why_accounts_are_taken_together_is_said_in_words(affair):
    event = affair.corpus.events[0]
    made = Verdict("same", (), by="Ada", at="2012-06-01T10:00:00Z", why="one ticket").numbered(1)
    joins = {
        ("event.days", "e-ana", "quay"): "the same is said, at the same time (Ana Brandt, quay)",
        ("event.cited", "outlet:harbour courier"): (
            "one names the other's outlet as its source and says the same (harbour courier)"
        ),
        ("judgement", made.id): "Ada said so on 2012-06-01: one ticket",
    }
    joined = replace(event, joined=tuple(Join(*event.claims, by) for by in joins))
    corpus = replace(affair.corpus, events=(joined,), judgements=(made,))
    entry = entries(chronology(affair.annotated, corpus))[0]
    assert [one.why for one in entry.joined] == list(joins.values())
    assert trace(affair.annotated, corpus, event.claims[0]).joined == entry.joined


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
    assert encode(view) == {
        "documents": 0, "claims": 0, "shown": 0, "groups": [], "undated": [], "known_by": None,
    }  # fmt: skip


def test_is_json_with_iso_dates_and_nulls(affair):
    data = encode(chronology(affair.annotated, affair.corpus))
    first = data["groups"][0]["entries"][0]
    assert first["earliest"] == "2011-04-11"
    assert data["undated"][0]["claims"][0]["when"] is None
