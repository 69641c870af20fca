"""A case in PostgreSQL is the case that it would be in a file."""

import os
import shutil
import signal
import time

import pytest

from allegedly import bundling
from allegedly.case import Case
from allegedly.demo import fill
from allegedly.exporters import FORMATS

pytestmark = pytest.mark.sqlite


def exported(case, folder):
    """The bytes of every format."""
    found = {}
    material = case.material("Sample")
    for name, made in FORMATS.items():
        written = made.write(material, folder / f"{name}{made.suffix}").path
        files = [written] if written.is_file() else [file for file in written.rglob("*") if file.is_file()]
        found |= {(name, file.name): file.read_bytes() for file in files}
    return found


def reports(case):
    person = case.cast().persons[0].name
    return [
        case.timeline(), case.cast(), case.conflicts(everything=True), case.ledger(), case.where(), case.questions(),
        case.timeline_of(person), case.revision(),
        case.search("the", limit=50), case.search("said OR minister", limit=9, offset=3),
    ]  # fmt: skip


def judged(case):
    """The same judgements, whichever case it is."""
    first, second, third = sorted(claim.id for one in case.annotated() for claim in one.claims)[:3]
    case.judge("reject", first, by="Ana", why="misread")
    case.judge("accept", second, by="Bo")
    undone = case.judge("reject", third, by="Bo")
    case.undo(undone.id, by="Ana", why="no")
    case.judge("different", *(one.name for one in case.cast().persons[:2]), by="Ana")


@pytest.fixture
def still(monkeypatch):
    """The clock stands, so that receipts and judgements of both cases are of one time."""
    for place in ("allegedly.case.now", "allegedly.adding.now"):
        monkeypatch.setattr(place, lambda: "2011-06-15T09:30:00Z")


def test_the_sample_gives_the_same_bytes_and_reports_before_and_after_judging(tmp_path, server, still):
    cases = [Case.create(tmp_path / "file"), Case.create(tmp_path / "pg", database=server.database())]
    for case in cases:
        fill(case)
    one, other = cases
    assert exported(one, tmp_path / "a") == exported(other, tmp_path / "b")
    assert reports(one) == reports(other)
    for case in cases:
        judged(case)
    assert one.judgements() == other.judgements()
    assert exported(one, tmp_path / "c") == exported(other, tmp_path / "d")
    assert reports(one) == reports(other)
    assert (one.verify(), one.receipts()) == (other.verify(), other.receipts())
    for case in cases:
        case.close()


def test_a_bundle_of_it_opens_anywhere(tmp_path, inbox, fakes, server):
    with Case.create(tmp_path / "pg", database=server.database(), stages=fakes.stages()) as case:
        case.add([inbox])
        case.judge("different", "Otto@a.txt", "Otto@b.txt", by="Ana")
        files = [case.bundle(tmp_path / name) for name in ("one", "two")]
        bundling.restore(files[0], tmp_path / "there")
        with Case.open(tmp_path / "there", stages=fakes.stages()) as again:
            assert fakes.content(again) == fakes.content(case)
            assert again.judgements() == case.judgements()
            assert again.revision() == case.revision()
            assert again.verify() == case.verify()
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("moment", [0.0, 0.2])
def test_kill_9_in_the_middle_of_adding_loses_nothing(tmp_path, fakes, server, moment):
    (tmp_path / "in").mkdir()
    fakes.letters(tmp_path / "in", 30)
    with Case.create(tmp_path / "whole", stages=fakes.stages()) as case:
        case.add([tmp_path / "in"])
        whole = fakes.content(case)
    Case.create(tmp_path / "pg", database=server.database()).close()
    adder = fakes.program(tmp_path / "pg", tmp_path / "in", "--processes", 2, FAKE_SECONDS="0.02")
    while not any((tmp_path / "pg" / "originals").iterdir()):
        assert adder.poll() is None
        time.sleep(0.002)
    time.sleep(moment)
    os.kill(adder.pid, signal.SIGKILL)  # its workers outlive it for a moment, and must not hold what it held
    with Case.open(tmp_path / "pg", stages=fakes.stages()) as case:
        assert case.verify().problems == ()
        assert not case.add([tmp_path / "in"]).refused
        assert fakes.content(case) == whole
        assert case.verify().problems == case.verify().notes == ()
    adder.communicate()


def test_two_machines_add_in_turn(tmp_path, fakes, server):
    """Each with a folder of its own, which no lock of one machine guards."""
    (tmp_path / "in").mkdir()
    fakes.letters(tmp_path / "in", 20)
    Case.create(tmp_path / "here", database=server.database()).close()
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    adders = [fakes.program(tmp_path / name, tmp_path / "in", FAKE_SECONDS="0.02") for name in ("here", "there")]
    ends = [(adder.communicate(timeout=120)[1], adder.returncode) for adder in adders]
    assert ends == [("", 0), ("", 0)]
    with Case.open(tmp_path / "here", stages=fakes.stages()) as case:
        assert len(case.documents()) == len(case.receipts()) == 20
