"""Python's collector of cycles, kept from walking over a whole case again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without the collector: it walks over everything each time that this has grown by a quarter, so that a mention of
    a large case would cost half as much again as one of a small case. What is cyclic here waits for it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def made_to_stay() -> Iterator[None]:
    """The same, and never again does the collector walk over what is there at the end: for what a server holds as long
    as it runs, over which each walk would make somebody wait. What has no cycle is still given back when it is let go.
    """
    with collector_paused():
        yield
        gc.freeze()
