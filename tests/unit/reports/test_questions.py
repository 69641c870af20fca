from dataclasses import replace

import pytest

from allegedly.reports import questions
from allegedly.resources.exchanges import _NOT_TOLD


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
    ],
)
def test_ways_of_not_telling(words):
    assert _NOT_TOLD.search(words)


@pytest.mark.parametrize(
    "words", ["has not answered", "refused the offer", "declined in winter", "did not say goodbye"]
)
def test_other_refusals_are_no_open_questions(words):
    assert _NOT_TOLD.search(words) is None


def test_not_telling_counts_only_where_the_claim_is_about_it(affair):
    post = affair.annotated[1]
    declined = next(claim for claim in post.claims if claim.predicate == "declined")
    aside = replace(declined, trigger=(declined.start, declined.start + 3))
    assert questions((replace(post, claims=(aside,)),), affair.corpus).count == 0
