"""What the cast of a document looks like to the rooms that read it."""

from dataclasses import dataclass, field
from typing import Literal

from ...model import Entity, Mention

Gender = Literal["m", "f", ""]


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions of one document, sorted by start, and the entities that they stand for.

    Two mentions may overlap ("Libya" inside "Libya's foreign minister"), but no two share a head token.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    heads: dict[int, int] = field(default_factory=dict, repr=False)
    """Head token to index in ``mentions``."""
    index: dict[str, int] = field(default_factory=dict, repr=False)
    """Entity id to index in ``entities``."""

    def mention_at(self, token: int) -> Mention | None:
        """The mention whose head is ``token``: a name, a pronoun or a description."""
        number = self.heads.get(token)
        return None if number is None else self.mentions[number]

    def entity(self, entity_id: str) -> Entity:
        """The entity with that id; ``KeyError`` for an id of another document."""
        return self.entities[self.index[entity_id]]
