"""The index for searching beside a server: always what the database has, whatever became of the file."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from allegedly.case import Case
from allegedly.store import search_file
from allegedly.store.address import write_address

QUERIES = ("otto", "zoe OR anna", '"otto left"', "let*", "left NOT zoe", "nobody")


@pytest.fixture
def case(tmp_path, inbox, fakes, server):
    with Case.create(tmp_path / "pg", database=server.database(), stages=fakes.stages()) as opened:
        opened.add([inbox])
        yield opened


@pytest.fixture
def beside(tmp_path, inbox, fakes):
    """The same case in a file."""
    with Case.create(tmp_path / "file", stages=fakes.stages()) as opened:
        opened.add([inbox])
        yield opened


def found(case):
    return [case.search(query, limit=3, offset=offset) for query in QUERIES for offset in (0, 1)]


@pytest.mark.sqlite
def test_it_finds_the_same_in_the_same_order_as_a_case_in_a_file(case, beside, tmp_path):
    assert found(case) == found(beside)
    for i in range(60):
        (tmp_path / "in" / f"{i}.txt").write_text(f"Otto left {i}. " * (i % 7 + 1) + "Zoe. " * (i % 3))
    for one in (case, beside):
        one.add([tmp_path / "in"])
    assert found(case) == found(beside)
    with Case.open(case.folder) as again:
        assert found(again) == found(beside)


def damage(file):
    file.write_bytes(b"no database" * 500)


def flip(file):
    data = bytearray(file.read_bytes())
    data[100 : len(data) // 2] = bytes(len(data) // 2 - 100)
    file.write_bytes(data)


def other_tables(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE fits")
        connection.execute("CREATE TABLE fits (other)")


def lose(file):
    file.unlink()


@pytest.mark.parametrize("harm", [damage, flip, other_tables, lose])
def test_a_file_that_is_broken_is_made_anew(case, harm):
    before = found(case)
    case.close()
    for file in case.folder.glob("search.sqlite-*"):
        file.unlink()
    harm(case.folder / "search.sqlite")
    with Case.open(case.folder) as again:
        assert found(again) == before


def test_a_file_that_does_not_agree_with_itself_is_made_anew_by_verifying(case):
    before = found(case)
    with closing(sqlite3.connect(case.folder / "search.sqlite")) as connection, connection:
        connection.execute("UPDATE passage SET text = 'Nobody knows.'")
    assert found(case) != before
    assert case.verify().ok
    assert found(case) == before


def test_a_file_of_another_database_is_not_believed(case, tmp_path, fakes, server):
    (tmp_path / "other.txt").write_text("Otto left. Otto stayed.\n\nOtto wrote.")
    before = found(case)
    with Case.create(tmp_path / "other", database=server.database(), stages=fakes.stages()) as other:
        other.add([tmp_path / "other.txt"])
        assert found(other) != before
    shutil.copy(tmp_path / "other" / "search.sqlite", case.folder / "search.sqlite")
    with Case.open(case.folder) as again:
        assert found(again) == before


def test_a_database_that_was_set_back_is_not_mistaken_for_the_newer_one(case, tmp_path, fakes, server, inbox):
    with Case.create(tmp_path / "older", database=server.database(), stages=fakes.stages()) as older:
        older.add([inbox / "b.txt"])
        wanted = found(older)
    assert found(case) != wanted
    write_address(case.folder, (tmp_path / "older" / "case.toml").read_text().split('"')[1])
    with Case.open(case.folder) as again:
        assert found(again) == wanted


def test_where_nothing_may_be_written_it_is_in_memory(case, monkeypatch):
    before = found(case)
    (case.folder / "search.sqlite").unlink()
    monkeypatch.setattr(search_file.os, "access", lambda *_: False)
    with Case.open(case.folder) as again:
        assert found(again) == before == found(again)
    assert not (case.folder / "search.sqlite").exists()


def test_judging_does_not_make_it_look_at_the_passages_again(case, monkeypatch):
    before = found(case)
    case.judge("different", "Otto@a.txt", "Otto@b.txt", by="Ana")
    monkeypatch.setattr(search_file, "_fill", lambda *_: pytest.fail("it looked"))
    assert found(case) == before
