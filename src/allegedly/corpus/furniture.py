"""What an outlet prints over and under its texts as a matter of course, and what is left of passages without it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from ..model import Annotated, Derivation, Document, Span
from .fingerprints import LEAST_WORDS, WORD
from .passages import EDGE_WORDS, kind_of

_OFTEN = 3
_NEAR = 200

Uses = Mapping[str, Mapping[str, Sequence[Span]]]
"""By earlier document and by outlet, what single documents of the outlet have of it."""


def without_furniture(found: Sequence[Derivation], annotated: Iterable[Annotated]) -> Iterator[Derivation]:
    """What is left of the passages that documents have from each other, and is long enough to count.

    ``found`` are all passages, those of a document together, after those of the documents that it has them from.
    Furniture is what three documents of one outlet have at the edge of their texts and otherwise nothing from where it
    stood first. Once known it is taken out of whatever was copied from there, by other outlets too; not out of words
    that are handed on from somebody.
    """
    by_id = {one.document.id: one for one in annotated}
    furniture: dict[str, list[Span]] = defaultdict(list)
    for document, by_outlet in _uses(found, by_id).items():
        furniture[document].extend(often(by_id[document].document.outlet, by_outlet))
    for document, group in groupby(found, key=lambda one: one.document):
        pairs = [Pair(derivation, by_id[document], by_id[derivation.of_document].document) for derivation in group]
        for pair in pairs:  # what is furniture where it is from is so here
            furniture[document].extend(pair.counterparts(furniture.get(pair.derivation.of_document, ())))
        for pair in pairs:
            yield from pair.without(furniture[document])


def _uses(found: Sequence[Derivation], by_id: Mapping[str, Annotated]) -> Uses:
    uses: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for (document, of_document), group in groupby(found, key=lambda one: (one.document, one.of_document)):
        outlet = by_id[document].document.outlet
        if outlet is not None:
            uses[of_document][outlet].extend(at_edges(by_id[document], list(group)))
    return uses


def at_edges(one: Annotated, shared: Sequence[Derivation]) -> Sequence[Span]:
    """What may be furniture of all that is shared with an earlier document, as it stands there.

    Nothing is, if half of the document is shared, or anything amid its text that is long enough to count.
    """
    text = one.document.text
    if 2 * sum(passage.end - passage.start for passage in shared) > len(text):
        return ()
    edges = _reached(text, shared)
    if any(passage not in edges and counts(text, passage) for passage in shared):
        return ()
    return [(passage.of_start, passage.of_end) for passage in edges if not _hands_on(one, passage.start, passage.end)]


def _reached(text: str, passages: Sequence[Derivation]) -> Sequence[Derivation]:
    """Those at an edge of the text, or a few words (the outlet's name) from another that is."""
    first, last = 0, len(text)
    found: list[Derivation] = []
    for passage in passages:
        if _few_words(text, first, passage.start):
            first = passage.end
            found.append(passage)
    for passage in reversed(passages):
        if passage not in found and _few_words(text, passage.end, last):
            last = passage.start
            found.append(passage)
    return found


def _few_words(text: str, start: int, end: int) -> bool:
    return end - start <= _NEAR and len(WORD.findall(text, start, end)) <= EDGE_WORDS


def _hands_on(one: Annotated, start: int, end: int) -> bool:
    return any(first < end and last > start for attribution in one.attributions for first, last in attribution.content)


def often(own: str | None, by_outlet: Mapping[str, Sequence[Span]]) -> list[Span]:
    """The stretches of a document that enough documents of one outlet have, itself among them if it is of ``own``."""
    found: list[Span] = []
    for outlet, spans in by_outlet.items():
        enough = _OFTEN - (outlet == own)
        depth, start = 0, 0
        for offset, step in sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans]):
            depth += step
            if depth == enough and step == 1:
                start = offset
            elif depth == enough - 1 and step == -1:
                found.append((start, offset))
    return found


def counts(text: str, passage: Derivation) -> bool:
    """Whether a passage has enough words."""
    return len(WORD.findall(text, passage.start, passage.end)) >= LEAST_WORDS


class Pair:
    """A passage, word by word, in both of its documents."""

    def __init__(self, derivation: Derivation, one: Annotated, other: Document) -> None:
        self.derivation = derivation
        self.one = one
        self.other = other

    @cached_property
    def words(self) -> Sequence[tuple[Span, Span]]:
        passage = self.derivation
        words = WORD.finditer(self.one.document.text, passage.start, passage.end)
        of_words = WORD.finditer(self.other.text, passage.of_start, passage.of_end)
        return [(word.span(), of_word.span()) for word, of_word in zip(words, of_words, strict=True)]

    def counterparts(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Stretches of the earlier document as they stand in the later one, save words that are handed on."""
        passage = self.derivation
        if not _meet(spans, passage.of_start, passage.of_end):
            return
        if _hold(spans, passage.of_start, passage.of_end) and not _hands_on(self.one, passage.start, passage.end):
            yield passage.start, passage.end
            return
        for inside, group in groupby(self.words, key=lambda word: _meet(spans, *word[1])):
            words = list(group)
            start, end = words[0][0][0], words[-1][0][1]
            if inside and not _hands_on(self.one, start, end):
                yield start, end

    def without(self, spans: Sequence[Span]) -> Iterator[Derivation]:
        """What is long enough of the passage outside of the stretches of the later document."""
        if not _meet(spans, self.derivation.start, self.derivation.end):
            if counts(self.one.document.text, self.derivation):
                yield self.derivation
            return
        if _hold(spans, self.derivation.start, self.derivation.end):
            return
        for inside, group in groupby(self.words, key=lambda word: _meet(spans, *word[0])):
            words = list(group)
            if not inside and len(words) >= LEAST_WORDS:
                ((start, _), (of_start, _)), ((_, end), (_, of_end)) = words[0], words[-1]
                kind = kind_of(self.other.text, of_start, of_end)
                yield replace(self.derivation, start=start, end=end, of_start=of_start, of_end=of_end, kind=kind)


def _meet(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(first < end and last > start for first, last in spans)


def _hold(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)
