"""A check needs its document and the log, and waits for nobody who reads the case across meanwhile."""

import pytest

from allegedly.case import Case
from allegedly.corpus import is_up_to_date
from allegedly.model import Correction
from allegedly.store import SqliteShelf, only_writer


@pytest.fixture
def case(opened, inbox):
    opened.add([inbox])
    opened.records()
    return opened


def claims(case):
    return [claim.id for one in case.annotated() for claim in one.claims]


def test_checks_are_made_and_taken_back_while_another_process_writes(case, monkeypatch):
    monkeypatch.setattr("allegedly.store.lock.WAIT_SECONDS", 0.1)
    first, second, *_ = claims(case)
    with only_writer(case.folder):
        accepted = case.decide("accept", first, by="Ada")
        rejected = case.decide("reject", second, by="Ada")
        edited = case.decide("edit", first, edit=Correction(when="1998"), by="Ada")
        assert [one.view.state for one in (accepted, rejected, edited)] == ["in_force"] * 3
        assert "replaces" in " ".join(edited.told)
        undone = case.take_back(rejected.made.id, by="Ada")
        assert undone.view.undoes == rejected.made.id
    assert {own: hand.state for own, hand in case.rulings().items()} == {first: "edited"}


def test_what_was_checked_alone_is_what_the_whole_case_says(case):
    first, second, *_ = claims(case)
    case.decide("accept", first, by="Ada")
    case.decide("reject", second, by="Ben")
    case.decide("accept", second, by="Ada")
    log = case.judgement_log()
    assert [one.state for one in log] == ["in_force", "replaced", "in_force"]
    known = case.decide("accept", second, by="Ben")
    assert known.known
    assert known.made.id == log[-1].id


def test_a_check_of_a_judged_pair_is_told_with_the_whole(opened, inbox):
    """One of the pair is gone then, and the judgement on the two waits: that is told."""
    (inbox / "c.txt").write_text("Otto left Lyon in 1998.")
    opened.add([inbox])
    by_text = {one.document.text[c.start : c.end]: c.id for one in opened.annotated() for c in one.claims}
    pair = [own for text, own in by_text.items() if text.startswith("Otto left Lyon")]
    opened.judge("same", *pair, by="Ada")
    assert any("same" in words or "tells of" in words for words in opened.decide("reject", pair[0], by="Ada").told)


def test_the_kept_case_follows_with_the_next_report(case):
    case.decide("reject", claims(case)[0], by="Ada")
    shelf = SqliteShelf(case.folder)
    before = is_up_to_date(shelf, case._store.reading_keys(), case.judgements())
    shelf.close()
    assert not before
    with Case.open(case.folder) as again:
        annotated, _ = again.records()
    assert claims(case)[0] not in {claim.id for one in annotated for claim in one.claims}
