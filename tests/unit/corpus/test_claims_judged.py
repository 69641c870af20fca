"""Claims that were judged are found again when their document was read anew."""

from dataclasses import replace
from datetime import date

import pytest

from allegedly.corpus.claims_judged import ClaimSubjects, claim_subject, rulings_on
from allegedly.model import Subject, Verdict
from allegedly.model.codec import decode
from allegedly.model.judgements import in_force

TEXT = "Odo Brandt left. Later, as a clerk said, Odo Brandt left for the coast. Ilse Marn stayed."


@pytest.fixture
def read(draft):
    """A reading of the text with these claims; another version has other ids."""

    def made(*claims, version=1):
        one = draft(TEXT, published=date(2012, 5, 1))
        for passage, trigger in claims:
            one.claim(passage, trigger, trigger)
        found = one.annotated()
        own = tuple(replace(claim, id=f"{version}{claim.id[1:]}") for claim in found.claims)
        return replace(found, claims=own)

    return made


def test_by_its_id(read):
    one = read(("Odo Brandt left", "left"), ("Ilse Marn stayed", "stayed"))
    assert [ClaimSubjects([one]).find(claim_subject(one, claim)) for claim in one.claims] == list(one.claims)


def test_by_the_words_of_its_passage_where_the_id_is_gone(read):
    old, new = (read(("Odo Brandt left", "left"), ("Ilse Marn stayed", "stayed"), version=v) for v in (1, 2))
    assert ClaimSubjects([new]).find(claim_subject(old, old.claims[1])) == new.claims[1]


def test_of_words_that_stand_twice_the_nearest_to_where_they_stood(read):
    new = read(("Odo Brandt left", "left"), ("Odo Brandt left for", "left"), version=2)
    far = TEXT.rindex("Odo Brandt left")
    second = replace(new.claims[1], start=far, end=far + len("Odo Brandt left for"))
    new = replace(new, claims=(new.claims[0], second))
    for start, claim in ((0, new.claims[0]), (far, second)):
        assert ClaimSubjects([new]).find(Subject(new.document.id, "gone", "Odo Brandt left", "claim", start)) == claim


def test_by_the_passage_that_lies_over_it_most(read):
    old = read(("a clerk said, Odo Brandt left for the coast", "left"))
    new = read(("Odo Brandt left for the coast", "left"), ("Ilse Marn stayed", "stayed"), version=2)
    shifted = TEXT.rindex("Odo Brandt left")
    moved = replace(new.claims[0], start=shifted, end=shifted + len("Odo Brandt left for the coast"))
    new = replace(new, claims=(moved, new.claims[1]))
    assert ClaimSubjects([new]).find(claim_subject(old, old.claims[0])) == moved


def test_who_is_nowhere_waits(read):
    old, new = read(("Odo Brandt left", "left")), read(("Ilse Marn stayed", "stayed"), version=2)
    subject = claim_subject(old, old.claims[0])
    assert ClaimSubjects([new]).find(subject) is None
    assert ClaimSubjects([]).find(subject) is None
    assert ClaimSubjects([old]).find(replace(subject, kind="entity")) is None


def test_a_later_judgement_of_the_pair_counts_also_after_a_new_reading(read):
    old, new = (read(("Odo Brandt left", "left"), ("Ilse Marn stayed", "stayed"), version=v) for v in (1, 2))
    pairs = [tuple(claim_subject(one, claim) for claim in one.claims) for one in (old, new)]
    log = [Verdict("same", pairs[0], by="Ada", at="1").numbered(1)]
    log.append(Verdict("different", pairs[1][::-1], by="Ada", at="2").numbered(2))
    found = ClaimSubjects([new]).as_found(log)
    assert [one.kind for one in in_force(found)] == ["different"]
    rulings = rulings_on([claim.id for claim in new.claims], found)
    assert (rulings.same, rulings.walls) == ((), {0: {1}, 1: {0}})


def test_a_log_from_before_claims_could_be_judged_is_about_entities():
    subject = decode(Subject, {"document": "d", "entity": "e", "name": "Otto"})
    assert (subject.kind, subject.start) == ("entity", None)
