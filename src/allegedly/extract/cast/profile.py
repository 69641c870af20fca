"""What a text says of a party beside its name: roles, country, gender."""

from ...nlp.tree import Tree
from . import lexicon
from .clusters import Party
from .reference import Reference
from .roles import RolePhrase, roles_of
from .spots import Spot

_IDLE = frozenset({"DT", "POS", "PRP$", "HYPH", "CD", ",", ".", "IN"})


def learn(tree: Tree, party: Party, number: int, spot: Spot) -> list[Reference]:
    """Add to the party what stands beside one of its names; the descriptions there, as references to it."""
    if spot.label == "BODY":
        _learn_body(tree, party, spot)
        return []
    party.plural = party.plural or (party.kind == "organisation" and spot.label == "NORP")
    if party.kind == "organisation":
        bodies = lexicon.state_bodies().intersection(spot.key.split())
        party.body = party.body or bool(bodies)
        party.role_nouns.update(bodies)
        party.role_words.update(spot.key.split())
    if party.kind != "person":
        return []
    beside = []
    for phrase in roles_of(tree, spot):
        _learn_role(tree, party, phrase, spot)
        if tree.deps[phrase.head] not in ("compound", "nmod", "amod") and not _is_title(spot, phrase):
            beside.append(Reference(phrase.first, phrase.last, phrase.head, number, "description", "cast.apposition"))
    return beside


def _is_title(spot: Spot, phrase: RolePhrase) -> bool:
    return spot.title is not None and phrase.head == spot.title[1]


def _learn_body(tree: Tree, party: Party, spot: Spot) -> None:
    party.body = True
    party.role_nouns.add(tree.lemmas[spot.head].lower())
    party.role_words.update(tree.lowers[spot.first : spot.last + 1])
    for i in range(spot.first, spot.last):
        country = lexicon.nationalities().get(tree.lowers[i])
        if country is not None:
            party.countries.add(country[0])


def _learn_role(tree: Tree, party: Party, phrase: RolePhrase, spot: Spot) -> None:
    start, end = tree.span(phrase.first, phrase.last)
    words = tree.text[start:end]
    title = lexicon.titles().get(words.lower()) or lexicon.titles().get(tree.lowers[phrase.head], {})
    last = lexicon.titles().get(tree.lowers[phrase.head], {})
    noun = last.get("noun") or tree.lemmas[phrase.head].lower()
    gender = title.get("gender") or lexicon.role_nouns().get(noun, {}).get("gender")
    party.gender = party.gender or gender or ""
    if title.get("style") == "courtesy":
        return
    party.role_nouns.add(noun)
    party.role_words.add(noun)
    for i in range(phrase.first, phrase.last + 1):
        if tree.tags[i] not in _IDLE:
            party.role_words.add(tree.lowers[i])
        country = lexicon.nationalities().get(tree.lowers[i])
        if country is not None and (i < phrase.head or tree.lowers[i - 1] == "of"):
            party.countries.add(country[0])
    if words not in party.roles and noun not in lexicon.words("anybody"):
        party.roles[words] = tree.span(min(phrase.first, spot.first), max(phrase.last, spot.last))


def guess_gender(party: Party) -> None:
    """The gender that a single given name tells, where nothing beside the name told it."""
    if party.kind == "person" and not party.gender and party.surfaces:
        words = party.surfaces[0].key.split()
        party.gender = lexicon.genders().get(words[0], "") if words else ""
