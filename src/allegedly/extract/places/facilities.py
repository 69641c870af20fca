"""Airports, hotels, embassies and the like: they keep their own name and lie where the place lies that they are in."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ...resources.gazetteer import demonym
from .spans import NameSpan

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset({"-", "de", "du", "des", "la", "le", "les", "del", "della", "di", "da", "d'", "d’", "al", "el"})
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

    ``hides`` says that a place name inside it tells nothing of where it is ("London Road", "the Hotel Savoy").
    """

    first: int
    last: int
    located_by: int | None
    hides: bool


def find_facilities(tree: Tree, spans: Sequence[NameSpan], placed: Sequence[bool]) -> list[Facility]:
    """The named facilities in order of the text; ``spans`` are the names of the text that may be places, sorted, and
    ``placed`` says which of them have been put on the map.
    """
    starts = [span.first for span in spans]
    on_map = {i for span, known in zip(spans, placed, strict=True) if known for i in range(span.first, span.last + 1)}
    found = []
    for first, last, opened in _named(tree, on_map):
        hides = opened or not any(_located_by().get(tree.lowers[i]) == "name" for i in range(first, last + 1))
        alone = opened and _also()[tree.lowers[first]] == "alone"
        facility = Facility(first, last, None, hides)
        found.append(replace(facility, located_by=_location(tree, spans, starts, facility, alone=alone)))
    return found


@cache
def _located_by() -> dict[str, str]:
    return {noun: cells["by"] for noun, cells in load_lexicon("en/facilities.tsv").items()}


@cache
def _also() -> dict[str, str]:
    """How a noun may stand in a name, or for one, beside standing at its end."""
    lexicon = load_lexicon("en/facilities.tsv")
    return {noun: cells["also"] for noun, cells in lexicon.items() if "also" in cells}


def _named(tree: Tree, on_map: Container[int]) -> Iterator[tuple[int, int, bool]]:
    """Names of two words or more that end in a noun for a facility, or begin with one: tokens, both inclusive, and
    whether the noun opens the name ("Hotel Savoy", not "University of Kentucky").
    """
    taken = -1
    for i, word in enumerate(tree.lowers):
        if word not in _located_by() or i <= taken or not _belongs_to_name(tree, i, on_map):
            continue
        first = _beginning(tree, i, taken)
        last = _end(tree, i)
        opened = first == last and _also().get(word) in ("opens", "alone") and tree.words[i][0].isupper()
        if opened:
            last = _opened_end(tree, i)
            if _is_body(tree, last):
                continue
        if first < last:
            taken = last
            yield first, last, opened


def _belongs_to_name(tree: Tree, i: int, on_map: Container[int]) -> bool:
    """Whether the noun is written as part of a name, or stands small behind one that is no place ("Tora prison") or
    behind a nationality ("the Libyan embassy").
    """
    if tree.words[i][0].isupper():
        return tree.tags[i] in _NAME_TAGS
    if not i or tree.tags[i] != "NN" or tree.heads[i - 1] != i or i - 1 in on_map:
        return False
    if tree.tags[i - 1] in _NAME_TAGS:
        return tree.words[i - 1][0].isupper()
    return _also().get(tree.lowers[i]) == "state" and demonym(tree.words[i - 1]) is not None


def _opened_end(tree: Tree, i: int) -> int:
    """The last word of the name behind the noun that opens it: "Gare du Nord", "Hotel Beau-Rivage"."""
    last = i
    while last - i < _LONGEST and last + 1 < len(tree):
        step = 2 if tree.lowers[last + 1] in _PARTICLES and last + 2 < len(tree) else 1
        if tree.tags[last + step] not in _NAME_TAGS or not tree.words[last + step][0].isalnum():
            break
        last += step
    return last


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


def _is_body(tree: Tree, last: int) -> bool:
    """Whether the name ends as one of an organisation does: "the Bar Association"."""
    return load_lexicon("en/organisation_words.tsv").get(tree.lowers[last], {}).get("kind", "place") != "place"


def _location(
    tree: Tree, spans: Sequence[NameSpan], starts: list[int], facility: Facility, *, alone: bool
) -> int | None:
    """The name behind the facility ("in Djerba"), else one inside its own, else the nearest of its sentence, else the
    only one of the sentence before; the last two not where such facilities stand ``alone``, in the open country.
    """
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
    if alone:
        return None
    return nearest[1] if nearest else _only_before(tree, spans, starts, sentence[0])


def _only_before(tree: Tree, spans: Sequence[NameSpan], starts: list[int], opening: int) -> int | None:
    """The only name in the sentence before the one that opens there, in the same paragraph ("He flew to Lisbon.")."""
    if opening == 0:
        return None
    begin, end = tree.sentences[tree.sentence_of[opening - 1]]
    numbers = range(bisect_left(starts, begin), bisect_left(starts, end))
    names = {tree.lowers[spans[number].last] for number in numbers}
    if len(names) != 1 or "\n" in tree.text[tree.starts[begin] : tree.starts[opening]].strip():
        return None
    return numbers[0]


def _leads_to(tree: Tree, last: int, first: int) -> bool:
    """Whether the words between say that the one lies in the other."""
    gap = tree.text[tree.ends[last] : min(tree.starts[first], tree.ends[last] + _LONGEST_GAP)]
    return _BEFORE_CONTAINER.fullmatch(gap) is not None
