"""Bodies of states known by a country or a person: "the Libyan regime", "the Nkosi regime", "Libya's regime"."""

from ...nlp.tree import Tree
from . import lexicon
from .clusters import Party
from .spots import Spot

BodyKey = tuple[str, object]
"""The body's own words ("interior ministry") and the country's code or the number of the person's party."""


def join_bodies(tree: Tree, spots: list[Spot], parties: list[Party], owner: list[int | None]) -> dict[BodyKey, int]:
    """Give all names of one body to one party, in place; the party of each body by its key.

    A body of a person and one of a country are one where the text has a single one of each and nothing speaks against
    it: the person is known for no other country.
    """
    people = {
        surface.key: number
        for number, party in enumerate(parties)
        if party.kind == "person"
        for surface in party.surfaces
    }
    known: dict[BodyKey, int] = {}
    changed: dict[int, int] = {}
    for i, spot in enumerate(spots):
        number = owner[i]
        if spot.label == "BODY" and number is not None and (key := _key(tree, spot, people)) is not None:
            changed[number] = known.setdefault(key, number)
    for person_key, country_key in _pairs(known, parties):
        target, other = known[person_key], known[country_key]
        changed.update({old: target for old, new in changed.items() if new == other})
        parties[target].countries.add(str(country_key[1]))
        known[country_key] = target
    _move(parties, owner, {old: new for old, new in changed.items() if old != new})
    return known


def _move(parties: list[Party], owner: list[int | None], changed: dict[int, int]) -> None:
    for old, new in sorted(changed.items()):
        for i in parties[old].spots:
            owner[i] = new
        parties[new].spots = sorted([*parties[new].spots, *parties[old].spots])
        parties[old].spots = []


def _key(tree: Tree, spot: Spot, people: dict[str, int]) -> BodyKey | None:
    words = spot.key.split()
    for length in range(min(3, len(words) - 1), 0, -1):
        first = " ".join(words[:length])
        rest = " ".join([*sorted(words[length:-1]), tree.lemmas[spot.last].lower()])
        if first in people:
            return rest, people[first]
        country = lexicon.nationalities().get(first)
        if country is not None:
            return rest, country[0]
    return None


def _pairs(known: dict[BodyKey, int], parties: list[Party]) -> list[tuple[BodyKey, BodyKey]]:
    by_noun: dict[str, list[BodyKey]] = {}
    for key in known:
        by_noun.setdefault(key[0], []).append(key)
    pairs = []
    for keys in by_noun.values():
        persons = [key for key in keys if isinstance(key[1], int)]
        countries = [key for key in keys if isinstance(key[1], str)]
        if len(persons) == 1 and len(countries) == 1:
            holder = parties[persons[0][1]] if isinstance(persons[0][1], int) else None
            if holder is not None and (not holder.countries or countries[0][1] in holder.countries):
                pairs.append((persons[0], countries[0]))
    return pairs
