"""A parsed text as parallel lists: what the extractors read instead of the parser's own objects.

Plain lists are several times faster to walk than the parser's token objects, can be built by hand in tests, and keep
the parser's library out of every other room.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..model import Span


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A named entity as the model saw it: token range [start, end) and its OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass
class Tree:
    """Tokens ``i`` of one text, with a dependency tree (ClearNLP labels, Penn Treebank tags) over each sentence.

    ``heads[i] == i`` at a sentence's root. ``starts`` and ``ends`` are code-point offsets into ``text``.
    ``sentences`` are token ranges [start, end) that cover all tokens. White space tokens have the tag ``_SP``.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    sentences: list[tuple[int, int]]
    entities: list[NamedSpan] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lowers(self) -> list[str]:
        return [word.lower() for word in self.words]

    @cached_property
    def ends(self) -> list[int]:
        return [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in order of the text."""
        below: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                below[head].append(i)
        return below

    @cached_property
    def labels(self) -> list[str]:
        """The label of the named entity that each token stands in; "" for the others."""
        labels = [""] * len(self.words)
        for entity in self.entities:
            labels[entity.start : entity.end] = [entity.label] * (entity.end - entity.start)
        return labels

    @cached_property
    def sentence_of(self) -> list[int]:
        """The index of each token's sentence."""
        numbers: list[int] = []
        for number, (start, end) in enumerate(self.sentences):
            numbers.extend([number] * (end - start))
        return numbers

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """For each token the first and last token of its subtree, both inclusive."""
        left, right = list(range(len(self.words))), list(range(len(self.words)))
        for i in reversed(self._parents_first()):
            head = self.heads[i]
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        return list(zip(left, right, strict=True))

    def _parents_first(self) -> list[int]:
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:  # grows while it is walked
            order.extend(self.children[i])
        return order

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` with one of the labels."""
        return next((c for c in self.children[i] if self.deps[c] in deps), None)

    def children_by(self, i: int, *deps: str) -> list[int]:
        return [c for c in self.children[i] if self.deps[c] in deps]

    def joined(self, i: int) -> list[int]:
        """Token ``i`` and all that is coordinated with it, in order of the text; the parser chains long lists."""
        tokens = [i]
        for token in tokens:  # grows while it is walked
            tokens.extend(self.children_by(token, "conj"))
        return sorted(tokens)

    def subtree(self, i: int) -> Iterator[int]:
        """Token ``i`` and all below it, parents first."""
        stack = [i]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(reversed(self.children[token]))

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above ``i``, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def span(self, first: int, last: int) -> Span:
        """Offsets of the tokens ``first`` to ``last``, both inclusive."""
        return self.starts[first], self.starts[last] + len(self.words[last])

    def token_at(self, offset: int) -> int | None:
        """The token that covers ``offset``, or the next one after it; ``None`` past the end."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and offset < self.starts[i] + len(self.words[i]):
            return i
        return i + 1 if i + 1 < len(self.words) else None

    def tokens_in(self, span: Span) -> range:
        """The tokens that lie wholly or partly inside ``span``."""
        first = self.token_at(span[0])
        if first is None:
            return range(0)
        last = first
        while last < len(self.words) and self.starts[last] < span[1]:
            last += 1
        return range(first, last)
