"""What noun phrases say without a verb: "Ada Berg, the mayor", "Hulm, Norland", "mayor Ada Berg", "Berg's deputy"."""

from collections.abc import Iterator

from .draft import Draft
from .phrases import Phrases

_AMOUNTS = {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"}
_PLACES = {"GPE", "LOC", "FAC"}


def noun_drafts(phrases: Phrases, i: int) -> Iterator[Draft]:
    """The tuples that hang on the noun ``i``."""
    tree = phrases.tree
    for second in tree.children_by(i, "appos"):
        yield from _apposition(phrases, i, second)
    title = next((c for c in tree.children_by(i, "compound") if tree.pos[c] == "NOUN"), None)
    if title is not None and tree.pos[i] == "PROPN" and phrases.labels.get(i) == "PERSON":
        phrase = phrases.noun(i, alone=True)
        name = tuple(t for t in phrase if t > title)
        office = tuple(t for t in phrase if t <= title and tree.tags[t] not in ("DT", "PRP$"))
        yield Draft("title", name, (), (office,), "be")
    for owner in tree.children_by(i, "poss"):
        if tree.pos[owner] != "PRON":
            had = phrases.noun(i, [owner], alone=True)
            has = "have" if tree.tags[owner] in ("NNS", "NNPS") else "has"
            yield Draft("possessor", phrases.noun(owner, tree.children_by(owner, "case")), (), (had,), has)


def _apposition(phrases: Phrases, i: int, second: int) -> Iterator[Draft]:
    """Two names of one thing, or a place and the larger place that it lies in; amounts are no names."""
    tree = phrases.tree
    if tree.pos[second] not in ("NOUN", "PROPN") or phrases.labels.get(i) in _AMOUNTS:
        return
    first = phrases.noun(i, tree.children_by(i, "prep"), alone=True)
    if phrases.labels.get(i) in _PLACES and phrases.labels.get(second) == "GPE":
        yield Draft("place", first, (), (phrases.noun(second),), "be in")
    elif tree.pos[second] == "PROPN" and tree.edges[second][0] == i + 1:  # "the driver Ada Berg"
        yield Draft("apposition", phrases.noun(second, alone=True), (), (phrases.noun(i, alone=True),), "be")
    else:
        for described in phrases.listed(second):
            yield Draft("apposition", first, (), (described,), "be")
