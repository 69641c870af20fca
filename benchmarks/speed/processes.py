"""How much faster two processes read than one, side by side in one run: two cores, an otherwise idle machine.

``two_over_one`` is how many times as fast ``annotate`` is with two processes as with one, tagger included, on documents
that none has read before; ``two_apart_over_one`` the same of two processes each of which has half of the documents and
nothing to do with the other: what the machine allows. The best of several alternating rounds counts for each.
"""

import math
from collections.abc import Callable, Sequence

from allegedly.model import Document
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.runners import in_processes
from allegedly.runners.processes import CONTEXT, cause

from .growth.retold import Retold
from .timing import forget, seconds

_DOCUMENTS = 64
"""Of some 300 words. Two processes get them in lists of two to sixteen, the last one of four (``runners.sizes``)."""
_TEMPLATES, _ROUNDS = 4, 3


def score() -> dict[str, float]:
    """The two ratios."""
    retold = Retold(_TEMPLATES)
    documents = [read(None, retold.text(n).encode()) for n in range(_DOCUMENTS)]
    work: dict[str, Callable[[], object]] = {
        "one": lambda: _read(documents),
        "two": lambda: list(in_processes(annotate_documents, documents, 2)),
        "apart": lambda: _apart(documents),
    }
    best = dict.fromkeys(work, math.inf)
    for _ in range(_ROUNDS):
        for name, step in work.items():
            forget()
            best[name] = min(best[name], seconds(step))
    return {"two_over_one": best["one"] / best["two"], "two_apart_over_one": best["one"] / best["apart"]}


def _apart(documents: Sequence[Document]) -> None:
    """Raises ``RuntimeError`` where one of the two has not read its half."""
    halves = [CONTEXT.Process(target=_read, args=(documents[half::2],)) for half in range(2)]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
    for half in halves:
        if half.exitcode:
            raise RuntimeError(f"A process that was reading half of the documents died ({cause(half.exitcode)}).")


def _read(documents: Sequence[Document]) -> None:
    list(annotate_documents(documents))
