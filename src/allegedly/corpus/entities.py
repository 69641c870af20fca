"""The entities of a case: people, organisations and places of all documents, brought together by name.

Every entity of a document is placed by its fullest name. Documents' entities of one name are one; names that are
spellings of each other (``allegedly.names``) are one; only names that share a key are ever compared. What is less than
a full name (a bare surname, an initial, a role, an acronym with two readings) never joins by itself: it is told as a
candidate, for a person to judge.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Literal

from ..collector import collector_paused
from ..model import Annotated, CaseEntity, EntityKind, Judgement, Member, NameUse, RoleUse, content_id
from ..names import SAME_NAME, fold, is_acronym_of, name_similarity, name_words, organisation_words, skeleton
from ..resources import load_lexicon
from .judging import documents_judged, judged
from .occurrences import (
    Group,
    Occurrence,
    Sort,
    full_name,
    in_order,
    number_of,
    occurrences_of,
    shown_name,
    sort_of,
    together,
    with_settled_kinds,
)
from .standing import open_candidates

Key = tuple[str, ...]
_JOINED = {"person": 0.86, "organisation": 0.85}
"""From here on spellings join by themselves; from ``SAME_NAME`` on they are put to a person. Of the labelled pairs that
are so alike 98 in 100 are one person's, against 95, and 97 in 100 one organisation's, against 83.
"""
_OPENING = 3
"""Consonants of a second word that names must share beside the whole first one to be compared."""
_MOST_RIVALS = 50
"""Groups that one key leads to, those of the most frequent names: beyond, it tells too little, and the work would grow
with the square of the names. Every name has several keys.
"""
_SMALL_WORDS = frozenset({"the", "and", "of", "for", "de", "la", "le", "in", "on", "to"})


def group_entities(annotated: Sequence[Annotated], log: Sequence[Judgement] = ()) -> tuple[CaseEntity, ...]:
    """The entities of the case, by kind, then by number of documents, then by name; as the log of judgements has it."""
    with collector_paused():
        found = in_order(occurrence for one in annotated for occurrence in occurrences_of(one))
        sorts: dict[Sort, list[Occurrence]] = defaultdict(list)
        apart = documents_judged(log)
        for occurrence in found:
            sorts[sort_of(occurrence, apart)].append(occurrence)
        groups = groups_of(map(together, sorts.values()), log)
        open_candidates(groups)
        return tuple(sorted(_records(groups, {own[0].member: own for own in sorts.values()}), key=place_in_cast))


def place_in_cast(entity: CaseEntity) -> tuple[EntityKind, int, str, str]:
    """By kind, then by number of documents, then by name."""
    return entity.kind, -len({member.document for member in entity.members}), entity.name, entity.id


def groups_of(occurrences: Iterable[Occurrence], log: Sequence[Judgement]) -> list[Group]:
    """The entities that these condensed occurrences make, as the log has it.

    Occurrences that share no key of ``grouping_keys``, and that no judgement ties, have no say in each other's groups.
    """
    named: dict[tuple[EntityKind, Key], list[Occurrence]] = defaultdict(list)
    governments: dict[str, list[Occurrence]] = defaultdict(list)
    alone: list[Occurrence] = []
    for occurrence in with_settled_kinds(in_order(occurrences)):
        key = identity(occurrence)
        if occurrence.entity.government_of is not None:
            governments[occurrence.entity.government_of].append(occurrence)
        elif key is None:
            alone.append(occurrence)
        else:
            named[occurrence.kind, key].append(occurrence)
    groups = [*_join_acronyms(_join_spellings(named)), *map(_government, governments.values())]
    groups.extend(Group(one.kind, one.entity.name, [one.entity.name], [one]) for one in alone)
    return judged(groups, log)


def _government(occurrences: list[Occurrence]) -> Group:
    """What the documents call the government of one country, be it by a capital or a building ("the Kremlin")."""
    name = shown_name("organisation", occurrences)
    return Group("organisation", name, [name], occurrences, {"name"} if number_of(occurrences) > 1 else set())


def grouping_keys(occurrence: Occurrence) -> Iterator[Key]:
    """Through which keys an occurrence can come to be in one group with another, or have it as a candidate by spelling.

    A name of several words may be settled to be of another kind than here: whoever bears it shares a key.
    """
    name, kind = occurrence.entity.name, occurrence.kind
    if occurrence.entity.government_of is not None:
        yield "government", occurrence.entity.government_of
    if " " in name and occurrence.counts:
        yield "called", fold(name)
    key = identity(occurrence)
    if key is None:
        return
    yield "is", kind, *key
    yield from (("spelt", kind, *one) for one in comparison_keys(kind, name))
    if kind == "organisation":
        yield from (("letters", letters) for letters in {name.replace(".", ""), *_acronyms(name)} if " " not in letters)


def identity(occurrence: Occurrence) -> Key | None:
    """What an occurrence shares with all others that are surely the same; ``None`` where it stays alone."""
    if occurrence.kind == "place":
        return _place_key(occurrence)
    if not occurrence.counts:
        return None
    if occurrence.kind == "person":
        return full_name(occurrence.entity.name)
    return tuple(sorted(organisation_words(occurrence.entity.name))) or None


def _place_key(occurrence: Occurrence) -> Key | None:
    name = fold(occurrence.entity.name)
    country = load_lexicon("en/nationalities.tsv").get(name)
    if country is not None:
        return "country", country["code"]
    if occurrence.place is not None:
        return "at", occurrence.place
    return (name,) if name else None


def _join_spellings(named: dict[tuple[EntityKind, Key], list[Occurrence]]) -> list[Group]:
    """Groups of names; each name, the most frequent first, joins the group that most of whose names it is alike."""
    groups: list[Group] = []
    by_key: dict[tuple[EntityKind, Key], list[int]] = defaultdict(list)
    for kind, occurrences in _most_frequent_first(named):
        name = shown_name(kind, occurrences)
        own = Group(kind, name, [name], occurrences, {"name"} if number_of(occurrences) > 1 else set())
        keys = [(kind, key) for key in comparison_keys(kind, name)]
        rivals = sorted({number for key in keys for number in by_key[key]})
        alike = {number: shares for number in rivals if (shares := _shares_alike(groups[number], name))[1] > 0}
        number = min(alike, key=lambda n: (-alike[n][0], n), default=None)
        if number is None or alike[number][0] < 0.5:
            own.candidates = {groups[n] for n in alike}
            groups.append(own)
            number = len(groups) - 1
        else:
            groups[number].take_in(own, "spelling")
            groups[number].candidates |= {groups[n] for n in alike if n != number}
        for key in keys:
            if number not in by_key[key] and len(by_key[key]) < _MOST_RIVALS:
                by_key[key].append(number)
    return groups


def _most_frequent_first(
    named: dict[tuple[EntityKind, Key], list[Occurrence]],
) -> Iterator[tuple[EntityKind, list[Occurrence]]]:
    for (kind, _), occurrences in sorted(named.items(), key=lambda item: (item[0][0], -number_of(item[1]), item[0][1])):
        yield kind, occurrences


def comparison_keys(kind: EntityKind, name: str) -> list[Key]:
    """Names are compared only when they share one of these."""
    if kind == "place":
        return []
    if kind == "organisation":
        bones = [skeleton(word) for word in organisation_words(name)]
        return sorted({tuple(sorted(pair)) for pair in zip(bones, bones[1:] or [""], strict=False)})
    words = name_words(name).words
    bones = [skeleton(word) for word in words]
    joined = skeleton("".join(words))  # "Koumta Madji", "Koumtamadji"
    return sorted({(joined,), *((one, other[:_OPENING]) for one, other in permutations(bones, 2))})


def _shares_alike(group: Group, name: str) -> tuple[float, float]:
    """The share of a group's names that ``name`` is so like that they join, and the share that it may spell."""
    kind: Literal["person", "organisation"] = "person" if group.kind == "person" else "organisation"
    scores = [name_similarity(name, other, kind) for other in group.names]
    joined, same = (sum(s >= least[kind] for s in scores) / len(scores) for least in (_JOINED, SAME_NAME))
    return joined, same


