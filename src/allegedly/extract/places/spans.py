"""The stretches of a text that may name a place: what the entity tagger saw, and what it missed or took for another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ...resources.gazetteer import Toponym, demonym, key_of, lookup

TRUST = {
    "places.tagged": 1.0,
    "places.cast": 1.0,
    "places.dateline": 0.9,
    "places.after_preposition": 0.8,
    "places.in_list": 0.6,
    "places.proper_noun": 0.5,
    "places.of_name": 0.7,
    "places.part_of_name": 0.3,
    "places.person": 0.2,
}
"""How far each rule is believed before the gazetteer and the context have spoken."""

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_WHOLE_NAMES = frozenset({"ORG", "EVENT"})
_NONE = "no run"
_AMOUNTS = frozenset({"TIME", "MONEY", "PERCENT", "QUANTITY"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_LIST_WORDS = frozenset({",", "and", "or", "&", "the"})
_DATELINE = re.compile(
    r"^[ \t]*(?P<town>[A-Z][A-Z.'’ -]{2,30}?)(?:, ?(?P<whole>[A-Z][\w.]*(?: [A-Z][\w.]*)?))?[ ,]*"
    r"(?:\([^()\n]{2,40}\) ?)?(?:--|—|–|-)(?= ?[A-Z(“\"'‘])",
    re.MULTILINE,
)
_BEFORE_PART = frozenset({"of", "the", "-"})
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "an", "ar", "at", "az"})
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens [first, last] that may name a place, and the rule that took them."""

    first: int
    last: int
    rule: str


def name_spans(tree: Tree, told: Iterable[tuple[int, int]] = ()) -> list[NameSpan]:
    """Names that the gazetteer knows, sorted, none overlapping. ``told`` are token ranges, both ends inclusive, that
    others take for places.
    """
    taken = bytearray(len(tree))
    spans: list[NameSpan] = []
    labels = _labels(tree)
    for source in (_datelines(tree), _tagged(tree), _told(tree, told), _untagged(tree, labels)):
        for span in source:
            if not any(taken[span.first : span.last + 1]):
                taken[span.first : span.last + 1] = b"\x01" * (span.last + 1 - span.first)
                spans.append(span)
    return sorted(_without_namesakes(tree, spans), key=lambda span: span.first)


def words_of(tree: Tree, first: int, last: int) -> str:
    """The text of the tokens, white space made single."""
    start, end = tree.span(first, last)
    return " ".join(tree.text[start:end].split())


@cache
def words_used_as(use: str) -> frozenset[str]:
    """The words of en/place_words.tsv with that use."""
    lexicon = load_lexicon("en/place_words.tsv")
    return frozenset(word for word, cells in lexicon.items() if cells["use"] == use)


def _known(tree: Tree, first: int, last: int) -> bool:
    """Whether the tokens are written as a name, and the gazetteer has it."""
    if last - first >= _LONGEST or not _begins_name(tree, first, last):
        return False
    name = words_of(tree, first, last)
    if not (_tells(tree, first) if first == last else any(_is_no_direction(tree, i) for i in range(first, last + 1))):
        return False
    places = lookup(name)
    if places and all(_is_short_for(name, place) for place in places):
        return _is_abbreviation(name, places[0].name, tree.lowers[first - 1] if first else "")
    return bool(places)


def _is_short_for(name: str, place: Toponym) -> bool:
    """Whether the name is a short form of a state, not its name without a word like "Province"."""
    return (
        place.kind == "state" and place.alternate and len(name) < 6 and key_of(name) not in key_of(place.name).split()
    )


def _tells(tree: Tree, i: int) -> bool:
    """Whether the word can be a place name by itself."""
    word = tree.lowers[i].replace(".", "")
    if len(word) < 3 and not (tree.words[i].isupper() or "." in tree.words[i]):
        return False
    return len(word) > 1 and word not in words_used_as("never") and _is_no_direction(tree, i)


def _is_no_direction(tree: Tree, i: int) -> bool:
    return tree.lowers[i] not in words_used_as("direction")


def _is_abbreviation(name: str, full: str, before: str) -> bool:
    """Whether a short form of a state is one here: ", Ky.", "B.C.", "NSW", but not "Miss." or "M.D."."""
    if before in (",", "("):
        return True
    return name.isupper() and (len(full.split()) > 1 if "." in name else len(name) > 2)


def _labels(tree: Tree) -> list[str]:
    labels = [""] * len(tree)
    for entity in tree.entities:
        labels[entity.start : entity.end] = [entity.label] * (entity.end - entity.start)
    return labels


def _datelines(tree: Tree) -> Iterator[NameSpan]:
    """Where a report was filed: "BEIRUT —", "GLASGOW, Ky. (WBKO) --" at the beginning of a line."""
    for match in _DATELINE.finditer(tree.text):
        for group in ("town", "whole"):
            if match[group]:
                tokens = tree.tokens_in(match.span(group))
                if len(tokens) and _known(tree, tokens[0], tokens[-1]):
                    yield NameSpan(tokens[0], tokens[-1], "places.dateline")


def _tagged(tree: Tree) -> Iterator[NameSpan]:
    for entity in tree.entities:
        if entity.label in _PLACE_LABELS:
            start = entity.start
            for i in range(entity.start, entity.end + 1):
                if i == entity.end or tree.words[i] in ",;/()" or tree.tags[i] == "_SP":
                    if start < i:
                        yield from _narrowed(tree, start, i - 1, "places.tagged")
                    start = i + 1


def _told(tree: Tree, told: Iterable[tuple[int, int]]) -> Iterator[NameSpan]:
    for first, last in told:
        yield from _narrowed(tree, first, last, "places.cast")


