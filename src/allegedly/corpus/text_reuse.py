"""Passages that stand word for word in two documents: who copied whom, and what is a quotation that both share.

Each fingerprint of a text (see ``fingerprints``) leads to the earliest document that has it, never to all of them: the
work grows in step with the words. From every meeting of fingerprints the words are compared outward (``passages``), and
a run of 18 or more is kept; since the words themselves are compared, no number of fingerprints in line needs to be
asked for. What outlets print around their texts is taken out at the end (``furniture``).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Annotated, Derivation, Document, Span
from .fingerprints import FirstSeen, Prints, prints_of, word_starts
from .furniture import without_furniture
from .passages import derive

_MOST_PART = 0.6


def find_derivations(annotated: Sequence[Annotated]) -> tuple[Derivation, ...]:
    """Every passage of at least 18 words that a document shares with the earliest document that has it.

    Earlier is who was published earlier; without a date, last; on one day, the smaller id. Passages come in that
    order too. A passage is a quotation where it stands mostly between quotation marks in the earlier document, else
    narration. What an outlet prints under or over its texts as a matter of course is left out.
    """
    ordered = sorted(annotated, key=lambda one: publication_order(one.document))
    seen = FirstSeen()
    prints: list[Prints] = []
    found: list[Derivation] = []
    for number, one in enumerate(ordered):
        prints.append(prints_of(one.document.text))
        met = sorted(seen.add(number, prints[number].hashes).items())
        earlier = ((ordered[other].document, prints[other], hashes) for other, hashes in met)
        found.extend(derive(one.document, prints[number], earlier))
    return tuple(without_furniture(found, ordered))


def publication_order(document: Document) -> tuple[date, str]:
    """Documents in the order of their publication, undated ones last."""
    return document.published or date.max, document.id


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
        starts = word_starts(self._texts[derivation.document])
        of_starts = word_starts(self._texts[derivation.of_document])
        number = bisect_right(starts, offset) - bisect_right(starts, derivation.start)
        return of_starts[bisect_right(of_starts, derivation.of_start) - 1 + number]
