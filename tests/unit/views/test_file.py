"""The file of views: made whole or not at all, found by what it is of, and told of in a sentence when it is damaged."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from allegedly.case import Case
from allegedly.errors import CaseError
from allegedly.views import Views, Wanted, build_views, building, newest, path_of, revision_of, sweep

DAY = date(2011, 4, 12)


def made(path, seconds):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    os.utime(path, (seconds, seconds))
    return path


def test_a_path_says_of_which_state_and_day_it_is(tmp_path):
    assert revision_of(path_of(tmp_path, "abc", None)) == "abc"
    assert revision_of(path_of(tmp_path, "abc", DAY)) == "abc"
    assert path_of(tmp_path, "abc", None) != path_of(tmp_path, "abc", DAY)


def test_the_newest_is_that_of_the_state_asked_for_else_the_one_made_last(tmp_path):
    assert newest(tmp_path, "z", None) is None
    late = made(path_of(tmp_path, "a", None), 200)
    made(path_of(tmp_path, "b", None), 100)
    made(path_of(tmp_path, "c", DAY), 300)
    assert newest(tmp_path, "z", None) == late
    assert newest(tmp_path, "b", None) == path_of(tmp_path, "b", None)  # whatever the clock was set to
    assert newest(tmp_path, "z", DAY) == path_of(tmp_path, "c", DAY)
    assert newest(tmp_path, "z", date(2012, 1, 1)) is None


def test_older_states_are_swept_away_and_days_that_nobody_asks_for(tmp_path):
    days = [date(2011, 1, day) for day in range(1, 13)]
    for number, day in enumerate(days):
        made(path_of(tmp_path, "old", day), 50 + number)
        made(path_of(tmp_path, "new", day), 100 + number)
    made(path_of(tmp_path, "old", None), 10)
    whole = made(path_of(tmp_path, "new", None), 20)
    sweep(whole)
    assert {*(tmp_path / "views").iterdir()} == {whole, *(path_of(tmp_path, "new", day) for day in days[-8:])}


def test_what_was_just_made_stays_whatever_the_clock_was_set_to(tmp_path):
    made(path_of(tmp_path, "old", None), 300)
    whole = made(path_of(tmp_path, "new", None), 20)
    sweep(whole)
    assert [*(tmp_path / "views").iterdir()] == [whole]


def test_the_views_of_the_whole_case_stay_however_many_days_are_asked_for(tmp_path):
    whole = made(path_of(tmp_path, "new", None), 1)
    for number in range(1, 15):
        sweep(made(path_of(tmp_path, "new", date(2011, 1, number)), number + 1))
    assert whole.exists()


def test_what_is_damaged_is_told_in_a_sentence(affair, tmp_path):
    path = path_of(tmp_path, "abc", None)
    build_views(path, affair.annotated, affair.corpus)
    whole = path.read_bytes()
    halves = [whole[:end] for end in range(0, len(whole), 4096)]
    for damaged in (b"no database", whole[:100], b"\0" * len(whole), *halves):
        path.write_bytes(damaged)
        with pytest.raises(CaseError, match="delete it, and it is made anew") as told:
            Views(path)
        assert "\n" not in str(told.value)
    path.unlink()
    with pytest.raises(CaseError):
        Views(path)


def test_damaged_further_on_it_is_still_a_sentence(affair, tmp_path):
    path = path_of(tmp_path, "abc", None)
    build_views(path, affair.annotated, affair.corpus)
    whole = path.read_bytes()
    for at in range(1024, len(whole), 512):
        path.write_bytes(whole[:at] + b"\xff" * 512 + whole[at + 512 :])
        try:
            everything(Views(path))
        except CaseError as error:
            assert "delete it" in str(error)  # noqa: PT017 (some of the bytes are not used)


def everything(views):
    views.entries(Wanted(), 0, 50)
    views.undated(Wanted(), 0, 50)
    views.band(Wanted())
    views.cast(kind=None, name="a", passing=True, offset=0, limit=50)
    views.graph(60)
    views.differences(state="all", others=True, offset=0, limit=50)
    views.ledger(kind=None, answer=None, offset=0, limit=50)
    views.questions(kind=None, offset=0, limit=50)
    views.queue("names", 0, 50)
    views.unjudged(0, 50)


def test_a_case_makes_damaged_views_anew(opened, inbox):
    opened.add([inbox])
    path = opened.make_views()
    whole = opened.views().entries(Wanted(), 0, 50)
    path.write_bytes(path.read_bytes()[:300])
    assert opened.make_views() == path
    assert opened.views().entries(Wanted(), 0, 50) == whole


def test_nothing_is_made_where_nothing_changed(opened, inbox):
    opened.add([inbox])
    path = opened.make_views()
    before = path.stat().st_mtime_ns
    assert opened.make_views() == path
    assert path.stat().st_mtime_ns == before
    opened.judge("different", "Zoe@a.txt", "Otto@a.txt", by="Ada")
    changed = opened.make_views()
    assert changed != path
    assert not path.exists()
    assert opened.views().path == changed


def test_what_fails_in_the_middle_leaves_nothing(affair, tmp_path, monkeypatch):
    path = path_of(tmp_path, "abc", None)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building._Building, "_questions", full)
    with pytest.raises(CaseError, match="No space left"):
        build_views(path, affair.annotated, affair.corpus)
    assert [*path.parent.iterdir()] == []


KILLED = """
import sys, time
from pathlib import Path
from allegedly.case import Case
from allegedly.views import building
building._Building._questions = lambda _: (print("in it", flush=True), time.sleep(60))
with Case.open(Path(sys.argv[1])) as case:
    case.make_views()
