"""Where names stand: the model's named entities and runs of proper nouns, cleaned of titles and trimmings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...names import fold
from ...nlp.tree import Tree
from . import lexicon

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
OTHERS = frozenset({"PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})
_JOINERS = frozenset({"-", "–", "'", "&", "/"})
_LINKS = frozenset({"of", "for", "and", "the"})
_FOREIGN = re.compile(r"[\[\]{}<>|=@#*\\_$(]|://|www\.|\b[RDI]-[A-Z]|^.?\.?$")
_OPENERS = frozenset({"VB", "VBP", "VBD", "VBG", "JJ", "RB", "IN", "CC", "WRB"})
_LONGEST_TITLE = 5
_LONGEST_HEADLINE = 25
_LONGEST_STRETCH = 500


@dataclass(slots=True)
class Spot:
    """A name in the text, before it is known whose: tokens ``first`` to ``last``, both inclusive."""

    first: int
    last: int
    head: int
    label: str
    """The model's label, "OTHER" for works, events and products, "BODY" for "the Delgado administration", or ""."""
    text: str
    key: str
    title: tuple[int, int] | None = None
    """Tokens, both inclusive, of the title before the name."""
    gender: str = ""
    """m or f where the title tells it."""


@dataclass(frozen=True, slots=True)
class _Labels:
    label: list[str]
    span: list[int]
    """The number of the model's span at each token, -1 outside."""


def find_spots(tree: Tree) -> list[Spot]:
    """The names of a text in order; they do not overlap."""
    labels = _labels(tree)
    spots: list[Spot] = []
    headlines: list[tuple[int, int]] = []
    for start, end in _stretches(tree):
        if _is_headline(tree, start, end):
            headlines.append((start, end))
            continue
        for first, last in _runs(tree, labels, start, end):
            spots.extend(_parts(tree, labels, first, last, end))
    if headlines:
        spots.extend(_in_headlines(tree, labels, headlines, spots))
        spots.sort(key=lambda spot: spot.first)
    return spots


def _stretches(tree: Tree) -> Iterator[tuple[int, int]]:
    """The sentences, joined again where the parser cut one between two proper nouns."""
    begun: int | None = None
    for start, end in tree.sentences:
        begun = start if begun is None else begun
        proper = end < len(tree) and tree.tags[end - 1] == "NNP" == tree.tags[end]
        if not (proper and tree.starts[end] - tree.ends[end - 1] <= 1 and end - begun < _LONGEST_STRETCH):
            yield begun, end
            begun = None


def _is_headline(tree: Tree, start: int, end: int) -> bool:
    """Whether a sentence is written in capitals or in title case, where capitals tell nothing of names."""
    words = [i for i in range(start, end) if tree.words[i][0].isalpha()]
    if not 4 <= len(words) <= _LONGEST_HEADLINE or tree.lowers[words[0]] == "by":
        return False
    capital = sum(1 for i in words if tree.words[i][0].isupper())
    return capital >= 4 and all(tree.words[i][0].isupper() or tree.words[i] in lexicon.words("minor") for i in words)


def _in_headlines(tree: Tree, labels: _Labels, headlines: list[tuple[int, int]], spots: list[Spot]) -> Iterator[Spot]:
    """The names of a headline that the rest of the text knows, and places and given names with what follows them."""
    known = {spot.key for spot in spots}
    known.update(word for spot in spots for word in spot.key.split()[-1:] if len(word) > 3)
    for start, end in headlines:
        i = start
        while i < end:
            last = next((j for j in range(min(i + 5, end) - 1, i - 1, -1) if _is_known(tree, i, j, known)), None)
            if last is None or not tree.words[i][0].isupper():
                last = _headline_name(tree, labels, i, end)
            if last is not None:
                yield _make(tree, i, last, "BODY" if tree.lowers[last] in lexicon.state_bodies() else "", None)
            i = i + 1 if last is None else last + 1


def _is_known(tree: Tree, first: int, last: int, known: set[str]) -> bool:
    ends = tree.words[first][0].isalnum() and tree.words[last][0].isalnum()
    return ends and fold(tree.text[tree.starts[first] : tree.ends[last]]) in known


