"""Sums over whole files that are worked out and kept beside a case, so that damage in them is never believed.

They guard against disks, not against people: what they are over can be worked out again, and a person who wants to
mislead can change a sum as well. What cannot be worked out again has its hashes in the log of custody.
"""

import hashlib
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ..disk import passing_file

_PIECE = 1024**2
_NAME = b"\nallegedly seal "
_LENGTH = len(_NAME) + 64


def sum_of(file: BinaryIO, size: int) -> str:
    """A sum of 64 characters over the first ``size`` bytes: SHA-256 of the Adler-32 of each megabyte.

    Adler-32 finds every single byte that differs, reads a gigabyte in a second, and comes with Python.
    """
    digest = hashlib.sha256(size.to_bytes(8, "big"))
    while size > 0 and (piece := file.read(min(_PIECE, size))):
        size -= len(piece)
        digest.update(zlib.adler32(piece).to_bytes(4, "big"))
    return digest.hexdigest()


def seal(path: Path) -> None:
    """Put a sum behind the end of a file that does not change any more, and see both safe on the disk."""
    with path.open("r+b") as file:
        made = sum_of(file, os.fstat(file.fileno()).st_size)
        file.seek(0, os.SEEK_END)
        file.write(_NAME + made.encode())
        file.flush()
        os.fsync(file.fileno())


def is_sealed(path: Path) -> bool:
    """Whether a file is what it was when it was sealed. Raises ``OSError``."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size - _LENGTH
        if size < 0:
            return False
        made = sum_of(file, size)
        return file.read() == _NAME + made.encode()


class SealBeside:
    """The sum over a file that changes, in a file beside it, with the size and the time of the file that it is over."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seal = path.with_name(f"{path.name}.seal")

    def state(self) -> str:
        """What tells the file from what it was before anybody wrote to it; empty where there is none."""
        try:
            found = self._path.stat()
        except OSError:
            return ""
        return f"{found.st_size} {found.st_mtime_ns}"

    def holds(self) -> bool | None:
        """Whether the file is what it was when it was sealed; ``None`` where it was written to since, or never sealed.

        Raises ``OSError``.
        """
        state = self.state()
        try:
            sealed, _, made = self._seal.read_text("ascii").rpartition(" ")
        except (OSError, ValueError):
            return None
        return made == self._sum() if sealed == state else None

    def renew(self) -> str | None:
        """Seal the file as it is; the state that is sealed, ``None`` where it could not be done."""
        state = self.state()
        with suppress(OSError), passing_file(self._seal.parent, self._seal.name) as part:
            part.write_text(f"{state} {self._sum()}", "ascii")
            if self.state() == state:  # else somebody wrote meanwhile, and seals it in turn
                part.replace(self._seal)
                return state
        return None

    def remove(self) -> None:
        with suppress(OSError):
            self._seal.unlink()

    def _sum(self) -> str:
        with self._path.open("rb") as file:
            return sum_of(file, os.fstat(file.fileno()).st_size)
