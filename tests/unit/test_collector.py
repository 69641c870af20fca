"""The collector stays off as long as anybody wants it off, and what is made to stay holds no garbage."""

import gc
import threading
import weakref

import pytest
from typer.testing import CliRunner

from allegedly import across
from allegedly.cli.app import app
from allegedly.collector import collector_paused, made_to_stay
from allegedly.reports import Lookup
from allegedly.web.worker import Export, carry_out

REPORTS = ("timeline", "cast", "trace", "conflicts", "ledger", "where", "questions")


class Ring:
    def __init__(self) -> None:
        self.own = self


def test_it_is_off_until_the_last_one_is_done():
    inside, leave = threading.Event(), threading.Event()

    def other():
        with collector_paused():
            inside.set()
            leave.wait(10)

    with collector_paused():
        thread = threading.Thread(target=other)
        thread.start()
        inside.wait(10)
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off():
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_made_to_stay_holds_no_garbage_and_is_given_back():
    gc.collect()
    with made_to_stay():
        left = weakref.ref(Ring())
        kept = [Ring() for _ in range(3)]
    try:
        assert left() is None
        assert gc.get_freeze_count() > 0
        there = [weakref.ref(one) for one in kept]
        del kept
        with made_to_stay():
            pass
        assert [one() for one in there] == [None] * 3
    finally:
        gc.unfreeze()


@pytest.fixture
def seen(monkeypatch) -> list[bool]:
    """Whether the collector was on, whenever a case was read or its records were looked through."""
    found = []

    def watched(real):
        return lambda *given: found.append(gc.isenabled()) or real(*given)

    monkeypatch.setattr(across, "judged", watched(across.judged))
    monkeypatch.setattr(Lookup, "__init__", watched(Lookup.__init__))
    return found


@pytest.fixture
def filled(opened, inbox):
    opened.add([inbox])
    return opened


def test_it_is_off_while_a_whole_case_is_read(filled, seen):
    filled.records()
    assert seen == [False]
    assert gc.isenabled()


def test_it_is_off_while_views_are_made(filled, seen):
    filled.make_views()
    assert len(seen) > 1
    assert not any(seen)
    assert gc.isenabled()


def test_it_is_off_while_the_interface_exports(filled, seen, tmp_path):
    carry_out(filled, Export("jsonl", tmp_path, "Case"), lambda *message: None)
    assert len(seen) > 1
    assert not any(seen)
    assert gc.isenabled()


@pytest.mark.parametrize("command", [*REPORTS, "export"])
def test_it_is_off_during_a_report(command, filled, seen, tmp_path):
    words = {
        "export": ["--format", "jsonl", "--output", str(tmp_path / "out")],
        "trace": [next(filled.annotated()).claims[0].id, "--json"],
    }.get(command, ["--json"])
    done = CliRunner().invoke(app, [command, str(filled.folder), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert len(seen) > 1
    assert not any(seen)
    assert gc.isenabled()
