"""What a reader could know on a day."""

from dataclasses import replace
from datetime import date

import pytest

from allegedly.corpus import read_corpus
from allegedly.model import Happening, Stance
from allegedly.reports import chronology, known_by

APRIL_20, APRIL_21, MAY = date(2011, 4, 20), date(2011, 4, 21), date(2011, 5, 1)


@pytest.fixture
def affair_with_a_late_comment(affair):
    """The affair with the comment under the post written in May."""
    courier, post, hostile = affair.annotated
    voices = tuple(replace(v, published=MAY) if v.kind == "comment" else v for v in post.voices)
    return courier, replace(post, document=replace(post.document, voices=voices)), hostile


def texts(one):
    return [one.document.text[claim.start : claim.end] for claim in one.claims]


def test_only_what_was_published_by_the_day_is_read(affair):
    kept, told = known_by(affair.annotated, APRIL_20)
    assert kept == [affair.annotated[0]]
    assert (told.documents, told.of, told.later, told.undated, told.voices) == (1, 3, 1, 1, 0)
    assert told.words == ("What could be read by 20 April 2011: 1 of 3 documents; 1 document of unknown date left out.")


def test_a_comment_of_later_is_left_out_of_its_article(affair_with_a_late_comment):
    kept, told = known_by(affair_with_a_late_comment, APRIL_21)
    assert "Will she return" not in texts(kept[1])
    assert "Brandt left Lisbon on 12 April" in texts(kept[1])
    assert told.voices == 1
    assert told.words.endswith("; 1 comment or note that came later left out.")
    later, _ = known_by(affair_with_a_late_comment, MAY)
    assert later == list(affair_with_a_late_comment[:2])


def test_names_that_stand_only_in_a_later_comment_are_left_out_too(affair_with_a_late_comment):
    courier, post, hostile = affair_with_a_late_comment
    start = post.document.text.index("Will she")
    ana = post.entities[0]
    named = replace(
        ana, names=("Ana Brandt", "Brandt"), name="Ana Brandt", roles=("spy",), role_spans=((start, start + 4),)
    )
    mention = replace(post.mentions[0], id="m", start=start, end=start + 4, text="Ana Brandt")
    late = replace(mention, id="n", entity="late")
    more = replace(
        post,
        mentions=(*post.mentions, mention, late),
        entities=(named, *post.entities[1:], replace(ana, id="late", name="Will", names=("Will",))),
    )
    kept = known_by((courier, more, hostile), APRIL_21)[0][1]
    assert [entity.id for entity in kept.entities] == [entity.id for entity in post.entities]
    assert (kept.entities[0].name, kept.entities[0].names, kept.entities[0].roles) == ("Brandt", ("Brandt",), ())


def test_a_link_to_what_came_later_is_cut(affair_with_a_late_comment):
    courier, post, hostile = affair_with_a_late_comment
    question = next(claim for claim in post.claims if claim.stance.reality == "question")
    linked = replace(post.claims[0], links=(*affair_with_a_late_comment[0].claims[3].links,))
    linked = replace(linked, links=tuple(replace(link, claim=question.id) for link in linked.links))
    kept = known_by((courier, replace(post, claims=(linked, *post.claims[1:])), hostile), APRIL_21)[0][1]
    assert linked.links
    assert kept.claims[0].links == ()


def test_the_chronology_is_that_of_these_documents_alone(affair):
    kept, told = known_by(affair.annotated, APRIL_20)
    view = chronology(kept, read_corpus(kept), known_by=told)
    assert (view.documents, view.claims, view.known_by) == (1, 5, told)
    assert {line.document_name for group in view.groups for e in group.entries for line in e.accounts} == {
        "courier.txt"
    }


def test_on_a_day_before_all_nothing_is_known(affair):
    kept, told = known_by(affair.annotated, date(2000, 1, 1))
    assert (kept, told.later) == ([], 2)
    assert chronology(kept, read_corpus(kept), known_by=told).groups == ()


def test_happenings_in_a_later_comment_are_left_out_too(affair_with_a_late_comment):
    courier, post, _ = affair_with_a_late_comment
    left, come = (
        Happening(at, at + len(word), word, Stance(), word)
        for word in ("left", "return")
        for at in [post.document.text.index(word)]
    )
    kept, _ = known_by((courier, replace(post, happenings=(left, come))), APRIL_21)
    assert [one.happenings for one in kept] == [None, (left,)]
