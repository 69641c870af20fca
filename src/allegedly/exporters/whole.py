"""Writes files and folders so that each is there as a whole, or as it was before: also after a kill or a power cut."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..disk import make_folder, passing_file, passing_folder, sweep, sync_file, sync_folder
from ..errors import AllegedlyError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the pieces to ``path`` as UTF-8. Half of a surrogate pair becomes "?". Otherwise as ``whole_file``."""
    with whole_file(path) as file:
        file.writelines(piece.encode("utf-8", "replace") for piece in pieces)


def write_part(path: Path, pieces: Iterable[str]) -> None:
    """The same for a file in a ``whole_folder``, whose files are whole together."""
    with part_file(path) as file:
        file.writelines(piece.encode("utf-8", "replace") for piece in pieces)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write bytes to, which stands at ``path`` once all is written; folders above it are made.

    Raises ``AllegedlyError`` when ``path`` is a folder or a device, and ``OSError`` when the disk refuses.
    """
    path = path.resolve()  # so that what a link leads to is replaced, not the link
    if path.is_dir():
        raise AllegedlyError(f"{path} is a folder; give the name of a file in it.")
    if path.exists() and not path.is_file():
        raise AllegedlyError(f"{path} is no ordinary file; give the name of one.")
    make_folder(path.parent)
    with passing_file(path.parent, path.name) as temporary:
        with temporary.open("r+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)


@contextmanager
def part_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write bytes to, in a ``whole_folder``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w+b") as file:
        yield file


@contextmanager
def whole_folder(path: Path, before: Sequence[str] = ()) -> Iterator[Path]:
    """A folder to write files into, which stand in the folder ``path`` once all are written; it is made.

    One that is there keeps what else is in it, save what an earlier export wrote and this one did not: files that fit
    the patterns ``before``. Raises ``AllegedlyError`` when ``path`` is a file, and ``OSError`` when the disk refuses.
    """
    path = path.resolve()
    if path.exists() and not path.is_dir():
        raise AllegedlyError(f"{path} is a file; give the name of a folder.")
    make_folder(path.parent)
    beside = path if path.exists() else path.parent  # on the same disk as what it is to become
    if beside == path:
        sweep(path.parent, path.name)  # there it would be from when the folder itself was made
    with passing_folder(beside, path.name) as temporary:
        made = temporary / "made"
        made.mkdir()
        yield made
        for file in made.rglob("*"):
            sync_folder(file) if file.is_dir() else sync_file(file)
        sync_folder(made)
        _put(made, path, before)
        sync_folder(path.parent)


def _put(made: Path, path: Path, before: Sequence[str]) -> None:
    if not path.exists():
        try:
            made.rename(path)
        except OSError:
            if not path.is_dir():  # else somebody has made it meanwhile
                raise
    if made.exists():
        _move(made, path, before)


def _move(made: Path, path: Path, before: Sequence[str]) -> None:
    """Each file into its place; what is no more goes first, so that it is never taken for a part of the new."""
    files = [file.relative_to(made) for file in sorted(made.rglob("*")) if file.is_file()]
    for stale in {old for pattern in before for old in path.glob(pattern)} - {path / file for file in files}:
        stale.unlink(missing_ok=True)
    for file in files:
        make_folder((path / file).parent)
        (made / file).replace(path / file)
    for folder in {(path / file).parent for file in files}:
        sync_folder(folder)
