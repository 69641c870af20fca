"""The places of a document: names found, placed on the map, and marked where they stand for somebody there."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from ...model import Document, Mention, Place
from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ...resources.gazetteer import Toponym, demonym
from .acting import acting
from .facilities import Facility, find_facilities
from .resolve import Spot, resolve
from .spans import TRUST, NameSpan, name_spans, words_of

_LIST_GAP = re.compile(r",? ?(?:and |or |& ?)?(?:the )?")
_INSIDE_GAP = re.compile(r",? ?\(|,? (?:in |near )?(?:the )?|, (?:a|an|the) [\w -]{0,24} (?:in|of) (?:the )?")
_LONGEST_GAP = 40
_TOWNS = frozenset({"city", "county", "landmark", "region"})


class Named(Protocol):
    """What is needed of the cast: its mentions."""

    @property
    def mentions(self) -> tuple[Mention, ...]: ...


def find_places(
    document: Document, tree: Tree, cast: Named | None = None, senses: Senses | None = None
) -> tuple[Place, ...]:
    """The places that the text names, sorted by start, none overlapping.

    A place stands here when the gazetteer has it and enough speaks for one of its readings; what stays unclear is left
    out. A facility keeps its own name and has the coordinates of the place that it is in. ``found_by`` names the rule
    that took the name; "places.part_of_name" says that the place is part of another name ("London Police"). ``senses``
    is what the tagger's pass over the text tells of its words.
    """
    spans = name_spans(tree, _told(tree, cast))
    spots = spots_of(tree, spans)
    toponyms = resolve(spots, _demonyms(tree))
    facilities = _own_named(
        find_facilities(tree, spans, [toponym is not None for toponym in toponyms]), spans, toponyms
    )
    located = [(facility, site) for facility in facilities if (site := _site(toponyms, facility))]
    covered = _covered(tree, [facility for facility in facilities if facility.hides or _site(toponyms, facility)])
    found = [_facility(document, tree, facility, site) for facility, site in located]
    for span, toponym in zip(spans, toponyms, strict=True):
        if toponym and not covered[span.first]:
            found.append(_place(document, tree, span, toponym, senses))
    return tuple(sorted(found, key=lambda place: place.start))


def spots_of(tree: Tree, spans: Sequence[NameSpan]) -> list[Spot]:
    """The names with what the punctuation between them tells: "Paris, Texas"; "Kent, Surrey and Sussex"."""
    inside: dict[int, int] = {}
    beside: dict[int, list[int]] = {}
    for number, (left, right) in enumerate(pairwise(spans)):
        gap = tree.text[tree.ends[left.last] : min(tree.starts[right.first], tree.ends[left.last] + _LONGEST_GAP + 1)]
        if len(gap) > _LONGEST_GAP:
            continue
        if _INSIDE_GAP.fullmatch(gap):
            inside[number] = number + 1
        if _LIST_GAP.fullmatch(gap):
            beside.setdefault(number, []).append(number + 1)
            beside.setdefault(number + 1, []).append(number)
    return [
        Spot(words_of(tree, span.first, span.last), inside.get(number), tuple(beside.get(number, ())), TRUST[span.rule])
        for number, span in enumerate(spans)
    ]


def _told(tree: Tree, cast: Named | None) -> Iterator[tuple[int, int]]:
    """The token ranges of the names that the cast takes for places."""
    if cast is None:
        return
    for mention in cast.mentions:
        if mention.kind == "place" and mention.how == "name":
            first = bisect_left(tree.starts, mention.start)
            last = bisect_left(tree.starts, mention.end) - 1
            if first <= last:
                yield first, last


def _demonyms(tree: Tree) -> Iterator[str]:
    """The countries that adjectives and names of peoples speak of."""
    for word in tree.words:
        if word[0].isupper() and (code := demonym(word)):
            yield code


def _own_named(
    facilities: Sequence[Facility], spans: Sequence[NameSpan], toponyms: Sequence[Toponym | None]
) -> list[Facility]:
    """Those that are not places of the gazetteer themselves ("College Station", "the White House")."""
    known = {(span.first, span.last) for span, toponym in zip(spans, toponyms, strict=True) if toponym}
    return [facility for facility in facilities if (facility.first, facility.last) not in known]


def _covered(tree: Tree, facilities: Sequence[Facility]) -> bytearray:
    """Which tokens belong to the name of a facility, so that a place name in it is not a place by itself."""
    covered = bytearray(len(tree))
    for facility in facilities:
        covered[facility.first : facility.last + 1] = b"\x01" * (facility.last + 1 - facility.first)
    return covered


def _site(toponyms: Sequence[Toponym | None], facility: Facility) -> Toponym | None:
    """The place that a facility is in, where one is told and is small enough to say where it is."""
    place = None if facility.located_by is None else toponyms[facility.located_by]
    return place if place and place.kind in _TOWNS else None


def _facility(document: Document, tree: Tree, facility: Facility, toponym: Toponym) -> Place:
    start, end = tree.span(facility.first, facility.last)
    name = words_of(tree, facility.first, facility.last)
    where = toponym.lat, toponym.lon, toponym.country
    return Place(start, end, document.text[start:end], name, *where, None, None, "places.facility")


def _place(document: Document, tree: Tree, span: NameSpan, toponym: Toponym, senses: Senses | None) -> Place:
    start, end = tree.span(span.first, span.last)
    return Place(
        start,
        end,
        document.text[start:end],
        toponym.name,
        toponym.lat,
        toponym.lon,
        toponym.country or None,
        toponym.geonames_id,
        acting(tree, toponym, span.first, span.last, senses),
        span.rule,
    )
