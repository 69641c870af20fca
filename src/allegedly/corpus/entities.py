"""The entities of a case: people, organisations and places of all documents, brought together by name.

Every entity of a document is placed by its fullest name. Documents' entities of one name are one; names that are
spellings of each other (``allegedly.names``) are one; only names that share a key are ever compared. What is less than
a full name (a bare surname, an initial, a role, an acronym with two readings) never joins by itself: it is told as a
candidate, for a person to judge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..model import Annotated, CaseEntity, Entity, EntityKind, Member, NameUse, RoleUse, content_id
from ..names import SAME_NAME, fold, is_acronym_of, name_similarity, name_words, organisation_words, skeleton
from ..resources import load_lexicon

Key = tuple[str, ...]
_SMALL_WORDS = frozenset({"the", "and", "of", "for", "de", "la", "le", "in", "on", "to"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entity of one document with how often each of its names stands there, and its place's id if it has one."""

    document: str
    published: date | None
    entity: Entity
    kind: EntityKind
    counts: tuple[tuple[str, int], ...]
    place: str | None

    @property
    def order(self) -> tuple[date, str, str]:
        return self.published or date.max, self.document, self.entity.id


@dataclass(slots=True)
class _Group:
    """Occurrences that are one entity of the case, while it is put together."""

    kind: EntityKind
    name: str
    names: list[str]
    occurrences: list[Occurrence] = field(default_factory=list)
    candidates: set[int] = field(default_factory=set)


def group_entities(annotated: Sequence[Annotated]) -> tuple[CaseEntity, ...]:
    """The entities of the case, by kind, then by number of documents, then by name."""
    named: dict[tuple[EntityKind, Key], list[Occurrence]] = defaultdict(list)
    alone: list[Occurrence] = []
    for occurrence in _with_settled_kinds(sorted(_occurrences(annotated), key=lambda one: one.order)):
        key = _identity(occurrence)
        if key is None:
            alone.append(occurrence)
        else:
            named[occurrence.kind, key].append(occurrence)
    groups = _join_acronyms(_join_spellings(named))
    groups.extend(_Group(one.kind, one.entity.name, [one.entity.name], [one]) for one in alone)
    _open_candidates(groups)
    return _records(groups)


def _occurrences(annotated: Iterable[Annotated]) -> Iterator[Occurrence]:
    for one in annotated:
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
            yield Occurrence(document.id, document.published, entity, entity.kind, own, places.get(entity.id))


