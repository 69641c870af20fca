"""The entities of single documents as they are brought together into those of the case."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..model import Annotated, Document, Entity, EntityKind, Member, RoleUse
from ..names import fold, name_words
from ..resources import load_lexicon

Reason = Literal["name", "spelling", "acronym", "alias", "judgement"]
"""Why occurrences are one entity: of one name, of names that are spellings of each other, of an acronym and what it
stands for, or because somebody judged so."""
Sort = tuple[str, ...]
"""Kind, name, place and country of a government; of what stands alone also the document and the id there."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity of one document with how often each of its names stands there, its roles, and its place's id if any.

    Once ``condensed``, it stands for ``weight`` occurrences that nothing tells apart but their documents: it is the
    earliest of them, and ``counts`` are those of all.
    """

    document: str
    published: date | None
    entity: Entity
    kind: EntityKind
    counts: tuple[tuple[str, int], ...]
    roles: tuple[RoleUse, ...]
    place: str | None
    weight: int = 1

    @property
    def member(self) -> Member:
        return Member(self.document, self.entity.id)

    @property
    def order(self) -> tuple[date, str, str]:
        return self.published or date.max, self.document, self.entity.id


@dataclass(slots=True, eq=False)
class Group:
    """Occurrences that are one entity of the case, while it is put together.

    ``names`` are those that were compared, ``joined`` why the occurrences are one. ``candidates`` are other groups that
    may be the same, ``walls`` members of other groups that are not, by judgement, and ``unsure`` those judged open. A
    group that was absorbed leads on by ``into``.
    """

    kind: EntityKind
    name: str
    names: list[str]
    occurrences: list[Occurrence] = field(default_factory=list)
    joined: set[Reason] = field(default_factory=set)
    candidates: "set[Group]" = field(default_factory=set)
    walls: set[Member] = field(default_factory=set)
    unsure: set[Member] = field(default_factory=set)
    into: "Group | None" = None

    @property
    def standing(self) -> "Group":
        """The group that this one has become part of; itself where it has not."""
        group = self
        while group.into is not None:
            group = group.into
        return group

    def take_in(self, other: "Group", reason: Reason) -> None:
        """Absorb another group."""
        self.names += [name for name in other.names if name not in self.names]
        self.occurrences.extend(other.occurrences)
        self.joined |= {*other.joined, reason}
        self.candidates |= other.candidates
        self.unsure |= other.unsure
        other.into = self


def occurrences_of(one: Annotated) -> Iterator[Occurrence]:
    """The entities of a document."""
    document = one.document
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, str] = {}
    located = {place.start: place for place in one.places}
    for mention in one.mentions:
        if mention.how == "name":
            counts[mention.entity][mention.text] += 1
        place = located.get(mention.start)
        if place is not None and mention.kind == "place":
            places.setdefault(mention.entity, str(place.geonames_id or f"{place.lat:.3f} {place.lon:.3f}"))
    for entity in one.entities:
        own = tuple(sorted(counts[entity.id].items()))
        roles = tuple(_role_uses(document, entity))
        yield Occurrence(document.id, document.published, entity, entity.kind, own, roles, places.get(entity.id))


def in_order(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Earliest first."""
    return sorted(occurrences, key=lambda one: one.order)


def sort_of(occurrence: Occurrence, apart: Container[str] = ()) -> Sort:
    """What an occurrence has in common with all from which nothing but the document tells it.

    Those that never join others by their name, and those of the documents ``apart``, are each of a sort of their own.
    """
    entity = occurrence.entity
    own = occurrence.document in apart or _stands_alone(occurrence)
    member = (occurrence.document, entity.id) if own else ()
    return occurrence.kind, entity.name, occurrence.place or "", entity.government_of or "", *member


def _stands_alone(occurrence: Occurrence) -> bool:
    """Whether it is known by a description only, or by less than a full name, as whatever kind it is taken."""
    name = occurrence.entity.name
    bare = (" " in name or occurrence.kind == "person") and full_name(name) is None
    return not occurrence.counts or bare


def full_name(name: str) -> tuple[str, ...] | None:
    """The words of a person's name that has a given name and a surname, in any order; ``None`` for less than that."""
    words = name_words(name).words
    return tuple(sorted(words)) if sum(len(word) > 1 for word in words) > 1 and len(words[-1]) > 1 else None


def together(occurrences: Sequence[Occurrence]) -> Occurrence:
    """The one that stands for all of these, which are of one sort."""
    counts: Counter[str] = Counter()
    for one in occurrences:
        counts.update(dict(one.counts))
    first = min(occurrences, key=lambda one: one.order)
    return replace(first, counts=tuple(sorted(counts.items())), roles=(), weight=number_of(occurrences))


def _role_uses(document: Document, entity: Entity) -> Iterator[RoleUse]:
    # In a reading by an early version roles have no passage: they are not told until it is read anew.
    for role, (start, end) in zip(entity.roles, entity.role_spans, strict=False):
        yield RoleUse(role, document.id, document.published_of(document.voice_at(start)), start, end)


def with_settled_kinds(occurrences: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """The same name of several words is one kind of thing in all documents: what most mentions take it for."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for one in occurrences:
        votes[fold(one.entity.name)][one.kind] += sum(count for _, count in one.counts)
    for one in occurrences:
        name = fold(one.entity.name)
        kind = min(votes[name], key=lambda kind: (-votes[name][kind], kind))
        yield replace(one, kind=kind) if " " in name and one.counts else one


def number_of(occurrences: Iterable[Occurrence]) -> int:
    """How many occurrences they stand for."""
    return sum(one.weight for one in occurrences)


def shown_name(kind: EntityKind, occurrences: Sequence[Occurrence]) -> str:
    """The most frequent of the fullest names; for a country its name rather than what its people are called."""
    names: Counter[str] = Counter()
    for one in occurrences:
        names[one.entity.name] += one.weight
    if kind == "place":
        for one in occurrences:
            names.update(dict(one.counts))
    peoples = load_lexicon("en/nationalities.tsv")

    def rank(name: str) -> tuple[bool, int, int, str]:
        forms = peoples.get(fold(name), {}).get("forms", "country").split() if kind == "place" else ["country"]
        return "country" not in forms, -names[name], -len(name), name

    return min(names, key=rank)
