"""Python's collector of cycles, kept from walking over a whole case again and again."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class _Pauses:
    """How many threads want it paused, and whether it was on before the first of them."""

    count: int = 0
    was_on: bool = False


_pauses = _Pauses()
_guard = threading.Lock()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the collector: it walks over everything each time that this has grown by a quarter, so that a mention of
    a large case would cost half as much again as one of a small case. What is cyclic here waits for it.
    """
    with _guard:
        if _pauses.count == 0:
            _pauses.was_on = gc.isenabled()
            gc.disable()
        _pauses.count += 1
    try:
        yield
    finally:
        with _guard:
            _pauses.count -= 1
            if _pauses.count == 0 and _pauses.was_on:
                gc.enable()


@contextmanager
def made_to_stay() -> Iterator[None]:
    """The same, and from then on the collector does not walk over what is there at the end: for what a server holds for
    long, over which each walk would make somebody wait. What has no cycle is still given back when it is let go.
    """
    with collector_paused():
        yield
        gc.unfreeze()
        gc.collect()  # so that nothing stays for ever that was garbage already
        gc.freeze()
