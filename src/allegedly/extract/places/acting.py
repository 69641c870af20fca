"""Whom a place stands for, where it stands for somebody: "Paris demanded", "the Kremlin's reply", "France won 2-1".

The tagger's encoder tells the place itself from somebody there (``nlp.senses``); the rules say where a government is
meant, and judge alone where the tagger is missing.
"""

import re
from functools import cache
from itertools import islice

from ...model import ActsAs
from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ...resources.gazetteer import Toponym
from .spans import words_used_as

_TO_PARTY = frozenset({"between", "with", "to", "on", "against", "upon"})
_WAYS = frozenset({"from", "to", "for", "into", "towards", "toward"})
_RELATIVE = frozenset({"which", "that", "who"})
_GOALS = re.compile(r"(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])")
_OF_RULE = 0.4
"""What a rule that hears a government adds to what the encoder makes of the name."""
_KINDS = "en/place_nouns.tsv"
_SPORT, _BY_GOALS, _BY_MEETING = 3, 2, 2
"""From how much on a sentence is about sport, and what goals, and a match of two names, add to its words."""


def acting(tree: Tree, place: Toponym, first: int, last: int, senses: Senses | None) -> ActsAs | None:
    """What the place whose name is the tokens ``first`` to ``last`` acts as there; ``None`` for the place itself.

    Countries, capitals and seats of governments act as the government of their country, other places as the people
    there. Where sport is spoken of, all but seats act as teams, unless a word says that a government acts.
    """
    governs = place.kind == "country" or place.capital or place.seat
    by_rule = governs and _acts_by_rule(tree, last)
    if not (by_rule if senses is None else _heard(tree, first, last, senses) + by_rule * _OF_RULE > 0):
        return None
    if not by_rule and not place.seat and _speaks_of_sport(tree, last):
        return "team"
    if not by_rule and (_is_way(tree, last) or _is_described(tree, last)):
        return None
    return "government" if governs else "people"


def _heard(tree: Tree, first: int, last: int, senses: Senses) -> float:
    """What the encoder makes of the name; the names of a list are all meant in one way, so the first has its say."""
    own = senses.acting(tree, tree.span(first, last))
    leader = _first_of_list(tree, last)
    return own if leader == last else (own + senses.acting(tree, tree.span(leader, leader))) / 2


def _acts_by_rule(tree: Tree, last: int) -> bool:
    """Whether the words around the name say that a government acts or is acted on."""
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


def _is_way(tree: Tree, last: int) -> bool:
    """Whether somebody moves from or to the place: "left Malta for Paris". Players move so between teams, and the
    encoder has seen more of them than of travellers.
    """
    token = _first_of_list(tree, last)
    head = tree.heads[token]
    motion = load_lexicon("en/motion_verbs.tsv")
    if tree.deps[token] == "dobj":
        return "object" in motion.get(tree.lemmas[head].lower(), {})
    before = tree.lowers[max(tree.edges[token][0] - 1, 0)]
    # the parser hangs "for Qatar to attend a meeting" on "attend", so the verb may be two steps up
    return before in _WAYS and any(tree.lemmas[i].lower() in motion for i in islice(tree.ancestors(token), 3))


def _is_described(tree: Tree, last: int) -> bool:
    """Whether the text says what or where the place is: "France is a country", "Chad borders Niger"."""
    verb = tree.heads[last]
    if tree.deps[last] != "nsubj":
        return False
    kinds = {tree.lemmas[i].lower() for i in tree.children_by(verb, "attr")}
    return tree.lemmas[verb].lower() in words_used_as("situated") or not kinds.isdisjoint(load_lexicon(_KINDS))


@cache
def _uses() -> dict[str, frozenset[str]]:
    lexicon = load_lexicon("en/acting_words.tsv")
    return {lemma: frozenset(cells["use"].split()) for lemma, cells in lexicon.items()}


@cache
def _sport() -> dict[str, int]:
    return {lemma: int(cells["weight"]) for lemma, cells in load_lexicon("en/sport_words.tsv").items()}


def _speaks_of_sport(tree: Tree, token: int) -> bool:
    start, end = tree.sentences[tree.sentence_of[token]]
    words = {word for i in range(start, end) for word in (tree.lemmas[i].lower(), tree.lowers[i])}
    goals = _GOALS.search(tree.text, *tree.span(start, end - 1)) is not None
    meet = any(_meet(tree, i) for i in range(start, end))
    return sum(_sport().get(word, 0) for word in words) + goals * _BY_GOALS + meet * _BY_MEETING >= _SPORT


def _meet(tree: Tree, verb: int) -> bool:
    """Whether two names do to each other what teams do: "Norway drew with Chile"."""
    if "verb" not in load_lexicon("en/sport_words.tsv").get(tree.lemmas[verb].lower(), {}):
        return False
    others = (i for prep in tree.children_by(verb, "prep") for i in tree.children_by(prep, "pobj"))
    named = [tree.tags[i] == "NNP" for i in (*tree.children_by(verb, "dobj", "attr"), *others)]
    subject = tree.child(verb, "nsubj")
    return subject is not None and tree.tags[subject] == "NNP" and any(named)


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
