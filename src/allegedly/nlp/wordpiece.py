"""Words cut into the pieces of a trained vocabulary (WordPiece; Wu et al. 2016, as in BERT, Devlin et al. 2019).

Thirty lines of our own rather than the usual library, whose installation brings an HTTP client and a hub's downloader
into a program that must never reach the network.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..model import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_MAX_LETTERS = 100
"""Longer words are unknown: no word of a language is, and cutting one up takes time that grows with its square."""
_MAX_KNOWN = 50_000


def words(text: str) -> list[Span]:
    """Runs of letters and digits, and each mark by itself, as spans of ``text``."""
    return [match.span() for match in _WORD.finditer(text)]


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that a model knows, by number. Case and accents are dropped."""

    pieces: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        """One piece a line, in order of their numbers; raises ``OSError``."""
        return cls(tuple(path.read_text("utf-8").splitlines()))

    @cached_property
    def number(self) -> dict[str, int]:
        return {piece: i for i, piece in enumerate(self.pieces)}

    @cached_property
    def _known(self) -> dict[str, tuple[int, ...]]:
        return {}

    def cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of one word, longest first piece first; one unknown piece where none fit."""
        known = self._known.get(word)
        if known is None:
            known = tuple(self._cut(_plain(word))) or (self.number["[UNK]"],)
            if len(self._known) < _MAX_KNOWN and len(word) <= _MAX_LETTERS:
                self._known[word] = known
        return known

    def _cut(self, word: str) -> Iterator[int]:
        start, found = 0, []
        while start < len(word) <= _MAX_LETTERS:
            prefix = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in self.number), None)
            if end is None:
                return
            found.append(self.number[prefix + word[start:end]])
            start = end
        yield from found


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
