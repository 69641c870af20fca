"""Dropping files, adding them in a process beside the server, cutting that off and going on."""

import os
import signal
import stat
import time
from datetime import date
from pathlib import Path

import pytest

from allegedly.case import Case
from allegedly.demo import sample
from allegedly.errors import CaseError
from allegedly.web import worker
from allegedly.web.jobs import Jobs

MANY = {
    f"{year}.txt": f"Otto wrote letter {year} in {year}. Zoe read it. SLOW STAGE".encode() for year in range(1900, 1940)
}
SLOW = b"Otto left in 1999. SLOW STAGE"


def documents(browser):
    return browser.told("/api/documents", limit=200)["items"]


def paths(browser):
    return sorted(entry.path for entry in browser.desk.case.documents())


def test_files_that_were_dropped_become_documents_under_the_names_that_they_had(browser):
    files = {
        "letters/1999/Café №1.txt": b"Otto left Lyon in 1999.",
        "خطاب.txt": "قال أوتو.".encode(),
        "...": b"Zoe stayed in 2001.",
        ".hidden": b"Anna met Otto in 2002.",
        "-rf": b"Otto met Anna in 2003.",
    }
    job = browser.adds(files)
    assert (job["state"], job["sentence"], job["done"]) == ("done", None, len(files))
    assert job["counts"] == {"added": len(files)}
    assert {step["path"] for step in job["steps"]} == {*files}
    assert paths(browser) == sorted(files)
    assert {row["name"] for row in documents(browser)} == {name.rpartition("/")[2] for name in files}
    assert browser.desk.batches() == []
    assert browser.told("/api/state")["documents"] == len(files)
    assert browser.told("/api/chronology")["total"] == 4


def test_what_was_there_is_known_and_what_cannot_be_taken_is_told(browser):
    browser.adds({"a.txt": b"Otto left Lyon in 1999."})
    job = browser.adds(
        {"again.txt": b"Otto left Lyon in 1999.", "empty.txt": b"", "nul.txt": b"a\0b", "odd.txt": b"BROKEN STAGE"}
    )
    assert job["state"] == "done"
    assert job["counts"] == {"known": 1, "refused": 2, "unread": 1}
    refused = browser.told("/api/refusals")
    assert {row["path"] for row in refused["items"]} == {"empty.txt", "nul.txt"}
    assert all(row["sentence"].endswith(".") for row in refused["items"])
    assert "secret" not in str(job)
    overview = browser.told("/api/overview")
    assert (overview["refused"], overview["unread"], overview["documents"]) == (2, 1, 2)


def test_the_day_that_is_given_counts(browser):
    browser.adds({"a.txt": b"Otto left."}, published="2011-04-12")
    assert documents(browser)[0]["published"] == "2011-04-12"


def cut_off(browser, **more):
    """An add of many files that is cancelled when some are done."""
    job = browser.does("/api/add", batch=browser.drops(MANY), **more)
    browser.until(job, lambda one: one["done"] >= 10)
    cancelled = browser.over(browser.does(f"/api/jobs/{job['id']}/cancel"))
    assert cancelled["state"] == "cancelled"
    assert 0 < len(documents(browser)) < len(MANY)


def assert_whole(browser, published=None):
    assert paths(browser) == sorted(MANY)
    assert {row["published"] for row in documents(browser)} == {published}
    assert all(row["claims"] == 2 for row in documents(browser))
    assert browser.told("/api/state")["unfinished"] == 0
    assert browser.told("/api/chronology")["claims"] == 2 * len(MANY)
    assert [*(browser.desk.folder / "incoming").iterdir()] == []


def test_what_was_cancelled_in_the_middle_goes_on_to_the_same_documents(browser):
    cut_off(browser, published="1950-01-01")
    assert browser.told("/api/state")["unfinished"] > 0
    job = browser.over(browser.does("/api/resume"))
    assert job["state"] == "done"
    assert_whole(browser, "1950-01-01")


def test_a_batch_outlives_the_server(browser, opening, fakes):
    cut_off(browser)
    browser.desk.close()
    again = opening(browser.desk.folder, stages=fakes.stages())
    assert again.told("/api/state")["unfinished"] > 0
    again.over(again.does("/api/resume"))
    assert_whole(again)


def test_with_nothing_left_undone_going_on_changes_nothing(letters):
    before = documents(letters)
    assert letters.over(letters.does("/api/resume"))["state"] == "done"
    assert documents(letters) == before


def test_a_process_that_dies_is_told_and_loses_nothing(browser):
    job = browser.adds({"a.txt": b"Otto left Lyon in 1999.", "b.txt": b"DEADLY STAGE"})
    assert job["state"] == "failed"
    assert "ended unexpectedly" in job["sentence"]
    assert browser.get("/api/state").status_code == 200
    assert browser.desk.unfinished() > 0
    assert len(browser.desk.batches()) == 1