"""


def test_a_kill_in_the_middle_leaves_the_old_file_and_no_half_one(opened, inbox):
    opened.add([inbox / "a.txt"])
    old = opened.make_views()
    opened.judge("same", "Otto", "Lyon", by="Ada")
    program = [sys.executable, "-c", KILLED, str(opened.folder)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout.readline() == "in it\n"
        maker.kill()
    assert opened.views().path == old
    new = opened.make_views()
    assert opened.views().path == new
    assert [*new.parent.glob("*.sqlite")] == [new]


def test_what_was_left_half_made_is_swept_away_and_what_somebody_works_on_is_not(tmp_path):
    whole = made(path_of(tmp_path, "abc", None), time.time())
    left = made(whole.with_name("all-abc.sqlite.1.part"), time.time() - 2 * 3600)
    at_work = made(whole.with_name("all-abc.sqlite.2.part"), time.time())
    sweep(whole)
    assert {*whole.parent.iterdir()} == {whole, at_work}
    assert not left.exists()


def test_threads_share_it(of_sample):
    whole, _ = of_sample.views.entries(Wanted(), 0, 1000)
    with ThreadPoolExecutor(8) as threads:
        pages = [*threads.map(lambda at: of_sample.views.entries(Wanted(), at, 5)[0].items, range(0, whole.total, 5))]
    assert [entry for page in pages for entry in page] == whole.items


def test_what_was_swept_away_can_still_be_read_by_whoever_has_it_open(affair, tmp_path):
    path = path_of(tmp_path, "abc", None)
    build_views(path, affair.annotated, affair.corpus)
    views = Views(path)
    whole, _ = Views(path).entries(Wanted(), 0, 50)
    path.unlink()
    with ThreadPoolExecutor(4) as threads:
        shown = [*threads.map(lambda _: views.entries(Wanted(), 0, 50)[0], range(8))]
    assert shown == [whole] * 8
    everything(views)


def test_an_empty_case_has_views_too(opened):
    views = Case.views(opened) or Views(opened.make_views())
    everything(views)
    assert (views.fact("claims"), views.fact("entries"), views.fact("documents")) == (0, 0, 0)


def test_names_of_files_are_bytes_that_need_not_be_text(opened, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Otto left Lyon in 1999.")
    opened.add([folder])
    views = Views(opened.make_views())
    everything(views)
    page, _ = views.entries(Wanted(), 0, 50)
    assert page.total == 1
