from dataclasses import replace
from datetime import date

import pytest

from allegedly.corpus.entities import group_entities, id_of_member
from allegedly.model import Subject, Verdict


@pytest.fixture
def press(draft):
    """Four documents: two of Moussa Barzan's spellings, his surname, and somebody else's whole name."""
    texts = ("Moussa Barzan left.", "Musa Barzan came.", "Barzan slept.", "Ilse Oland wrote.")
    names = ("Moussa Barzan", "Musa Barzan", "Barzan", "Ilse Oland")
    documents = []
    for day, (text, name) in enumerate(zip(texts, names, strict=True), 1):
        document = draft(text, published=date(2012, 1, day))
        document.entity(name)
        documents.append(document)
    return documents


class Log:
    """A log of judgements on the entities of drafts, each by its document's only entity."""

    def __init__(self):
        self.lines = []

    def add(self, kind, *drafts, **more):
        subjects = tuple(
            Subject(draft.id, entity.id, entity.name) for draft in drafts for entity in draft.entities.values()
        )
        verdict = Verdict(kind, subjects, by="Ada", at="2012-02-01T00:00:00Z", **more)
        self.lines.append(verdict.numbered(len(self.lines) + 1))
        return self.lines[-1]

    def undo(self, judgement):
        return self.add("undo", undoes=judgement.id)


@pytest.fixture
def log():
    return Log()


def grouped(press, log):
    entities = group_entities([draft.annotated() for draft in press], log.lines)
    number = {draft.id: i for i, draft in enumerate(press)}
    return {tuple(sorted(number[member.document] for member in entity.members)): entity for entity in entities}


def test_without_judgements_only_spellings_of_a_full_name_are_one(press, log):
    assert grouped(press, log).keys() == {(0, 1), (2,), (3,)}
    assert grouped(press, log)[0, 1].joined == ("spelling",)


def test_same_joins_a_bare_surname_to_its_person(press, log):
    log.add("same", press[0], press[2])
    entities = grouped(press, log)
    assert entities.keys() == {(0, 1, 2), (3,)}
    assert entities[0, 1, 2].joined == ("judgement", "spelling")
    assert not entities[0, 1, 2].candidates


def test_different_splits_a_cluster_that_names_had_made(press, log):
    log.add("different", press[0], press[1])
    entities = grouped(press, log)
    assert entities.keys() == {(0,), (1,), (2,), (3,)}
    assert entities[0,].joined == entities[1,].joined == ()
    assert entities[0,].id not in entities[1,].candidates


def test_each_part_keeps_those_that_were_judged_the_same_as_it(press, log):
    log.add("same", press[1], press[2])
    log.add("different", press[0], press[1])
    assert grouped(press, log).keys() == {(0,), (1, 2), (3,)}


def test_different_holds_against_a_join_by_way_of_a_third(press, log):
    log.add("different", press[1], press[3])
    log.add("same", press[2], press[3])
    log.add("same", press[2], press[1])
    assert grouped(press, log).keys() == {(0, 1), (2, 3)}


def test_different_stays_when_another_judgement_is_undone(press, log):
    other = log.add("same", press[2], press[3])
    log.add("different", press[0], press[1])
    log.undo(other)
    assert grouped(press, log).keys() == {(0,), (1,), (2,), (3,)}


def test_an_undo_leaves_no_trace_and_can_be_undone(press, log):
    before = grouped(press, log)
    made = log.add("same", press[0], press[3])
    joined = grouped(press, log)
    taken_back = log.undo(made)
    assert grouped(press, log) == before
    log.undo(taken_back)
    assert grouped(press, log) == joined != before


def test_of_two_judgements_on_one_pair_the_later_counts(press, log):
    log.add("same", press[0], press[2])
    log.add("different", press[2], press[0])
    assert grouped(press, log).keys() == {(0, 1), (2,), (3,)}


def test_unsure_joins_nothing_and_is_told_on_both_sides(press, log):
    log.add("unsure", press[0], press[3])
    entities = grouped(press, log)
    assert entities.keys() == {(0, 1), (2,), (3,)}
    assert entities[3,].unsure == entities[0, 1].members[:1]
    assert entities[0, 1].unsure == entities[3,].members


def test_an_alias_joins_whoever_goes_by_that_name_throughout_the_case(press, draft, log):
    later = [draft(f"The Fox {verb}.", published=date(2012, 1, 9)) for verb in ("ran", "hid")]
    for one in later:
        one.entity("The Fox")
    press += later
    log.add("alias", press[3], name="the Fox")
    assert grouped(press, log).keys() == {(0, 1), (2,), (3, 4, 5)}
    assert grouped(press, log)[3, 4, 5].joined == ("alias",)


@pytest.fixture
def foxes(press, draft):
    """Two documents more, in which only the Fox is named."""
    for verb in ("ran", "hid"):
        press.append(draft(f"The Fox {verb}.", published=date(2012, 1, 9)))
        press[-1].entity("The Fox")
    return press


def test_one_alias_welds_no_two_together_and_the_earlier_counts(foxes, log):
    earlier = log.add("alias", foxes[3], name="The Fox")
    log.add("alias", foxes[0], name="the fox")
    assert grouped(foxes, log).keys() == {(0, 1), (2,), (3, 4, 5)}
    log.undo(earlier)
    assert grouped(foxes, log).keys() == {(0, 1, 4, 5), (2,), (3,)}


def test_an_alias_leaves_alone_who_was_judged_to_be_somebody_else(foxes, log):
    log.add("same", foxes[3], foxes[4])
    log.add("alias", foxes[0], name="The Fox")
    assert grouped(foxes, log).keys() == {(0, 1, 5), (2,), (3, 4)}


def test_whom_an_alias_joins_is_of_its_bearers_kind(press, draft, log):
    early = draft("Falcon is far.", published=date(2011, 1, 1))
    early.entity("Falcon", kind="place")
    log.add("alias", press[3], name="Falcon")
    assert grouped([*press, early], log)[3, 4].kind == "person"


def test_ids_that_an_entity_had_are_those_of_its_members(press, log):
    old = {entity.id for entity in grouped(press, log).values()}
    log.add("same", press[0], press[2])
    joined = grouped(press, log)[0, 1, 2]
    assert joined.id in old
    assert old & {id_of_member(member) for member in joined.members} == {joined.id} | (
        old - {entity.id for entity in grouped(press, log).values()}
    )


def test_a_judgement_about_somebody_who_is_gone_waits(press, log):
    log.add("same", press[0], press[3])
    assert grouped(press[:3], log).keys() == {(0, 1), (2,)}
    assert grouped(press, log).keys() == {(0, 1, 3), (2,)}


def test_after_a_new_reading_the_name_finds_the_entity_again(press, log):
    judged = log.add("same", press[0], press[2])
    old = judged.subjects[1]
    log.lines[0] = Verdict(
        "same", (judged.subjects[0], Subject(old.document, "0123456789abcdef", old.name)), by="Ada", at=judged.at
    ).numbered(1)
    assert grouped(press, log).keys() == {(0, 1, 2), (3,)}


def test_of_two_judgements_on_one_pair_the_later_counts_also_when_a_document_was_read_anew(press, log):
    log.add("different", press[0], press[3])
    old = log.lines[-1]
    log.lines[-1] = replace(
        old, subjects=(replace(old.subjects[0], entity="an id of an earlier reading"), *old.subjects[1:])
    )
    assert (0, 1, 3) not in grouped(press, log)
    log.add("same", press[0], press[3])
    assert (0, 1, 3) in grouped(press, log)
