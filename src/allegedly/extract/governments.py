"""Governments in the cast: "Paris demanded", "France refused" and "the French government" are one party.

A place stays a place on the map (``Place.acts_as`` says that it acts); its mention leads to the government of its
country, which is an organisation of the cast.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..model import Document, Entity, Mention, Place, Span, content_id
from ..nlp.tree import Tree
from ..resources.gazetteer import country
from .attribution import Report
from .cast import Cast
from .cast.lexicon import country_before
from .cast.spots import head_of

RULE = "cast.government"
_WORDS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)*")
_NAMED, _PEOPLE = "government", "cast.people"


def with_governments(
    document: Document, tree: Tree, cast: Cast, places: Sequence[Place], reports: Sequence[Report]
) -> tuple[Cast, tuple[Place, ...], tuple[Report, ...]]:
    """The cast and the attributions, with the governments that places stand for as parties of their own; and the
    places, of which none acts where the cast knows somebody of that name ("Chad said", of Chad Miller).

    A government that the text also calls by its name, or by its people ("the British"), is that party. Mentions keep
    their ids and order, and the names that the cast has missed come in between; an entity that nothing stands for any
    more is left out.
    """
    people = {mention.start for mention in cast.mentions if _is_somebody(cast, mention)}
    places = tuple(replace(place, acts_as=None) if place.start in people else place for place in places)
    acting = {place.start: place for place in places if place.acts_as == "government" and place.country}
    governments, peoples = _named(cast, _NAMED), _named(cast, _PEOPLE)
    led: dict[Span, tuple[str, Entity]] = {}
    mentions: list[Mention] = []
    heads: dict[int, int] = {}
    for mention, head in _with_missed(document, tree, cast, acting.values()):
        if head is not None:
            heads[head] = len(mentions)
        code = _code(mention, acting, led)
        if code is not None:
            government = governments.setdefault(code, peoples.get(code) or _new(document, code, mention))
            led[mention.start, mention.end] = mention.entity, government
            mention = replace(mention, kind="organisation", entity=government.id, found_by=RULE)
        mentions.append(mention)
    entities = tuple(_entities(cast, mentions, governments))
    renewed = Cast(tuple(mentions), entities, heads, {entity.id: i for i, entity in enumerate(entities)})
    before = {entity for entity, _ in led.values()}
    return renewed, places, tuple(_said_by(report, led, before) for report in reports)


def _with_missed(
    document: Document, tree: Tree, cast: Cast, acting: Iterable[Place]
) -> list[tuple[Mention, int | None]]:
    """The mentions with their head tokens, and the places that act and no name of the cast covers, by start."""
    head_of_number = {number: token for token, number in cast.heads.items()}
    found = [(mention, head_of_number.get(number)) for number, mention in enumerate(cast.mentions)]
    named = {i for one in cast.mentions if one.how == "name" for i in tree.tokens_in((one.start, one.end))}
    for place in acting:
        tokens = tree.tokens_in((place.start, place.end))
        head = head_of(tree, tokens[0], tokens[-1])
        if named.isdisjoint(tokens) and head not in cast.heads:
            mention_id = content_id("mention", document.id, place.start, place.end)
            missed = Mention(mention_id, place.start, place.end, place.text, "place", "", "name", RULE)
            found.append((missed, head))
    return sorted(found, key=lambda one: one[0].start)


def _is_somebody(cast: Cast, mention: Mention) -> bool:
    """Whether the mention is of a person who has another name too: "Jordan" for "Eve Jordan", not a stray "Ankara"."""
    return mention.kind == "person" and cast.entity(mention.entity).names != (mention.text,)


def _code(mention: Mention, acting: dict[int, Place], led: dict[Span, tuple[str, Entity]]) -> str | None:
    """The country whose government a mention stands for: a name that acts, or a pronoun for such a name."""
    if mention.how == "name":
        place = acting.get(mention.start)
        return place.country if place is not None and place.end == mention.end else None
    if mention.how == "pronoun" and mention.link is not None:
        before = led.get(mention.link)
        if before is not None and before[0] == mention.entity:
            return before[1].government_of
    return None


def _named(cast: Cast, called: str) -> dict[str, Entity]:
    """By country the party that the text calls its government, or calls by the country's people."""
    found: dict[str, Entity] = {}
    for mention in cast.mentions:
        words = [word.lower() for word in _WORDS.findall(mention.text)]
        telling = _words_of_country(words) if called == _NAMED else words if mention.found_by == called else []
        if telling and mention.kind == "organisation" and (code := _country_in(telling)) is not None:
            found.setdefault(code, replace(cast.entity(mention.entity), government_of=code))
    return found


def _words_of_country(words: list[str]) -> list[str]:
    """Where the name of a government has its country: "the French government", "the government of France"."""
    plain = words[1:] if words[:1] == ["the"] else words
    if plain[:2] == [_NAMED, "of"]:
        return plain[2:]
    return plain[:-1] if plain[-1:] == [_NAMED] else []


def _country_in(words: Sequence[str]) -> str | None:
    """The country, by its code, that the words begin with, after "the"."""
    code = country_before(words)
    return code if code is not None and country(code) is not None else None


def _new(document: Document, code: str, first: Mention) -> Entity:
    place = country(code)
    name = f"{place.name if place is not None else code} ({_NAMED})"
    entity_id = content_id("entity", document.id, "organisation", name, first.start)
    return Entity(entity_id, "organisation", name, (), government_of=code)


def _entities(cast: Cast, mentions: Sequence[Mention], governments: dict[str, Entity]) -> Iterator[Entity]:
    """Every entity that is mentioned, by its first mention, with the names that lead to it now and not those that no
    longer do.
    """
    known = {entity.id: entity for entity in cast.entities} | {entity.id: entity for entity in governments.values()}
    led_to = {mention.id: mention.entity for mention in mentions}
    left = {(old.entity, old.text) for old in cast.mentions if led_to[old.id] != old.entity}
    names: dict[str, dict[str, None]] = {}
    for mention in mentions:
        led = names.setdefault(mention.entity, {})
        if mention.how == "name":
            led[mention.text] = None
    for entity_id, led in names.items():
        entity = known[entity_id]
        kept = [name for name in entity.names if name in led or (entity_id, name) not in left]
        if entity.government_of is not None:
            kept = list(dict.fromkeys((*kept, *led)))
        name = entity.name if entity.name in kept or not kept or (entity_id, entity.name) not in left else kept[0]
        yield replace(entity, name=name, names=tuple(kept))


def _said_by(report: Report, led: dict[Span, tuple[str, Entity]], places: set[str]) -> Report:
    """The attribution, with the government for its source where a place that acts stands there."""
    record = report.record
    if record.source_entity not in places:
        return report
    for (start, end), (before, government) in led.items():
        if before == record.source_entity and any(a <= start and end <= b for a, b in record.source):
            return replace(report, record=replace(record, source_entity=government.id, source_type="organisation"))
    return report