def test_views_that_cannot_be_made_leave_a_server_that_answers(browser):
    browser.desk.refresh()
    (browser.desk.folder / "views").write_bytes(b"in the way")
    browser.adds({"a.txt": b"Otto left Lyon in 1999."})
    state = browser.get("/api/state")
    assert state.status_code == 200
    assert state.json()["revision"] is None
    answer = browser.get("/api/overview")
    while answer.status_code == 202:
        browser.over(answer.json()["job"])
        answer = browser.get("/api/overview")
    assert answer.status_code == 409
    assert answer.json()["detail"].endswith(".")
    assert any(job["state"] == "failed" and job["sentence"] for job in browser.told("/api/state")["jobs"])


def test_two_jobs_that_write_go_one_after_the_other(browser):
    first = browser.does("/api/add", batch=browser.drops({"a.txt": SLOW, "c.txt": b"Anna left in 2000."}))
    second = browser.does("/api/add", batch=browser.drops({"b.txt": b"Zoe stayed in 2001."}))
    assert first["id"] != second["id"]
    assert browser.over(second)["state"] == "done"
    one, other = (browser.desk.jobs.get(job["id"]) for job in (first, second))
    assert one.state == "done"
    assert one.ended <= other.began
    assert paths(browser) == ["a.txt", "b.txt", "c.txt"]


def test_what_reads_goes_on_beside_what_writes(letters):
    adding = letters.does("/api/add", batch=letters.drops(MANY))
    export = letters.over(letters.does("/api/exports", format="jsonl"))
    assert export["state"] == "done"
    assert letters.get(f"/api/jobs/{adding['id']}").json()["state"] == "running"
    letters.does(f"/api/jobs/{adding['id']}/cancel")


def test_a_job_that_waits_can_be_cancelled(browser):
    first = browser.does("/api/add", batch=browser.drops(MANY))
    second = browser.does("/api/add", batch=browser.drops({"b.txt": b"Zoe stayed in 2001."}))
    assert browser.does(f"/api/jobs/{second['id']}/cancel")["state"] == "cancelled"
    assert browser.over(first)["state"] == "done"
    assert browser.over(second)["state"] == "cancelled"
    assert paths(browser) == sorted(MANY)
    assert browser.told("/api/state")["unfinished"] == 1


def test_a_job_that_is_over_cannot_be_cancelled(browser):
    job = browser.adds({"a.txt": b"Otto left."})
    assert browser.does(f"/api/jobs/{job['id']}/cancel")["state"] == "done"


def test_the_same_batch_is_not_added_twice_at_once(browser):
    batch = browser.drops(MANY)
    first, second = (browser.does("/api/add", batch=batch) for _ in range(2))
    assert first["id"] == second["id"]
    browser.over(first)
    assert browser.post("/api/add", json={"batch": batch}).status_code == 404


@pytest.mark.parametrize("path", ["..", "../a", "/etc/a", "//tmp/a", "a/../../b", "\\\\host\\a"])
def test_a_name_that_leads_out_is_refused_with_a_sentence_and_leaves_nothing(letters, path):
    answer = letters.post("/api/uploads", params={"path": path}, content=b"x")
    assert answer.status_code == 422
    assert "is no name for a file here" in answer.json()["detail"]
    assert letters.desk.batches() == []


def test_what_was_sent_is_on_the_disk_under_its_name_before_that_is_told(letters, monkeypatch):
    events, sync, link = [], os.fsync, Path.hardlink_to

    def synced(handle):
        events.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "hardlink_to", lambda self, to: (events.append("name"), link(self, to)))
    assert letters.post("/api/uploads", params={"path": "a.txt"}, content=b"x").status_code == 200
    assert events[-3:] == ["file", "name", "folder"]


