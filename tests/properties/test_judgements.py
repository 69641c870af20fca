"""What must hold whatever was judged in whatever order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from allegedly.corpus import read_cast
from allegedly.corpus.entities import group_entities
from allegedly.model import Annotated, Document, Entity, Mention, Subject, Verdict, content_id, sha256
from allegedly.model.judgements import in_force
from allegedly.reports import Lookup, judgement_log

NAMES = ("Odo Brandt", "Odo Brant", "Brandt", "Ilse Oland", "Ilse Olandt", "I. Oland", "Oland", "The Fox")


def annotated(number: int, name: str) -> Annotated:
    text = f"{name} left."
    own = sha256(f"{number} {text}".encode())
    entity = Entity(content_id("entity", own), "person", name, (name,))
    mention = Mention(content_id("mention", own), 0, len(name), name, "person", entity.id, "name", "test")
    document = Document(own, text, own, published=date(2012, 1, 1 + number))
    return Annotated(document, (mention,), (entity,), (), (), (), (), ())


DOCUMENTS = [annotated(number, name) for number, name in enumerate(NAMES)]
SUBJECTS = [Subject(one.document.id, one.entities[0].id, one.entities[0].name) for one in DOCUMENTS]
PAIRS = st.lists(st.sampled_from(SUBJECTS), min_size=2, max_size=2, unique=True).map(tuple)
LINES = st.one_of(
    st.tuples(st.sampled_from(("same", "different", "unsure")), PAIRS),
    st.tuples(st.just("alias"), st.tuples(st.sampled_from(SUBJECTS)), st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), st.integers(0, 30)),
)


def log_of(lines):
    log = []
    for kind, about, *name in lines:
        if kind != "undo":
            verdict = Verdict(kind, about, by="Ada", at="2012-02-01", name=name[0] if name else None)
        elif log:
            verdict = Verdict("undo", (), by="Ada", at="2012-02-01", undoes=log[about % len(log)].id)
        else:
            continue
        log.append(verdict.numbered(len(log) + 1))
    return log


@given(st.lists(LINES, max_size=12).map(log_of))
def test_everybody_is_in_one_cluster_and_no_cluster_has_two_who_differ(log) -> None:
    entities = group_entities(DOCUMENTS, log)
    of_member = {member: entity.id for entity in entities for member in entity.members}
    assert len(of_member) == len(DOCUMENTS) == sum(len(entity.members) for entity in entities)
    for one in in_force(tuple(log)):
        if one.kind == "different":
            first, second = (of_member[subject.member] for subject in one.subjects)
            assert first != second
            assert all(first not in entity.candidates for entity in entities if entity.id == second)


@given(st.lists(LINES, max_size=8).map(log_of), LINES)
def test_a_judgement_taken_back_is_as_if_it_had_never_been(log, line) -> None:
    more = log_of([line])
    if not more or more[0].kind == "undo":
        return
    first = more[0]
    made = Verdict(first.kind, first.subjects, by="Ada", at="2012-03-01", name=first.name).numbered(len(log) + 1)
    undo = Verdict("undo", (), by="Ada", at="2012-03-02", undoes=made.id).numbered(len(log) + 2)
    assert group_entities(DOCUMENTS, [*log, made, undo]) == group_entities(DOCUMENTS, log)


@given(st.lists(LINES, max_size=12).map(log_of))
def test_every_line_of_the_log_says_rightly_whether_it_has_its_effect(log) -> None:
    lookup = Lookup(DOCUMENTS, read_cast(DOCUMENTS, log))
    lines = {line.id: line for line in judgement_log(lookup)}
    bearers = {}
    for one in in_force(tuple(log)):
        line, entities = lines[one.id], [lookup.subject_entity(subject).id for subject in one.subjects]
        if one.kind == "same":
            assert (line.state == "in_force") == (entities[0] == entities[1])
        if line.state == "overruled" and one.kind != "unsure":
            by = lines[line.state_by]
            assert (by.kind, by.state) == ("different", "in_force") or (by.kind, by.name) == ("alias", one.name)
        if one.kind == "alias" and line.state != "overruled":
            assert bearers.setdefault(one.name, entities[0]) == entities[0]
