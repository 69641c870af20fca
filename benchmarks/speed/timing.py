"""How long work takes, on text that is read as if for the first time."""

import time
from collections.abc import Callable

from allegedly.nlp.language import MAX_KNOWN, load
from allegedly.nlp.passages import TreeCache


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, on the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def forget() -> None:
    """Let go of the trees of all passages.

    What was said of single words stays, as it does in the bare model: the next text is read as one in a long run of
    which every word was met before. Met for the first time they cost about a twelfth of a parse.
    """
    load()._known = TreeCache(MAX_KNOWN)
