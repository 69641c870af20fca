"""How fast documents are read, as ratios measured side by side in one run.

``words`` is the number of words a second of the whole of ``annotate`` over that of bare ``nlp.pipe`` with the same
model, process, documents and batch size; the better of several alternating rounds counts for each. Cold starts are
whole commands in fresh processes, the best of several.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from allegedly.model import Document
from allegedly.nlp.language import BATCH_SIZE, load
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.resources import path_of

_ROUNDS = 3
_COPIES = 6


def sample_documents() -> list[Document]:
    """The sample case's documents, each several times over under another name (about 18,000 words)."""
    paths = sorted(path_of("sample/documents").iterdir())
    documents = [read(path, path.read_bytes()) for path in paths]
    return [
        read(Path(f"{copy}-{document.path}.txt"), f"{document.text}\n\n{copy}\n".encode())
        for copy in range(_COPIES)
        for document in documents
    ]


def words_ratio() -> tuple[float, int]:
    """The ratio, and the number of words it was measured on."""
    documents = sample_documents()
    texts = [document.text for document in documents]
    bare = load()._language
    list(bare.pipe(texts[:4]))
    list(annotate_documents(documents[:4]))
    ours, theirs = [], []
    for _ in range(_ROUNDS):
        theirs.append(_seconds(lambda: list(bare.pipe(texts, batch_size=BATCH_SIZE))))
        ours.append(_seconds(lambda: list(annotate_documents(documents))))
    return min(theirs) / min(ours), sum(len(text.split()) for text in texts)


def cold_start(*arguments: str) -> float:
    """Seconds that a whole command takes in a fresh process, the best of several."""
    command = [sys.executable, "-m", "allegedly", *arguments]
    return min(
        _seconds(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603  (our own command)
        for _ in range(_ROUNDS)
    )


def cold_page() -> float:
    """Seconds of ``annotate`` on one page in a fresh process."""
    return cold_start("annotate", str(path_of("sample/documents/01-rioni-herald.txt")))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
