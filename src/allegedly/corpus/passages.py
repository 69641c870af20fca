"""The passages that one document has from earlier ones, word for word, and which of them are quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Derivation, Document, Span
from ..model.corpus import DerivationKind
from ..nlp.layout import paragraphs
from .fingerprints import LEAST_WORDS, WORD, Prints, word_start, word_starts

SHORT_WORDS = 10
EDGE_WORDS = 5
_FRINGE = 3
_STRIDE = 32
_QUOTED = re.compile(  # each branch begins with its mark, so that the search for it is fast
    r"“[^“”]*(?:”|\Z)|«[^«»]*(?:»|\Z)|„[^„“”]*(?:[“”]|\Z)|\"(?<!\w\")[^\"]*(?:\"|\Z)|‘(?<!\w‘)(?=\w)[^‘]*?(?:’(?!\w)|\Z)"
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
    """The passages of ``document`` that stand in ``earlier`` ones, furniture among them, in the order of these.

    What an earlier one has is not told of a later one again. At the edges of the text also those too short to count, of
    ``SHORT_WORDS`` or more: what an outlet prints under and over all of its texts is known by them too.
    """
    words, place = prints.words, prints.place
    last = len(words) - EDGE_WORDS
    told: list[Run] = []
    for of_document, of_prints, hashes in earlier:
        meetings = [(place(print_), of_prints.place(print_)) for print_ in hashes]
        for run in runs(words, of_prints.words, meetings, SHORT_WORDS):
            if any(one.start <= run.start and run.start + run.length <= one.start + one.length for one in told):
                continue
            if run.length >= LEAST_WORDS:
                told.append(run)
                run = _without_fringe(document.text, run)
            if run.length >= LEAST_WORDS or run.start <= EDGE_WORDS or run.start + run.length >= last:
                yield _derivation(document, of_document, run)


def runs(
    words: Sequence[int], of_words: Sequence[int], places: Sequence[tuple[int, int]], least: int = LEAST_WORDS
) -> list[Run]:
    """The longest common runs through the given pairs of places, none inside another nor shorter than ``least``."""
    if len(places) == 1:  # by far the most pairs of documents, which share a phrase by chance
        i, j = places[0]
        if not _goes_on(words, of_words, i, j):
            return []
        run = _extend(words, of_words, i, j)
        return [run] if run.length >= least else []
    reached: dict[int, int] = {}
    found: list[Run] = []
    for i, j in sorted(places):
        if i < reached.get(i - j, 0):
            continue
        run = _extend(words, of_words, i, j)
        reached[i - j] = run.start + run.length
        if run.length >= least:
            found.append(run)
    return list(_outermost(found)) if len(found) > 1 else found


def _goes_on(words: Sequence[int], of_words: Sequence[int], i: int, j: int) -> bool:
    """Whether three more words agree behind a 5-gram or before it, as they do in any run of ten."""
    return words[i + 5 : i + 8] == of_words[j + 5 : j + 8] or words[max(0, i - 3) : i] == of_words[max(0, j - 3) : j]


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
    start, end = run.start, run.start + run.length
    head = text[word_start(text, start) : word_start(text, start + _FRINGE)]
    if "\n" not in head and "\n" not in text[word_start(text, end - 1 - _FRINGE) : word_start(text, end - 1)]:
        return run
    starts = word_starts(text)
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
    last = WORD.match(text, word_start(text, first + count - 1))
    return word_start(text, first), last.end() if last else len(text)


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
