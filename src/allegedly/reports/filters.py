"""Which claims a report is about."""

from dataclasses import dataclass
from datetime import date

from ..model import Annotated, Claim
from ..model.records import Label
from ..names import fold
from .lookup import Lookup
from .naming import find_entities
from .when import day


@dataclass(frozen=True, slots=True)
class Filters:
    """What a claim must fit, all of it: a period that its time touches, labels, an entity, an outlet.

    ``only`` are the ids of claims that somebody chose by other means, which ``chosen`` says in words.
    """

    earliest: date | None = None
    latest: date | None = None
    labels: tuple[Label, ...] = ()
    entity: str | None = None
    outlet: str | None = None
    only: frozenset[str] | None = None
    chosen: str = ""

    def narrow(self) -> bool:
        """Whether they leave anything out at all."""
        return self != Filters()

    def in_words(self) -> str:
        """What a claim must fit, after "claims": "that may lie between ... and ..., put as hedged"."""
        parts = []
        if self.has_period():
            first = day(self.earliest) if self.earliest is not None else None
            last = day(self.latest) if self.latest is not None else None
            parts.append(
                f"between {first} and {last}" if first and last else f"from {first} on" if first else f"up to {last}"
            )
        parts += [f"put as {' or '.join(self.labels)}"] if self.labels else []
        parts += [f"about or by {self.entity}"] if self.entity is not None else []
        parts += [f"through {self.outlet}"] if self.outlet is not None else []
        parts += [self.chosen or "that were chosen"] if self.only is not None else []
        return ", ".join(parts)

    def has_period(self) -> bool:
        return self.earliest is not None or self.latest is not None


EVERYTHING = Filters()


def select(lookup: Lookup, filters: Filters) -> list[tuple[Annotated, Claim]]:
    """The claims that fit, in order of documents and text. Raises ``NotFoundError`` for an entity that is not there."""
    wanted = {entity.id for entity in find_entities(lookup, filters.entity)} if filters.entity is not None else None
    outlet = fold(filters.outlet) if filters.outlet is not None else None
    return [
        (item, claim)
        for item, claim in lookup.claims()
        if (filters.only is None or claim.id in filters.only)
        and (not filters.labels or claim.stance.label in filters.labels)
        and (not filters.has_period() or touches(claim.time.earliest, claim.time.latest, filters))
        and (outlet is None or any(outlet in fold(name) for name in outlets_of(item, claim)))
        and (wanted is None or wanted & lookup.entities_in(item, claim))
    ]


def touches(earliest: date | None, latest: date | None, filters: Filters) -> bool:
    """Whether a time can lie in the period; that of an undated claim cannot be said to."""
    if earliest is None and latest is None:
        return False
    begins_in_time = filters.latest is None or earliest is None or earliest <= filters.latest
    ends_in_time = filters.earliest is None or latest is None or latest >= filters.earliest
    return begins_in_time and ends_in_time


def outlets_of(item: Annotated, claim: Claim) -> set[str]:
    """The outlets that say a claim: those of its chain, and the one that its document stands in."""
    named = {hop.name for hop in claim.chain if hop.kind == "outlet" and hop.name}
    return named | ({item.document.outlet} if item.document.outlet else set())
