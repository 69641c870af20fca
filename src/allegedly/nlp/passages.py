"""Passages: the stretches of a text that are parsed each on its own, and how their trees become the text's again.

A passage begins wherever a sentence must, so with every paragraph, and its words go up to the next. What stands around
it is no part of what is parsed: the same passage has the same tree wherever it stands.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from threading import Lock
from typing import TypeVar

from ..model import Span
from .tree import NamedSpan, Tree

MAX_PASSAGE = 10_000
"""Code points of the longest passage. What goes on for longer without a paragraph is cut, where it can be between
sentences, else between lines, else between words."""
OVERHEAD = 80
"""Code points that take as much memory as a tree without any words."""

Item = TypeVar("Item")

_SPACE = re.compile(r"\s*")
# The best place for a cut first. A word of four small letters before a full stop is no title and no initial.
_BORDERS = tuple(map(re.compile, (r"[a-z]{4}[.?!][\"'”’)\]]*\s", r"\n", r"\s")))


def passages(text: str, breaks: Iterable[int]) -> list[Span]:
    """The passages of ``text``, in order: none empty, longer than ``MAX_PASSAGE``, or with white space around it.

    ``breaks`` are the offsets at which a sentence must begin.
    """
    starts = sorted({_after_space(text, offset) for offset in (0, len(text), *breaks)})
    return [piece for start, end in pairwise(starts) for piece in _pieces(text, start, end)]


def joined(text: str, spans: Sequence[Span], trees: Iterable[Tree]) -> Tree:
    """The tree of ``text`` from those of its passages ``spans``; a sentence holds the white space that follows it."""
    tree = Tree(text, [], [], [], [], [], [], [], [], [])
    borders = [start for start, _ in spans] + [len(text)]
    _add_space(tree, 0, borders[0])
    for (start, end), after, part in zip(spans, borders[1:], trees, strict=True):
        base = len(tree)
        tree.words += part.words
        tree.lemmas += part.lemmas
        tree.tags += part.tags
        tree.pos += part.pos
        tree.deps += part.deps
        tree.heads += [base + head for head in part.heads]
        tree.starts += [start + offset for offset in part.starts]
        tree.sentences += [(base + first, base + last) for first, last in part.sentences]
        tree.entities += [NamedSpan(base + one.start, base + one.end, one.label) for one in part.entities]
        _add_space(tree, end, after)
    return tree


def batches(items: Iterable[Item], most: int, size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in lists whose sizes sum up to ``most`` at most, or that hold one item."""
    batch: list[Item] = []
    total = 0
    for item in items:
        if batch and total + size(item) > most:
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size(item)
    if batch:
        yield batch


class TreeCache:
    """The trees of passages by their text: those used last, of ``most`` code points in all. Threads may share it.

    Each passage counts for ``OVERHEAD`` more, so that very many very short ones stay in bounds too.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._trees: OrderedDict[str, Tree] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def get(self, passage: str) -> Tree | None:
        with self._lock:
            tree = self._trees.get(passage)
            if tree is not None:
                self._trees.move_to_end(passage)
            return tree

    def add(self, tree: Tree) -> None:
        """Keeps the tree of a passage, and lets go of those that were not used for longest."""
        with self._lock:
            if tree.text not in self._trees:
                self._trees[tree.text] = tree
                self._held += len(tree.text) + OVERHEAD
            while self._held > self._most:
                passage, _ = self._trees.popitem(last=False)
                self._held -= len(passage) + OVERHEAD


def _add_space(tree: Tree, start: int, end: int) -> None:
    """The token that the parser's library makes of white space: none of a single blank after a word."""
    i = len(tree)
    if i and tree.text[start:end].startswith(" "):
        start += 1
    if start == end:
        return
    tree.words.append(tree.text[start:end])
    tree.lemmas.append(tree.text[start:end])
    tree.tags.append("_SP")
    tree.pos.append("SPACE")
    tree.deps.append("dep")
    tree.heads.append(max(i - 1, 0))
    tree.starts.append(start)
    first, _ = tree.sentences.pop() if i else (0, 0)
    tree.sentences.append((first, i + 1))


def _after_space(text: str, offset: int) -> int:
    """The first offset from this one on that is no white space, or the end."""
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """What begins at ``start`` in pieces that are short enough, without the white space between them."""
    end = start + len(text[start:end].rstrip())
    while start < end:
        border = end if end - start <= MAX_PASSAGE else _border(text, start, start + MAX_PASSAGE)
        yield start, start + len(text[start:border].rstrip())
        start = _after_space(text, border)


def _border(text: str, start: int, limit: int) -> int:
    """The best place in the second half of what goes from ``start`` to ``limit``, of equals the last."""
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, (start + limit) // 2, limit)]
        if ends:
            return ends[-1]
    return limit