def _headline_name(tree: Tree, labels: _Labels, i: int, end: int) -> int | None:
    country = lexicon.nationalities().get(tree.lowers[i])
    if country is not None and "country" in country[1] and (tree.words[i][1:].islower() or tree.lowers[i] != "us"):
        return i
    follows = i + 1 < end and labels.label[i] == "PERSON" == labels.label[i + 1]
    if follows and tree.lowers[i] in lexicon.genders() and tree.words[i + 1][0].isupper():
        return i + 1
    return None


def _labels(tree: Tree) -> _Labels:
    label, span = [""] * len(tree), [-1] * len(tree)
    for number, named in enumerate(tree.entities):
        kind = named.label if named.label in NAMES else "OTHER" if named.label in OTHERS else "NUMBER"
        for i in range(named.start, named.end):
            label[i], span[i] = kind, number
    return _Labels(label, span)


def _runs(tree: Tree, labels: _Labels, start: int, end: int) -> Iterator[tuple[int, int]]:
    i = start
    while i < end:
        if not _is_namey(tree, labels, i):
            i += 1
            continue
        last = i
        while (following := _continues(tree, labels, last, end)) is not None:
            last = following
        yield _opened(tree, labels, i, start), last
        i = last + 1


def _opened(tree: Tree, labels: _Labels, i: int, start: int) -> int:
    """The first token of a name that begins with a particle in lower case."""
    if i - 1 >= start and tree.words[i - 1] in lexicon.words("opening"):
        return i - 1
    if i - 2 >= start and tree.words[i - 1] == "-" and tree.words[i - 2] in lexicon.words("article"):
        return i - 2
    return i


def _is_namey(tree: Tree, labels: _Labels, i: int) -> bool:
    word, lower = tree.words[i], tree.lowers[i]
    if not word[0].isupper():
        return False
    if lower in lexicon.words("time"):
        return labels.label[i] == "PERSON" and lower in lexicon.genders()
    if lower in lexicon.words("never") and word != "US":
        return False
    if labels.label[i] == "NUMBER":
        return tree.tags[i] in ("NNP", "NNPS") and len(word) > 1
    return tree.tags[i] in ("NNP", "NNPS") or labels.label[i] in NAMES or labels.label[i] == "OTHER"


def _continues(tree: Tree, labels: _Labels, i: int, end: int) -> int | None:
    """The token up to which a name that holds token ``i`` goes on, if it goes on."""
    following = i + 1
    if following >= end or tree.tags[following] in ("POS", "_SP"):
        return None
    if _is_namey(tree, labels, following):
        return following
    same_span = labels.span[following] == labels.span[i] != -1
    word = tree.lowers[following]
    if word == "." and tree.starts[following] == tree.ends[i] and _is_abbreviated(tree, i):
        return following
    if following + 1 >= end:
        return following if same_span and word.isdigit() else None
    beyond = following + 1
    if same_span and labels.span[beyond] == labels.span[i] and labels.label[i] != "PERSON" and word in _LINKS:
        return following
    if word in _JOINERS and tree.starts[following] == tree.ends[i] and tree.starts[beyond] == tree.ends[following]:
        if word == "-" and _is_second_syllable(tree, labels, i, beyond):
            return beyond
        return following if _is_namey(tree, labels, beyond) else None
    hyphened = tree.words[beyond] == "-" and beyond + 1 < end
    if word in lexicon.words("particle") or (word in lexicon.words("article") and hyphened):
        past = beyond + 1 if hyphened else beyond
        if tree.lowers[past] in lexicon.words("particle") and past + 1 < end:
            past += 1
        return past if _is_namey(tree, labels, past) else None
    if word == "&" and _is_namey(tree, labels, beyond):
        return following
    is_score = tree.words[beyond] in ("-", "–")  # "Malta 3-0"
    return following if same_span and word.isdigit() and not is_score else None


