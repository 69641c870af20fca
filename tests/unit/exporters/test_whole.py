import os
import stat

import pytest

from allegedly.errors import AllegedlyError
from allegedly.exporters.whole import whole_folder, write_whole


def test_writes_utf8_and_makes_the_folders(tmp_path):
    write_whole(tmp_path / "a" / "b.txt", ["é", "\n"])
    assert (tmp_path / "a" / "b.txt").read_bytes() == "é\n".encode()


def test_what_was_there_stays_when_writing_fails(tmp_path):
    path = tmp_path / "b.txt"
    path.write_text("before")

    def pieces():
        yield "after"
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        write_whole(path, pieces())
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def test_half_of_a_surrogate_pair_stops_nothing(tmp_path):
    write_whole(tmp_path / "b.txt", ["a\ud800b"])
    assert (tmp_path / "b.txt").read_bytes() == b"a?b"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_link_leads_to_the_file_and_a_pipe_is_left_alone(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_whole(tmp_path / "link", ["x"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "x"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(AllegedlyError, match="no ordinary file"):
        write_whole(tmp_path / "pipe", ["x"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_file_can_be_read_by_whom_the_mask_lets(tmp_path):
    write_whole(tmp_path / "b.txt", ["x"])
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "b.txt").stat().st_mode) == 0o666 & ~mask


def test_a_folder_is_there_with_all_that_is_in_it_or_not_at_all(tmp_path):
    def fill(stop):
        with whole_folder(tmp_path / "in" / "out") as folder:
            write_whole(folder / "texts" / "a.txt", ["a"])
            assert not (tmp_path / "in" / "out").exists()
            if stop:
                raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        fill(stop=True)
    assert [*(tmp_path / "in").iterdir()] == []
    fill(stop=False)
    assert [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "in").rglob("*.txt")] == [
        "in/out/texts/a.txt"
    ]


def test_two_that_make_a_folder_at_once_both_write_into_it(tmp_path):
    with whole_folder(tmp_path / "out") as one, whole_folder(tmp_path / "out") as other:
        write_whole(one / "a.txt", ["a"])
        write_whole(other / "b.txt", ["b"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "b.txt", "out"]


def test_a_folder_that_is_there_keeps_what_is_its_own_and_stays_as_it_was_when_writing_fails(tmp_path):
    for name in ("mine.txt", "old-1.txt", "a.txt"):
        (tmp_path / name).write_text("before")

    def fill(stop):
        with whole_folder(tmp_path, ["old-*.txt", "a.txt"]) as folder:
            write_whole(folder / "a.txt", ["after"])
            if stop:
                raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        fill(stop=True)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("mine.txt", "old-1.txt", "a.txt"), "before"
    )
    fill(stop=False)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"mine.txt": "before", "a.txt": "after"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_can_be_read_by_whom_the_mask_lets(tmp_path):
    with whole_folder(tmp_path / "out"):
        pass
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o777 & ~mask
