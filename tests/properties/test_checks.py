"""What must hold of readings whatever was accepted, rejected or edited, and taken back, in whatever order."""

from dataclasses import replace
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from allegedly.corpus import judged, judged_keys
from allegedly.corpus.claims_judged import claim_subject
from allegedly.model import Correction, Document, Stance, Verdict, sha256
from allegedly.model.judgements import in_force
from allegedly.reports import LABELS, Lookup, judgement_log
from allegedly.reports.rulings import said

TEXTS = ("Otto left Lyon in 1999. Zoe stayed. Anna met Otto in Lyon.", "Nobody met Otto. Zoe met Anna in 2001.")
WORDS = st.text(max_size=8)
TIMES = st.sampled_from(("", "2011", "2011-04", "2011-04-11", "2011-03-28/2011-03-30", "[..2011-05]", "2011/.."))
EDITS = st.builds(
    Correction,
    label=st.none() | st.sampled_from(LABELS),
    polarity=st.none() | st.sampled_from(("positive", "negative")),
    when=st.none() | TIMES,
    place=st.none() | st.sampled_from(("", "Lyon", "Oran")) | WORDS,
    roles=st.lists(
        st.tuples(st.sampled_from(("agent", "patient", "theme")), st.sampled_from(("", "Otto", "ANNA")) | WORDS),
        max_size=2,
    ).map(tuple),
)
CHECKS = st.tuples(st.sampled_from(("accept", "reject", "edit")), st.integers(0, 9), EDITS)
LINES = CHECKS | st.tuples(st.just("undo"), st.integers(0, 20), st.none())


def read(fakes):
    return [
        fakes.annotated_of(Document(str(number), text, sha256(text.encode()), path=f"{number}.txt"))
        for number, text in enumerate(TEXTS)
    ]


def log_of(annotated, lines):
    subjects = [claim_subject(one, claim) for one in annotated for claim in one.claims]
    log = []
    for kind, number, edit in lines:
        verdict = partial(Verdict, by="Ada", at="2012-06-01")
        if kind == "undo":
            made = verdict(kind, (), undoes=log[number % len(log)].id) if log else None
        else:
            about = (subjects[number % len(subjects)],)
            made = verdict(kind, about, edit=edit if kind == "edit" else None)
        if made is not None:
            log.append(made.numbered(len(log) + 1))
    return log


@given(st.lists(LINES, max_size=12))
def test_the_last_in_force_about_a_claim_counts(fakes, lines) -> None:
    annotated = read(fakes)
    log = log_of(annotated, lines)
    last = {one.subjects[0].entity: one for one in in_force(log)}
    for raw, one in zip(annotated, judged(annotated, log), strict=True):
        rejected = {claim for claim, made in last.items() if made.kind == "reject"}
        assert [claim.id for claim in one.claims] == [claim.id for claim in raw.claims if claim.id not in rejected]
        for was, now in ((was, now) for was in raw.claims for now in one.claims if was.id == now.id):
            made = last.get(was.id)
            assert (now.start, now.end, now.trigger) == (was.start, was.end, was.trigger)
            assert (made is not None and made.kind == "edit") or now == was
            if made is not None and made.edit is not None and made.edit.label is not None:
                assert now.stance.label == made.edit.label
        assert {made.claim.id: made.hand.judgement for made in one.checked} == {
            claim.id: last[claim.id].id for claim in raw.claims if claim.id in last
        }


@given(st.lists(LINES, max_size=8), LINES)
def test_what_is_taken_back_is_as_if_it_had_never_been(fakes, lines, line) -> None:
    annotated = read(fakes)
    log = log_of(annotated, lines)
    longer = log_of(annotated, [*lines, line])
    if len(longer) == len(log):
        return
    undo = Verdict("undo", (), by="Ada", at="2012-07-01", undoes=longer[-1].id).numbered(len(longer) + 1)
    keys = {one.document.id: "key" for one in annotated}
    assert list(judged(annotated, [*longer, undo])) == list(judged(annotated, log))
    assert judged_keys(keys, [*longer, undo]) == judged_keys(keys, log)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
def test_readings_that_differ_have_keys_that_differ(fakes, lines, others) -> None:
    annotated = read(fakes)
    keys = {one.document.id: "key" for one in annotated}
    one, other = log_of(annotated, lines), log_of(annotated, others)
    ours, theirs = judged_keys(keys, one), judged_keys(keys, other)
    for first, second in zip(judged(annotated, one), judged(annotated, other), strict=True):
        own = first.document.id
        assert ours[own] != theirs[own] or first == second


@given(st.lists(LINES, max_size=8))
def test_judged_readings_are_found_again_by_the_log(fakes, lines) -> None:
    annotated = read(fakes)
    log = log_of(annotated, lines)

    class Records:
        entities = events = relations = derivations = origins = links = ()
        judgements = tuple(log)

    states = {one.id for one in in_force(log)}
    for line in judgement_log(Lookup(list(judged(annotated, log)), Records())):
        assert said(line)
        if line.kind != "undo":
            assert (line.state == "in_force") == (line.id in states)


@given(st.sampled_from(LABELS), st.sampled_from(("deny", "ask", "assert", "offer")), st.sampled_from(LABELS))
def test_a_label_comes_out_as_asked(fakes, label, act, before) -> None:
    one = read(fakes)[0]
    stances = {"hedged": Stance(certainty="possible"), "question": Stance(reality="question")}
    claim = replace(one.claims[0], stance=replace(stances.get(before, Stance()), act=act))
    one = replace(one, claims=(claim,))
    verdict = Verdict("edit", (claim_subject(one, claim),), by="Ada", at="", edit=Correction(label=label))
    (judged_one,) = judged([one], [verdict.numbered(1)])
    assert judged_one.claims[0].stance.label == label
