"""Passages that stand word for word in two documents: who copied whom, and what is a quotation that both share.

Word 5-grams are winnowed in a window of 8 (Schleimer, Wilkerson & Aiken 2003), so that two texts which share 12 words
share a fingerprint. Each fingerprint leads to the earliest document that has it, never to all of them: the work grows
in step with the words. From every meeting of fingerprints the words are compared outward, and a run of 18 or more is
kept; since the words themselves are compared, no number of fingerprints in line needs to be asked for.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zlib import crc32

from ..model import Annotated, Derivation, Document, Span
from ..model.corpus import DerivationKind
from ..nlp.layout import paragraphs

LEAST_WORDS = 18
_WINDOW = 8  # built by doubling in ``_winnow``: 2, 4, 8
_BOILERPLATE = 3
"""In so many documents of one outlet a passage at the edge of the text is the outlet's furniture."""
_EDGE_WORDS = 5
_FRINGE = 3
_NEAR = 200
_MOST_PART = 0.6
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(
    r"“[^“”]*(?:”|\Z)|«[^«»]*(?:»|\Z)|„[^„“”]*(?:[“”]|\Z)|(?<!\w)\"[^\"]*(?:\"|\Z)|(?<!\w)‘(?=\w)[^‘]*?(?:’(?!\w)|\Z)"
)

Fingerprints = dict[int, int]
"""Hash of a 5-gram to the number of its first word."""


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words that two texts share, by the number of their first word in the later and in the earlier text."""

    start: int
    of_start: int
    length: int


def words_of(text: str) -> Sequence[int]:
    """The words of a text in lower case, each as a number that is the same in every process."""
    return array("I", [crc32(word.lower().encode("utf-8", "surrogatepass")) for word in _WORD.findall(text)])


def fingerprints(words: Sequence[int]) -> Fingerprints:
    """The winnowed 5-grams of a text; none for a text shorter than ``LEAST_WORDS``."""
    if len(words) < LEAST_WORDS:
        return {}
    grams = list(map(hash, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))
    chosen = _winnow(grams)
    found: Fingerprints = {}
    for i, gram in enumerate(grams):
        if gram in chosen:
            found.setdefault(gram, i)
    return found


def _winnow(grams: list[int]) -> set[int]:
    """The least of every 8 neighbours."""
    least = grams
    for step in (1, 2, 4):
        least = list(map(min, least, least[step:]))
    return set(least)


def find_derivations(annotated: Sequence[Annotated]) -> tuple[Derivation, ...]:
    """Every passage of at least 18 words that a document shares with the earliest document that has it.

    Earlier is who was published earlier; without a date, last; on one day, the smaller id. Passages come in that
    order too. A passage is a quotation where it stands mostly between quotation marks in the earlier document, else
    narration. What an outlet prints under or over its texts as a matter of course is left out.
    """
    ordered = sorted(annotated, key=lambda one: publication_order(one.document))
    texts = [words_of(one.document.text) for one in ordered]
    first: dict[int, tuple[int, int]] = {}
    found: list[Derivation] = []
    for number, words in enumerate(texts):
        meetings: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for print_, position in fingerprints(words).items():
            earlier, place = first.setdefault(print_, (number, position))
            if earlier != number:
                meetings[earlier].append((position, place))
        for earlier, places in sorted(meetings.items()):
            pair = ordered[number].document, ordered[earlier].document
            trimmed = (_without_fringe(pair[0].text, run) for run in runs(words, texts[earlier], places))
            found.extend(_derivation(*pair, run) for run in trimmed if run.length >= LEAST_WORDS)
    return tuple(_without_boilerplate(found, ordered))


def publication_order(document: Document) -> tuple[date, str]:
    """Documents in the order of their publication, undated ones last."""
    return document.published or date.max, document.id


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
    while end < len(words) and of_end < len(of_words) and words[end] == of_words[of_end]:
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
    starts, _ = _word_borders(text)
    borders = [bisect_left(starts, start) for start in _paragraph_starts(text)]
    start, end = run.start, run.start + run.length
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
    kind = _kind(of_document.text, of_start, of_end)
    return Derivation(document.id, start, end, of_document.id, of_start, of_end, kind)


def _offsets(text: str, first: int, count: int) -> Span:
    starts, ends = _word_borders(text)
    return starts[first], ends[first + count - 1]


@lru_cache(maxsize=64)  # a document is often the earlier one of many
def _word_borders(text: str) -> tuple[Sequence[int], Sequence[int]]:
    starts, ends = array("L"), array("L")
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
    return starts, ends


def _kind(text: str, start: int, end: int) -> DerivationKind:
    inside = sum(
        max(0, min(end, quoted.end()) - max(start, quoted.start()))
        for first, last in paragraphs(text)
        if last > start and first < end
        for quoted in _QUOTED.finditer(text, first, last)
    )
    return "quotation" if 2 * inside > end - start else "narration"


def _without_boilerplate(found: list[Derivation], annotated: Sequence[Annotated]) -> Iterator[Derivation]:
    """Leave out what stands at the edge of several documents of one outlet and hands on nobody's words."""
    by_id = {one.document.id: one for one in annotated}
    users: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    inside: dict[Derivation, bool] = {}
    for derivation in found:
        one, other = by_id[derivation.document], by_id[derivation.of_document]
        outlet = one.document.outlet
        inside[derivation] = outlet is not None and outlet == other.document.outlet and _is_furniture(one, derivation)
        if inside[derivation]:
            for side in (derivation.of_start, -derivation.of_end):
                users[outlet or "", derivation.of_document, side].add(derivation.document)
    for derivation in found:
        outlet = by_id[derivation.document].document.outlet or ""
        most = max(
            len(users.get((outlet, derivation.of_document, side), ()))
            for side in (derivation.of_start, -derivation.of_end)
        )
        if not inside[derivation] or most + 1 < _BOILERPLATE:
            yield derivation


def _is_furniture(one: Annotated, derivation: Derivation) -> bool:
    text, start, end = one.document.text, derivation.start, derivation.end
    before, behind = _WORD.findall(text, max(0, start - _NEAR), start), _WORD.findall(text, end, end + _NEAR)
    hands_on = any(
        first < end and last > start for attribution in one.attributions for first, last in attribution.content
    )
    return not hands_on and min(len(before), len(behind)) <= _EDGE_WORDS


@dataclass(frozen=True, slots=True)
class Copied:
    """A derivation that holds a passage, and ``offset``: where a word of the passage stands in the earlier document."""

    derivation: Derivation
    offset: int


class Alignment:
    """Finds, for a place in a copied passage, the place that it was copied from."""

    def __init__(self, derivations: Sequence[Derivation], texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._by_document: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in derivations:
            self._by_document[derivation.document].append(derivation)

    def copies(self, document: str, passage: Span, offset: int) -> Iterator[Copied]:
        """The derivations that hold the most part of a passage, and where ``offset`` stands in the earlier document.

        ``offset`` is the start of a word in the passage.
        """
        for derivation in self._by_document.get(document, ()):
            held = min(passage[1], derivation.end) - max(passage[0], derivation.start)
            inside = derivation.start <= offset < derivation.end
            if inside and held >= _MOST_PART * (passage[1] - passage[0]):
                yield Copied(derivation, self._counterpart(derivation, offset))

    def _counterpart(self, derivation: Derivation, offset: int) -> int:
        starts, _ = _word_borders(self._texts[derivation.document])
        of_starts, _ = _word_borders(self._texts[derivation.of_document])
        number = bisect_right(starts, offset) - bisect_right(starts, derivation.start)
        return of_starts[bisect_right(of_starts, derivation.of_start) - 1 + number]
