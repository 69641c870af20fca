"""How fast documents are read, as ratios measured side by side in one run.

``words`` is the number of words a second of the whole of ``annotate``, rules alone, over that of bare ``nlp.pipe``
with the same model, process and documents; ``words_with_tagger`` the same with the trained tagger; ``parse`` that of
the parse alone. All read the documents for the first time: the trees of their passages are forgotten before, words
are known to both sides.
``words_of_copies`` is with the tagger when they are read again, ``parse_of_copies`` the time of that parse as a share
of the first. The best of several alternating rounds counts for each. ``attribution_over_bare`` and ``time_over_bare``
are the seconds of these stages alone over those of bare ``nlp.pipe`` on the same texts. Cold starts are whole commands
in fresh processes, the best of several: ``help_seconds``, and those of ``annotate`` on one page over a program that
loads the model and parses it.
"""

import math
import subprocess
import sys
from collections.abc import Callable
from unittest.mock import patch

import spacy
from spacy.language import Language

from allegedly.extract.attribution import find_attributions
from allegedly.extract.cast import find_cast
from allegedly.extract.temporal import find_times
from allegedly.extract.voices import complete_voices
from allegedly.model import Document
from allegedly.nlp import tagger
from allegedly.nlp.language import load
from allegedly.pipeline import annotate_documents, breaks
from allegedly.readers import read
from allegedly.resources import path_of

from .timing import forget, seconds

_ROUNDS, _COLD_STARTS = 15, 5
"""So many that the best was not slowed down by what else the machine does: its speed comes and goes by a third."""
_BATCH_SIZE = 16
"""Documents at once: the fastest of the powers of two for bare ``nlp.pipe``."""
_BARE = "import sys, spacy; spacy.load(sys.argv[1], exclude=['senter'])(open(sys.argv[2], encoding='utf-8').read())"


def sample_documents() -> list[Document]:
    """The sample case's documents (about 3,000 words)."""
    return [read(path, path.read_bytes()) for path in sorted(path_of("sample/documents").iterdir())]


def score() -> dict[str, float]:
    """The ratios, and the seconds of cold starts."""
    page = str(path_of("sample/documents/01-rioni-herald.txt"))
    page_seconds = cold_start("-m", "allegedly", "annotate", page)
    return {
        **words_ratios(),
        **stage_ratios(),
        "help_seconds": cold_start("-m", "allegedly", "--help"),
        "page_seconds": page_seconds,
        "page_over_bare": page_seconds / cold_start("-c", _BARE, str(load()._language.path), page),
    }


def words_ratios() -> dict[str, float]:
    """The ratios by name."""
    documents = sample_documents()
    texts = [document.text for document in documents]
    wanted = [(document.text, breaks(document)) for document in map(complete_voices, documents)]
    parser = load()
    bare = bare_model()
    list(bare.pipe(texts[:4]))
    list(annotate_documents(documents[:4]))
    work: dict[str, Callable[[], object]] = {
        "bare": lambda: list(bare.pipe(texts, batch_size=_BATCH_SIZE)),
        "parse": lambda: list(parser.parse_many(wanted)),
        "parse_again": lambda: list(parser.parse_many(wanted)),
        "words_with_tagger": lambda: list(annotate_documents(documents)),
        "words_of_copies": lambda: list(annotate_documents(documents)),
        "words": lambda: _by_rules(documents),
    }
    best = dict.fromkeys(work, math.inf)
    for _ in range(_ROUNDS):
        for name, step in work.items():
            if name not in ("parse_again", "words_of_copies"):
                forget()
            best[name] = min(best[name], seconds(step))
    ratios = {name: best["bare"] / best[name] for name in ("words", "words_with_tagger", "words_of_copies", "parse")}
    ratios["parse_of_copies"] = best["parse_again"] / best["parse"]
    return ratios


def bare_model() -> Language:
    """The language model as its makers load it."""
    return spacy.load(str(load()._language.path), exclude=["senter"])


def _by_rules(documents: list[Document]) -> None:
    with patch.object(tagger, "load", lambda: None):
        list(annotate_documents(documents))


def stage_ratios() -> dict[str, float]:
    """Of single stages, over bare ``nlp.pipe``."""
    parser, bare = load(), bare_model()
    documents = [complete_voices(document) for document in sample_documents()]
    trees = [parser.parse(document.text, breaks(document)) for document in documents]
    ready = [(d, tree, find_cast(d, tree)) for d, tree in zip(documents, trees, strict=True)]
    stages: dict[str, Callable[[], object]] = {
        "bare": lambda: list(bare.pipe([one.text for one in documents], batch_size=_BATCH_SIZE)),
        "time": lambda: [find_times(document, tree) for document, tree, _ in ready],
        "attribution": lambda: [find_attributions(*one) for one in ready],
    }
    best = dict.fromkeys(stages, math.inf)
    for _ in range(_ROUNDS):
        for name, step in stages.items():
            best[name] = min(best[name], seconds(step))
    return {f"{name}_over_bare": best[name] / best["bare"] for name in ("time", "attribution")}


def cold_start(*arguments: str) -> float:
    """Seconds that Python takes with these arguments in a fresh process, the best of several."""
    command = [sys.executable, *arguments]
    return min(
        seconds(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603  (our own command)
        for _ in range(_COLD_STARTS)
    )
