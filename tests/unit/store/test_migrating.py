"""Cases of every released version: brought to this one as a whole, with a copy of what was there before."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest
from tests.released import VERSIONS, older_case, tables_of

from allegedly.case import Case
from allegedly.errors import CaseError
from allegedly.store import migrating, sqlite
from allegedly.store.backup import keep_backup

OPEN = "import sys, pathlib; from allegedly.store import SqliteStore; SqliteStore(pathlib.Path(sys.argv[1])).close()"


@pytest.fixture(params=VERSIONS)
def old(request, tmp_path):
    """Version and folder of an older case."""
    return request.param, older_case(request.param, tmp_path / "case")


def test_there_is_a_case_of_every_version_but_this_one():
    steps = {int(version) for version in VERSIONS}
    assert steps == set(range(1, int(migrating.HEAD)))


def test_an_older_case_is_all_there_and_its_log_says_that_it_was_taken_over(old, fakes):
    version, folder = old
    before = tables_of(folder / "case.sqlite")
    with Case.open(folder, stages=fakes.stages()) as case:
        report = case.verify()
        assert (report.problems, report.notes) == ((), ())
        first, *others = case.custody()
        assert (first.what, first.record, first.subject) == ("migrated", "case", version)
        assert {line.what for line in others} == {"taken over"}
        assert len({line.by for line in case.custody()} | {""}) == 2
        receipts = case.receipts()
    kept = ("document", "receipt", "refusal", "container", "judgement")
    assert len(others) == sum(len(before.get(table, ())) for table in kept)
    assert sorted((r.document, r.path, r.received_at) for r in receipts) == [row[:3] for row in before["receipt"]]
    assert {(r.by, r.how, r.url, r.parent) for r in receipts} == {("", None, None, None)}


def test_every_record_of_an_older_case_can_be_asked_for(old, fakes):
    _, folder = old
    with Case.open(folder, stages=fakes.stages()) as case:
        content = fakes.content(case)
        log = case.judgements()
        assert next(entry.path for entry in case.documents()) == "reply.txt"
        assert case.search("zoe").total > 1
        assert case.verify().ok
    assert len(content["readings"]) == len(content["documents"]) - 1
    assert {one.number for one in log} == set(range(1, len(log) + 1))


def test_an_older_case_is_reported_before_it_is_read_anew(old, fakes):
    _, folder = old
    with Case.open(folder, stages=fakes.stages()) as case:
        records, corpus = case.records()
        assert len(records) > 1
        assert corpus.judgements == case.judgements()


def test_an_older_case_goes_on_like_one_of_today(old, inbox, fakes):
    _, folder = old
    with Case.open(folder, stages=fakes.stages()) as case:
        (inbox / "letter.txt").write_text("Marta Lind left Osthafen in 1999. Zoe stayed.")
        report = case.add([inbox], by="anna")
        assert len(report.known) == 1
        assert case.verify().problems == ()
        ways = {(r.path, r.by, r.how) for r in case.receipts(report.known[0].document)}
        assert ways == {("letter.txt", "", None), ("again.txt", "", None), (str(inbox / "letter.txt"), "anna", "file")}


def test_what_was_there_is_kept_beside_it_and_said_in_one_line(old, caplog):
    version, folder = old
    before = tables_of(folder / "case.sqlite")
    Case.open(folder).close()
    backup = folder / f"case.sqlite.{version}.backup"
    assert tables_of(backup) == before
    assert [record.getMessage() for record in caplog.records if record.name == "allegedly"] == [
        f"The case {folder} was brought from version {version} to {migrating.HEAD}; as it was before, its database is "
        f"kept in {backup.name}."
    ]
    caplog.clear()
    Case.open(folder).close()
    assert caplog.records == []


def test_a_copy_put_back_is_the_old_case(old):
    version, folder = old
    before = tables_of(folder / "case.sqlite")
    Case.open(folder).close()
    (folder / f"case.sqlite.{version}.backup").rename(folder / "case.sqlite")
    assert tables_of(folder / "case.sqlite") == before
    Case.open(folder).close()


def test_a_copy_from_before_is_never_written_over(tmp_path):
    folder = older_case("0003", tmp_path / "case")
    first = folder / "case.sqlite.0003.backup"
    first.write_bytes(b"from an earlier attempt")
    Case.open(folder).close()
    assert first.read_bytes() == b"from an earlier attempt"
    assert "custody" not in tables_of(folder / "case.sqlite.0003-2.backup")


def test_the_same_copy_is_made_once(tmp_path):
    database = tmp_path / "case.sqlite"
    database.write_bytes(b"x")
    made = [keep_backup(database, "0003", lambda copy: copy.write_bytes(b"x")) for _ in range(2)]
    assert made[0] == made[1]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["case.sqlite", "case.sqlite.0003.backup"]


def test_a_copy_and_its_name_are_on_the_disk_before_anything_is_changed(tmp_path, monkeypatch):
    database, synced = tmp_path / "case.sqlite", []
    database.write_bytes(b"x")
    sync = os.fsync

    def noted(handle):
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append([file.name for file in tmp_path.glob("*.backup")] if is_folder else "file")
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    for _ in range(2):  # who made it may have been killed before its name was safe
        keep_backup(database, "0003", lambda copy: copy.write_bytes(b"x"))
    assert synced == ["file", ["case.sqlite.0003.backup"]] * 2


def test_a_copy_is_part_of_no_bundle(tmp_path, fakes):
    from allegedly.bundling import restore

    folder = older_case("0003", tmp_path / "case")
    with Case.open(folder, stages=fakes.stages()) as case:
        case.bundle(tmp_path / "whole.allegedly")
    restore(tmp_path / "whole.allegedly", tmp_path / "other")
    assert sorted(one.name for one in (tmp_path / "other").iterdir()) == ["case.sqlite", "originals"]
    assert tables_of(tmp_path / "other" / "case.sqlite") == tables_of(folder / "case.sqlite")


@pytest.mark.parametrize("failing", ["backup", "migrate"])
def test_a_migration_that_fails_leaves_the_old_case_as_it_was(old, monkeypatch, failing):
    _, folder = old
    before = tables_of(folder / "case.sqlite")

    def fails(connection, *_):
        if failing == "migrate":
            connection.exec_driver_sql("DROP TABLE refusal")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "_copy" if failing == "backup" else "migrate", fails)
        with pytest.raises(CaseError, match=r"The disk that holds the case .* is full"):
            Case.open(folder)
    assert tables_of(folder / "case.sqlite") == before
    assert not list(folder.glob("*.part*"))
    Case.open(folder).close()


@pytest.mark.parametrize("limit", [20_000, 150_000, 300_000])
def test_a_full_disk_leaves_the_old_case_as_it_was(old, limit):
    _, folder = old
    before = tables_of(folder / "case.sqlite")
    limited = f"import resource, signal; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); {OPEN}"
    done = subprocess.run([sys.executable, "-c", limited, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1]
        assert "is full. Free some space" in last or "cannot be read or written" in last
        assert tables_of(folder / "case.sqlite") == before
    Case.open(folder).close()


KILLED = """
    import os, signal, sys
    from pathlib import Path
    sys.addaudithook(lambda name, arguments: count())
    left = int(sys.argv[2])
    def count():
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    from allegedly.store import SqliteStore
    left = int(sys.argv[2])
    SqliteStore(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("moment", range(1, 9))
def test_kill_9_at_any_moment_leaves_a_case_that_opens(tmp_path, fakes, moment):
    folder = older_case("0003", tmp_path / "case")
    before = tables_of(folder / "case.sqlite")
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), folder, str(moment * 60)], check=False)
    assert done.returncode in (0, -signal.SIGKILL)
    with closing(sqlite3.connect(folder / "case.sqlite")) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert version in ("0003", migrating.HEAD)
    if version == "0003":
        assert tables_of(folder / "case.sqlite") == before
    with Case.open(folder, stages=fakes.stages()) as case:
        assert case.verify().problems == ()
        assert len(case.receipts()) == len(before["receipt"])
    assert "custody" not in tables_of(folder / "case.sqlite.0003.backup")
    assert not list(folder.glob("*.part*"))
    assert os.access(folder / "case.sqlite", os.W_OK)
