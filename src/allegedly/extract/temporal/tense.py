"""Which way a bare date points, from the tense of the clause that it stands in."""

from functools import cache
from typing import Literal

from ...nlp.tree import Tree
from ...resources import load_yaml

Direction = Literal["past", "perfect", "present", "future", "none"]

_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_HAVE = frozenset({"have", "had", "has", "having", "'ve"})
_MONTHS = frozenset({"May", "March"})
"""Now and then taken for a modal or a verb; at the start of a sentence too, where a date seldom begins with "may"."""
_MOST_STEPS = 12
"""How far up a tree is looked: parses of broken text hang long chains on one another."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_yaml("en/time/tenses.yaml")[name])


def direction_at(tree: Tree, node: int | None) -> Direction:
    """The tense of the clause that governs the token ``node``; "none" where no finite verb does.

    "perfect" is the present perfect: past for what happened, yet still of the voice's own time.
    """
    for _ in range(_MOST_STEPS):
        if node is None:
            return "none"
        if tree.pos[node] == "ADJ" and tree.lemmas[node].lower() in _words("set_for"):
            return "future"
        if tree.tags[node] in _VERBS:
            tense = _tense(tree, node)
            if tense is not None:
                return tense
        node = tree.heads[node] if tree.heads[node] != node else None
    return "none"


def moves(tree: Tree, verb: int) -> bool:
    """Whether a verb moves something to another date: "the trial was put off until May"."""
    particle = tree.child(verb, "prt", "advmod")
    lemma = tree.lemmas[verb].lower()
    return lemma in _words("moves") or (particle is not None and f"{lemma} {tree.lowers[particle]}" in _words("moves"))


def _tense(tree: Tree, verb: int) -> Direction | None:
    """The tense of a verb with its auxiliaries; ``None`` for a form that takes the tense of the verb above it."""
    aux = [i for i in tree.children[verb] if tree.deps[i] in ("aux", "auxpass") and tree.words[i] not in _MONTHS]
    words = {tree.lowers[child] for child in aux}
    if words & _words("future_modals"):
        return "past" if words & _HAVE else "future"
    if words & _words("open_modals"):
        return "past" if words & _HAVE else "present"
    if "to" in words:
        return _of_infinitive(tree, verb, words)
    return _of_finite(tree, verb, aux, words)


def _of_infinitive(tree: Tree, verb: int, words: set[str]) -> Direction | None:
    """Ahead for "plans to leave", "is to leave" and "a meeting to be held"; else as the verb above has it."""
    head = tree.heads[verb]
    if tree.deps[verb] in ("acl", "relcl") and "be" in words:
        return "future"
    if tree.lemmas[head].lower() in _words("aims") or tree.lowers[head] == "going":
        had = any(tree.lowers[child] == "had" for child in tree.children[head])
        return None if had else "future"
    return "future" if tree.lowers[head] in ("is", "are", "'s", "'re", "am") else None


def _of_finite(tree: Tree, verb: int, aux: list[int], words: set[str]) -> Direction | None:
    tag, lemma = tree.tags[verb], tree.lemmas[verb].lower()
    ahead = lemma in _words("set_for") and (lemma != "set" or _is_for_a_day(tree, verb))
    if moves(tree, verb):
        return "present"
    if "had" in words:
        return "past"
    if words & _HAVE:
        return "perfect"
    if tag == "VBD" or any(tree.tags[child] == "VBD" for child in aux):
        return "present" if ahead and tag == "VBN" else "past"
    if tag in ("VBZ", "VBP") or any(tree.tags[child] in ("VBZ", "VBP") for child in aux):
        past = lemma in _words("reports")
        return "future" if ahead else "past" if past else "present"
    if tag == "VBN":
        return "future" if ahead else "past" if tree.deps[verb] == "acl" else None
    return None


def _is_for_a_day(tree: Tree, verb: int) -> bool:
    """Whether something is set for a day, or to happen, where it may also be set free, alight or in stone."""
    return any(tree.lowers[child] in ("for", "to") for child in (*tree.children_by(verb, "prep"), *_aux(tree, verb)))


def _aux(tree: Tree, verb: int) -> list[int]:
    return [i for below in tree.children_by(verb, "xcomp") for i in tree.children_by(below, "aux")]
