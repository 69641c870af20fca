"""What must hold of events whatever was judged of claims in whatever order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from allegedly.corpus import read_corpus
from allegedly.corpus.claims_judged import claim_subject
from allegedly.model import (
    Annotated,
    Claim,
    ClaimTime,
    Document,
    Entity,
    Hop,
    Mention,
    Role,
    Stance,
    Verdict,
    content_id,
    sha256,
)
from allegedly.model.judgements import in_force
from allegedly.reports import Lookup, judgement_log

DAYS = (12, 12, 12, 13, 20, None, None)


def told(number: int, day: int | None) -> Annotated:
    """One of several papers that tell of a meeting of the same two, on a day or without one."""
    text = f"{number}: Odo Brandt met Ilse Oland."
    own = sha256(text.encode())
    spans = {name: text.index(name) for name in ("Odo Brandt", "Ilse Oland")}
    entities = {name: Entity(content_id("entity", own, name), "person", name, (name,)) for name in spans}
    mentions = tuple(
        Mention(content_id("mention", own, start), start, start + 10, name, "person", entities[name].id, "name", "test")
        for name, start in spans.items()
    )
    roles = tuple(
        Role(role, spans[name], spans[name] + 10, name, entities[name].id, "explicit")
        for role, name in (("agent", "Odo Brandt"), ("patient", "Ilse Oland"))
    )
    when = None if day is None else date(2012, 4, day)
    claim = Claim(
        id=content_id("claim", own), start=3, end=len(text) - 1, trigger=(14, 17), predicate="meet", type=None,
        voice="",
        roles=roles, time=ClaimTime() if when is None else ClaimTime(when.isoformat(), when, when, None, "own_clause"),
        place=None, stance=Stance(), chain=(Hop(f"Paper {number}", "outlet"),), links=(), found_by="t", model="t",
    )  # fmt: skip
    document = Document(own, text, own, published=date(2012, 5, 1 + number), outlet=f"Paper {number}")
    return Annotated(document, mentions, tuple(entities.values()), (), (), (), (claim,), ())


DOCUMENTS = [told(number, day) for number, day in enumerate(DAYS)]
SUBJECTS = [claim_subject(one, one.claims[0]) for one in DOCUMENTS]
PAIRS = st.lists(st.sampled_from(SUBJECTS), min_size=2, max_size=2, unique=True).map(tuple)
LINES = st.one_of(
    st.tuples(st.sampled_from(("same", "different", "unsure")), PAIRS),
    st.tuples(st.just("settled"), PAIRS),
    st.tuples(st.just("undo"), st.integers(0, 30)),
)


def log_of(lines):
    log = []
    for kind, about in lines:
        if kind != "undo":
            verdict = Verdict(kind, about, by="Ada", at="2012-06-01", name="time" if kind == "settled" else None)
        elif log:
            verdict = Verdict("undo", (), by="Ada", at="2012-06-01", undoes=log[about % len(log)].id)
        else:
            continue
        log.append(verdict.numbered(len(log) + 1))
    return log


LOGS = st.lists(LINES, max_size=10).map(log_of)


def of_claim(log):
    return {claim: event for event in read_corpus(DOCUMENTS, log).events for claim in event.claims}


@given(LOGS)
def test_every_account_is_in_one_event_and_no_event_spans_a_wall(log) -> None:
    events = of_claim(log)
    assert sorted(events) == sorted(subject.entity for subject in SUBJECTS)
    for one in in_force(tuple(log)):
        first, second = (events[subject.entity] for subject in one.subjects)
        if one.kind == "different":
            assert first.id != second.id
            assert second.id not in first.candidates
        elif one.kind == "unsure" and first.id != second.id:
            assert one.subjects[1].entity in first.unsure
            assert second.id not in first.candidates


@given(LOGS, LINES)
def test_a_judgement_taken_back_is_as_if_it_had_never_been(log, line) -> None:
    more = log_of([line])
    if not more:
        return
    made = Verdict(more[0].kind, more[0].subjects, by="Ada", at="2012-07-01", name=more[0].name).numbered(len(log) + 1)
    undo = Verdict("undo", (), by="Ada", at="2012-07-02", undoes=made.id).numbered(len(log) + 2)
    assert read_corpus(DOCUMENTS, [*log, made, undo]).events == read_corpus(DOCUMENTS, log).events


@given(LOGS)
def test_every_line_says_rightly_whether_it_has_its_effect(log) -> None:
    lookup = Lookup(DOCUMENTS, read_corpus(DOCUMENTS, log))
    lines = {line.id: line for line in judgement_log(lookup)}
    for one in in_force(tuple(log)):
        line, events = lines[one.id], [lookup.event_of[subject.entity].id for subject in one.subjects]
        if one.kind == "same":
            assert (line.state == "in_force") == (events[0] == events[1])
        if one.kind == "same" and line.state == "overruled":
            wall = lines[line.state_by]
            assert (wall.kind, wall.state) == ("different", "in_force")


@given(LOGS)
def test_candidates_are_mutual_and_of_other_events(log) -> None:
    events = {event.id: event for event in read_corpus(DOCUMENTS, log).events}
    for event in events.values():
        assert event.id not in event.candidates
        assert all(event.id in events[other].candidates for other in event.candidates)
