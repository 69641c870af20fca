"""What a text calls a person beside the name: titles, appositions, "X was the minister"."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...nlp.tree import Tree
from . import lexicon
from .spots import Spot

_BEFORE = frozenset({"NN", "NNP", "NNPS", "NNS", "JJ", "JJS", "VBN", "HYPH", "POS", "PRP$", "CC", "AFX"})
_PHRASE_PREPOSITIONS = frozenset({"of", "for", "at", "in", "to", "from", "under"})
_COPULAS = frozenset({"be", "become", "remain"})
_LONGEST = 16
_WINDOW = 12


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """Tokens ``first`` to ``last``, both inclusive, around the noun ``head`` that names a role."""

    first: int
    last: int
    head: int


def is_role_noun(tree: Tree, i: int) -> bool:
    return tree.lemmas[i].lower() in lexicon.role_nouns() or tree.lowers[i] in lexicon.role_nouns()


def roles_of(tree: Tree, spot: Spot) -> list[RolePhrase]:
    """The phrases that give the named person a role, in the order of the rules; none twice."""
    found: list[RolePhrase] = []
    for phrase in _all_roles(tree, spot):
        if all(phrase.head != other.head for other in found) and not spot.first <= phrase.head <= spot.last:
            found.append(phrase)
    return found


def _all_roles(tree: Tree, spot: Spot) -> Iterator[RolePhrase]:
    if spot.label in ("GPE", "LOC") and spot.first > 0 and tree.tags[spot.first - 1] == "IN":
        return  # "McKay of Ohio, the former governor": the governor is not Ohio
    yield from _before(tree, spot)
    above = tree.heads[spot.head]
    if tree.deps[spot.head] == "appos" and above < spot.first and _names_a_role(tree, above):
        phrase = role_phrase(tree, above)
        yield RolePhrase(phrase.first, max(above, min(phrase.last, spot.first - 2)), above)
    for child in _after(tree, spot):
        if tree.deps[child] == "appos" and _names_a_role(tree, child):
            yield role_phrase(tree, child)
    beside = _beside(tree, spot)
    if beside is not None:
        yield role_phrase(tree, beside)
    predicate = _predicate(tree, spot.head)
    if predicate is not None:
        yield role_phrase(tree, predicate)


def _before(tree: Tree, spot: Spot) -> Iterator[RolePhrase]:
    """The title, or the role noun in lower case, right before the name, with what belongs to it."""
    edge = tree.edges[spot.head][0]
    if spot.title is not None:
        yield RolePhrase(max(_left_edge(tree, spot.title[0]), min(edge, spot.title[0])), spot.title[1], spot.title[1])
    elif spot.first > 0 and is_role_noun(tree, spot.first - 1) and tree.tags[spot.first - 1] == "NN":
        noun = spot.first - 1
        edge = min(edge, tree.edges[noun][0])
        yield RolePhrase(max(_left_edge(tree, noun), edge), noun, noun)


def _after(tree: Tree, spot: Spot) -> Iterator[int]:
    """The tokens that may stand in apposition after the name, also across "of Ohio"."""
    for child in tree.children[spot.head]:
        if child > spot.last:
            yield child
            if tree.lowers[child] == "of":
                for place in tree.children[child]:
                    yield from (c for c in tree.children[place] if c > place)


def _names_a_role(tree: Tree, i: int) -> bool:
    return tree.tags[i] == "NN" and is_role_noun(tree, i)


def _left_edge(tree: Tree, i: int) -> int:
    """The first token of the modifiers before ``i``: "Libya's former foreign" before "minister"."""
    first = i
    while first > 0 and i - first < _WINDOW and tree.tags[first - 1] in _BEFORE and tree.heads[first - 1] != first - 1:
        first -= 1
    while first < i and tree.tags[first] in ("CC", "POS", "HYPH"):
        first += 1
    if first > 1 and tree.words[first - 1] == "-" and tree.tags[first - 2] == "CD":
        first -= 2
    return first


def role_phrase(tree: Tree, head: int) -> RolePhrase:
    """The noun phrase around ``head`` with its "of ..." and the like, up to a comma or a relative clause."""
    first = min([head, *(c for c in tree.children[head] if tree.deps[c] not in ("punct", "cc", "conj", "appos"))])
    first = min(first, tree.edges[first][0])
    last = head
    for child in tree.children[head]:
        if child < head:
            continue
        if tree.deps[child] != "prep" or tree.lowers[child] not in _PHRASE_PREPOSITIONS or child != last + 1:
            break
        last = tree.edges[child][1]
    last = min(last, head + _LONGEST)
    for i in range(head + 1, last + 1):
        if tree.words[i] in ",;:()—–" or tree.deps[i] == "relcl":
            last = i - 1
            break
    while last > head and tree.tags[last] in ("WP", "WDT", "IN", "CC", "DT", ",", "."):
        last -= 1
    while first < head and (tree.words[first] in ",;:—–(" or tree.tags[first] == "_SP"):
        first += 1
    return RolePhrase(max(first, head - _LONGEST), last, head)


def _beside(tree: Tree, spot: Spot) -> int | None:
    """The role noun of ", the former minister," after a name, where the parser saw no apposition."""
    i = spot.last + 1
    if i + 2 >= len(tree) or tree.words[i] != ",":
        return None
    i += 1
    if tree.tags[i] == "CD" and tree.words[i + 1] == ",":  # an age
        i += 2
    begun = i
    while i < min(begun + 7, len(tree)) and (tree.tags[i] in _BEFORE or tree.tags[i] == "DT"):
        if _names_a_role(tree, i) and (i + 1 == len(tree) or tree.tags[i + 1] not in ("NN", "NNS", "POS", "NNP")):
            opened = tree.tags[begun] in ("DT", "PRP$", "JJ") or (i > begun and "POS" in tree.tags[begun:i])
            return i if opened and tree.heads[i] != tree.heads[spot.head] else None
        i += 1
    return None


def _predicate(tree: Tree, subject: int) -> int | None:
    """The role noun that the text says the subject is, was or became."""
    if tree.deps[subject] != "nsubj":
        return None
    verb = tree.heads[subject]
    if tree.lemmas[verb] not in _COPULAS or tree.child(verb, "neg", "mark", "aux") is not None:
        return None
    noun = tree.child(verb, "attr")
    asked = tree.words[tree.sentences[tree.sentence_of[verb]][1] - 1] == "?"
    plain = noun is not None and not asked and tree.lemmas[noun].lower() not in lexicon.words("anybody")
    return noun if plain and noun is not None and _names_a_role(tree, noun) else None
