import os
import stat

import pytest

from allegedly.errors import CaseError
from allegedly.model import sha256
from allegedly.store import originals
from allegedly.store.originals import Originals

DATA = b"as it came in"
ID = sha256(DATA)


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "originals").mkdir()
    return Originals(tmp_path / "originals")


def test_an_original_stands_under_its_hash_and_is_read_only(kept):
    kept.put(ID, DATA)
    path = kept.folder / ID[:2] / ID
    assert list(kept.files()) == [path]
    assert kept.get(ID) == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert kept.state(ID) is None


def test_putting_it_again_does_not_touch_it(kept):
    kept.put(ID, DATA)
    before = kept.path(ID).stat()
    kept.put(ID, DATA)
    after = kept.path(ID).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damage", [b"as it came IN", b"", DATA + b"!"])
def test_a_damaged_original_is_told_and_mended_by_putting_it_again(kept, damage):
    kept.put(ID, DATA)
    kept.path(ID).chmod(0o644)
    kept.path(ID).write_bytes(damage)
    assert kept.state(ID) == "is not what it was"
    kept.put(ID, DATA)
    assert kept.state(ID) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_an_original_is_told_and_not_waited_for(kept):
    kept.put(ID, DATA)
    kept.path(ID).unlink()
    os.mkfifo(kept.path(ID))
    assert kept.state(ID) == "cannot be read (no file)"
    with pytest.raises(CaseError, match="no file"):
        kept.get(ID)
    kept.put(ID, DATA)
    assert kept.state(ID) is None


def test_no_more_is_read_of_an_original_than_can_have_come_in(kept, monkeypatch):
    monkeypatch.setattr(originals, "MAX_BYTES", len(DATA))
    kept.put(ID, DATA)
    assert kept.state(ID) is None
    kept.path(ID).chmod(0o644)
    os.truncate(kept.path(ID), 1 << 40)
    assert kept.state(ID) == "is not what it was"


def test_a_missing_original_is_told(kept):
    assert kept.state(ID) == "is missing"
    with pytest.raises(CaseError, match="Add the same file again"):
        kept.get(ID)


def test_it_reaches_the_disk_before_it_has_its_name(kept, monkeypatch):
    events = []
    sync, rename = os.fsync, os.replace
    monkeypatch.setattr(originals.os, "fsync", lambda handle: (events.append("sync"), sync(handle)))
    monkeypatch.setattr(originals.Path, "replace", lambda self, to: (events.append("name"), rename(self, to)))
    kept.put(ID, DATA)
    assert events == ["sync", "sync", "name", "sync"]  # the new folder, the file, its name, the folder with the name


def test_a_copy_that_is_cut_off_leaves_nothing_under_the_name(kept, monkeypatch):
    def cut_off(handle):
        raise OSError(28, "No space left on device")

    (kept.folder / ID[:2]).mkdir()
    monkeypatch.setattr(originals.os, "fsync", cut_off)
    with pytest.raises(CaseError, match="is full"):
        kept.put(ID, DATA)
    assert list(kept.files()) == []


def test_copies_that_a_killed_process_left_are_swept(kept):
    kept.put(ID, DATA)
    part = kept.path(ID).with_suffix(".part")
    part.write_bytes(b"as it")
    assert kept.is_unfinished(part)
    assert not kept.is_unfinished(kept.path(ID))
    kept.sweep()
    assert list(kept.files()) == [kept.path(ID)]
