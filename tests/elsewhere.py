"""Somebody else at work on the same case."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from allegedly.store import only_writer


@contextmanager
def another_writes(folder: Path) -> Iterator[None]:
    """Another thread holds the case meanwhile, and whoever waits for it soon gives up."""
    holds, done = threading.Event(), threading.Event()

    def write() -> None:
        with only_writer(folder):
            holds.set()
            done.wait(60)

    writer = threading.Thread(target=write)
    writer.start()
    assert holds.wait(10)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("allegedly.store.lock.WAIT_SECONDS", 0.05)
        try:
            yield
        finally:
            done.set()
            writer.join()
