from dataclasses import replace
from datetime import date

import pytest

from allegedly.bargaining import _NOT_TOLD
from allegedly.model import ClaimTime
from allegedly.model.corpus import CaseLink
from allegedly.reports import questions


def test_open_questions_by_document_and_voice(affair):
    view = questions(affair.annotated, affair.corpus)
    assert view.count == 3
    (post,) = view.documents
    assert [(voice.voice, [(q.kind, q.who) for q in voice.questions]) for voice in post.voices] == [
        ("The Evening Post", [("not known", "The Evening Post"), ("not told", "Its clerk")]),
        ("comment 1", [("asked", "The Evening Post")]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "declined to comment",
        "refused to speak to reporters",
        "would not say whether",
        "wouldn't comment",
        "did not answer a request for comment",
        "has not responded to our repeated questions",
        "could not be reached",
        "declined comment",
        "refused for eleven years to say",
        "would not name the buyer",
        "did not return calls",
        "has failed to answer two letters",
        "have not replied",
        "has never explained how",
        "no reason was ever given",
        "gave no further details",
        "went unanswered",
        "never received a reply",
        "was not available for comment",
    ],
)
def test_ways_of_not_telling(words):
    assert _NOT_TOLD.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "has not answered",
        "refused the offer",
        "declined in winter",
        "did not say goodbye",
        "did not respond to treatment",
    ],
)
def test_other_refusals_are_no_open_questions(words):
    assert _NOT_TOLD.search(words) is None


def test_not_telling_counts_only_where_the_claim_is_about_it(affair):
    post = affair.annotated[1]
    declined = next(claim for claim in post.claims if claim.predicate == "declined")
    aside = replace(declined, trigger=(declined.start, declined.start + 3))
    assert questions((replace(post, claims=(aside,)),), affair.corpus).count == 0


def test_a_question_is_open_as_of_its_own_day_else_that_of_the_voice(affair):
    courier, post, hostile = affair.annotated
    (view,) = questions(affair.annotated, affair.corpus).documents
    assert {q.since for voice in view.voices for q in voice.questions} == {post.document.published}
    day = date(2011, 4, 9)
    own = ClaimTime("2011-04-09", day, day, None, "own_clause")
    dated = replace(post, claims=tuple(replace(claim, time=own) for claim in post.claims))
    (view,) = questions((courier, dated, hostile), affair.corpus).documents
    assert {q.since for voice in view.voices for q in voice.questions} == {day}


def test_a_later_document_that_speaks_to_a_question_stands_with_it(affair):
    _, post, hostile = affair.annotated
    asked = next(claim for claim in post.claims if claim.stance.label == "unknown")
    link = CaseLink(hostile.claims[0].id, asked.id, ("answer.question", "word"))
    view = questions(affair.annotated, replace(affair.corpus, links=(link,)))
    answered = [q for document in view.documents for voice in document.voices for q in voice.questions if q.answers]
    assert [(q.line.claim, [line.document for line in q.answers]) for q in answered] == [
        (asked.id, [hostile.document.id])
    ]