def _with_settled_kinds(occurrences: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """The same name of several words is one kind of thing in all documents: what most mentions take it for."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for one in occurrences:
        votes[fold(one.entity.name)][one.kind] += sum(count for _, count in one.counts)
    for one in occurrences:
        name = fold(one.entity.name)
        kind = min(votes[name], key=lambda kind: (-votes[name][kind], kind))
        yield replace(one, kind=kind) if " " in name and one.counts else one


def _identity(occurrence: Occurrence) -> Key | None:
    """What an occurrence shares with all others that are surely the same; ``None`` where it stays alone."""
    if occurrence.kind == "place":
        return _place_key(occurrence)
    if not occurrence.counts:
        return None
    if occurrence.kind == "person":
        return full_name(occurrence.entity.name)
    return tuple(sorted(organisation_words(occurrence.entity.name))) or None


def full_name(name: str) -> Key | None:
    """The words of a person's name that has a given name and a surname, in any order; ``None`` for less than that."""
    words = name_words(name).words
    return tuple(sorted(words)) if sum(len(word) > 1 for word in words) > 1 and len(words[-1]) > 1 else None


def _place_key(occurrence: Occurrence) -> Key | None:
    name = fold(occurrence.entity.name)
    country = load_lexicon("en/nationalities.tsv").get(name)
    if country is not None:
        return "country", country["code"]
    if occurrence.place is not None:
        return "at", occurrence.place
    return (name,) if name else None


def _join_spellings(named: dict[tuple[EntityKind, Key], list[Occurrence]]) -> list[_Group]:
    """Groups of names; each name, the most frequent first, joins the group that most of whose names it is alike."""
    groups: list[_Group] = []
    by_key: dict[tuple[EntityKind, Key], list[int]] = defaultdict(list)
    for kind, occurrences in _most_frequent_first(named):
        name = _shown_name(kind, occurrences)
        keys = [(kind, key) for key in _comparison_keys(kind, name)]
        rivals = sorted({number for key in keys for number in by_key[key]})
        alike = {number: share for number in rivals if (share := _share_alike(groups[number], name)) > 0}
        number = min(alike, key=lambda n: (-alike[n], n), default=None)
        if number is None or alike[number] < 0.5:
            groups.append(_Group(kind, name, [], candidates=set(alike)))
            number = len(groups) - 1
        else:
            groups[number].candidates |= alike.keys() - {number}
        groups[number].names.append(name)
        groups[number].occurrences.extend(occurrences)
        for key in keys:
            if not by_key[key] or by_key[key][-1] != number:
                by_key[key].append(number)
    return groups


def _most_frequent_first(
    named: dict[tuple[EntityKind, Key], list[Occurrence]],
) -> Iterator[tuple[EntityKind, list[Occurrence]]]:
    for (kind, _), occurrences in sorted(named.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        yield kind, occurrences


def _shown_name(kind: EntityKind, occurrences: Iterable[Occurrence]) -> str:
    """The most frequent of the fullest names; for a country its name rather than what its people are called."""
    names = Counter(one.entity.name for one in occurrences)
    if kind == "place":
        for one in occurrences:
            names.update(dict(one.counts))
    peoples = load_lexicon("en/nationalities.tsv")

    def rank(name: str) -> tuple[bool, int, int, str]:
        forms = peoples.get(fold(name), {}).get("forms", "country").split() if kind == "place" else ["country"]
        return "country" not in forms, -names[name], -len(name), name

    return min(names, key=rank)


def _comparison_keys(kind: EntityKind, name: str) -> list[Key]:
    """Names are compared only when they share one of these."""
    if kind == "place":
        return []
    if kind == "organisation":
        bones = [skeleton(word) for word in organisation_words(name)]
        return sorted({tuple(sorted(pair)) for pair in zip(bones, bones[1:] or [""], strict=False)})
    words = name_words(name).words
    ends = skeleton(words[0]), skeleton(words[-1])
    return [(ends[0], ends[1][:1]), (ends[1], ends[0][:1])]


def _share_alike(group: _Group, name: str) -> float:
    """The share of a group's names that ``name`` is a spelling of."""
    kind: Literal["person", "organisation"] = "person" if group.kind == "person" else "organisation"
    return sum(name_similarity(name, other, kind) >= SAME_NAME[kind] for other in group.names) / len(group.names)


def _join_acronyms(groups: list[_Group]) -> list[_Group]:
    """An acronym joins its expansion where the case has only one; otherwise all of its readings are candidates."""
    long: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        if group.kind == "organisation":
            for letters in _acronyms(group.name):
                long[letters].append(group)
    number_of = {id(group): number for number, group in enumerate(groups)}
    absorbed: dict[int, int] = {}
    for number, group in enumerate(groups):
        letters = group.name.replace(".", "")
        meant = [one for one in long.get(letters, ()) if group.kind == one.kind and is_acronym_of(letters, one.name)]
        if len(meant) == 1:
            meant[0].occurrences.extend(group.occurrences)
            absorbed[number] = number_of[id(meant[0])]
        elif meant:
            group.candidates.update(number_of[id(one)] for one in meant)
    return _renumbered(groups, absorbed)


def _renumbered(groups: list[_Group], absorbed: dict[int, int]) -> list[_Group]:
    kept = [number for number in range(len(groups)) if number not in absorbed]
    new = {number: i for i, number in enumerate(kept)}
    for group in groups:
        group.candidates = {new[absorbed.get(number, number)] for number in group.candidates}
    return [groups[number] for number in kept]


def _acronyms(name: str) -> set[str]:
    words = fold(name.replace("&", " and ")).split()
    telling = [word for word in words if word not in _SMALL_WORDS]
    return {"".join(word[0] for word in some).upper() for some in (words, telling) if len(some) > 1}


def _open_candidates(groups: list[_Group]) -> None:
    """Link what is less than a full name with the full names that it may stand for."""
    full: dict[tuple[EntityKind, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        words = _words(group)
        if len(words) > 1:
            for word in words if group.kind == "person" else words[:1]:
                full[group.kind, skeleton(word)].append(number)
    for number, group in enumerate(groups):
        words = _words(group)
        if words and (len(words) == 1 or (group.kind == "person" and full_name(group.name) is None)):
            meant = full.get((group.kind, skeleton(words[-1])), ())
            group.candidates.update(n for n in meant if n != number and _may_stand_for(group, groups[n]))
    for number, group in enumerate(groups):
        for other in group.candidates:
            groups[other].candidates.add(number)


def _words(group: _Group) -> tuple[str, ...]:
    """The words of the group's name; none where a description is all that there is, or a place."""
    if group.kind == "place" or not group.occurrences[0].counts:
        return ()
    return name_words(group.name).words if group.kind == "person" else organisation_words(group.name)


def _may_stand_for(short: _Group, long: _Group) -> bool:
    if short.kind == "person":
        return name_similarity(short.name, long.name, "person") >= SAME_NAME["person"]
    return _words(short) == _words(long)[:1]


def _records(groups: list[_Group]) -> tuple[CaseEntity, ...]:
    ids = [_id(group) for group in groups]
    records = [
        CaseEntity(
            id=ids[number],
            kind=group.kind,
            name=group.name,
            names=_name_uses(group),
            roles=_role_uses(group),
            members=tuple(Member(one.document, one.entity.id) for one in _in_order(group)),
            candidates=tuple(sorted(ids[other] for other in group.candidates - {number})),
        )
        for number, group in enumerate(groups)
    ]
    return tuple(sorted(records, key=lambda one: (one.kind, -len({m.document for m in one.members}), one.name, one.id)))


def _id(group: _Group) -> str:
    """From the earliest member, which documents added later seldom change."""
    first = _in_order(group)[0]
    return content_id("case_entity", first.document, first.entity.id)


def _in_order(group: _Group) -> list[Occurrence]:
    return sorted(group.occurrences, key=lambda one: one.order)


def _name_uses(group: _Group) -> tuple[NameUse, ...]:
    counts: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for one in group.occurrences:
        for name, count in one.counts or ((one.entity.name, 1),):
            counts[name] += count
            documents[name].add(one.document)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(NameUse(name, counts[name], tuple(sorted(documents[name]))) for name in ordered)


def _role_uses(group: _Group) -> tuple[RoleUse, ...]:
    uses = (RoleUse(role, one.document, one.published) for one in _in_order(group) for role in one.entity.roles)
    return tuple(dict.fromkeys(uses))