def _is_second_syllable(tree: Tree, labels: _Labels, i: int, beyond: int) -> bool:
    """Whether a small word behind a hyphen ends a given name of two syllables: "Kim Jong-il", not "Gaddafi-led"."""
    word = tree.words[beyond]
    short = word.isalpha() and word.islower() and 2 <= len(word) <= 5 and word not in lexicon.words("compound")
    return (
        short
        and i > 0
        and len(tree.words[i]) <= 5
        and _is_namey(tree, labels, i - 1)
        and tree.ends[i - 1] < tree.starts[i]
    )


def _is_abbreviated(tree: Tree, i: int) -> bool:
    return len(tree.words[i]) == 1 or tree.lowers[i] + "." in lexicon.titles()


def _parts(tree: Tree, labels: _Labels, first: int, last: int, end: int) -> Iterator[Spot]:
    """The names in one run of capitalised words: titles taken off, the model's borders kept."""
    i = first
    title: tuple[int, int] | None = None
    while i <= last:
        if not _is_whole(tree, labels, i, last) and (after := _title_end(tree, i, end)) is not None:
            title = (title[0] if title and title[1] == i - 1 else i, after)
            i = after + 1
            continue
        part_last = _part_end(tree, labels, i, last)
        spot = _spot(tree, labels, i, part_last, title)
        body = _body_end(tree, spot, end) if spot is not None else None
        if spot is not None and body is not None:
            yield _make(tree, spot.first, body, "BODY", None)
            part_last = max(part_last, body)
        elif spot is not None and not _is_adjective(tree, spot):
            yield spot
        title = None
        i = part_last + 1


def _is_adjective(tree: Tree, spot: Spot) -> bool:
    """Whether "Libyan" or "Republican" stands alone: an adjective or somebody from there, not a name."""
    country = lexicon.nationalities().get(tree.lowers[spot.last])
    if country is not None and spot.first == spot.last:
        return "country" not in country[1]
    last = tree.lowers[spot.last]
    return spot.label == "NORP" and not last.endswith("s") and last not in lexicon.organisation_words()


def _is_whole(tree: Tree, labels: _Labels, i: int, last: int) -> bool:
    """Whether a title word at ``i`` belongs to a longer name, as in "General Motors" and "Justice Department"."""
    span = labels.span[i]
    if span == -1 or labels.label[i] in ("PERSON", "NUMBER"):
        following = i + 1
        return following <= last and tree.lowers[following] in lexicon.organisation_words() and following == last
    final = i
    while final < last and labels.span[final + 1] == span:
        final += 1
    word = tree.lowers[final]
    return final > i and (word in lexicon.organisation_words() or word in lexicon.place_words())


def _title_end(tree: Tree, i: int, end: int) -> int | None:
    """The last token of the longest title that begins at ``i``."""
    if tree.lowers[i] not in lexicon.title_starts():
        return None
    text, start = tree.text, tree.starts[i]
    for last in range(min(i + _LONGEST_TITLE, end) - 1, i - 1, -1):
        written = text[start : tree.ends[last]].lower()
        if written in lexicon.titles():
            return last
    return None


def _part_end(tree: Tree, labels: _Labels, i: int, last: int) -> int:
    """The last token of the name that begins at ``i``: up to a border of the model's or a title."""
    end = i
    while end < last:
        following = end + 1
        if labels.span[following] != labels.span[end] and _is_border(tree, labels, end, following, last):
            break
        if labels.span[following] != labels.span[end] and _title_end(tree, following, last + 1) is not None:
            break
        end = following
    return end


def _is_border(tree: Tree, labels: _Labels, left: int, right: int, last: int) -> bool:
    if labels.label[left] == "NORP" or tree.lowers[left] in lexicon.nationalities():
        return tree.lowers[last] not in lexicon.organisation_words() and tree.lowers[last] not in lexicon.place_words()
    both = labels.span[left] != -1 and labels.span[right] != -1
    return both and labels.label[left] != labels.label[right]


