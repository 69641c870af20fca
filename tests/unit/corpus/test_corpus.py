from dataclasses import fields
from datetime import date
from itertools import permutations

import pytest

from allegedly.corpus import Corpus, read_corpus
from allegedly.model import CaseEntity, CaseLink, Derivation, Event, Hop, Judgement, Origins, Relation, Subject, Verdict
from allegedly.model.codec import decode, encode

STORY = (
    "A watchman at the depot who asked that his name be left out said that he heard an explosion shortly before the "
    "roof came down and that Odo Brandt had left in a hurry"
)


@pytest.fixture
def documents(draft):
    found = []
    for number in range(4):
        one = draft(f"{STORY}. Day {number}.", published=date(2012, 5, 4 - number), outlet=f"Paper {number}")
        one.entity("Odo Brandt", roles=("the manager",))
        watchman = (Hop("A watchman at the depot", "unnamed_person"),)
        one.claim("he heard an explosion", "heard", "hear", agent="he", patient="an explosion", sources=watchman)
        one.claim(
            "Odo Brandt had left in a hurry", "left", "leave",
            agent="Odo Brandt", day=f"2012-05-0{1 + number // 3}", sources=watchman,
        )  # fmt: skip
        one.claim(f"Day {number}", "Day", "answer", agent="Odo Brandt", theme="the request", answer="refused")
        found.append(one.annotated())
    asking = draft("The city asked Odo Brandt to return.", published=date(2012, 4, 30), outlet="The City")
    asking.entity("Odo Brandt")
    asking.claim("The city asked Odo Brandt to return", "asked", "ask", patient="Odo Brandt", act="request")
    return [*found, asking.annotated()]


def test_the_order_of_the_documents_makes_no_difference(documents):
    expected = read_corpus(documents)
    for order in permutations(documents):
        assert read_corpus(order) == expected


def test_an_empty_case_is_read(draft):
    assert read_corpus([]) == Corpus((), (), (), (), ())
    assert read_corpus([draft("").annotated()]).events == ()


def test_the_records_have_a_json_form(documents):
    subjects = tuple(Subject(one.document.id, one.entities[0].id, one.entities[0].name) for one in documents[:2])
    judgement = Verdict("same", subjects, by="Ada", at="2012-06-01T00:00:00Z").numbered(1)
    corpus = read_corpus(documents, [judgement])
    kinds = (CaseEntity, Event, Relation, Derivation, Origins, Judgement, CaseLink)
    for field, kind in zip(fields(corpus), kinds, strict=True):
        records = getattr(corpus, field.name)
        assert records, f"nothing to test in {field.name}"
        assert tuple(decode(kind, encode(record)) for record in records) == records


def test_there_are_origins_for_every_event(documents):
    corpus = read_corpus(documents)
    assert [origins.event for origins in corpus.origins] == [event.id for event in corpus.events]
    for event, origins in zip(corpus.events, corpus.origins, strict=True):
        assert set(origins.asserting) | set(origins.denying) <= set(event.claims)
        assert origins.least <= origins.most == len(origins.origins) <= len(origins.asserting)


def test_ids_outlive_a_later_document(documents):
    ordered = sorted(documents, key=lambda one: one.document.published)
    before, after = read_corpus(ordered[:-1]), read_corpus(ordered)
    assert {event.id for event in before.events} <= {event.id for event in after.events}
    assert {entity.id for entity in before.entities} <= {entity.id for entity in after.entities}
