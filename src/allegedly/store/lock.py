"""One adder at a time: a lock that the operating system takes back when its holder dies."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .faults import busy, told

WAIT_SECONDS = 5.0
"""How long a second writer waits before it is told."""
_PAUSE_SECONDS = 0.05

# Locks of the operating system hold between processes; these hold between the threads of this one.
_held: set[Path] = set()
_guard = threading.Lock()


@contextmanager
def only_writer(folder: Path, wait: float | None = None) -> Iterator[None]:
    """Hold the case alone; raises ``CaseError`` when another holds it for longer than ``wait`` seconds."""
    deadline = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
    with told(folder):
        handle = os.open(folder / "case.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while not _take(folder.resolve(), handle):
            if time.monotonic() >= deadline:
                raise busy(folder)
            time.sleep(_PAUSE_SECONDS)
        try:
            yield
        finally:
            _held.discard(folder.resolve())
    finally:
        os.close(handle)


def _take(folder: Path, handle: int) -> bool:
    with _guard:
        if folder in _held or not _lock(handle):
            return False
        _held.add(folder)
        return True


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
