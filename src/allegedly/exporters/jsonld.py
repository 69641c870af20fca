"""Claims as schema.org has them (https://schema.org/Claim), in JSON-LD that needs nothing from the network.

Each claim has its exact words, whom it goes back to (the innermost source that its text names, else the author or the
outlet), where it appears and where it first did, what happening and whom it is about, and its time in EDTF. Where a
passage stands is told in the terms of Web Annotations, in code points of the document's text as it was read.

There are no ratings and no reviews: nothing here says whether a claim is so. How it is put ("denied") is a keyword.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ..model import Annotated, CaseEntity, Claim, ClaimPlace, Derivation, Event, content_id
from ..reports import Lookup
from ..reports.lines import claim_line, hand_words, hop_name
from ..reports.lookup import document_name
from .chosen import Chosen, choose
from .material import Material, Written
from .naming import happening_name, happenings, stands, web_address
from .whole import write_whole

_OURS, _HASHES = "urn:x-allegedly:", "urn:sha256:"
_DATE = "https://schema.org/Date"
_OFFSET = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "url": {"@type": "@id"},
    **{term: {"@type": _DATE} for term in ("datePublished", "endDate", "startDate")},
    **{term: {"@id": term, "@type": _OFFSET} for term in ("oa:start", "oa:end")},
}
"""Written out, so that nobody has to fetch it; the addresses in it are names."""
_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "author": "Person",
    "unnamed_person": "Person",
    "outlet": "Organization",
}
_NEVER = (
    "Chains in parts, links between claims, differences between accounts, counts of origins and judgements have no "
    "place in schema.org; they are in jsonl.",
)
Node = dict[str, Any]


def write(material: Material, output: Path) -> Written:
    """Write the file ``output``."""
    chosen = choose(material)
    write_whole(output, _pieces(_Graph(material, chosen)))
    return Written(output, (*chosen.left_out, *_NEVER))


def _pieces(graph: "_Graph") -> Iterator[str]:
    yield f'{{"@context": {_json(CONTEXT)}, "@graph": ['
    for number, node in enumerate(graph.nodes()):
        yield ("\n" if number == 0 else ",\n") + _json(node)
    yield "\n]}\n"


def _json(data: Any) -> str:
    """As JSON in which no text can end the element of a page that it is put into."""
    written = json.dumps(data, ensure_ascii=False)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@dataclass(frozen=True)
class _Graph:
    material: Material
    chosen: Chosen

    @property
    def lookup(self) -> Lookup:
        return self.material.lookup

    @cached_property
    def items(self) -> list[Annotated]:
        return self.chosen.items(self.material.annotated)

    @cached_property
    def events(self) -> list[Event]:
        found = happenings(self.lookup, self.material.corpus.events, self.chosen, self.items)
        return sorted(found, key=lambda event: event.id)

    @cached_property
    def event_of(self) -> dict[str, str]:
        return {claim: event.id for event in self.events for claim in event.claims}

    @cached_property
    def copied(self) -> dict[str, list[Derivation]]:
        """By document, what of it stands in an earlier one that is written too."""
        there = {item.document.id for item in self.items}
        found: dict[str, list[Derivation]] = {}
        for made in self.material.corpus.derivations:
            if made.of_document in there:
                found.setdefault(made.document, []).append(made)
        return found

    def nodes(self) -> Iterator[Node]:
        """Documents and what they lay in, parties, places, happenings, claims."""
        yield from self._documents()
        named = {own for item, claim in self.chosen.claims(self.items) for own in self.lookup.entities_in(item, claim)}
        named |= {own for event in self.events for own in event.participants}
        for entity in sorted(self.material.corpus.entities, key=lambda entity: entity.id):
            if entity.id in named and entity.kind != "place":
                yield self._party(entity)
        yield from self._places()
        for event in self.events:
            yield self._happening(event)
        for item, claim in self.chosen.claims(self.items):
            yield self._claim(item, claim)

    def _documents(self) -> Iterator[Node]:
        own = {item.document.id for item in self.items}
        parents = {item.document.parent for item in self.items if item.document.parent is not None}
        for parent in sorted(parents - own):
            yield {"@id": _HASHES + parent, "@type": "Collection"}
        for item in self.items:
            document = item.document
            yield _kept(
                {
                    "@id": _HASHES + document.id,
                    "@type": "EmailMessage" if document.media_type == "message/rfc822" else "CreativeWork",
                    "name": document.title or document_name(document),
                    "author": [{"@type": "Person", "name": name} for name in document.authors],
                    **_published(item, None),
                    "encodingFormat": document.media_type,
                    "isPartOf": None if document.parent is None else {"@id": _HASHES + document.parent},
                }
            )

    def _party(self, entity: CaseEntity) -> Node:
        governments = (self.lookup.own_entity.get((one.document, one.entity)) for one in entity.members)
        governs = any(own is not None and own.government_of is not None for own in governments)
        roles = dict.fromkeys(role.role for role in entity.roles)
        return _kept(
            {
                "@id": _party_id(entity),
                "@type": "GovernmentOrganization" if governs else _TYPES[entity.kind],
                "name": entity.name,
                "alternateName": [use.name for use in entity.names if use.name != entity.name],
                "jobTitle" if entity.kind == "person" else "description": list(roles),
            }
        )

    def _places(self) -> Iterator[Node]:
        places = [claim.place for _, claim in self.chosen.claims(self.items)] + [event.place for event in self.events]
        found = {_place_id(place): place for place in places if place is not None}
        for own in sorted(found):
            place = found[own]
            country = {"@type": "PostalAddress", "addressCountry": place.country}
            geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
            address = None if place.country is None else country
            yield _kept({"@id": own, "@type": "Place", "name": place.name, "geo": geo, "address": address})

    def _happening(self, event: Event) -> Node:
        parties = (self.lookup.entities.get(own) for own in event.participants)
        return _kept(
            {
                "@id": _event_id(event.id),
                "@type": "Event",
                "name": happening_name(self.lookup, event),
                **_dates(event.edtf),
                "location": None if event.place is None else {"@id": _place_id(event.place)},
                "about": [{"@id": _party_id(one)} for one in parties if one is not None and one.kind != "place"],
                "keywords": event.type,
            }
        )

    def _claim(self, item: Annotated, claim: Claim) -> Node:
        document, line = item.document, claim_line(self.lookup, item, claim)
        named = (self.lookup.entities[own] for own in sorted(self.lookup.entities_in(item, claim)))
        put = stands(claim.stance.label, claim.stance.polarity)
        beside = self.chosen.filtered and claim.id not in self.chosen.fitting
        hand = self.lookup.hand_of(claim)
        parts = (hand_words(hand), "does not fit what was asked for; stands beside what does" if beside else None)
        event = self.event_of.get(claim.id)
        return _kept(
            {
                "@id": f"{_OURS}claim-{claim.id}",
                "@type": "Claim",
                "text": document.text[claim.start : claim.end],
                "author": self._author(item, claim),
                "creditText": line.chain_words,
                "keywords": [put, *([] if claim.type is None else [claim.type])],
                "description": "; ".join(part for part in parts if part) or None,
                "appearance": self._appearance(item, claim, line.published),
                "firstAppearance": {"@id": _HASHES + self._first(item, claim)},
                "about": None if event is None else {"@id": _event_id(event)},
                "mentions": [{"@id": _party_id(one)} for one in named if one.kind != "place"],
                "temporalCoverage": claim.time.edtf,
                "contentLocation": None if claim.place is None else {"@id": _place_id(claim.place)},
                "editor": {"@type": "Person", "name": hand.by} if hand is not None and hand.state == "edited" else None,
            }
        )

    def _author(self, item: Annotated, claim: Claim) -> Node | None:
        """The innermost party of the chain; of a group nobody can tell what it is. None where that is a document, or
        somebody whom the text leaves out: the credit has them.
        """
        hop = claim.chain[-1] if claim.chain else None
        if hop is None or hop.kind in ("document", "unstated"):
            return None
        entity = self.lookup.entity_of.get((item.document.id, hop.entity)) if hop.entity is not None else None
        if entity is not None and entity.kind != "place":
            return {"@id": _party_id(entity)}
        return _kept({"@type": _TYPES.get(hop.kind), "name": hop_name(hop)})

    def _appearance(self, item: Annotated, claim: Claim, published: date | None) -> Node:
        """The passage, as a part of its document."""
        selector = {"@type": "oa:TextPositionSelector", "oa:start": claim.start, "oa:end": claim.end}
        return _kept(
            {
                "@type": "CreativeWork",
                "isPartOf": {"@id": _HASHES + item.document.id},
                **_published(item, published),
                "oa:hasSelector": selector,
            }
        )

    def _first(self, item: Annotated, claim: Claim) -> str:
        """The earliest document that is written here in which the same words stand: its own, or one that it copies."""
        whole = [
            made.of_document
            for made in self.copied.get(item.document.id, ())
            if made.start <= claim.start and claim.end <= made.end
        ]
        return min([*whole, item.document.id], key=self._order)

    def _order(self, document: str) -> tuple[date, str]:
        published = self.lookup.of_document(document).document.published
        return published or date.max, document


def _published(item: Annotated, day: date | None) -> Node:
    """Where a document can be had, who published it, and when; ``day`` is that of the voice that speaks."""
    document = item.document
    published = day or document.published
    return {
        "url": None if document.url is None else web_address(document.url),
        "publisher": None if document.outlet is None else {"@type": "Organization", "name": document.outlet},
        "datePublished": None if published is None else str(published),
    }


def _dates(edtf: str | None) -> Node:
    """A happening's time where ISO 8601 has it: a day, a month, a year, or a beginning and an end. What happened some
    time within, or on one of several days, has its time in its claims alone.
    """
    if edtf is None or edtf.startswith("["):
        return {}
    first, between, last = edtf.partition("/")
    ends = {"startDate": first, "endDate": last if between else first}
    return {name: end for name, end in ends.items() if end not in ("", "..")}


def _party_id(entity: CaseEntity) -> str:
    return f"{_OURS}party-{entity.id}"


def _event_id(own: str) -> str:
    return f"{_OURS}event-{own}"


def _place_id(place: ClaimPlace) -> str:
    return f"{_OURS}place-{content_id('place', place.name, place.lat, place.lon, place.country)}"


def _kept(node: Node) -> Node:
    """What is known of it."""
    return {key: value for key, value in node.items() if value is not None and value not in ("", [])}
