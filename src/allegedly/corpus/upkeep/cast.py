"""The cast, brought up to date: the entities whose sorts of occurrences hang together with what came or went."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ...model import CaseEntity, Judgement, Member
from ...model.compact import decoder, dumps
from ...model.protocols import Item, Shelf
from ...names import fold, in_any_order, name_words
from ..entities import bare_record, entity_id, full_record, grouping_keys, groups_of, place_in_cast
from ..judging import Subjects, documents_judged
from ..occurrences import Group, Occurrence, together
from ..standing import Standing
from .keys import hanging_together, key_of
from .leaves import Leaf, leaves_of, leaves_with

SORTS, ENTITIES, OPEN = "sort", "entity", "open"


@dataclass(frozen=True, slots=True)
class Kept:
    """An entity without what is gathered from its occurrences: their sorts are named instead.

    ``alike`` are the ids of those whose names it may spell, ``standing`` how it stands to names that are less than
    full, ``walls`` who is judged not to be it.
    """

    bare: CaseEntity
    sorts: tuple[str, ...]
    alike: tuple[str, ...]
    standing: Standing
    walls: tuple[Member, ...]
    own: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class CastChange:
    """``sorts`` are those that belong to another entity than before, or to one of which it is open anew for whom it
    stands; ``entities`` those with another name or other candidates; ``names`` those that lead to another person;
    ``made`` the entities that are gone, new, or others than before.
    """

    sorts: frozenset[str]
    entities: frozenset[str]
    names: frozenset[str]
    made: frozenset[str]


def update_cast(
    shelf: Shelf, gone: Iterable[Leaf], come: Sequence[Leaf], log: Sequence[Judgement], judged: Collection[str]
) -> CastChange:
    """Take ``come`` (on the shelf already) into the place of ``gone`` (off it); ``judged`` are the documents on which
    judgements changed.
    """
    lost = {sort for leaf in gone for sort, _ in leaf.occurrences}
    new: dict[str, list[Occurrence]] = defaultdict(list)
    for leaf in come:
        for sort, occurrence in leaf.occurrences:
            new[sort].append(occurrence)
    touched = hanging_together(shelf, SORTS, lost) | {*lost, *new}
    _put_sorts(shelf, lost, new)
    touched.update(sort for leaf in leaves_of(shelf, judged) for sort, _ in leaf.occurrences)
    touched |= hanging_together(shelf, SORTS, touched, judged_together(shelf, log))
    found = {name: _occurrence(content) for name, content in shelf.get(SORTS, touched).items()}
    return _replace(shelf, touched, _kept(groups_of(found.values(), log), found))


def _put_sorts(shelf: Shelf, lost: Collection[str], new: Mapping[str, Sequence[Occurrence]]) -> None:
    """Condense anew the sorts that lost an occurrence; add to those that did not."""
    whole: dict[str, list[Occurrence]] = defaultdict(list)
    for leaf in leaves_with(shelf, lost):
        for sort, occurrence in leaf.occurrences:
            if sort in lost:
                whole[sort].append(occurrence)
    shelf.drop(SORTS, lost)
    before = {name: _occurrence(content) for name, content in shelf.get(SORTS, new).items()}
    for sort, occurrences in new.items():
        if sort not in lost:
            whole[sort] = [*occurrences, *((before[sort],) if sort in before else ())]
    shelf.put(SORTS, (_sort_item(name, together(occurrences)) for name, occurrences in whole.items()))


def _sort_item(name: str, occurrence: Occurrence) -> Item:
    names = {occurrence.entity.name, *(own for own, _ in occurrence.counts)}
    keys = frozenset({key_of("called", fold(occurrence.entity.name)), *map(borne_key, names)})
    return Item(name, dumps(occurrence), keys, frozenset(key_of("tie", *key) for key in grouping_keys(occurrence)))


def borne_key(name: str) -> int:
    """The key of those who are called so, the words in any order."""
    return key_of("borne", *in_any_order(name))


def _occurrence(content: str) -> Occurrence:
    found: Occurrence = decoder(Occurrence)(json.loads(content))
    return found


def judged_together(shelf: Shelf, log: Sequence[Judgement]) -> list[set[str]]:
    """The sorts that each judgement ties to each other; none for one about claims."""
    leaves = leaves_of(shelf, documents_judged(log))
    own = {one.member: (sort, one.entity.name) for leaf in leaves for sort, one in leaf.occurrences}
    subjects = Subjects((member, name) for member, (_, name) in own.items())
    together = []
    for one in log:
        members = (subjects.find(subject) for subject in one.subjects)
        sorts = {own[member][0] for member in members if member is not None}
        if one.kind == "alias":
            sorts |= shelf.names_with_keys(SORTS, [key_of("called", fold(one.name or ""))])
        together.append(sorts)
    return together


def _kept(groups: Sequence[Group], found: Mapping[str, Occurrence]) -> list[Kept]:
    ids = {group: entity_id(group.occurrences) for group in groups}
    names = {occurrence.member: name for name, occurrence in found.items()}
    alike: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for other in {one.standing for one in group.candidates} - {group}:
            alike[ids[group]].add(ids[other])
            alike[ids[other]].add(ids[group])
    return [
        Kept(
            bare=bare_record(group, ids[group]),
            sorts=tuple(sorted(names[one.member] for one in group.occurrences)),
            alike=tuple(sorted(alike[ids[group]])),
            standing=Standing.of(group),
            walls=tuple(sorted(group.walls, key=str)),
            own=tuple(sorted((one.member for one in group.occurrences), key=str)) if group.walls else (),
        )
        for group in groups
    ]


def _replace(shelf: Shelf, touched: Collection[str], kept: Sequence[Kept]) -> CastChange:
    """Put the entities in the place of those that these sorts made before."""
    old = _read(shelf.with_keys(ENTITIES, (key_of("sort", sort) for sort in touched)))
    new = {one.bare.id: one for one in kept}
    gone = {own for own, one in old.items() if own not in new or new[own].standing != one.standing}
    come = [one for own, one in new.items() if own in gone or own not in old]
    near = {*old, *new, *chain.from_iterable(_open_of(shelf, gone).values())}
    before = candidates_of(shelf, near)
    changed = {one.bare.name for one in (*(old[own] for own in gone), *come)}
    bearers = _only_bearers(shelf, changed)
    shelf.drop(ENTITIES, (own for own, one in old.items() if new.get(own) != one))
    shelf.put(ENTITIES, (_entity_item(one) for own, one in new.items() if old.get(own) != one))
    met = {one.bare.id: _meets(shelf, one) for one in come}
    before |= candidates_of(shelf, {*chain.from_iterable(met.values())} - {*near})
    _put_open(shelf, gone, met)
    after = candidates_of(shelf, {*before, *new})
    others = {own for own in {*before, *after} if before.get(own) != after.get(own)}
    was = {sort: own for own, one in old.items() for sort in one.sorts}
    moved = {sort for one in kept for sort in one.sorts if was.get(sort) != one.bare.id}
    reopened = _read(shelf.get(ENTITIES, others)).values()
    moved.update(sort for one in reopened if len(name_words(one.bare.name).words) == 1 for sort in one.sorts)
    names = {name for name, own in _only_bearers(shelf, changed).items() if own != bearers[name]}
    renamed = {own for own, one in old.items() if own in new and new[own].bare.name != one.bare.name}
    made = {own for own in {*old, *new} if old.get(own) != new.get(own)}
    return CastChange(frozenset(moved), frozenset(others | renamed), frozenset(names), frozenset(made))


def _only_bearers(shelf: Shelf, names: Iterable[str]) -> dict[str, str | None]:
    """For each name the one person who bears it; ``None`` where nobody does, or several."""
    keys = {name: key_of("called", "person", fold(name)) for name in names}
    bearers = shelf.names_by_key(ENTITIES, keys.values())
    return {name: bearers[key][0] if len(bearers.get(key, ())) == 1 else None for name, key in keys.items()}


def _meets(shelf: Shelf, one: Kept) -> set[str]:
    """Who on the shelf may be an entity, going by less than a full name of one of the two."""
    key = one.standing.looks_for()
    marks = [key_of("short", *other) for other in one.standing.found_by()]
    rivals = _read(shelf.with_keys(ENTITIES, [*marks, *([key_of("full", *key)] if key is not None else ())]))
    return {o for o, other in rivals.items() if o != one.bare.id and _may_be(one.standing, other.standing)}


def _may_be(one: Standing, other: Standing) -> bool:
    return any(
        short.looks_for() in [*full.found_by()] and short.may_stand_for(full)
        for short, full in ((one, other), (other, one))
    )


def _put_open(shelf: Shelf, gone: Collection[str], met: Mapping[str, set[str]]) -> None:
    """Note who may be whom, on both sides."""
    left = {*chain.from_iterable(_open_of(shelf, gone).values())}
    stay = {*left, *chain.from_iterable(met.values())} - {*gone, *met}
    lists = {own: ids - {*gone} for own, ids in _open_of(shelf, stay).items()}
    shelf.drop(OPEN, gone)
    for own, others in met.items():
        lists.setdefault(own, set()).update(others)
        for other in others:
            lists.setdefault(other, set()).add(own)
    shelf.put(OPEN, (Item(own, json.dumps(sorted(ids))) for own, ids in lists.items()))


def _open_of(shelf: Shelf, ids: Iterable[str]) -> dict[str, set[str]]:
    return {own: set(json.loads(content)) for own, content in shelf.get(OPEN, ids).items()}


def candidates_of(shelf: Shelf, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The candidates of these entities, but for those that are judged to be somebody else."""
    kept = _read(shelf.get(ENTITIES, ids))
    lists = {own: {*one.alike} for own, one in kept.items()}
    for own, others in _open_of(shelf, kept).items():
        lists[own] |= others
    walled = {other for own, one in kept.items() if one.walls for other in lists[own]}
    own_members = {own: {*one.own} for own, one in _read(shelf.get(ENTITIES, walled)).items()}
    return {
        own: tuple(sorted(o for o in others if not own_members.get(o, set()) & {*kept[own].walls}))
        for own, others in lists.items()
    }


