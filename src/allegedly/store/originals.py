"""The originals: every file that came in, byte for byte, under the hash of its content."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..disk import UNFINISHED, make_folder, sync_folder
from ..errors import CaseError
from ..model import sha256
from ..model.protocols import Store
from .faults import shown, told
from .incoming import MAX_BYTES


def received(store: Store) -> set[str]:
    """The hashes of all bytes that came into a case: documents, what they lay in, what was refused, what waits."""
    refused = {refusal.sha256 for refusal in store.refusals() if refusal.sha256}
    containers = {container.id for container in store.containers()}
    return {*store.ids(), *containers, *refused, *(receipt.document for receipt in store.unfinished())}


def write_safely(target: Path, data: bytes, *, mode: int = 0o444) -> None:
    """Write a file that is there as a whole or as it was before, and safe from power loss on return."""
    part = target.with_suffix(UNFINISHED)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


class Originals:
    """Files at ``originals/ab/abcdef...``, read-only once they are there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, document_id: str) -> Path:
        return self.folder / document_id[:2] / document_id

    def put(self, document_id: str, data: bytes) -> bool:
        """Keep ``data``, safe from power loss on return; a copy that is missing or damaged is replaced.

        Returns whether it had to be written.
        """
        target = self.path(document_id)
        with told(self.folder.parent):
            if _holds(target, data):
                return False
            make_folder(target.parent)
            write_safely(target, data)
            return True

    def settle(self) -> None:
        """Make names safe that a process may have given just before it was killed; it never said that they were."""
        with told(self.folder.parent):
            for folder in (self.folder, *(one for one in self.folder.iterdir() if one.is_dir())):
                sync_folder(folder)

    def get(self, document_id: str) -> bytes:
        """The bytes as they came in; ``CaseError`` when the file is gone or cannot be read."""
        try:
            return _content(self.path(document_id))
        except OSError as error:
            raise CaseError(
                f"The original {shown(self.path(document_id))} cannot be read ({error.strerror}). "
                "Add the same file again, or restore it from a backup."
            ) from error

    def state(self, document_id: str) -> str | None:
        """What is wrong with an original, or ``None``."""
        try:
            data = _content(self.path(document_id))
        except FileNotFoundError:
            return "is missing"
        except OSError as error:
            return f"cannot be read ({error.strerror})"
        return None if sha256(data) == document_id else "is not what it was"

    def files(self) -> Iterator[Path]:
        """Every file below the folder, sorted."""
        for folder, names, files in os.walk(self.folder):
            names.sort()
            for name in sorted(files):
                yield Path(folder, name)

    def is_unfinished(self, file: Path) -> bool:
        """Whether ``file`` is a copy that was cut off; it was never counted as received."""
        return file.suffix == UNFINISHED

    def sweep(self) -> None:
        """Remove the copies that an interrupted process left unfinished."""
        with told(self.folder.parent):
            for file in self.files():
                if self.is_unfinished(file):
                    file.unlink(missing_ok=True)


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and _content(target) == data
    except FileNotFoundError:
        return False


def _content(file: Path) -> bytes:
    """No more than can have come in. Raises ``OSError`` for what is no file: a pipe in its place would never end."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no file")
        return opened.read(MAX_BYTES + 1)
