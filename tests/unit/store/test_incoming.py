import os
import socket
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.store import incoming
from allegedly.store.incoming import Found, read_bytes, walk


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def walked(*paths):
    return list(walk(paths, leave_out=Path(paths[0]).parent / "case"))


def test_folders_are_walked_in_the_order_of_names(folder):
    for name in ("b/2", "b/10", "a", "c", "B", "b.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    (folder / "empty").mkdir()
    names = [str(found.path.relative_to(folder)) for found in walked(folder)]
    assert names == ["B", "a", "b/10", "b/2", "b.txt", "c"]


def test_paths_come_in_the_order_given_and_as_given(folder, monkeypatch):
    (folder / "b").write_text("x")
    (folder / "a").write_text("x")
    monkeypatch.chdir(folder)
    found = list(walk(["b", "./a", "nothing"], leave_out=folder.parent / "case"))
    assert [str(each.path) for each in found] == ["b", "a", "nothing"]


def test_hidden_files_are_left_out_of_folders_but_not_when_named(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x")
    (folder / ".hidden").write_text("x")
    assert walked(folder) == [Found(folder / ".git", hidden=True), Found(folder / ".hidden", hidden=True)]
    assert list(walk([folder / ".hidden"], leave_out=folder.parent / "case")) == [Found(folder / ".hidden")]


def test_the_case_itself_is_left_out(folder):
    case = folder.parent / "case"
    (case / "case.sqlite").write_text("x")
    (folder / "a").write_text("x")
    found = list(walk([folder.parent], leave_out=case))
    assert found == [Found(case, hidden=True), Found(folder / "a")]


def test_links_in_folders_are_not_followed(folder):
    (folder.parent / "secret").write_text("x")
    (folder / "circle").symlink_to(folder)
    (folder / "link").symlink_to(folder.parent / "secret")
    (folder / "nowhere").symlink_to("nothing")
    found = walked(folder)
    assert len(found) == 3
    assert all("is a link inside a folder" in each.why_not for each in found)


def test_a_link_that_is_named_is_followed(folder):
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "a").write_text("x")
    (folder / "link").symlink_to(folder.parent / "other")
    assert list(walk([folder / "link"], leave_out=folder.parent / "case")) == [Found(folder / "link" / "a")]


def test_a_path_that_is_too_long_for_the_system_is_refused(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for _ in range(25):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    Path("a").write_text("x")
    (found,) = walked(folder)
    with pytest.raises(RefusedInputError, match="cannot be read"):
        read_bytes(found.path)


def test_a_folder_that_cannot_be_listed_is_refused(folder, monkeypatch):
    def denied(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(incoming.os, "scandir", denied)
    (found,) = walked(folder)
    assert found.why_not == f"{folder} may not be read; check its permissions."


def test_bytes_are_read(folder):
    (folder / "a").write_bytes(b"\x00\xff")
    assert read_bytes(folder / "a") == b"\x00\xff"


def make_pipe(path):
    os.mkfifo(path)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def make_circle(path):
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (make_pipe, "is a pipe; only files"),
        (make_socket, "is a socket; only files"),
        (lambda path: path.symlink_to("/dev/zero"), "is a device; only files"),
        (lambda path: path.mkdir(), "is a folder; only files"),
        (make_circle, "is a link that leads back to itself"),
        (lambda path: None, "is not there; check the path"),
        (lambda path: path.symlink_to("nothing"), "is not there; check the path"),
    ],
)
def test_what_is_no_file_is_refused_at_once(tmp_path, monkeypatch, make, why):
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    make(Path("odd"))
    with pytest.raises(RefusedInputError, match=f"odd {why}"):
        read_bytes(Path("odd"))


@pytest.mark.parametrize("name", ["nul\0inside", "x" * 5000, "half \udcff", "new\nline"])
def test_impossible_names_are_refused_in_words_that_can_be_printed(folder, name):
    with pytest.raises(RefusedInputError) as caught:
        read_bytes(folder / name)
    str(caught.value).encode()


def test_a_pipe_that_takes_a_files_place_does_not_stop_us(folder, monkeypatch):
    (folder / "a").write_text("x")
    status = (folder / "a").stat()
    (folder / "a").unlink()
    os.mkfifo(folder / "a")
    monkeypatch.setattr(Path, "stat", lambda self: status)
    with pytest.raises(RefusedInputError, match="is a pipe"):
        read_bytes(folder / "a")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(13, "Permission denied"), "may not be read"),
        (FileNotFoundError(2, "gone"), "is not there"),
        (OSError(5, "Input/output error"), "cannot be read \\(Input/output error\\)"),
    ],
)
def test_what_the_system_says_is_told(folder, monkeypatch, error, why):
    (folder / "a").write_text("x")

    def fail(*_):
        raise error

    monkeypatch.setattr(incoming.os, "open", fail)
    with pytest.raises(RefusedInputError, match=why):
        read_bytes(folder / "a")


def test_a_file_that_is_too_large_is_refused_unread(folder, monkeypatch):
    monkeypatch.setattr(incoming, "MAX_BYTES", 1024 * 1024)
    with (folder / "a").open("wb") as file:
        file.truncate(1024 * 1024 + 1)
    with pytest.raises(RefusedInputError, match="is larger than 1 MB; split it"):
        read_bytes(folder / "a")
    with (folder / "a").open("wb") as file:
        file.truncate(1024 * 1024)
    assert len(read_bytes(folder / "a")) == 1024 * 1024
