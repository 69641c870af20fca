from dataclasses import replace

import pytest

from allegedly.model import CaseLink, Link, Role, Stance
from allegedly.reports import ledger


def with_answer(affair, **changes):
    """The affair with the refusal of the offer changed."""
    courier = affair.annotated[0]
    claims = tuple(replace(c, **changes) if c.predicate == "refuse" else c for c in courier.claims)
    return (replace(courier, claims=claims), *affair.annotated[1:])


def test_an_offer_with_parties_terms_condition_and_answer(affair):
    view = ledger(affair.annotated, affair.corpus)
    (offer,) = view.dated
    assert (offer.kind, offer.polarity) == ("offer", "positive")
    assert (offer.by, offer.to) == (("Port Office",), ("Ana Brandt",))
    assert offer.terms == ("a pass", "a desk by the quay")
    assert offer.conditions == ("on condition that she stay",)
    assert offer.answer == "refused"
    assert (offer.answers[0].who, offer.answers[0].line.text) == (("Ana Brandt",), "She refused")
    assert view.undated == ()


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (("refused",), "refused"),
        (("unknown",), "unknown"),
        (("refused", "unanswered"), "refused"),
        (("accepted", "refused"), "refused"),
        ((), "unanswered"),
    ],
)
def test_the_last_answer_that_says_how_it_came_out_counts(affair, answers, state):
    courier = affair.annotated[0]
    refusal = next(claim for claim in courier.claims if claim.predicate == "refuse")
    others = tuple(claim for claim in courier.claims if claim is not refusal)
    given = tuple(replace(refusal, id=f"answer {n}", answer=answer) for n, answer in enumerate(answers))
    annotated = (replace(courier, claims=(*others, *given)), *affair.annotated[1:])
    assert ledger(annotated, affair.corpus).dated[0].answer == state


def test_an_answer_in_another_document_counts(affair):
    annotated = with_answer(affair, links=())
    refusal = next(claim for claim in annotated[0].claims if claim.predicate == "refuse")
    (offer,) = ledger(annotated, affair.corpus).dated
    assert (offer.answer, offer.answers) == ("unanswered", ())
    linked = replace(affair.corpus, links=(CaseLink(refusal.id, offer.line.claim, ("answer.party",)),))
    assert ledger(annotated, linked).dated[0].answer == "refused"


def test_what_is_told_twice_stands_once(affair):
    courier = affair.annotated[0]
    offer = courier.claims[2]
    again = replace(offer, id="again", roles=())
    annotated = (replace(courier, claims=(offer, again)),)
    event = replace(affair.corpus.events[0], claims=(offer.id, again.id))
    (entry,) = ledger(annotated, replace(affair.corpus, events=(event,))).dated
    assert entry.terms == ("a pass", "a desk by the quay")
    assert [line.claim for line in entry.accounts] == ["again"]


def test_other_terms_are_another_offer(affair):
    courier = affair.annotated[0]
    offer = courier.claims[2]
    other = replace(offer, id="other", roles=(offer.roles[0], offer.roles[1], replace(offer.roles[2], start=0, end=19)))
    event = replace(affair.corpus.events[0], claims=(offer.id, other.id))
    view = ledger((replace(courier, claims=(offer, other)),), replace(affair.corpus, events=(event,)))
    assert [(entry.terms, entry.accounts) for entry in view.dated] == [
        (("a pass", "a desk by the quay"), ()),
        (("The customs house",), ()),
    ]


def test_a_promise_made_along_with_an_offer_is_part_of_it(affair):
    courier = affair.annotated[0]
    offer = courier.claims[2]
    promise = replace(
        offer,
        id="promise",
        roles=(replace(offer.roles[2], start=offer.roles[1].start, end=offer.roles[1].end),),
        stance=Stance(act="promise"),
        links=(Link("content_of", offer.id),),
    )
    (entry,) = ledger((replace(courier, claims=(offer, promise)),), affair.corpus).dated
    assert entry.terms == ("a pass", "a desk by the quay", "Brandt")


def declining(affair, words):
    """The affair with its refusal speaking of a noun for what was put, and linked to nothing."""
    courier = affair.annotated[0]
    start = courier.document.text.index("She refused")
    refusal = next(claim for claim in courier.claims if claim.predicate == "refuse")
    thing = Role("patient", start, start + len("She refused"), words, None, "explicit")
    bare = replace(refusal, links=(), roles=(*refusal.roles, thing))
    text = courier.document.text[:start] + words + courier.document.text[start + len("She refused") :]
    document = replace(courier.document, text=text)
    return (replace(courier, document=document, claims=(replace(bare, end=start + len(words)),)),)


def test_what_is_told_only_by_its_answer_has_a_row(affair):
    view = ledger(declining(affair, "an invitation to dine in Porto"), affair.corpus)
    (entry,) = view.undated
    assert (entry.kind, entry.terms, entry.to, entry.answer) == (
        "request",
        ("dine in Porto",),
        ("Ana Brandt",),
        "refused",
    )


@pytest.mark.parametrize("words", ["a request for comment", "a request for an interview", "a biscuit"])
def test_what_every_article_asks_for_and_what_is_no_act_has_none(affair, words):
    view = ledger(declining(affair, words), affair.corpus)
    assert (view.dated, view.undated) == ((), ())


@pytest.mark.parametrize("reality", ["conditional", "question", "counterfactual"])
def test_what_was_put_to_nobody_is_no_entry(affair, reality):
    courier = affair.annotated[0]
    offer = replace(courier.claims[2], stance=Stance(act="offer", reality=reality))
    view = ledger((replace(courier, claims=(offer,)),), affair.corpus)
    assert (view.dated, view.undated) == ((), ())


def test_who_answers_is_whom_it_was_put_to(affair):
    courier = affair.annotated[0]
    offer = courier.claims[2]
    bare = replace(offer, roles=tuple(role for role in offer.roles if role.role != "recipient"))
    claims = tuple(bare if claim is offer else claim for claim in courier.claims)
    (entry,) = ledger((replace(courier, claims=claims),), affair.corpus).dated
    assert entry.to == ("Ana Brandt",)


def test_a_linked_condition_is_told_where_the_passage_has_none(affair):
    courier = affair.annotated[0]
    offer, stopped = courier.claims[2], courier.claims[1]
    bare = replace(offer, end=offer.end - len(", on condition that she stay"))
    linked = replace(stopped, links=(Link("condition_of", offer.id),))
    changed = replace(courier, claims=(courier.claims[0], linked, bare))
    (entry,) = ledger((changed,), affair.corpus).dated
    assert entry.conditions == ("She was not stopped",)


def test_what_was_not_offered_says_so(affair):
    courier = affair.annotated[0]
    offer = replace(courier.claims[2], stance=Stance(act="offer", polarity="negative"))
    (entry,) = ledger((replace(courier, claims=(offer,)),), affair.corpus).dated
    assert entry.polarity == "negative"


def test_somebody_who_is_asked_is_no_term(affair):
    courier = affair.annotated[0]
    offer = courier.claims[2]
    asked = [replace(role, role="patient") if role.role == "recipient" else role for role in offer.roles]
    demand = replace(offer, roles=tuple(asked), stance=Stance(act="request"))
    (entry,) = ledger((replace(courier, claims=(demand,)),), affair.corpus).dated
    assert (entry.kind, entry.to) == ("request", ("Ana Brandt",))
    assert "Brandt" not in entry.terms
