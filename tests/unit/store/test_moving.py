"""A case that moves from its file to a server: whole in one of both at every moment."""

import sqlite3
from contextlib import closing

import pytest

from allegedly.case import Case
from allegedly.errors import CaseError
from allegedly.store import lock, moving, only_writer
from allegedly.store.moving import move_to_server

pytestmark = pytest.mark.sqlite


class CutOffError(BaseException):
    """As a power cut: no code of ours runs on."""


@pytest.fixture
def case(opened, tmp_path, fakes):
    (tmp_path / "in").mkdir()
    fakes.letters(tmp_path / "in", 5)
    (tmp_path / "in" / "empty.txt").write_text(" ")
    opened.add([tmp_path / "in"])
    opened.judge("different", "Otto@000.txt", "Otto@001.txt", by="Ana")
    return opened


def whole(case, fakes):
    return fakes.content(case), case.judgements(), case.revision()


def test_all_of_it_is_there_afterwards_and_the_file_put_aside(case, server, fakes):
    before, address = whole(case, fakes), server.database()
    case.close()
    move_to_server(case.folder, address)
    assert not (case.folder / "case.sqlite").exists()
    with Case.open(case.folder, stages=fakes.stages()) as there:
        assert there._store.__class__.__name__ == "PostgresqlStore"
        assert whole(there, fakes) == before
        assert there.verify().ok
        there.judge("different", "Otto@000.txt", "Otto@002.txt", by="Bo")
        assert len(there.judgements()) == 2
    with closing(sqlite3.connect(case.folder / "case.sqlite.moved")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (5,)


@pytest.mark.parametrize(
    "step", ["filled_database", "copy_rows", "write_address", "_forbid_writing", "put_aside", "wrote_address"]
)
def test_cut_off_anywhere_it_is_whole_and_the_same_call_goes_on(case, server, fakes, monkeypatch, step):
    before, address = whole(case, fakes), server.database()
    case.close()

    def cut_off(*arguments):
        if step == "wrote_address":
            write(*arguments)
        raise CutOffError

    write = moving.write_address
    with monkeypatch.context() as patch:
        patch.setattr(moving, "write_address" if step == "wrote_address" else step, cut_off)
        with pytest.raises(CutOffError):
            move_to_server(case.folder, address)
    there = (case.folder / "case.toml").exists()
    assert there == (step in ("_forbid_writing", "put_aside", "wrote_address"))
    with Case.open(case.folder, stages=fakes.stages()) as again:
        assert whole(again, fakes) == before
    assert (case.folder / "case.sqlite").exists() == (not there)
    if not there:
        move_to_server(case.folder, address)
    with Case.open(case.folder, stages=fakes.stages()) as again:
        assert whole(again, fakes) == before
        assert not (case.folder / "case.sqlite").exists()
        assert (case.folder / "case.sqlite.moved").exists()


def test_what_was_open_then_is_told_and_loses_nothing(case, server):
    move_to_server(case.folder, server.database())
    with pytest.raises(CaseError, match=r"keeps its records in a database of a server now. Open it anew"):
        case.judge("different", "Otto@000.txt", "Otto@002.txt", by="Bo")


def test_who_writes_is_waited_for(case, server, monkeypatch):
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.1)
    with only_writer(case.folder), pytest.raises(CaseError, match="Another process is writing"):
        move_to_server(case.folder, server.database())
    with case._store._writing(), pytest.raises(CaseError, match="Another process is writing"):
        move_to_server(case.folder, server.database())
    assert not (case.folder / "case.toml").exists()


def test_a_case_moves_once_and_into_no_other_case(case, server, tmp_path):
    address = server.database()
    with Case.create(tmp_path / "other", database=address) as other:
        other.add([tmp_path / "in" / "000.txt"])
    with pytest.raises(CaseError, match="is not empty"):
        move_to_server(case.folder, address)
    case.close()
    move_to_server(case.folder, server.database())
    with pytest.raises(CaseError, match="in a database of a server already"):
        move_to_server(case.folder, server.database())
