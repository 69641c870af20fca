"""Sums that are kept beside a file: what they tell, and what they leave behind."""

import os

import pytest

from allegedly.store.sealing import SealBeside


@pytest.fixture
def sealed(tmp_path):
    (tmp_path / "shelf").write_bytes(b"what is kept")
    seal = SealBeside(tmp_path / "shelf")
    assert seal.renew() == seal.state() != ""
    return seal


def test_a_file_is_what_was_sealed_until_a_byte_differs(sealed, tmp_path) -> None:
    assert sealed.holds() is True
    file = tmp_path / "shelf"
    before = file.stat()
    file.write_bytes(b"what is kepT")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert sealed.holds() is False


def test_what_was_written_to_since_is_not_judged(sealed, tmp_path) -> None:
    (tmp_path / "shelf").write_bytes(b"what is kept, and more")
    assert sealed.holds() is None


def test_a_seal_that_was_cut_off_leaves_nothing_behind_once_there_is_another(sealed, tmp_path) -> None:
    (tmp_path / ".shelf.seal-abcdefgh.part").write_text("half")
    assert sealed.renew() == sealed.state()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shelf", "shelf.seal"]
