import os
import signal
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from allegedly import case as case_module
from allegedly.case import Case
from allegedly.errors import CaseError
from allegedly.store import lock
from allegedly.store.sql_store import SqlStore


class CutOffError(BaseException):
    """As a power cut: no code of ours runs on."""


@pytest.mark.parametrize("name", ["SqlStore.receive", "Originals.put", "SqlStore.keep"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("again", ["the same", "other"])
def test_an_add_cut_off_at_any_step_loses_nothing(tmp_path, inbox, fakes, monkeypatch, name, when, again):
    (inbox / "c.txt").write_bytes(b"")
    with Case.create(tmp_path / "whole", stages=fakes.stages()) as case:
        case.add([inbox], date(2011, 6, 15))
        whole = fakes.content(case)
    kind, method = name.split(".")
    owner = {"SqlStore": SqlStore, "Originals": case_module.Originals}[kind]
    real = getattr(owner, method)

    def cut_off(self, *arguments):
        if when == "after":
            real(self, *arguments)
        raise CutOffError

    with Case.create(tmp_path / "case", stages=fakes.stages()) as case:
        with monkeypatch.context() as patch:
            patch.setattr(owner, method, cut_off)
            with pytest.raises(CutOffError):
                case.add([inbox], date(2011, 6, 15))
        assert case.verify().problems == ()
        if again == "other":
            case.add([])
            assert case.verify().notes == ()
        case.add([inbox], date(2011, 6, 15))
        assert case.verify().problems == case.verify().notes == ()
        now = fakes.content(case)
        dropped = {path for path, sentence, _ in now["refusals"] if "was cut off before it was in the case" in sentence}
        now["refusals"] = [refusal for refusal in now["refusals"] if "was cut off" not in refusal[1]]
        assert now == whole
        assert bool(dropped) == (
            again == "other"
            and (name, when) in {("SqlStore.receive", "after"), ("Originals.put", "before"), ("Originals.put", "after")}
        )


def test_what_was_received_but_not_read_is_a_note_and_read_by_the_next_add(opened, inbox, monkeypatch, fakes):
    with monkeypatch.context() as patch:
        patch.setattr(SqlStore, "keep", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            opened.add([inbox / "a.txt"], date(2011, 6, 15))
    report = opened.verify()
    assert report.ok
    assert report.notes == (
        f"{inbox / 'a.txt'} came in but was not read before an add was cut off; the next add reads it.",
    )
    (inbox / "a.txt").unlink()
    assert fakes.outcomes(opened.add([inbox / "b.txt"])) == [("b.txt", "added"), ("a.txt", "added")]
    entry = next(entry for entry in opened.documents() if entry.path.endswith("a.txt"))
    assert entry.published == date(2011, 6, 15)


def test_a_copy_that_was_cut_off_is_a_note_and_swept_by_the_next_add(opened, inbox):
    (opened.folder / "originals" / "ab").mkdir()
    (opened.folder / "originals" / "ab" / "abc.part").write_bytes(b"x")
    report = opened.verify()
    assert report.ok
    assert "is a copy that was cut off; the next add removes it." in report.notes[0]
    opened.add([])
    assert opened.verify().notes == ()


@pytest.fixture(scope="module")
def thirty(tmp_path_factory, fakes):
    """Thirty letters, and what a case holds that was never cut off."""
    folder = tmp_path_factory.mktemp("thirty")
    fakes.letters(folder, 30)
    with Case.create(folder / ".case", stages=fakes.stages()) as case:
        case.add([folder])
        return folder, fakes.content(case)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("moment", [0.0, 0.05, 0.12, 0.2, 0.35])
def test_kill_9_at_any_moment_loses_nothing(tmp_path, thirty, fakes, moment, processes):
    folder, whole = thirty
    Case.create(tmp_path / "case").close()
    adder = fakes.program(tmp_path / "case", folder, "--processes", processes, FAKE_SECONDS="0.008")
    wait_until_begun(tmp_path / "case", adder)
    time.sleep(moment)
    os.killpg(adder.pid, signal.SIGKILL)
    adder.communicate()
    with Case.open(tmp_path / "case", stages=fakes.stages()) as case:
        assert case.verify().problems == ()
        report = case.add([folder])
        assert not report.refused
        assert fakes.content(case) == whole
        assert case.verify().problems == case.verify().notes == ()


def wait_until_begun(case: Path, adder: subprocess.Popen) -> None:
    until = time.monotonic() + 30
    while not any((case / "originals").iterdir()):
        assert adder.poll() is None
        assert time.monotonic() < until
        time.sleep(0.002)


def test_ctrl_c_loses_nothing(tmp_path, thirty, fakes):
    folder, whole = thirty
    Case.create(tmp_path / "case").close()
    adder = fakes.program(tmp_path / "case", folder, "--processes", 2, FAKE_SECONDS="0.05")
    adder.stdout.readline()
    os.killpg(adder.pid, signal.SIGINT)
    _, err = adder.communicate(timeout=30)
    assert adder.returncode != 0
    assert err.count("Traceback") == 1  # of the program; none of its workers
    with Case.open(tmp_path / "case", stages=fakes.stages()) as case:
        assert 0 < len(case.documents()) < 30
        case.add([folder])
        assert fakes.content(case) == whole


@pytest.mark.sqlite
@pytest.mark.parametrize("limit", [100, 60_000, 150_000])
def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path, thirty, fakes, limit):
    folder, whole = thirty
    Case.create(tmp_path / "case").close()
    adder = fakes.program(tmp_path / "case", folder, "--file-limit", limit)
    _, err = adder.communicate(timeout=60)
    assert adder.returncode == 2, err
    assert len(err.splitlines()) == 1
    assert "is full. Free some space" in err or "cannot be read or written" in err
    with Case.open(tmp_path / "case", stages=fakes.stages()) as case:
        assert case.verify().problems == ()
        case.add([folder])
        assert fakes.content(case) == whole


def test_a_second_adder_waits_for_its_turn(tmp_path, thirty, fakes):
    folder, whole = thirty
    Case.create(tmp_path / "case").close()
    adders = [fakes.program(tmp_path / "case", folder, FAKE_SECONDS="0.01") for _ in range(2)]
    ends = [(adder.communicate(timeout=60)[1], adder.returncode) for adder in adders]
    assert ends == [("", 0), ("", 0)]
    with Case.open(tmp_path / "case", stages=fakes.stages()) as case:
        assert fakes.content(case) == whole


def test_a_second_adder_is_told_when_it_takes_long(opened, inbox, monkeypatch):
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.1)
    with lock.only_writer(opened.folder):
        with pytest.raises(CaseError, match="Another process is writing to the case"):
            opened.add([inbox])
        assert opened.documents() == []
    assert len(opened.add([inbox]).added) == 2


def test_a_case_can_be_read_while_it_is_added_to(tmp_path, thirty, fakes):
    folder, _ = thirty
    Case.create(tmp_path / "case").close()
    adder = fakes.program(tmp_path / "case", folder, FAKE_SECONDS="0.02")
    adder.stdout.readline()
    with Case.open(tmp_path / "case", stages=fakes.stages()) as case:
        seen = len(list(case.annotated()))
        assert 0 < seen < 30
        assert case.verify().problems == ()
    adder.communicate(timeout=60)
    assert adder.returncode == 0
