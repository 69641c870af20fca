"""The passages that one document has from earlier ones, word for word, and which of them are quotations."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Derivation, Document, Span
from ..model.corpus import DerivationKind
from ..nlp.layout import paragraphs
from .fingerprints import LEAST_WORDS, WORD, Prints

_FRINGE = 3
_STRIDE = 32
_QUOTED = re.compile(
    r"“[^“”]*(?:”|\Z)|«[^«»]*(?:»|\Z)|„[^„“”]*(?:[“”]|\Z)|(?<!\w)\"[^\"]*(?:\"|\Z)|(?<!\w)‘(?=\w)[^‘]*?(?:’(?!\w)|\Z)"
)

Met = tuple[Document, Prints, Sequence[int]]
"""An earlier document, its prints, and the fingerprints that it has first and the later one too."""


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words that two texts share, by the number of their first word in the later and in the earlier text."""

    start: int
    of_start: int
    length: int


def derive(document: Document, prints: Prints, earlier: Iterable[Met]) -> Iterator[Derivation]:
    """The passages of ``document`` that stand in ``earlier`` ones, furniture among them, in the order of these."""
    for of_document, of_prints, hashes in earlier:
        meetings = [(prints.place(print_), of_prints.place(print_)) for print_ in hashes]
        for run in runs(prints.words, of_prints.words, meetings):
            trimmed = _without_fringe(document.text, run)
            if trimmed.length >= LEAST_WORDS:
                yield _derivation(document, of_document, trimmed)


def runs(words: Sequence[int], of_words: Sequence[int], places: Sequence[tuple[int, int]]) -> list[Run]:
    """The longest common runs through the given pairs of places, none inside another."""
    reached: dict[int, int] = {}
    found: list[Run] = []
    for i, j in sorted(places):
        if i < reached.get(i - j, 0):
            continue
        run = _extend(words, of_words, i, j)
        reached[i - j] = run.start + run.length
        if run.length >= LEAST_WORDS:
            found.append(run)
    return list(_outermost(found))


def _extend(words: Sequence[int], of_words: Sequence[int], i: int, j: int) -> Run:
    end, of_end = i, j
    most = min(len(words) - i, len(of_words) - j) + i
    while end + _STRIDE <= most and words[end : end + _STRIDE] == of_words[of_end : of_end + _STRIDE]:
        end, of_end = end + _STRIDE, of_end + _STRIDE
    while end < most and words[end] == of_words[of_end]:
        end, of_end = end + 1, of_end + 1
    while i > 0 and j > 0 and words[i - 1] == of_words[j - 1]:
        i, j = i - 1, j - 1
    return Run(i, j, end - i)


def _outermost(found: list[Run]) -> Iterator[Run]:
    end = 0
    for run in sorted(found, key=lambda run: (run.start, -run.length, run.of_start)):
        if run.start + run.length > end:
            end = run.start + run.length
            yield run


def _without_fringe(text: str, run: Run) -> Run:
    """Without the few words by which two texts agree, by chance, in the paragraphs before and behind the copied one."""
    starts = word_starts(text)
    start, end = run.start, run.start + run.length
    if "\n" not in text[starts[start] : starts[start + _FRINGE]] + text[starts[end - 1 - _FRINGE] : starts[end - 1]]:
        return run
    borders = [bisect_left(starts, start) for start in _paragraph_starts(text)]
    first = borders[bisect_left(borders, end) - 1]
    if end - first <= _FRINGE:
        end = max(first, start)
    second = borders[i] if (i := bisect_right(borders, start)) < len(borders) else start
    if second - start <= _FRINGE:
        start = min(second, end)
    return Run(start, run.of_start + start - run.start, end - start)


@lru_cache(maxsize=64)
def _paragraph_starts(text: str) -> tuple[int, ...]:
    return tuple(start for start, _ in paragraphs(text))


def _derivation(document: Document, of_document: Document, run: Run) -> Derivation:
    start, end = _offsets(document.text, run.start, run.length)
    of_start, of_end = _offsets(of_document.text, run.of_start, run.length)
    kind = kind_of(of_document.text, of_start, of_end)
    return Derivation(document.id, start, end, of_document.id, of_start, of_end, kind)


def _offsets(text: str, first: int, count: int) -> Span:
    starts = word_starts(text)
    last = WORD.match(text, starts[first + count - 1])
    return starts[first], last.end() if last else len(text)


@lru_cache(maxsize=64)  # a document is often the earlier one of many
def word_starts(text: str) -> Sequence[int]:
    """Where the words of a text begin."""
    return array("I", [match.start() for match in WORD.finditer(text)])


def kind_of(text: str, start: int, end: int) -> DerivationKind:
    """What a passage is in the earlier text.

    A quotation where the most of it stands between quotation marks, and what does not would be too short by itself.
    """
    outside, place = 0, start
    inside = 0
    for first, last in _quoted(text):
        if last > start and first < end:
            inside += min(end, last) - max(start, first)
            outside += len(WORD.findall(text, place, max(place, first)))
            place = last
    outside += len(WORD.findall(text, place, end))
    return "quotation" if 2 * inside > end - start and outside < LEAST_WORDS else "narration"


@lru_cache(maxsize=64)
def _quoted(text: str) -> tuple[Span, ...]:
    """What stands between quotation marks; a quotation that goes on is opened anew in each paragraph."""
    return tuple(quoted.span() for first, last in paragraphs(text) for quoted in _QUOTED.finditer(text, first, last))
