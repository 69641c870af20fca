"""What is asked of a disk: names that outlive a power cut, and nothing left lying about by who was killed."""

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: who was killed leaves its files there
    fcntl = None  # type: ignore[assignment]

UNFINISHED = ".part"
"""The suffix of what is being written: hidden, beside what it is to become."""


def sync_folder(folder: Path) -> None:
    """Make the folder's list of names safe; systems that cannot open a folder do that by themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """The folder and those above it, where they are not there; safe from power loss on return.

    Only the folder itself has the ``mode``.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=mode, exist_ok=True)
    sync_folder(folder.parent)


@contextmanager
def passing_file(beside: Path, name: str) -> Iterator[Path]:
    """An empty file in the folder ``beside``, to be moved away; it is gone afterwards where it was not."""
    sweep(beside, name)
    held = None
    while held is None:
        handle, temporary = tempfile.mkstemp(dir=beside, prefix=f".{name}-", suffix=UNFINISHED)
        held = _held(handle, Path(temporary))
    try:
        Path(temporary).chmod(0o666 & ~_umask())
        yield Path(temporary)
    finally:
        with suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        os.close(held)


@contextmanager
def passing_folder(beside: Path, name: str) -> Iterator[Path]:
    """An empty folder in the folder ``beside``, which is gone afterwards with all that is in it."""
    sweep(beside, name)
    held = None
    while held is None:
        temporary = Path(tempfile.mkdtemp(dir=beside, prefix=f".{name}-", suffix=UNFINISHED))
        # Where there is nothing to hold it by, there is nobody who sweeps.
        held = _held(os.open(temporary if fcntl else os.devnull, os.O_RDONLY), temporary)
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        os.close(held)


def sweep(beside: Path, name: str) -> None:
    """Take away what processes that were killed left of the passing files and folders of this name."""
    if not fcntl:
        return
    for left in beside.glob(f".{glob.escape(name)}-????????{UNFINISHED}"):
        with suppress(OSError):  # another's, or swept by somebody else
            handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            finally:
                os.close(handle)


def _held(handle: int, path: Path) -> int | None:
    """The ``handle``, which holds the file or folder until it is closed or its process dies; ``None``, and it is
    closed, where somebody swept that away just before.
    """
    if fcntl:
        with suppress(OSError):  # a disk without locks: nobody can sweep there either
            fcntl.flock(handle, fcntl.LOCK_SH)
    if path.exists():
        return handle
    os.close(handle)
    return None


def _umask() -> int:
    """The mask for new files; reading it means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
