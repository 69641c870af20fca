"""Who and what the documents speak of: persons, organisations, governments, and places as addresses."""

from collections.abc import Iterator

from ...model import Annotated, CaseEntity, ClaimPlace, Entity, Place
from .telling import HASH, MADE, Telling, document_id, party_id, place_id, published
from .things import Thing, Values


def parties(telling: Telling) -> Iterator[Thing]:
    """The persons and organisations, each put together from what single documents call it."""
    items = {item.document.id: item for item in telling.annotated}
    kinds = _kinds(telling)
    for entity in sorted(telling.parties.values(), key=lambda entity: entity.id):
        thing = telling.thing(party_id(entity.id), kinds[entity.id])
        thing.say({"name": entity.name}, origin=MADE)
        for member in entity.members:
            if member.document in items:
                own = telling.lookup.own_entity[member.document, member.entity]
                _say_named(thing, items[member.document], own, entity)
        for role in entity.roles:
            if role.document in items:
                said = {"position" if thing.schema == "Person" else "summary": role.role}
                origin = document_id(role.document)
                thing.say(said, origin=origin, entity=_part(role.document, entity.id), days=[role.published])
        yield thing


def mentions(telling: Telling) -> Iterator[Thing]:
    """For each document, whom it names, and how."""
    kinds = _kinds(telling)
    for item in telling.annotated:
        document = document_id(item.document.id)
        for own in item.entities:
            party = telling.party_of(item, own.id)
            if party is None:
                continue
            thing = telling.thing(f"mention-{item.document.id[:HASH]}-{own.id}", "Mention")
            kind = kinds[party.id]
            values = {"document": document, "resolved": party_id(party.id), "name": own.names, "detectedSchema": kind}
            thing.say(values, origin=document, days=published(item))
            yield thing


def places(telling: Telling) -> Iterator[Thing]:
    """The places that the documents name, with where they lie, as far as anybody can tell."""
    found: dict[str, Thing] = {}
    for item, place in _places(telling):
        thing = found.setdefault(place_id(place), telling.thing(place_id(place), "Address"))
        origin = MADE if item is None else document_id(item.document.id)
        days = () if item is None else published(item)
        thing.say(
            {
                "name": place.name,
                "full": place.name,
                "country": place.country,
                "latitude": str(place.lat),
                "longitude": str(place.lon),
                "proof": None if item is None else origin,
            },
            origin=origin,
            entity=None if item is None else f"{thing.id}-{item.document.id[:HASH]}",
            days=days,
        )
    yield from (found[own] for own in sorted(found))


def _places(telling: Telling) -> Iterator[tuple[Annotated | None, ClaimPlace | Place]]:
    """Every place with the document that names it; places that events were given by no single one."""
    for item in telling.annotated:
        yield from ((item, place) for place in item.places if place.acts_as is None)
    for item, claim in telling.claims():
        if claim.place is not None:
            yield item, claim.place
    for event in telling.material.corpus.events:
        if event.place is not None and telling.chosen.tells_of(event):
            yield None, event.place


def _say_named(thing: Thing, item: Annotated, own: Entity, entity: CaseEntity) -> None:
    """What a document calls a party; less than the full name ("Brandt") is none to find others by."""
    document = document_id(item.document.id)
    others = [name for name in own.names if name != entity.name]
    less = [name for name in others if " " in entity.name and " " not in name]
    values: Values = {
        "name": [name for name in own.names if name == entity.name],
        "alias": [name for name in others if name not in less],
        "weakAlias": less,
        "country": own.government_of,
        "proof": document,
    }
    thing.say(values, origin=document, entity=_part(item.document.id, entity.id), days=published(item))


def _part(document: str, entity: str) -> str:
    """What one document says of a party, as an entity that is one with the party."""
    return f"{party_id(entity)}-{document[:HASH]}"


def _kinds(telling: Telling) -> dict[str, str]:
    """FollowTheMoney's kind of each party, by its id. One that no text names but only describes ("two officials") is a
    legal entity: that may be anybody who acts.
    """
    named = {
        entity.id
        for item in telling.annotated
        for mention in item.mentions
        if mention.how == "name" and (entity := telling.party_of(item, mention.entity)) is not None
    }
    governments = {
        entity.id
        for item in telling.annotated
        for own in item.entities
        if own.government_of is not None and (entity := telling.party_of(item, own.id)) is not None
    }
    return {own: _kind(entity, own in named, own in governments) for own, entity in telling.parties.items()}


def _kind(entity: CaseEntity, is_named: bool, is_government: bool) -> str:
    if is_government:
        return "PublicBody"
    if entity.kind == "person":
        return "Person"
    return "Organization" if is_named else "LegalEntity"