def _join_acronyms(groups: list[Group]) -> list[Group]:
    """An acronym joins its expansion where the case has only one; otherwise all of its readings are candidates."""
    long: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.kind == "organisation":
            for letters in _acronyms(group.name):
                long[letters].append(group)
    for group in groups:
        letters = group.name.replace(".", "")
        meant = [one for one in long.get(letters, ()) if group.kind == one.kind and is_acronym_of(letters, one.name)]
        if len(meant) == 1:
            meant[0].take_in(group, "acronym")
        else:
            group.candidates.update(meant)
    return [group for group in groups if group.into is None]


def _acronyms(name: str) -> set[str]:
    words = fold(name.replace("&", " and ")).split()
    telling = [word for word in words if word not in _SMALL_WORDS]
    return {"".join(word[0] for word in some).upper() for some in (words, telling) if len(some) > 1}


def _records(groups: list[Group], sorts: Mapping[Member, Sequence[Occurrence]]) -> Iterator[CaseEntity]:
    """The records of groups of condensed occurrences; ``sorts`` are those that each stands for."""
    ids = {group: entity_id(group.occurrences) for group in groups}
    for group in groups:
        bare = bare_record(group, ids[group])
        candidates = tuple(sorted(ids[other] for other in _open(group)))
        members = (one for condensed in group.occurrences for one in sorts[condensed.member])
        yield full_record(replace(bare, candidates=candidates), members)


