"""Finds the cast of a document: names, whose they are, roles, and the pronouns that stand for them."""

from ...model import Document, Entity, Mention, Span, content_id
from ...nlp.tree import Tree
from .bodies import join_bodies
from .clusters import Party, cluster
from .kinds import surfaces_of
from .linking import links
from .profile import guess_gender, learn
from .records import Cast
from .reference import Reference
from .resolve import resolve
from .spots import Spot, find_spots


def find_cast(document: Document, tree: Tree) -> Cast:
    """The mentions and entities of one document.

    Names are the model's named entities and runs of proper nouns, their kind a vote over all mentions; they are
    grouped by spelling (``allegedly.names``). Pronouns go to the most salient party that agrees with them, after
    Lappin & Leass (1994), and never across the border of a voice.
    """
    spots = find_spots(tree)
    parties, owner = cluster(spots, surfaces_of(tree, spots))
    beside: list[Reference] = []
    for spot, number in zip(spots, owner, strict=True):
        if number is not None:
            beside.extend(learn(tree, parties[number], number, spot))
    for party in parties:
        guess_gender(party)
    bodies = join_bodies(tree, spots, parties, owner)
    names = [
        Reference(spot.first, spot.last, spot.head, number, "name", _rule(spot, parties[number]))
        for spot, number in zip(spots, owner, strict=True)
        if number is not None
    ]
    references = resolve(document, tree, parties, [*names, *beside], bodies)
    return _cast(document, tree, parties, references)


def _rule(spot: Spot, party: Party) -> str:
    if spot.label == "BODY":
        return "cast.body"
    full = len(spot.key.split()) > 1 or len(party.surfaces) == 1
    return "cast.name" if full or party.kind != "person" else "cast.surname"


def _cast(document: Document, tree: Tree, parties: list[Party], references: list[Reference]) -> Cast:
    by_party: dict[int, list[Reference]] = {}
    for reference in references:
        by_party.setdefault(reference.party, []).append(reference)
    entities: dict[int, Entity] = {}
    linked: dict[Reference, Span | None] = {}
    for number, own in sorted(by_party.items()):
        entities[number] = _entity(document, tree, parties[number], own)
        linked.update(zip(own, links(tree, parties[number], own), strict=True))
    mentions: list[Mention] = []
    heads: dict[int, int] = {}
    for reference in sorted(references, key=lambda r: (tree.starts[r.first], r.last)):
        start, end = tree.span(reference.first, reference.last)
        entity = entities[reference.party]
        heads.setdefault(reference.head, len(mentions))
        mentions.append(
            Mention(
                content_id("mention", document.id, start, end),
                start,
                end,
                document.text[start:end],
                entity.kind,
                entity.id,
                reference.how,
                reference.rule,
                linked[reference],
            )
        )
    ordered = sorted(entities.items(), key=lambda item: by_party[item[0]][0].first)
    listed = tuple(entity for _, entity in ordered)
    return Cast(tuple(mentions), listed, heads, {entity.id: i for i, entity in enumerate(listed)})


def _entity(document: Document, tree: Tree, party: Party, own: list[Reference]) -> Entity:
    counts: dict[str, int] = {}
    for reference in own:
        if reference.how == "name":
            start, end = tree.span(reference.first, reference.last)
            name = document.text[start:end]
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        start, end = tree.span(own[0].first, own[0].last)
        counts[document.text[start:end]] = 1
    names = tuple(sorted(counts, key=lambda n: (-len(n.split()), -counts[n], -len(n), n)))
    first = tree.starts[own[0].first]
    entity_id = content_id("entity", document.id, party.kind, names[0], first)
    return Entity(entity_id, party.kind, names[0], names, tuple(party.roles), tuple(party.roles.values()))
