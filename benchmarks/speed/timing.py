"""How long work takes, on text that is read as if for the first time."""

import time
from collections.abc import Callable

from allegedly.nlp.language import MAX_KNOWN, load
from allegedly.nlp.morphology import Morphology
from allegedly.nlp.passages import TreeCache


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, on the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def forget() -> None:
    """Let go of all that the parser has kept of texts: the trees of passages, and what its rules said of words."""
    parser = load()
    parser._known = TreeCache(MAX_KNOWN)
    parser._morphology = Morphology(parser._language)
