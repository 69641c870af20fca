"""How fast documents are read, as ratios measured side by side in one run.

``words`` is the number of words a second of the whole of ``annotate``, rules alone, over that of bare ``nlp.pipe``
with the same model, process, documents and batch size; ``words_with_tagger`` the same with the trained tagger. The
best of several alternating rounds counts for each. Cold starts are whole commands in fresh processes, the best of
several. Single stages are timed for 700 words in one thread, without the parse, which has a figure of its own.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from allegedly.extract.attribution import find_attributions
from allegedly.extract.cast import find_cast
from allegedly.extract.temporal import find_times
from allegedly.extract.voices import complete_voices
from allegedly.model import Document
from allegedly.nlp import tagger
from allegedly.nlp.language import BATCH_SIZE, load
from allegedly.pipeline import annotate_documents, breaks
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


def score() -> dict[str, float]:
    """The ratios, the seconds of single stages, and those of cold starts."""
    by_rules, with_tagger = words_ratios()
    return {
        "words": by_rules,
        "words_with_tagger": with_tagger,
        **{f"{stage}_seconds": seconds for stage, seconds in stage_seconds().items()},
        "help_seconds": cold_start("--help"),
        "page_seconds": cold_page(),
    }


def words_ratios() -> tuple[float, float]:
    """The ratios without and with the tagger."""
    documents = sample_documents()
    texts = [document.text for document in documents]
    bare = load()._language
    list(bare.pipe(texts[:4]))
    list(annotate_documents(documents[:4]))
    theirs, by_rules, with_tagger = [], [], []
    for _ in range(_ROUNDS):
        theirs.append(_seconds(lambda: list(bare.pipe(texts, batch_size=BATCH_SIZE))))
        with_tagger.append(_seconds(lambda: list(annotate_documents(documents))))
        with patch.object(tagger, "load", lambda: None):
            by_rules.append(_seconds(lambda: list(annotate_documents(documents))))
    return min(theirs) / min(by_rules), min(theirs) / min(with_tagger)


def stage_seconds() -> dict[str, float]:
    """Seconds of single stages, and of the parse, for 700 words of the sample case."""
    parser = load()
    documents = [complete_voices(document) for document in sample_documents()[:12]]
    trees = [parser.parse(document.text, breaks(document)) for document in documents]
    ready = [(d, tree, find_cast(d, tree)) for d, tree in zip(documents, trees, strict=True)]
    words = sum(len(document.text.split()) for document in documents)
    stages: dict[str, Callable[[], object]] = {
        "parse": lambda: [parser.parse(document.text, breaks(document)) for document in documents],
        "time": lambda: [find_times(document, tree) for document, tree, _ in ready],
        "attribution": lambda: [find_attributions(*one) for one in ready],
    }
    return {name: min(_seconds(work) for _ in range(_ROUNDS)) * 700 / words for name, work in stages.items()}


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
