from itertools import pairwise

import pytest

from allegedly.errors import NotFoundError
from allegedly.model.codec import encode
from allegedly.reports import trace


def of(affair, words):
    return trace(affair.annotated, affair.corpus, affair.claim(words).id)


def test_the_passage_in_its_sentence(affair):
    context = of(affair, "Ana Brandt left").context
    assert (context.before, context.exact) == ("", "Ana Brandt left Lisbon on 11 April")
    assert context.after == ", one customs source said."


def test_the_chain_hop_by_hop_with_its_evidence(affair):
    view = of(affair, "Ana Brandt left")
    assert [(hop.name, hop.kind, hop.evidence) for hop in view.chain] == [
        ("The Harbour Courier", "outlet", None),
        ("Ida Roth", "author", None),
        ("one customs source", "unnamed_person", "one customs source"),
    ]
    assert view.source_type == "unnamed_person"


def test_time_stance_and_what_found_it(affair):
    view = of(affair, "In mid-April")
    assert (view.time.when, view.time.expression, view.time.rule) == ("mid-April 2011", "In mid-April", "test-rule")
    assert view.time.expression_basis == "worked out from the date of the voice"
    assert (view.stance.act, view.stance.cues) == ("offer", ("offered",))
    assert (view.found_by, view.model) == ("claim.verb", "none 1.0")
    assert of(affair, "She refused").time is None


def test_event_with_its_other_accounts_and_origins(affair):
    view = of(affair, "Ana Brandt left")
    assert [account.line.outlet for account in view.accounts] == ["The Evening Post"]
    assert view.accounts[0].differs == ("conflict (time: 11 April 2011 / 12 April 2011)",)
    assert view.origins.sentence.endswith("Shared origins that left no trace in these documents are not counted.")
    assert view.origins.edges[0].exact == "the Harbour Courier"
    assert of(affair, "She refused").origins is None


def test_copied_passages_from_either_side(affair):
    assert [(c.relation, c.document_name) for c in of(affair, "Ana Brandt left").copies] == [("copied by", "post.txt")]
    assert [(c.relation, c.document_name) for c in of(affair, "Brandt left").copies] == [("copied from", "courier.txt")]
    assert of(affair, "She refused").copies == ()


def test_links_both_ways(affair):
    offer, refusal = of(affair, "In mid-April"), of(affair, "She refused")
    assert [(link.kind, link.direction, link.line.text) for link in offer.links] == [("answers", "to", "She refused")]
    assert [(link.kind, link.direction) for link in refusal.links] == [("answers", "from")]


def test_the_voice_of_a_comment(affair):
    assert of(affair, "Will she").voice.kind == "comment 1"


def test_the_beginning_of_an_id_is_enough_if_it_is_one_claim(affair):
    claim = affair.claim("She refused")
    assert trace(affair.annotated, affair.corpus, claim.id[:10]).line.claim == claim.id


@pytest.mark.parametrize("beginning", ["zz", ""])
def test_no_such_claim(affair, beginning):
    with pytest.raises(NotFoundError, match="No claim"):
        trace(affair.annotated, affair.corpus, beginning)


def test_several_such_claims(affair):
    ids = sorted(claim.id for item in affair.annotated for claim in item.claims)
    shared = next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
    with pytest.raises(NotFoundError, match="more of the id"):
        trace(affair.annotated, affair.corpus, shared)


def test_every_claim_can_be_traced_and_is_json(affair):
    for item in affair.annotated:
        for claim in item.claims:
            assert encode(trace(affair.annotated, affair.corpus, claim.id))["line"]["claim"] == claim.id
