"""Writes files so that each is there as a whole, or as it was before."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import AllegedlyError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write the pieces to ``path`` as UTF-8. Half of a surrogate pair becomes "?". Otherwise as ``whole_file``."""
    with whole_file(path) as file:
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
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(handle, "w+b") as file:  # noqa: PTH123 (a descriptor)
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    """The mask for new files; reading it means setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
