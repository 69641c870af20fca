"""What every part of the export asks for: the records, which of them are written, and how they are named in it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ...model import Annotated, CaseEntity, Claim, ClaimPlace, Place, content_id
from ...reports import Lookup
from ...version import __version__
from ..chosen import Chosen, choose
from ..material import Material
from .things import Thing

MADE = f"allegedly {__version__}"
"""The origin of what no document says: names of happenings, counts, what differs."""

HASH = 32
"""So many digits of a document's hash go into ids: 128 bits."""


@dataclass(frozen=True)
class Telling:
    """``lost`` counts, by the property, what was cut or refused."""

    material: Material
    lost: Counter[str] = field(default_factory=Counter)

    @cached_property
    def chosen(self) -> Chosen:
        return choose(self.material)

    @property
    def lookup(self) -> Lookup:
        return self.material.lookup

    @cached_property
    def dataset(self) -> str:
        """A name as FollowTheMoney wants one of a data set: small letters, digits and low lines."""
        plain = unicodedata.normalize("NFKD", self.material.title.lower()).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "case"

    @cached_property
    def annotated(self) -> list[Annotated]:
        """The documents that are written: all, or under filters those in which a claim stands that is written."""
        return self.chosen.items(self.material.annotated)

    def claims(self) -> Iterator[tuple[Annotated, Claim]]:
        """The claims that are written, in the order of documents and of the text."""
        return self.chosen.claims(self.annotated)

    @cached_property
    def parties(self) -> dict[str, CaseEntity]:
        """The persons and organisations that are written, by their ids: all, or those whom a written claim tells of."""
        every = {entity.id: entity for entity in self.material.corpus.entities if entity.kind != "place"}
        if not self.chosen.filtered:
            return every
        told = {own for item, claim in self.claims() for own in self.lookup.entities_in(item, claim)}
        return {own: entity for own, entity in every.items() if own in told}

    def party_of(self, item: Annotated, own: str | None) -> CaseEntity | None:
        """The party behind a reference in a document; ``None`` for a place, and for what is no name at all."""
        entity = None if own is None else self.lookup.entity_of.get((item.document.id, own))
        return None if entity is None else self.parties.get(entity.id)

    def thing(self, own: str, schema: str) -> Thing:
        return Thing(own, schema, self.lost)


def document_id(own: str) -> str:
    """Half of the hash is enough to tell documents apart; they are named in every statement."""
    return f"document-{own[:HASH]}"


def party_id(own: str) -> str:
    return f"entity-{own}"


def event_id(own: str) -> str:
    return f"event-{own}"


def claim_id(own: str) -> str:
    return f"claim-{own}"


def place_id(place: ClaimPlace | Place) -> str:
    return f"place-{content_id('place', place.name, place.lat, place.lon, place.country)}"


def published(item: Annotated) -> tuple[date | None]:
    """The day on which a document says what it says."""
    return (item.document.published,)
