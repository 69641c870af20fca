from dataclasses import replace

import pytest

from allegedly.model import Link, Stance
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
    ("predicate", "stance", "state"),
    [
        ("accept", Stance(act="accept"), "accepted"),
        ("accept", Stance(act="accept", polarity="negative"), "refused"),
        ("answer", Stance(polarity="negative"), "unanswered"),
        ("dodge", Stance(), "evaded"),
        ("accept", Stance(act="accept", reality="conditional"), "unknown"),
        ("reply", Stance(), "unknown"),
    ],
)
def test_states_of_an_answer(affair, predicate, stance, state):
    annotated = with_answer(affair, predicate=predicate, stance=stance)
    assert ledger(annotated, affair.corpus).dated[0].answer == state


def test_without_a_linked_answer_it_is_unknown(affair):
    assert ledger(with_answer(affair, links=()), affair.corpus).dated[0].answer == "unknown"


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
