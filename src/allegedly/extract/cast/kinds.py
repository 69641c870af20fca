"""What a name stands for: votes from every mention of the same letters, so that one slip of the model decides nothing.

The small English model calls one name a person here and an organisation there. Each mention votes with the model's
label; titles, appositions, "who", prepositions, nouns around it and the shape of the name vote with more weight.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from ...nlp.tree import Tree
from ...resources.gazetteer import is_capital, lookup
from . import lexicon
from .grammar import is_of_a_party
from .roles import roles_of
from .spots import Spot, opens

Votes = dict[str, float]
SpotKind = Literal["person", "organisation", "place", "other"]
KINDS: tuple[SpotKind, ...] = ("person", "organisation", "place", "other")

_BY_LABEL: dict[str, Votes] = {
    "PERSON": {"person": 1.6},
    "ORG": {"organisation": 1.3, "other": 0.1},
    "GPE": {"place": 1.8},
    "LOC": {"place": 1.8},
    "FAC": {"place": 1.6},
    "NORP": {"organisation": 0.8},
    "OTHER": {"other": 1.5},
    "BODY": {"organisation": 6.0},
}
_LEAST_VOTES = 0.65
"""With fewer votes a name stands for no party."""
_OF_A_PERSON = 0.8
"""From so many votes of its context on, a word that is also a town's name may be a person's."""
_LARGE = 100_000
"""People in a town whose name is rather the town's than somebody's."""


@dataclass(slots=True, eq=False)
class Surface:
    """All mentions of the same folded letters in one document."""

    key: str
    text: str
    spots: list[int] = field(default_factory=list)
    labels: Votes = field(default_factory=dict)
    context: Votes = field(default_factory=dict)

    def vote(self, kind: str, weight: float) -> None:
        self.context[kind] = self.context.get(kind, 0.0) + weight

    def total(self, kind: str) -> float:
        return self.labels.get(kind, 0.0) + self.context.get(kind, 0.0)


def surfaces_of(tree: Tree, spots: list[Spot]) -> dict[str, Surface]:
    """The spots by their folded letters, in order of first mention, with the votes on what they stand for."""
    surfaces: dict[str, Surface] = {}
    common = {word for word in tree.words if word.islower()}
    for number, spot in enumerate(spots):
        surface = surfaces.get(spot.key)
        if surface is None:
            surface = surfaces[spot.key] = Surface(spot.key, spot.text)
            _vote_by_shape(surface, tree, spot)
        surface.spots.append(number)
        for kind, weight in _BY_LABEL.get(spot.label, {}).items():
            weight = weight if spot.last > spot.first or kind != "person" else weight * 0.8
            surface.labels[kind] = surface.labels.get(kind, 0.0) + weight
        _vote_by_context(surface, tree, spot)
    for surface in surfaces.values():
        own = [spots[i] for i in surface.spots]
        if surface.key in common and all(opens(tree, spot.first) and spot.title is None for spot in own):
            surface.vote("other", 3.0 * len(own))  # a common noun, with its capital from the sentence
    _vote_by_gazetteer(surfaces, tree, spots)
    return surfaces


def _vote_by_gazetteer(surfaces: dict[str, Surface], tree: Tree, spots: list[Spot]) -> None:
    """A lone word that is a country's, a division's or a large town's name is that, whatever the model calls it, unless
    more shows a person than a place: a title, a given name, "who", a full name with the word in it, a deed.
    """
    borne = {
        word
        for surface in surfaces.values()
        if " " in surface.key and best_kind(surface.labels, surface.context) == "person"
        for word in surface.key.split()
    }
    for surface in surfaces.values():
        mistaken = surface.labels.get("person", 0.0) + surface.labels.get("organisation", 0.0)
        if not mistaken or " " in surface.text or surface.key in borne or not _is_well_known(surface.text):
            continue
        person, place = (surface.context.get(kind, 0.0) for kind in ("person", "place"))
        somebody = person >= max(_OF_A_PERSON, place)
        state = surface.key not in lexicon.genders() and _is_of_a_state(surface.text)
        if not somebody and (place > 0 or state or not any(_acts(tree, spots[i]) for i in surface.spots)):
            surface.vote("place", mistaken + 1.0)


@lru_cache(maxsize=4096)
def _is_well_known(name: str) -> bool:
    """Whether a country, a division of one or a town of 100,000 people has this for its own name."""
    known = (toponym for toponym in lookup(name) if not toponym.alternate)
    return any(one.kind in ("country", "state") or one.population >= _LARGE for one in known)


@lru_cache(maxsize=4096)
def _is_of_a_state(name: str) -> bool:
    """Whether it is a country's or a large capital's name, which stands for the government where it acts."""
    known = lookup(name)
    return any(one.population >= _LARGE and (is_capital(one) or one.kind == "country") for one in known)


def _acts(tree: Tree, spot: Spot) -> bool:
    """Whether the name is the subject of a verb other than "be", or its object, as people are oftener than places."""
    dep, verb = tree.deps[spot.head], tree.heads[spot.head]
    return dep in ("nsubj", "nsubjpass", "dobj", "dative") and tree.lemmas[verb] != "be"


def best_kind(labels: Votes, context: Votes) -> SpotKind | None:
    """The kind with most votes, the first of ``KINDS`` among equals; ``None`` without any vote."""
    best, most = None, _LEAST_VOTES
    for kind in KINDS:
        votes = labels.get(kind, 0.0) + context.get(kind, 0.0)
        if votes > most:
            best, most = kind, votes
    return best


def _vote_by_shape(surface: Surface, tree: Tree, spot: Spot) -> None:
    words = surface.key.split()
    letters = surface.text.replace(".", "")
    if surface.key in lexicon.nationalities() or surface.text.lower() in lexicon.nationalities():
        surface.vote("place", 6.0)
    elif letters.isupper() and 2 <= len(letters) <= 6 and " " not in letters and letters.isascii():
        surface.vote("organisation", 1.5 + (any(letter.isdigit() for letter in letters)) * 1.5)
    if len(words) > 1 and spot.label != "BODY":
        last = words[-1]
        if last in lexicon.place_words():
            surface.vote("place", 4.0)
        elif last in lexicon.organisation_words() or " of " in f" {surface.key} ":
            surface.vote("organisation", 4.0)
        elif any(word in lexicon.organisation_words() for word in words):
            surface.vote("organisation", 2.0)
        elif words[0] in lexicon.genders():
            surface.vote("person", 2.5)
        if any(word in lexicon.words("particle") for word in words) and last not in lexicon.organisation_words():
            surface.vote("person", 1.0)
    elif surface.key in lexicon.genders():
        surface.vote("person", 0.8)


def _vote_by_context(surface: Surface, tree: Tree, spot: Spot) -> None:
    if _is_dateline(tree, spot):
        surface.vote("place", 3.0)
    elif spot.title is not None:
        surface.vote("person", 4.0)
    elif spot.label != "BODY" and (roles := roles_of(tree, spot)):
        either = all(tree.lemmas[role.head].lower() in lexicon.words("either") for role in roles)
        surface.vote("person", 0.5 if either else 3.0)
    _vote_by_next(surface, tree, spot)
    _vote_by_previous(surface, tree, spot)
    _vote_by_predicate(surface, tree, spot)
    if spot.first > 0 and tree.words[spot.first - 1] == "By" and opens(tree, spot.first - 1):
        surface.vote("person", 2.5)  # a byline
    dep = tree.deps[spot.head]
    if dep in ("nsubj", "nsubjpass") and (word := _taken_up_by(tree, spot)) is not None:
        kind, weight = ("organisation", 2.0) if word == "it" else ("person", 1.5)
        surface.vote(kind, weight)
    if dep in ("nsubj", "nsubjpass") and tree.lemmas[tree.heads[spot.head]] in lexicon.words("speech"):
        surface.vote("person", 0.4)
    if dep in ("nsubj", "nsubjpass") and not spot.label and spot.text.isupper() and " " in spot.text:
        surface.vote("person", 0.7)  # the model cannot read a full name in capitals


def _taken_up_by(tree: Tree, spot: Spot) -> str | None:
    """What the next sentence calls the name: "Selim Aydin teaches. He said ...", "Orel dug. It paid ..."."""
    number = tree.sentence_of[spot.head] + 1
    if number >= len(tree.sentences) or tree.heads[spot.head] != tree.heads[tree.heads[spot.head]]:
        return None
    start, end = tree.sentences[number]
    if tree.lowers[start] in ("he", "she"):
        return tree.lowers[start]
    subject = next((i for i in range(start, end) if tree.deps[i] in ("nsubj", "nsubjpass")), None)
    return "it" if subject is not None and tree.lowers[subject] == "it" and is_of_a_party(tree, subject) else None


def _vote_by_next(surface: Surface, tree: Tree, spot: Spot) -> None:
    following = spot.last + 1
    if following >= len(tree):
        return
    word = tree.lowers[following]
    if word == "," and following + 1 < len(tree):
        word = tree.lowers[following + 1]
    if word in ("who", "whom"):
        if tree.deps[spot.head] != "pobj" or tree.lowers[tree.heads[spot.head]] in ("by", "to", "with"):
            surface.vote("person", 2.0)
    elif word in lexicon.words("of_organisation"):
        surface.vote("organisation", 1.5)
    elif word in lexicon.words("of_person"):
        surface.vote("person", 1.0)
    elif tree.tags[following] == "POS" and spot.label not in ("GPE", "LOC", "FAC"):
        surface.vote("person", 0.2)


def _vote_by_previous(surface: Surface, tree: Tree, spot: Spot) -> None:
    previous = spot.first - 1
    if previous < 0:
        return
    word = tree.lowers[previous]
    if tree.lemmas[previous].lower() in lexicon.words("craft"):
        surface.vote("other", 8.0)  # "the ferry Astrid"
    elif word == "the" and spot.first <= tree.heads[previous] <= spot.last:
        surface.vote("person", -1.5)
        surface.vote("organisation", 0.6)
    elif tree.heads[spot.head] == previous:
        _vote_by_preposition(surface, tree, previous)


def _vote_by_preposition(surface: Surface, tree: Tree, preposition: int) -> None:
    word, above = tree.lowers[preposition], tree.heads[preposition]
    if word in lexicon.words("at_place"):
        on_the_map = tree.lemmas[above].lower() in lexicon.place_words()  # "the bridge at"; not so "an office at"
        moved = tree.lemmas[above] in lexicon.words("motion")
        surface.vote("place", 2.5 if on_the_map else 1.6 if word != "at" or moved else 1.0)
        surface.vote("person", -0.5)
    elif (word == "of" and tree.lowers[above] in lexicon.words("of_place")) or (
        word in ("to", "from", "for") and tree.lemmas[above] in lexicon.words("motion")
    ):
        surface.vote("place", 1.6)


def _is_dateline(tree: Tree, spot: Spot) -> bool:
    """Whether a name in capitals opens a paragraph as a place of writing: "TBILISI, 14 June", "VIENNA (Agency)"."""
    following = spot.last + 1
    capitals = tree.words[spot.first].isupper() and len(tree.words[spot.first]) > 3 and opens(tree, spot.first)
    return capitals and following < len(tree) and tree.words[following] in (",", "(", "—", "–", "-", "--")


def _vote_by_predicate(surface: Surface, tree: Tree, spot: Spot) -> None:
    """What the text says that it is: "Hamilton is a town", "Orion, a mining company"."""
    nouns = [c for c in tree.children[spot.head] if tree.deps[c] == "appos" and tree.pos[c] == "NOUN"]
    verb = tree.heads[spot.head]
    if tree.deps[spot.head] == "nsubj" and tree.lemmas[verb] == "be":
        nouns.extend(c for c in tree.children[verb] if tree.deps[c] == "attr" and tree.pos[c] == "NOUN")
    for noun in nouns:
        lemma = tree.lemmas[noun].lower()
        if lemma in lexicon.place_words():
            surface.vote("place", 2.5)
        elif lemma in lexicon.organisation_words() or lemma in lexicon.words("firm"):
            surface.vote("organisation", 2.5)
