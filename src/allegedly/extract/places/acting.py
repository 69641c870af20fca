"""Whether a place stands for its government: "Paris demanded", "the Kremlin's reply", "talks with Tripoli"."""

from functools import cache

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ...resources.gazetteer import Toponym

_TO_PARTY = frozenset({"between", "with", "to", "on", "against", "upon"})
_RELATIVE = frozenset({"which", "that", "who"})


def acts(tree: Tree, place: Toponym, last: int) -> bool:
    """Whether the place whose name ends at the token ``last`` stands for a government there."""
    if not (place.kind == "country" or place.capital or place.seat):
        return False
    token = _first_of_list(tree, last)
    head, dep = tree.heads[token], tree.deps[token]
    if dep == "nsubj" and tree.pos[head] in ("VERB", "AUX") and _is(tree, head, "verb"):
        return True
    if dep in ("dobj", "dative", "nsubjpass") and _is(tree, head, "object"):
        return True
    if dep == "poss" and _is(tree, head, "noun"):
        return True
    if dep == "pobj" and _behind_preposition(tree, head):
        return True
    return _relative_acts(tree, token)


@cache
def _uses() -> dict[str, frozenset[str]]:
    lexicon = load_lexicon("en/acting_words.tsv")
    return {lemma: frozenset(cells["use"].split()) for lemma, cells in lexicon.items()}


def _is(tree: Tree, i: int, use: str) -> bool:
    return use in _uses().get(tree.lemmas[i].lower(), ())


def _first_of_list(tree: Tree, i: int) -> int:
    """The first name of a list: "Paris" for the "London" of "Paris and London demanded"."""
    for _ in range(8):
        if tree.deps[i] != "conj" or tree.heads[i] == i or tree.tags[tree.heads[i]] not in ("NNP", "NNPS"):
            break
        i = tree.heads[i]
    return i


def _behind_preposition(tree: Tree, preposition: int) -> bool:
    word, head = tree.lowers[preposition], tree.heads[preposition]
    if word == "by":
        return _is(tree, head, "noun" if tree.pos[head] == "NOUN" else "verb")
    if word == "of":
        return _is(tree, head, "of")
    if word not in _TO_PARTY:
        return False
    return _is(tree, head, "party" if tree.pos[head] == "NOUN" else "object")


def _relative_acts(tree: Tree, token: int) -> bool:
    """Whether the place acts in a relative clause of its own: "Paris, which demanded ..."."""
    clause = tree.child(token, "relcl")
    if clause is None or not _is(tree, clause, "verb"):
        return False
    subject = tree.child(clause, "nsubj")
    return subject is not None and tree.lowers[subject] in _RELATIVE
