"""Airports, hotels, embassies and the like: they keep their own name and lie where the place lies that they are in."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...nlp.tree import Tree
from ...resources import load_lexicon
from .spans import NameSpan

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_LONGEST = 8
_NEIGHBOURS = 8
_LONGEST_GAP = 60
_BEFORE_CONTAINER = re.compile(
    r",? ?\(|, ?|,? (?:in|at|near|outside|of|on) "
    r"(?:the (?:\w{1,20} )?(?:city|town|village|island|capital|suburb|port) of )?(?:the )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facility:
    """Tokens [first, last] of the name, and the number of the name span that tells where it is.

    ``hides`` says that a place name inside it tells nothing of where it is ("London Road").
    """

    first: int
    last: int
    located_by: int | None
    hides: bool


def find_facilities(tree: Tree, spans: Sequence[NameSpan]) -> list[Facility]:
    """The named facilities in order of the text; ``spans`` are the place names of the text, sorted."""
    starts = [span.first for span in spans]
    found = []
    for first, last in _named(tree):
        hides = not any(_located_by().get(tree.lowers[i]) == "name" for i in range(first, last + 1))
        found.append(Facility(first, last, _location(tree, spans, starts, Facility(first, last, None, hides)), hides))
    return found


@cache
def _located_by() -> dict[str, str]:
    return {noun: cells["by"] for noun, cells in load_lexicon("en/facilities.tsv").items()}


def _named(tree: Tree) -> Iterator[tuple[int, int]]:
    """Names of two words or more that end in a noun for a facility, or begin with one and "of"."""
    taken = -1
    for i, word in enumerate(tree.lowers):
        if word not in _located_by() or i <= taken or tree.tags[i] not in _NAME_TAGS or not tree.words[i][0].isupper():
            continue
        first = _beginning(tree, i, taken)
        last = _end(tree, i)
        if first < last:
            taken = last
            yield first, last


def _beginning(tree: Tree, i: int, taken: int) -> int:
    first = i
    while first - 1 > taken and i - first < _LONGEST:
        before = first - 1
        if tree.tags[before] in _NAME_TAGS or (tree.tags[before] == "JJ" and tree.words[before][0].isupper()):
            first = before
        elif tree.tags[before] == "POS" and before - 1 > taken and tree.tags[before - 1] in _NAME_TAGS:
            first = before - 1
        else:
            break
    return first


def _end(tree: Tree, i: int) -> int:
    """The facility noun itself or a later one ("Hospital Center"), or the name behind its "of"."""
    last = i
    while last + 1 < len(tree) and tree.lowers[last + 1] in _located_by() and tree.tags[last + 1] in _NAME_TAGS:
        last += 1
    if last + 2 < len(tree) and tree.lowers[last + 1] == "of" and tree.tags[last + 2] in _NAME_TAGS:
        last += 2
        while last + 1 < len(tree) and tree.tags[last + 1] in _NAME_TAGS and last - i < _LONGEST:
            last += 1
    return last


def _location(tree: Tree, spans: Sequence[NameSpan], starts: list[int], facility: Facility) -> int | None:
    """The name behind the facility ("in Djerba"), else one inside its own, else the nearest of its sentence."""
    first, last = facility.first, facility.last
    sentence = tree.sentences[tree.sentence_of[last]]
    place = bisect_left(starts, first)
    inside, nearest = None, None
    for number in range(max(place - _NEIGHBOURS, 0), min(place + _NEIGHBOURS, len(spans))):
        span = spans[number]
        if first <= span.first and span.last <= last:
            inside = number
        elif span.first > last and _leads_to(tree, last, span.first):
            return number
        elif sentence[0] <= span.first < sentence[1]:
            gap = span.first - last if span.first > last else first - span.last
            nearest = min(nearest or (gap, number), (gap, number))
    if inside is not None and not facility.hides:
        return inside
    return nearest[1] if nearest else None


def _leads_to(tree: Tree, last: int, first: int) -> bool:
    """Whether the words between say that the one lies in the other."""
    gap = tree.text[tree.ends[last] : min(tree.starts[first], tree.ends[last] + _LONGEST_GAP)]
    return _BEFORE_CONTAINER.fullmatch(gap) is not None