def entities_of(shelf: Shelf, ids: Iterable[str]) -> list[CaseEntity]:
    """These entities with their candidates, and without what is gathered from their occurrences."""
    kept = _read(shelf.get(ENTITIES, ids))
    candidates = candidates_of(shelf, kept)
    return [replace(one.bare, candidates=candidates[own]) for own, one in sorted(kept.items())]


def entities_in(shelf: Shelf, leaves: Sequence[Leaf]) -> list[CaseEntity]:
    """The entities of some documents, with their members there only, and the people whom they name as sources."""
    members: dict[str, list[Member]] = defaultdict(list)
    for leaf in leaves:
        for sort, occurrence in leaf.occurrences:
            members[sort].append(occurrence.member)
    kept = _read(shelf.with_keys(ENTITIES, (key_of("sort", sort) for sort in members)))
    people = {key_of("called", "person", fold(name)) for leaf in leaves for name in leaf.named}
    kept |= _read(shelf.with_keys(ENTITIES, people))
    candidates = candidates_of(shelf, kept)
    return [
        replace(one.bare, candidates=candidates[own], members=tuple(m for sort in one.sorts for m in members[sort]))
        for own, one in sorted(kept.items())
    ]


def whole_cast(shelf: Shelf, leaves: Iterable[Leaf]) -> tuple[CaseEntity, ...]:
    """All entities, as ``group_entities`` gives them; ``leaves`` are those of all documents."""
    occurrences = _by_sort(leaves)
    kept = _read(shelf.all(ENTITIES))
    candidates = candidates_of(shelf, kept)
    found = (
        full_record(replace(one.bare, candidates=candidates[own]), (o for sort in one.sorts for o in occurrences[sort]))
        for own, one in kept.items()
    )
    return tuple(sorted(found, key=place_in_cast))