def bare_record(group: Group, own_id: str) -> CaseEntity:
    """The record of a group without what is gathered from all of its occurrences, and without its candidates."""
    return CaseEntity(
        id=own_id,
        kind=group.kind,
        name=group.name,
        names=(),
        roles=(),
        members=(),
        joined=tuple(sorted(group.joined)),
        unsure=tuple(sorted(group.unsure, key=str)),
    )


def full_record(bare: CaseEntity, occurrences: Iterable[Occurrence]) -> CaseEntity:
    """The record with what its occurrences are called, and who they are."""
    members = in_order(occurrences)
    return replace(
        bare,
        names=_name_uses(members),
        roles=_role_uses(members),
        members=tuple(one.member for one in members),
    )


def _open(group: Group) -> Collection[Group]:
    """The candidates that nobody has judged to be somebody else."""
    if not group.walls:
        return group.candidates
    return [other for other in group.candidates if not any(one.member in group.walls for one in other.occurrences)]


def entity_id(occurrences: Sequence[Occurrence]) -> str:
    """From the earliest member, which documents added later seldom change."""
    return id_of_member(min(occurrences, key=lambda one: one.order).member)


def id_of_member(member: Member) -> str:
    """The id of the case's entity of which a member is the earliest: an id that an entity may once have had."""
    return content_id("case_entity", member.document, member.entity)


def _name_uses(occurrences: Iterable[Occurrence]) -> tuple[NameUse, ...]:
    counts: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for one in occurrences:
        for name, count in one.counts or ((one.entity.name, 1),):
            counts[name] += count
            documents[name].add(one.document)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(NameUse(name, counts[name], tuple(sorted(documents[name]))) for name in ordered)


def _role_uses(occurrences: Iterable[Occurrence]) -> tuple[RoleUse, ...]:
    """Every role that the documents give, by date; a voice that quotes an older text has that one's date."""
    uses = {use for one in occurrences for use in one.roles}
    return tuple(sorted(uses, key=lambda use: (use.published or date.max, use.document, use.start, use.role)))
