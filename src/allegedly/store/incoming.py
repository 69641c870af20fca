"""What may come into a case: finds the files, reads their bytes, and never waits on what is no file."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import RefusedInputError
from .faults import shown

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is taken: a text of this size is more than a case needs, and memory must hold it."""

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to add. ``why_not`` says why it cannot be; a hidden one is left out silently unless asked."""

    path: Path
    why_not: str | None = None
    hidden: bool = False


def walk(paths: Iterable[Path | str], *, leave_out: Path) -> Iterator[Found]:
    """The files under ``paths``, in the order given, folders by sorted names; the folder ``leave_out`` is left out.

    Names that begin with a dot are hidden. A link that was named is followed; one inside a folder is not, so that
    nothing from outside comes in unseen and no circle is walked.
    """
    own = leave_out.stat()
    for given in paths:
        stack = [Found(Path(given))]
        while stack:
            found = stack.pop()
            if found.why_not or found.hidden or not _is_folder(found.path):
                yield found
            elif os.path.samestat(found.path.stat(), own):
                yield Found(found.path, hidden=True)
            else:
                stack.extend(reversed(_children(found.path)))


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file. Raises ``RefusedInputError`` with a sentence for everything else."""
    try:
        _check(path, path.stat())
        # Should a pipe have taken the file's place since, opening it does not wait for a writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            _check(path, os.fstat(handle))
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RefusedInputError(_sentence(path, error)) from error
    if len(data) > MAX_BYTES:
        raise RefusedInputError(_too_large(path))
    return data


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _children(folder: Path) -> list[Found]:
    try:
        with os.scandir(folder) as entries:
            return [_child(folder / entry.name, entry) for entry in sorted(entries, key=lambda entry: entry.name)]
    except OSError as error:
        return [Found(folder, why_not=_sentence(folder, error))]


def _child(path: Path, entry: os.DirEntry[str]) -> Found:
    if entry.name.startswith("."):
        return Found(path, hidden=True)
    if entry.is_symlink():
        return Found(path, why_not=f"{shown(path)} is a link inside a folder; add the file that it leads to by name.")
    return Found(path)


def _check(path: Path, status: os.stat_result) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise RefusedInputError(f"{shown(path)} is {_KINDS.get(kind, 'no ordinary file')}; only files can be added.")
    if status.st_size > MAX_BYTES:
        raise RefusedInputError(_too_large(path))


def _too_large(path: Path) -> str:
    return f"{shown(path)} is larger than {MAX_BYTES // 1024**2} MB; split it into parts."


def _sentence(path: Path, error: OSError | ValueError) -> str:
    name = shown(path)
    if isinstance(error, ValueError):
        return f"{name!r} is not a path that can be."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"{name} is not there; check the path."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{name} may not be read; check its permissions."
    if error.errno == errno.ELOOP:
        return f"{name} is a link that leads back to itself."
    return f"{name} cannot be read ({error.strerror or error})."