def _spot(tree: Tree, labels: _Labels, first: int, last: int, title: tuple[int, int] | None) -> Spot | None:
    while first <= last and not tree.words[first][0].isalnum():
        first += 1
    while last >= first and not tree.words[last][0].isalnum() and not _ends_initial(tree, first, last):
        last -= 1
    while first < last and (tree.lowers[first] in ("the", "a", "an") or _asks(tree, first)):
        first += 1
    if first > last or _FOREIGN.search(tree.text[tree.starts[first] : tree.ends[last]]):
        return None
    if first < last and opens(tree, first) and _is_opener(tree, labels, first):
        first += 1
    if first == last and _is_no_name(tree, first):
        return None
    counts: dict[str, int] = {}
    for i in range(first, last + 1):
        counts[labels.label[i]] = counts.get(labels.label[i], 0) + 1
    label = max(sorted(counts), key=lambda name: (name not in ("", "NUMBER"), counts[name]))
    return _make(tree, first, last, label if label != "NUMBER" else "", title)


def _is_opener(tree: Tree, labels: _Labels, i: int) -> bool:
    """Whether the first word of a sentence was taken into a name: "Did Selim Aydin", "Poor Selim"."""
    if labels.label[i] == "PERSON":
        return tree.pos[i] in ("AUX", "SCONJ", "CCONJ", "ADP", "PRON")
    return tree.tags[i] in _OPENERS


def _asks(tree: Tree, i: int) -> bool:
    """Whether token ``i`` is the "Q." or "A." that opens a paragraph of an interview."""
    return tree.words[i] in ("Q.", "A.", "Q", "A", ".", ":") and (opens(tree, i) or opens(tree, i - 1))


def _is_no_name(tree: Tree, i: int) -> bool:
    """Whether the one word of a spot is one that only begins names, or a common noun at the head of a sentence."""
    word = tree.lowers[i]
    if word in lexicon.words("alone") or word in lexicon.place_words():
        return True
    return word in lexicon.organisation_words() and opens(tree, i) and not tree.words[i].isupper()


def opens(tree: Tree, i: int) -> bool:
    """Whether token ``i`` has its capital from the beginning of a sentence."""
    return (
        i <= 0
        or tree.tags[i - 1] in (".", "_SP", "``", ":")
        or tree.words[i - 1] in ("Q.", "A.")
        or tree.sentence_of[i] != tree.sentence_of[i - 1]
    )


def _ends_initial(tree: Tree, first: int, last: int) -> bool:
    return (
        tree.words[last] == "." and last > first and tree.words[last - 1].isupper() and len(tree.words[last - 1]) == 1
    )


def _make(tree: Tree, first: int, last: int, label: str, title: tuple[int, int] | None) -> Spot:
    text = tree.text[tree.starts[first] : tree.ends[last]]
    gender = _gender(tree, title) if title is not None else ""
    return Spot(first, last, head_of(tree, first, last), label, text, fold(text), title, gender)


def _gender(tree: Tree, title: tuple[int, int]) -> str:
    """The gender of the last word of a title that tells one: "President and Mrs"."""
    for i in range(title[1], title[0] - 1, -1):
        gender = lexicon.titles().get(tree.lowers[i], {}).get("gender")
        if gender:
            return gender
    return ""


def head_of(tree: Tree, first: int, last: int) -> int:
    """The token of a span that hangs outside it; the last of several."""
    for i in range(last, first - 1, -1):
        if (not first <= tree.heads[i] <= last or tree.heads[i] == i) and tree.words[i][0].isalnum():
            return i
    return last


def _body_end(tree: Tree, spot: Spot, end: int) -> int | None:
    """The head of "Nkosi regime" or "Libyan interior ministry", where the name stands before such a noun."""
    for head in range(spot.last + 1, min(spot.last + 4, end)):
        if tree.lowers[head] in lexicon.state_bodies() and tree.pos[head] in ("NOUN", "PROPN"):
            governs = tree.heads[spot.head] == head or head == spot.last + 1
            return head if governs and tree.deps[head] != "compound" and tree.tags[spot.last + 1] != "POS" else None
        if tree.pos[head] not in ("NOUN", "ADJ", "PROPN"):
            return None
    return None
