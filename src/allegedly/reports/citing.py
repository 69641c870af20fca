"""Who hands on what from whom: the chains of claims, laid over each other.

An outlet is one however texts name it ("the Courier"); a source is the entity of the case that it stands for, or the
name where the cast does not have it. Without a name ("the ministry") it is somebody of one document only, unless the
cast took it for one with another's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from ..corpus.sources import Outlets
from ..model import Annotated, Claim, Hop
from ..model.records import HopKind
from ..names import fold
from .lines import hop_name
from .lookup import Lookup

_ALWAYS_NAMED: tuple[HopKind, ...] = ("outlet", "author")
_MAYBE_NAMED: tuple[HopKind, ...] = ("person", "organisation", "document")
_ARTICLES = {"the", "a", "an"}


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody in a chain. ``entity`` is the id of the case's, where it is one; ``claims`` counts those in whose chain
    it stands.
    """

    id: str
    name: str
    kind: HopKind
    entity: str | None
    claims: int
    documents: int


@dataclass(frozen=True, slots=True)
class Citation:
    """That one source hands on from another: ``by`` and ``of`` are their ids, ``claims`` those in whose chains they
    follow each other, in the order of documents and of the text. ``first`` and ``last`` are days of publication.
    """

    by: str
    of: str
    claims: tuple[str, ...]
    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Citing:
    """``sources`` and ``citations`` are sorted by ids; ``unsourced`` counts the claims that have no chain."""

    sources: tuple[Source, ...]
    citations: tuple[Citation, ...]
    unsourced: int


@dataclass(slots=True)
class _Seen:
    """What is gathered of a source or a citation."""

    claims: dict[str, None] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    published: list[date] = field(default_factory=list)


def citing(lookup: Lookup, claims: Iterable[tuple[Annotated, Claim]]) -> Citing:
    """Who hands on these claims from whom."""
    known = _Known(lookup)
    sources: dict[str, tuple[Hop, str | None]] = {}
    seen: dict[tuple[str, ...], _Seen] = {}
    unsourced = 0
    for item, claim in claims:
        steps = [(own, hop) for hop in claim.chain for own in (known.id_of(item, hop),)]
        unsourced += not steps
        for own, hop in steps:
            sources.setdefault(own, (hop, known.entity_of(item, hop)))
            _see(lookup, seen.setdefault((own,), _Seen()), item, claim)
        for (by, _), (of, _) in pairwise(steps):
            if by != of:
                _see(lookup, seen.setdefault((by, of), _Seen()), item, claim)
    return Citing(
        tuple(_source(lookup, own, *sources[own], seen[own,]) for own in sorted(sources)),
        tuple(_citation(*pair, seen[pair]) for pair in sorted(seen) if len(pair) == 2),
        unsourced,
    )


def _see(lookup: Lookup, seen: _Seen, item: Annotated, claim: Claim) -> None:
    seen.claims[claim.id] = None
    seen.documents.add(item.document.id)
    published = lookup.published_of(item.document, lookup.voices.get((item.document.id, claim.voice)))
    if published is not None:
        seen.published.append(published)


def _source(lookup: Lookup, own: str, hop: Hop, entity: str | None, seen: _Seen) -> Source:
    name = hop_name(hop) if entity is None else lookup.entities[entity].name
    return Source(own, name, hop.kind, entity, len(seen.claims), len(seen.documents))


def _citation(by: str, of: str, seen: _Seen) -> Citation:
    first, last = min(seen.published, default=None), max(seen.published, default=None)
    return Citation(by, of, tuple(seen.claims), len(seen.documents), first, last)


class _Known:
    """Tells who is who among the hops of a case."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._outlets = Outlets.of(item.document for item in lookup.annotated)
        self._persons: dict[str, str | None] = {}
        for entity in lookup.corpus.entities:
            for use in entity.names if entity.kind == "person" else ():
                name = fold(use.name)
                self._persons[name] = None if self._persons.get(name, entity.id) != entity.id else entity.id

    def id_of(self, item: Annotated, hop: Hop) -> str:
        if (outlet := self._outlet(hop)) is not None:
            return f"outlet:{outlet}"
        if (entity := self.entity_of(item, hop)) is not None:
            return entity
        kind = "person" if hop.kind == "author" else hop.kind
        place = "" if _is_named(hop) else f"{item.document.id[:12]}:"
        return f"{kind}:{place}{fold(hop_name(hop))}"

    def entity_of(self, item: Annotated, hop: Hop) -> str | None:
        """The id of the case's entity behind a hop; an author is the person who alone bears the whole name."""
        if self._outlet(hop) is not None:
            return None
        if hop.kind == "author":
            return self._persons.get(fold(hop_name(hop)))
        entity = self._lookup.entity_of.get((item.document.id, hop.entity or ""))
        return None if entity is None else entity.id

    def _outlet(self, hop: Hop) -> str | None:
        """The key of the outlet that a hop is or speaks of."""
        name = hop.name or ""
        if hop.kind == "outlet":
            return self._outlets.key(name) or fold(name)
        return self._outlets.key(name) if hop.kind != "person" and _is_named(hop) else None


def _is_named(hop: Hop) -> bool:
    """Whether a hop has a name that means the same in every document: not "the ministry"."""
    words = (word for word in (hop.name or "").split() if word.lower() not in _ARTICLES)
    return hop.kind in _ALWAYS_NAMED or (hop.kind in _MAYBE_NAMED and any(word[:1].isupper() for word in words))
