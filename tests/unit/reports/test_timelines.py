"""The timeline of one of the affair, from happenings made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from allegedly.errors import NotFoundError
from allegedly.model import ClaimTime, Happening, Party, Stance
from allegedly.model.codec import encode
from allegedly.reports import known_by, timeline_of
from allegedly.reports.timelines import HOW_KNOWN, not_read, nothing_told

GIVEN, GUESSED = "own_clause", "told"


def on(day: int, basis: str = GIVEN) -> ClaimTime:
    known = date(2011, 4, day)
    return ClaimTime(known.isoformat(), known, known, None, basis)


class Telling:
    """Happenings of a document of the affair, each by its word and that of its party."""

    def __init__(self, item):
        self.item, self.text, self.made = item, item.document.text, []

    def tell(self, word, party, time=None, kind=None, entity=0, stance=None):
        start, at = self.text.index(word), self.text.index(party)
        who = self.item.entities[entity].id if entity is not None else None
        parties = (Party(at, at + len(party), party, "subject", who, None),)
        happened = Happening(
            start, start + len(word), word, stance or Stance(), kind or word, parties, time or ClaimTime()
        )
        self.made = sorted([*self.made, happened], key=lambda one: one.start)
        return self

    @property
    def annotated(self):
        return replace(self.item, happenings=tuple(self.made))


@pytest.fixture
def told(affair):
    courier, post, hostile = affair.annotated
    one = Telling(courier).tell("left", "Ana Brandt", on(11)).tell("refused", "She refused", on(20, GUESSED))
    one.tell("offered", "Brandt").tell("pass", "Brandt")
    two = Telling(post).tell("left", "Brandt", on(12)).tell("return", "she", stance=Stance(reality="planned"))
    return [one.annotated, two.annotated, replace(hostile, happenings=())]


def short(entries):
    return [(entry.when, [passage.words for passage in entry.passages]) for entry in entries]


def test_rows_are_in_the_order_of_time_and_undated_ones_apart(affair, told):
    view = timeline_of(told, affair.corpus, "Ana Brandt")
    assert short(view.dated) == [
        ("11 April 2011", [("left",)]),
        ("12 April 2011", [("left",)]),
        ("20 April 2011", [("refused",)]),
    ]
    assert short(view.undated) == [(None, [("offered", "pass")]), (None, [("return",)])]
    assert (view.cast, view.documents, view.unread) == (("Ana Brandt",), 2, 0)


def test_a_passage_is_the_sentence_with_its_document_and_how_its_time_is_known(affair, told):
    first, _, guessed = timeline_of(told, affair.corpus, "Ana Brandt").dated
    (passage,) = first.passages
    assert passage.text == "Ana Brandt left Lisbon on 11 April, one customs source said."
    assert told[0].document.text[passage.start : passage.end] == passage.text
    assert (passage.document_name, passage.published) == ("courier.txt", date(2011, 4, 20))
    assert (first.basis, first.how) == (GIVEN, HOW_KNOWN[GIVEN])
    assert (guessed.basis, guessed.passages[0].how) == (GUESSED, HOW_KNOWN[GUESSED])


def test_a_comment_says_that_it_is_one(affair, told):
    planned = timeline_of(told, affair.corpus, "Ana Brandt").undated[-1].passages[0]
    assert (planned.voice, planned.label) == ("comment 1", "planned")


def test_what_hangs_on_a_clause_without_a_day_is_as_much_a_guess(affair):
    courier, *rest = affair.annotated
    one = Telling(courier).tell("left", "Ana Brandt", on(20, GUESSED), entity=None)
    one.tell("source", "Ana Brandt", on(20, "governing_clause"))
    (entry,) = timeline_of([one.annotated, *rest], affair.corpus, "Ana Brandt").dated
    assert (entry.basis, entry.passages[0].words) == (GUESSED, ("left", "source"))
    dated = Telling(courier).tell("left", "Ana Brandt", on(20)).tell("source", "Ana Brandt", on(20, "governing_clause"))
    (entry,) = timeline_of([dated.annotated, *rest], affair.corpus, "Ana Brandt").dated
    assert entry.basis == GIVEN


def test_what_a_text_dates_stands_before_what_is_only_told_of_that_day(affair, told):
    courier, post, hostile = told
    early = replace(courier, happenings=(replace(courier.happenings[0], time=on(12, GUESSED), kind="sail"),))
    view = timeline_of([early, post, hostile], affair.corpus, "Ana Brandt")
    assert [(entry.when, entry.basis) for entry in view.dated] == [("12 April 2011", GIVEN), ("12 April 2011", GUESSED)]


def test_one_goes_by_the_name_in_one_document_too(affair, told):
    by_name = timeline_of(told, affair.corpus, "Ana Brandt")
    for reference in ("Brandt@post.txt", "brandt, ana"):
        view = timeline_of(told, affair.corpus, reference)
        assert (view.dated, view.undated, view.name) == (by_name.dated, by_name.undated, reference)


def test_nobody_of_that_name_is_told(affair, told):
    with pytest.raises(NotFoundError, match="Nobody and nothing in the case goes by the name 'Quint'"):
        timeline_of(told, affair.corpus, "Quint")


def test_one_who_is_there_and_does_nothing_has_an_empty_timeline(affair, told):
    for name, called in (("the port office", "the port office"), ("e-office", "Port Office"), ("quay", "quay")):
        view = timeline_of([told[2], *affair.annotated[:2]], affair.corpus, name)
        assert not view.dated
        assert not view.undated
        assert nothing_told(view).endswith(f"by, to or with {called}.")


def test_documents_that_were_read_without_happenings_are_told(affair, told):
    view = timeline_of([affair.annotated[0], *told[1:]], affair.corpus, "Ana Brandt")
    assert view.unread == 1
    assert not_read(view).startswith("1 document was read by an earlier version and was left out")
    two = timeline_of([*affair.annotated[:2], told[2]], affair.corpus, "Ana Brandt")
    assert not_read(two).startswith("2 documents were read by an earlier version and were left out")


def test_only_what_was_published_by_a_day_counts_if_asked(affair, told):
    annotated, known = known_by(told, date(2011, 4, 20))
    view = timeline_of(annotated, affair.corpus, "Ana Brandt", known)
    assert view.known_by == known
    assert view.documents == 1
    assert encode(view)["known_by"]["day"] == "2011-04-20"
