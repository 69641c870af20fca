"""What one document tells of an offer, a demand or an open question of another."""

from datetime import date

import pytest

from allegedly.corpus import read_corpus
from allegedly.model import CaseLink, Link, Voice

EARLY, LATE = date(2012, 5, 1), date(2012, 5, 20)


@pytest.fixture
def asked(draft):
    one = draft("The Port Office asked Ana Brandt for the blue register.", published=EARLY, outlet="Courier")
    one.entity("Port Office", kind="organisation")
    one.entity("Ana Brandt")
    one.claim(
        "The Port Office asked Ana Brandt for the blue register", "asked", "ask",
        agent="Port Office", patient="Ana Brandt", theme="the blue register", act="request", day="2012-04-30",
    )  # fmt: skip
    return one


def answering(draft, text, trigger, *, theme, answer="refused", **more):
    one = draft(text, published=LATE, outlet="Post")
    one.entity("Ana Brandt")
    one.claim(text[:-1], trigger, "refuse", agent="Ana Brandt", theme=theme, answer=answer, act="refuse", **more)
    return one


def links(*drafts):
    return read_corpus([one.annotated() for one in drafts]).links


def test_who_was_asked_answers_elsewhere(draft, asked):
    other = answering(draft, "Ana Brandt would not give up the register.", "give", theme="the register")
    (link,) = links(asked, other)
    assert isinstance(link, CaseLink)
    assert (link.claim, link.answers) == (other.claims[0].id, asked.claims[0].id)
    assert link.by[0] == "answer.party"
    assert "regist" in link.by


def test_a_noun_for_the_act_is_enough(draft, asked):
    other = answering(draft, "Ana Brandt refused the request.", "refused", theme="the request")
    assert [link.claim for link in links(asked, other)] == [other.claims[0].id]


@pytest.mark.parametrize(
    ("theme", "more"),
    [
        ("a visa", {}),  # something else
        ("the offer", {}),  # another act
        ("the register", {"day": "2012-04-01"}),  # before it was asked
        ("the register", {"answer": None}),  # no answer
    ],
)
def test_what_does_not_answer(draft, asked, theme, more):
    other = answering(draft, f"Ana Brandt refused {theme}.", "refused", theme=theme, **more)
    assert links(asked, other) == ()


def test_what_is_linked_in_its_own_document_stays_there(draft, asked):
    other = answering(draft, "Ana Brandt refused the request.", "refused", theme="the request")
    other.claims[0] = type(other.claims[0])(
        **{name: getattr(other.claims[0], name) for name in other.claims[0].__slots__ if name != "links"},
        links=(Link("answers", "another"),),
    )
    assert links(asked, other) == ()


def test_somebody_else_does_not_answer_for_whom_was_asked(draft, asked):
    other = draft("Odo Berg refused the request.", published=LATE, outlet="Post")
    other.entity("Odo Berg")
    other.claim("Odo Berg refused the request", "refused", "refuse", agent="Odo Berg", theme="the request",
                answer="refused", act="refuse")  # fmt: skip
    assert links(asked, other) == ()


@pytest.fixture
def question(draft):
    one = draft("Nobody could say how many crates were missing.", published=EARLY, outlet="Courier")
    one.claim("Nobody could say how many crates were missing", "say", "say", reality="unknown")
    return one


def told(draft, text, *, published=LATE, predicate="be missing"):
    one = draft(text, published=published, outlet="Post")
    one.claim(text[:-1], "missing", predicate, patient="crates")
    return one


def test_a_later_document_tells_what_was_not_known(draft, question):
    later = told(draft, "Forty crates are still missing.")
    (link,) = links(question, later)
    assert (link.claim, link.answers, link.by[0]) == (later.claims[0].id, question.claims[0].id, "answer.question")


def test_how_many_wants_a_number(draft, question):
    assert links(question, told(draft, "The crates are still missing.")) == ()


def test_what_was_told_before_answers_no_question(draft, question):
    assert links(question, told(draft, "Forty crates are still missing.", published=EARLY)) == ()


def test_something_else_answers_no_question(draft, question):
    assert links(question, told(draft, "Forty guards were missing from the barracks.")) == ()


def test_an_irregular_verb_answers_by_its_form_in_the_text(draft):
    asking = draft("It is not known where Ann Arlen took the silver papers.", published=EARLY, outlet="Courier")
    asking.entity("Ann Arlen")
    asking.claim("It is not known where Ann Arlen took the silver papers", "known", "know", reality="unknown")
    later = draft("Ann Arlen took the silver papers to Trabzon.", published=LATE, outlet="Post")
    later.entity("Ann Arlen")
    later.claim("Ann Arlen took the silver papers to Trabzon", "took", "take", agent="Ann Arlen", to="Trabzon")
    assert [link.answers for link in links(asking, later)] == [asking.claims[0].id]


def test_a_comment_later_than_the_next_document_hides_no_answer(draft, question):
    late = draft("Forty crates are still missing, I hear.", published=date(2012, 4, 1), outlet="Blog")
    comment = Voice("c", "comment", ((0, len(late.text)),), published=date(2012, 12, 1))
    late.voices = (comment,)
    late.claim("Forty crates are still missing", "missing", "be missing", patient="crates", voice="c")
    between = told(draft, "Thirty crates were missing.", published=date(2012, 4, 15))
    assert [link.claim for link in links(question, late, between)] == [late.claims[0].id]
