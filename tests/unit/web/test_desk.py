"""What the routes share: views are opened once, however many ask, and only so many stay open."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from allegedly.case import Case
from allegedly.errors import CaseError
from allegedly.web import desk as desk_module
from allegedly.web.desk import Desk, NotYet

DAY = date(2011, 4, 1)


@pytest.fixture
def opened_views(monkeypatch):
    """Which files of views were opened."""
    found = []

    class Counted(desk_module.Views):
        def __init__(self, path: Path) -> None:
            found.append(path)
            super().__init__(path)

    monkeypatch.setattr(desk_module, "Views", Counted)
    return found


def test_while_the_case_has_changed_what_is_shown_is_not_opened_again_and_again(letters, opened_views, monkeypatch):
    desk = letters.desk
    desk.views()
    monkeypatch.setattr(desk, "refresh", lambda day=None: None)  # it goes on for long
    claim = next(iter(desk.case.annotated())).claims[0].id
    desk.case.judge("accept", claim, by="Ada")
    assert not desk.is_up_to_date()
    with ThreadPoolExecutor(4) as threads:
        shown = {*threads.map(lambda _: desk.views(), range(20))}
    assert len(shown) == 1
    assert len(opened_views) == 1


def test_a_reading_from_before_something_was_written_is_not_kept_for_later(letters, monkeypatch):
    desk = letters.desk
    own, read = desk.documents()[0].id, desk.case.annotated
    claim = next(read([own])).claims[0].id

    def meanwhile(ids):
        found = list(read(ids))
        desk.case.judge("accept", claim, by="Ada")
        desk.revision()  # somebody else looks
        return iter(found)

    with monkeypatch.context() as patch:
        patch.setattr(desk.case, "annotated", meanwhile)
        before = desk.annotated(own)
    now = desk.annotated(own)
    assert now is not before
    assert desk.annotated(own) is now


def test_only_so_many_days_stay_open_and_one_whose_file_is_gone_is_shown(letters):
    desk = letters.desk
    days = [DAY + timedelta(number) for number in range(6)]
    for day in days:
        desk.case.make_views(day)
        desk.views(day)
    desk.views()
    assert len(desk._views) <= 4
    shown = desk.views(days[-1])
    shown.path.unlink()
    assert desk.views(days[-1]).fact("documents") == shown.fact("documents")


def test_what_failed_is_tried_again_when_the_case_has_changed_and_not_before(letters, monkeypatch):
    desk = letters.desk
    started = []

    class Failed:
        id, state, sentence, kind = "x", "failed", "The disk refused.", "known_by"
        task = desk_module.worker.MakeViews(DAY)
        is_over = True

    monkeypatch.setattr(desk.jobs, "start", lambda *given: started.append(given) or Failed)
    monkeypatch.setattr(desk.jobs, "all", lambda: [Failed])
    with pytest.raises(NotYet):
        desk.views(DAY)
    desk._after(Failed)
    with pytest.raises(CaseError, match="The disk refused"):
        desk.views(DAY)
    assert len(started) == 1
    desk.views()  # that of another day says nothing of the whole case
    desk.case.judge("accept", next(iter(desk.case.annotated())).claims[0].id, by="Ada")
    with pytest.raises(NotYet):
        desk.views(DAY)
    assert len(started) == 2


def test_what_was_damaged_while_it_is_shown_is_made_anew(letters):
    before = letters.told("/api/chronology")
    path = letters.desk.views().path
    path.write_bytes(b"\xff" * path.stat().st_size)
    letters.desk.views()._connection.execute("PRAGMA shrink_memory")  # as if it had been read long ago
    assert letters.get("/api/chronology").status_code == 202
    assert letters.told("/api/chronology") == before


def test_who_moves_through_time_waits_for_the_last_days_only(letters):
    for number in range(30):
        letters.get("/api/chronology", params={"known_by": str(DAY + timedelta(number))})
    waiting = [job for job in letters.desk.jobs.all() if job.state == "waiting"]
    assert len(waiting) <= 4
    assert waiting[-1].task.known_by == DAY + timedelta(29)


def test_what_was_known_by_a_day_is_shown_while_others_judge_and_not_much_longer(letters, monkeypatch):
    desk = letters.desk
    first = letters.told("/api/chronology", known_by=str(DAY))
    desk.case.judge("accept", next(iter(desk.case.annotated())).claims[0].id, by="Ada")
    assert letters.get("/api/chronology", params={"known_by": str(DAY)}).json() == first
    monkeypatch.setattr(desk_module, "_A_WHILE", 0.0)
    monkeypatch.setattr(desk_module, "_AS_LONG", 1000.0)
    assert letters.get("/api/chronology", params={"known_by": str(DAY)}).json() == first
    monkeypatch.setattr(desk_module, "_AS_LONG", 0.0)
    with pytest.raises(NotYet):
        desk.views(DAY)


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path, asking):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/s\xff\xfe"))
    Case.create(folder).close()
    desk = Desk(folder, os.fsdecode(b"J\xff"))
    try:
        state = asking(desk).told("/api/state")
        assert (state["title"], state["by"]) == ("s\\xff\\xfe", "J\\xff")
    finally:
        desk.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_when_it_is_ended_nothing_of_the_case_is_left_outside_of_it(tmp_path, how):
    Case.create(tmp_path / "case").close()
    aside = tmp_path / "aside"
    aside.mkdir()
    command = [sys.executable, "-m", "allegedly", "serve", str(tmp_path / "case"), "--no-browser"]
    told = {**os.environ, "TMPDIR": str(aside), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=told, text=True) as process:
        try:
            while "http://" not in process.stdout.readline():
                assert process.poll() is None
            assert [*(tmp_path / "case").glob(".exports-*")]
            process.send_signal(how)
            process.wait(60)
        finally:
            process.kill()
    begun = time.monotonic()
    while [*(tmp_path / "case").glob(".exports-*")] and time.monotonic() - begun < 5:
        time.sleep(0.1)
    assert not [*(tmp_path / "case").glob(".exports-*"), *aside.iterdir()]
    assert tempfile.gettempdir() != str(aside)