def part_of_cast(
    shelf: Shelf, leaves: Sequence[Leaf], whole: Collection[str], also: Collection[str]
) -> list[CaseEntity]:
    """The entities of some documents, and those of the ids ``also``, with no more than these ``leaves`` show of them;
    those of the ids ``whole`` with all that they have. In the order of the cast.
    """
    kept = _read(shelf.with_keys(ENTITIES, {key_of("sort", sort) for leaf in leaves for sort, _ in leaf.occurrences}))
    kept |= _read(shelf.get(ENTITIES, {*whole, *also} - kept.keys()))
    elsewhere = leaves_with(shelf, {sort for own in whole if own in kept for sort in kept[own].sorts})
    here, all_of_them = _by_sort(leaves), _by_sort(elsewhere)
    candidates = candidates_of(shelf, kept)
    found = (
        full_record(
            replace(one.bare, candidates=candidates[own]),
            (o for sort in one.sorts for o in (all_of_them if own in whole else here).get(sort, ())),
        )
        for own, one in kept.items()
    )
    return sorted(found, key=place_in_cast)


def entities_bearing(shelf: Shelf, name: str) -> dict[str, Kept]:
    """All who bear a name, its words in any order, by their ids."""
    sorts = shelf.names_with_keys(SORTS, [borne_key(name)])
    return _read(shelf.with_keys(ENTITIES, [borne_key(name), *(key_of("sort", sort) for sort in sorts)]))


def _by_sort(leaves: Iterable[Leaf]) -> dict[str, list[Occurrence]]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for leaf in leaves:
        for sort, occurrence in leaf.occurrences:
            found[sort].append(occurrence)
    return found


def _read(contents: Mapping[str, str]) -> dict[str, Kept]:
    read = decoder(Kept)
    return {own: read(json.loads(content)) for own, content in contents.items()}


def _entity_item(one: Kept) -> Item:
    keys = {key_of("sort", sort) for sort in one.sorts} | {key_of("called", one.bare.kind, fold(one.bare.name))}
    keys.add(borne_key(one.bare.name))
    keys |= {key_of("full", *key) for key in one.standing.found_by()}
    short = one.standing.looks_for()
    return Item(one.bare.id, dumps(one), frozenset(keys | ({key_of("short", *short)} if short is not None else set())))