def _narrowed(tree: Tree, first: int, last: int, rule: str) -> Iterator[NameSpan]:
    """The whole, widened by a proper noun beside it or trimmed of what is no part of the name; else its known part."""
    while first < last and not _begins_name(tree, first, last):
        first += 1
    while first < last and (tree.tags[last] == "POS" or not _ends_word(tree.words[last])):
        last -= 1
    for begin, end in ((first - 1, last), (first, last + 1), (first, last)):
        inside = begin >= 0 and end < len(tree)
        if (
            inside
            and _all_names(tree, begin, first)
            and _all_names(tree, last + 1, end + 1)
            and _known(tree, begin, end)
        ):
            yield NameSpan(begin, end, rule)
            return
    yield from _part(tree, first, last, rule)


def _begins_name(tree: Tree, first: int, last: int) -> bool:
    """Whether a name can begin here: a capital, or an Arabic article before one."""
    if tree.words[first][0].isupper():
        return True
    return tree.lowers[first] in _ARTICLES and first < last and tree.words[last][0].isupper()


def _ends_word(word: str) -> bool:
    return word[-1].isalnum() or word[-1] == "."


def _all_names(tree: Tree, first: int, end: int) -> bool:
    return all(tree.tags[i] in _NAME_TAGS for i in range(first, end))


def _part(tree: Tree, first: int, last: int, rule: str) -> Iterator[NameSpan]:
    """The longest known name that begins the tokens, or that stands behind "of" or a direction, or that ends them."""
    directions = words_used_as("direction")
    begins = [first]
    begins += [i + 1 for i in range(first, last) if tree.lowers[i] in _BEFORE_PART or tree.lowers[i] in directions]
    begins.append(last)
    for begin in dict.fromkeys(begins):
        for end in range(min(last, begin + _LONGEST - 1), begin - 1, -1):
            if tree.tags[end] in _NAME_TAGS and _known(tree, begin, end):
                belongs = rule == "places.part_of_name" and begin > first and tree.lowers[begin - 1] in ("of", "the")
                yield NameSpan(begin, end, "places.of_name" if belongs else rule)
                return


def _untagged(tree: Tree, labels: list[str]) -> Iterator[NameSpan]:
    """Runs of proper nouns that the tagger took for something else, or did not see."""
    for first, last in _runs(tree, labels):
        label = labels[first]
        if label in _PLACE_LABELS or label in _AMOUNTS:
            continue
        if _known(tree, first, last) and not demonym(words_of(tree, first, last)):
            yield NameSpan(first, last, _rule(tree, labels, first, last))
        elif (label in _WHOLE_NAMES or not label) and not _is_named_otherwise(tree, first, last):
            yield from _part(tree, first, last, "places.part_of_name")


def _is_named_otherwise(tree: Tree, first: int, last: int) -> bool:
    """Whether a name is a newspaper's, or rather a person's: a given name and one more word."""
    if tree.lowers[last] in words_used_as("media"):
        return True
    return last - first == 1 and tree.lowers[first] in load_lexicon("en/given_names.tsv")


def _runs(tree: Tree, labels: list[str]) -> Iterator[tuple[int, int]]:
    """Whole names of organisations, and proper nouns in a row that bear one label."""
    for entity in tree.entities:
        if entity.label in _WHOLE_NAMES:
            first = entity.start + (tree.lowers[entity.start] == "the" and entity.end - entity.start > 1)
            yield first, entity.end - 1
    first, running = 0, _NONE
    for i, (tag, label) in enumerate(zip((*tree.tags, ""), (*labels, "-"), strict=True)):
        goes_on = running == label and (tag in _NAME_TAGS or tag == "HYPH")
        if running != _NONE and not goes_on:
            yield first, i - 1
            running = _NONE
        if running == _NONE and tag in _NAME_TAGS and label not in _WHOLE_NAMES:
            first, running = i, label


def _rule(tree: Tree, labels: list[str], first: int, last: int) -> str:
    before = first - 1
    if before > 0 and tree.lowers[before] == "the":
        before -= 1
    if before >= 0:
        word = tree.lowers[before]
        if word in words_used_as("locative") or word in words_used_as("direction"):
            return "places.after_preposition"
        if word == "of" and before and tree.lowers[before - 1] in words_used_as("class"):
            return "places.after_preposition"
    if last + 1 < len(tree) and tree.lowers[last + 1] in words_used_as("class"):
        return "places.after_preposition"
    if _is_listed(tree, labels, first, last):
        return "places.in_list"
    return "places.person" if labels[first] == "PERSON" else "places.proper_noun"


def _is_listed(tree: Tree, labels: list[str], first: int, last: int) -> bool:
    """Whether the next name on either side, behind a comma or "and", was tagged as a place."""
    for i, step in ((first - 1, -1), (last + 1, 1)):
        between = 0
        while 0 <= i < len(tree) and tree.lowers[i] in _LIST_WORDS and between < 3:
            i, between = i + step, between + 1
        if between and 0 <= i < len(tree) and labels[i] in ("GPE", "LOC"):
            return True
    return False


def _without_namesakes(tree: Tree, spans: list[NameSpan]) -> Iterator[NameSpan]:
    """Leaves out what was tagged as a person where the text has such a surname or the word is a given name."""
    given = load_lexicon("en/given_names.tsv")
    people = (entity for entity in tree.entities if entity.label == "PERSON" and entity.end - entity.start > 1)
    surnames = {tree.lowers[entity.end - 1] for entity in people}
    for span in spans:
        word = tree.lowers[span.last]
        if span.rule != "places.person" or not (word in surnames or tree.lowers[span.first] in given):
            yield span
