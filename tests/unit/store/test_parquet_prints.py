"""Fingerprints in Parquet files: what is written, merged, swept, and found to be damaged."""

import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from allegedly.errors import CaseError
from allegedly.store import SqliteShelf, duck, parquet_prints, sqlite_shelf
from allegedly.store.parquet_prints import FOLDER

duckdb = pytest.importorskip("duckdb")
DAY = date(1999, 1, 1)


@pytest.fixture
def shelf(tmp_path):
    with closing(SqliteShelf(tmp_path)) as found:
        yield found


@pytest.fixture
def index(shelf):
    """An index with two documents that share a fingerprint."""
    with shelf.changing():
        put(shelf, "aa", 1, 2)
        put(shelf, "bb", 2, 3)
    return shelf._in_files


def put(shelf, document: str, *prints: int) -> None:
    shelf._in_files.replace([document], {document: (DAY, prints)})


def files(folder) -> set[str]:
    return {file.name for file in (folder / FOLDER).iterdir()}


def test_runs_of_one_size_become_one_and_what_was_merged_is_swept(shelf, tmp_path):
    for number in range(parquet_prints._FANOUT):
        assert len(files(tmp_path)) == number + 1 if number else True
        with shelf.changing():
            put(shelf, f"{number:02}", number, 100)
    assert len([name for name in files(tmp_path) if name.endswith(".parquet")]) == 1
    assert shelf._in_files.first([0, 3, 100]) == {0: "00", 3: "03", 100: "00"}


def test_nothing_passing_is_left_in_the_folder(shelf, index, tmp_path):
    shelf.close()
    assert {name.rpartition(".")[2] for name in files(tmp_path)} == {"parquet"}
    assert len(files(tmp_path)) == 2


def test_rows_of_documents_that_are_gone_are_let_go_when_they_are_most(shelf, index, tmp_path):
    with shelf.changing():
        put(shelf, "cc", *range(10, 14))
    for again in range(3):
        with shelf.changing():
            put(shelf, "cc", *range(20 + again, 24 + again))
    rows = duckdb.sql(f"FROM '{tmp_path}/{FOLDER}/*.parquet'").fetchall()
    assert len(rows) < 4 + 4 * 4
    assert index.first(range(30)) == {1: "aa", 2: "aa", 3: "bb"} | dict.fromkeys(range(22, 26), "cc")
    with shelf.changing():
        index.replace(["aa", "bb", "cc"], {})
    assert files(tmp_path) <= {name for name in files(tmp_path) if name.endswith(".part")}
    assert index.first(range(30)) == {}


def test_what_a_killed_writer_left_is_swept_and_the_old_state_counts(tmp_path):
    """It ends between the run and the transaction that lists it."""
    killed = f"""
import os
from datetime import date
from pathlib import Path
from allegedly.store import SqliteShelf
shelf = SqliteShelf(Path({str(tmp_path)!r}))
with shelf.changing():
    shelf._in_files.replace(["aa"], {{"aa": (date(1999, 1, 1), [1, 2])}})
with shelf.changing():
    shelf._in_files.replace(["aa", "bb"], {{"bb": (date(1998, 1, 1), [1, 2])}})
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    assert len(files(tmp_path)) == 3  # the run that counts, the one that does not, and what was passing
    with closing(SqliteShelf(tmp_path)) as shelf:
        assert shelf.prints.first([1, 2]) == {1: "aa", 2: "aa"}
        with shelf.changing():
            pass
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("harm", ["cut off", "a byte", "gone", "a folder"])
def test_a_damaged_run_is_found_before_it_is_believed(index, shelf, tmp_path, harm, monkeypatch):
    assert shelf.prints.is_whole()
    monkeypatch.setattr(parquet_prints, "_whole", set())  # as another process
    file = next((tmp_path / FOLDER).glob("*.parquet"))
    content = bytearray(file.read_bytes())
    file.unlink()
    if harm == "cut off":
        file.write_bytes(content[:20])
    elif harm == "a byte":
        content[6] ^= 16
        file.write_bytes(content)
    elif harm == "a folder":
        file.mkdir()
    assert not shelf.prints.is_whole()
    if harm != "a byte":
        with pytest.raises(CaseError, match=r"cannot be kept in .*corpus\.prints \(.*it is made anew\.$"):
            shelf.prints.first([1, 2, 3])


def test_without_duckdb_it_is_not_whole_and_a_new_shelf_does_not_need_it(index, shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(duck, "find_spec", lambda name: None)
    assert not shelf.prints.is_whole()
    assert shelf.prints.orders(["aa", "cc"]) == {"aa": (DAY, "aa")}
    shelf.clear()
    assert shelf.prints.is_whole()
    with shelf.changing():
        shelf.prints.replace(["aa"], {"aa": (DAY, [1])})
    assert shelf.prints.first([1]) == {1: "aa"}
    assert not list((tmp_path / FOLDER).glob("*.parquet"))


def test_a_case_that_grows_large_has_its_fingerprints_moved_into_files(shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_shelf, "MANY", 2)
    for number in range(4):
        with shelf.changing():
            shelf.prints.replace([f"{number:02}"], {f"{number:02}": (date(2000 - number, 1, 1), [number, 9])})
        assert shelf._in_files.is_used() == (number == 3)
        assert shelf.prints.first([0, 9]) == {0: "00", 9: f"{number:02}"}
    assert shelf.all("print") == shelf.all("first") == {}


@pytest.mark.parametrize("name", ["it's", "[1] * and ?", "ë"])
def test_folders_of_any_name_are_read(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    with closing(SqliteShelf(folder)) as shelf, shelf.changing():
        put(shelf, "aa", 1)
        assert shelf._in_files.first([1]) == {1: "aa"}


def test_a_folder_that_duckdb_cannot_name_keeps_to_the_shelf(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_shelf, "MANY", 0)
    folder = tmp_path / "\udcff"
    folder.mkdir()
    with closing(SqliteShelf(folder)) as shelf:
        for document in ("aa", "bb"):
            with shelf.changing():
                shelf.prints.replace([document], {document: (DAY, [1])})
        assert shelf.prints.first([1]) == {1: "aa"}
        assert not shelf._in_files.is_used()


def test_duckdb_has_bounds_and_no_other_files(shelf, index, tmp_path):
    engine = shelf._in_files._duck
    settings = dict(engine.run("SELECT name, value FROM duckdb_settings()"))
    assert settings["threads"] == "1"
    assert settings["async_threads"] == "0"
    assert settings["memory_limit"] == "488.2 MiB"
    assert settings["lock_configuration"] == "true"
    assert {settings[name] for name in settings if name.startswith("auto") and name.endswith("extensions")} == {"false"}
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    for query in (f"FROM '{tmp_path}/other.csv'", "FROM 'https://example.org/a.parquet'", "INSTALL httpfs"):
        with pytest.raises(OSError, match=r"(?i)disabled|permission"):
            engine.run(query)


def test_a_full_disk_is_one_sentence(shelf, index, monkeypatch):
    monkeypatch.setattr(parquet_prints, "sync_file", lambda file: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(CaseError, match="No space left"), shelf.changing():
        put(shelf, "cc", 5)
    assert index.first([5]) == {}