def test_what_a_disk_cannot_keep_is_told(letters, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("pathlib.Path.open", full)
        answer = letters.post("/api/uploads", params={"path": "a.txt"}, content=b"x")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "The disk refused a.txt: No space left on device."
    assert letters.desk.batches() == []


def test_the_same_name_twice_is_told_and_what_was_sent_stays(letters):
    batch = letters.drops({"a.txt": b"first"})
    answer = letters.post("/api/uploads", params={"path": "a.txt", "batch": batch}, content=b"second")
    assert answer.status_code == 409
    assert (letters.desk.batches()[0] / "a.txt").read_bytes() == b"first"


@pytest.mark.parametrize(
    ("batch", "status"), [("0" * 16, 404), ("..", 422), ("A" * 16, 422), ("0" * 50, 422), (None, 422), (7, 422)]
)
def test_a_batch_that_is_none_is_told(letters, batch, status):
    answer = letters.post("/api/add", json={"batch": batch})
    assert answer.status_code == status
    assert answer.json()["detail"].endswith(".")


def test_the_sample_goes_into_an_empty_case_only(letters):
    answer = letters.post("/api/sample")
    assert answer.status_code == 409
    assert answer.json()["detail"].endswith(".")


def test_the_sample_fills_an_empty_case(browser):
    job = browser.over(browser.does("/api/sample"))
    assert job["state"] == "done"
    assert job["done"] == job["total"] == len(sample().documents)
    assert [step["path"] for step in job["steps"]] == [one.path.name for one in sample().documents]
    assert {row["published"] for row in documents(browser)} >= {
        one.published.isoformat() for one in sample().documents if one.published
    }
    assert browser.post("/api/sample").status_code == 409


def test_a_worker_dies_with_its_server(tmp_path, fakes):
    """So that nobody goes on writing to a case that another server opens."""
    with Case.create(tmp_path / "case") as case:
        case.close()
    told = []
    jobs = Jobs(never, told.append)
    job = jobs.start("refresh", worker.MakeViews())
    while job.state != "running":
        time.sleep(0.02)
    lane = jobs._lane_of(job)
    process = lane._running[1]
    jobs.close()
    assert not process.is_alive()


def never(pipe):
    pipe.recv()
    time.sleep(600)


def test_a_worker_that_is_killed_is_told_as_failed():
    jobs = Jobs(never, lambda _: None)
    job = jobs.start("preview", worker.MakePreview("same", ("a", "b"), None))
    while job.state != "running":
        time.sleep(0.02)
    os.kill(jobs._lane_of(job)._running[1].pid, signal.SIGKILL)
    while not job.is_over:
        time.sleep(0.02)
    assert (job.state, job.result) == ("failed", None)
    assert job.sentence.endswith("Try again.")
    jobs.close()


def test_only_so_many_jobs_that_are_over_are_remembered(monkeypatch, tmp_path):
    monkeypatch.setattr("allegedly.web.jobs._REMEMBERED", 3)
    jobs = Jobs(never, lambda _: None)
    for _ in range(8):
        jobs.cancel(jobs.start("export", worker.Export("html", tmp_path / "made", "a")))
    assert len(jobs.all()) <= 5
    jobs.close()


def test_after_what_goes_wrong_with_one_job_the_next_has_its_turn(capfd):
    failing = [CaseError("The disk refused."), RuntimeError("a bug")]

    def changed(_):
        if failing:
            raise failing.pop(0)

    jobs = Jobs(no_sooner_asked_than_done, changed)
    made = [jobs.start("export", worker.Export("html", Path("x"), "a")) for _ in range(3)]
    begun = time.monotonic()
    while not all(job.is_over for job in made):
        assert time.monotonic() - begun < 60
        time.sleep(0.02)
    jobs.close()
    assert [job.state for job in made] == ["done"] * 3


def no_sooner_asked_than_done(pipe):
    pipe.recv()
    pipe.send(("done", None))


def test_what_is_forgotten_leaves_nothing_on_the_disk(monkeypatch, tmp_path):
    monkeypatch.setattr("allegedly.web.jobs._REMEMBERED", 1)
    jobs = Jobs(never, lambda _: None)
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        jobs.cancel(jobs.start("export", worker.Export("html", folder, "a")))
    assert len([*tmp_path.iterdir()]) < 4
    jobs.close()


def test_what_is_still_being_sent_is_not_gone_on_with(browser):
    """Another page of the same server offers to go on with what was cut off: this was not."""
    batch = browser.drops({"a.txt": b"Otto left Lyon in 1999."})
    seen = []

    async def body():
        yield b"Otto stayed"
        seen.append(browser.desk.unfinished())
        seen.append(browser.desk.batches())
        seen.append([*browser.desk.folder.rglob("b.txt")])
        yield b" in Lyon."

    answer = browser.post("/api/uploads", params={"path": "b.txt", "batch": batch}, content=body())
    assert answer.status_code == 200
    assert seen == [0, [], []]
    assert [file.read_bytes() for file in browser.desk.folder.rglob("b.txt")] == [b"Otto stayed in Lyon."]
    assert not [*(browser.desk.folder / "incoming").rglob("*.part")]
    with browser.desk.receiving(batch):
        assert browser.post("/api/add", json={"batch": batch}).status_code == 409
    assert browser.over(browser.does("/api/add", batch=batch))["state"] == "done"
    assert len(browser.told("/api/documents")["items"]) == 2


def test_days_are_told_by_their_form(letters):
    batch = letters.drops({"a.txt": b"x"})
    for published in ("yesterday", "2011-13-01", "", 5.5, {}, "2011-04-12T25:00"):
        answer = letters.post("/api/add", json={"batch": batch, "published": published})
        assert answer.status_code == 422, published
    assert date.fromisoformat("2011-04-12")
