"""One adder at a time: a lock that the operating system takes back when its holder dies."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import BusyError, CaseError
from .faults import busy, told

WAIT_SECONDS = 5.0
"""How long a second writer waits before it is told."""
PAUSE_SECONDS = 0.05

# Locks of the operating system hold between processes; these hold between the threads of this one.
_held: set[Path] = set()
_guard = threading.Lock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_held.clear)  # a child has none of its parent's locks


@contextmanager
def only_writer(folder: Path, wait: float | None = None) -> Iterator[None]:
    """Hold the case alone; raises ``CaseError`` when another holds it for longer than ``wait`` seconds."""
    deadline = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
    own = folder.resolve()
    while (handle := _taken(folder, own)) is None:
        if time.monotonic() >= deadline:
            raise busy(folder)
        time.sleep(PAUSE_SECONDS)
    try:
        yield
    finally:
        with _guard:
            os.close(handle)
            _held.discard(own)


def is_held_elsewhere(folder: Path) -> bool:
    """Whether another process holds the case now. Where that cannot be said, nobody does."""
    own = folder.resolve()
    with _guard:
        if own in _held:
            return False
    try:
        with only_writer(folder, 0):
            return False
    except BusyError:
        with _guard:
            return own not in _held
    except CaseError:
        return False


def _taken(folder: Path, own: Path) -> int | None:
    """The open file by which the case is held now; ``None`` where another thread or process holds it.

    The file is opened only when no thread of this process has it: closing any handle of a file gives up the locks that
    the process has on it (POSIX).
    """
    with _guard:
        if own in _held:
            return None
        with told(folder):
            handle = os.open(folder / "case.lock", os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock(handle):
            os.close(handle)
            return None
        _held.add(own)
        return handle


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        # Not flock: that one is inherited by forked workers, which may outlive a killed parent.
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
