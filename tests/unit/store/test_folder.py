import os
import stat
from pathlib import Path

import pytest

from allegedly.errors import CaseError
from allegedly.store import SqliteStore, create_folder, folder, sqlite


def test_a_case_is_made_in_a_new_folder_or_an_empty_one(tmp_path):
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "new" / "one"):
        create_folder(path)
        store = SqliteStore(path)
        assert store.documents() == []
        store.close()
        assert sorted(entry.name for entry in path.iterdir()) == ["case.sqlite", "originals"]


def test_only_its_owner_may_enter(tmp_path):
    create_folder(tmp_path / "case")
    assert stat.S_IMODE((tmp_path / "case").stat().st_mode) == 0o700


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(CaseError, match="is not empty; give the name"):
        create_folder(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_a_case_is_not_made_over_another(tmp_path):
    create_folder(tmp_path / "case")
    before = (tmp_path / "case" / "case.sqlite").read_bytes()
    with pytest.raises(CaseError, match="is not empty"):
        create_folder(tmp_path / "case")
    assert (tmp_path / "case" / "case.sqlite").read_bytes() == before


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(CaseError, match="is a file"):
        create_folder(tmp_path / "a")
    with pytest.raises(CaseError, match="cannot be read or written"):
        create_folder(tmp_path / "a" / "b")


def test_making_that_was_cut_off_is_done_again(tmp_path, monkeypatch):
    def cut_off(connection):
        connection.exec_driver_sql("CREATE TABLE half (done)")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "migrate", cut_off)
        with pytest.raises(KeyboardInterrupt):
            create_folder(tmp_path / "case")
    assert (tmp_path / "case" / "case.sqlite").exists()
    create_folder(tmp_path / "case")
    SqliteStore(tmp_path / "case").close()


def test_a_disk_that_refuses_is_told(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(folder.Path, "mkdir", refused)
    with pytest.raises(CaseError, match="may not be opened or changed"):
        create_folder(tmp_path / "case")


def test_a_name_that_is_not_text_is_told_in_text(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    create_folder(path)
    with pytest.raises(CaseError) as caught:
        create_folder(path)
    assert str(caught.value).startswith(f"{tmp_path}/\\xff is not empty")
