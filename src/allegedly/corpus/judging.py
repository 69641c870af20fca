"""What a person judged, put in force on groups of occurrences that were made by name.

Groups are worked out anew from the log each time, so that taking a judgement back leaves no trace. "Different" is a
wall: no group holds both sides of one, whatever else was judged; "same" and "alias" join where no wall stands between.
An alias stands for one entity: of two judgements that give it to different ones the earlier counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from ..model import Judgement, Member, Subject
from ..model.judgements import in_force
from ..names import fold, name_similarity
from .occurrences import Group, Occurrence, Reason, number_of, shown_name

Walls = dict[Member, set[Member]]
Decision = tuple[Judgement, list[Member]]


def judged(groups: list[Group], log: Sequence[Judgement]) -> list[Group]:
    """The groups as the log has them, with whom each is not (``walls``) and who was judged open (``unsure``).

    A judgement about somebody who is no longer there waits without effect.
    """
    decisions = _decisions(groups, log)
    walls = _walls(decisions)
    pairs = [members for one, members in decisions if one.kind == "same"]
    groups = [part for group in groups for part in _parted(group, walls, pairs)]
    by_member = {occurrence.member: group for group in groups for occurrence in group.occurrences}
    aliases: dict[str, Member] = {}
    for one, members in decisions:
        here = by_member[members[0]].standing
        if one.kind == "same":
            _join(here, by_member[members[1]].standing, walls, "judgement")
        elif one.kind == "alias":
            first = aliases.setdefault(fold(one.name or ""), members[0])
            if by_member[first].standing is here:
                _join_all(here, fold(one.name or ""), groups, walls)
        elif one.kind == "unsure":
            here.unsure.add(members[1])
            by_member[members[1]].standing.unsure.add(members[0])
    groups = [group for group in groups if group.into is None]
    for group in groups:
        group.walls = {wall for occurrence in group.occurrences for wall in walls.get(occurrence.member, ())}
    return groups


def documents_judged(log: Iterable[Judgement]) -> frozenset[str]:
    """The documents of whose entities the log speaks."""
    return frozenset(subject.document for one in log for subject in one.subjects if subject.kind == "entity")


class Subjects:
    """Finds whom judgements are about: by the id in the document, else by the name there."""

    def __init__(self, named: Iterable[tuple[Member, str]]) -> None:
        there = sorted(named, key=lambda one: (one[0].document, one[0].entity))
        self._members = {member for member, _ in there}
        self._by_name = {(member.document, fold(name)): member for member, name in there}

    def find(self, subject: Subject) -> Member | None:
        """The member; ``None`` where the document is gone, or the name, and for a claim."""
        if subject.kind != "entity":
            return None
        if subject.member in self._members:
            return subject.member
        return self._by_name.get((subject.document, fold(subject.name)))

    def as_found(self, log: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """The log with each subject by the id that it has now, so that judgements about one pair are known for such
        after a document was read anew; who is not there stays as it was.
        """
        return tuple(one.about(tuple(map(self._renewed, one.subjects))) for one in log)

    def _renewed(self, subject: Subject) -> Subject:
        member = self.find(subject)
        return subject if member is None else replace(subject, entity=member.entity)


def _decisions(groups: Iterable[Group], log: Sequence[Judgement]) -> list[Decision]:
    """The judgements in force whose subjects are all there, with these."""
    if not log:
        return []
    subjects = Subjects((one.member, one.entity.name) for group in groups for one in group.occurrences)
    decided = ((one, [subjects.find(subject) for subject in one.subjects]) for one in in_force(subjects.as_found(log)))
    return [(one, [m for m in members if m is not None]) for one, members in decided if None not in members]


def _walls(decisions: Iterable[Decision]) -> Walls:
    walls: Walls = defaultdict(set)
    for one, members in decisions:
        if one.kind == "different":
            walls[members[0]].add(members[1])
            walls[members[1]].add(members[0])
    return walls


def _parted(group: Group, walls: Walls, pairs: list[list[Member]]) -> list[Group]:
    """A group cut along the walls inside of it, the part with the earliest member first.

    Members beside a wall are placed first, then the others, each with those it was judged the same as, else of its
    name, else of the most similar name, else with the earliest.
    """
    members = {occurrence.member for occurrence in group.occurrences}
    inside = {member for member in members if walls.get(member, set()) & members}
    if not inside:
        return [group]
    ordered = sorted(group.occurrences, key=lambda one: (one.member not in inside, one.order))
    parts: list[list[Occurrence]] = []
    for occurrence in ordered:
        open_to = [part for part in parts if not any(one.member in walls.get(occurrence.member, ()) for one in part)]
        if open_to:
            max(open_to, key=lambda part: _belonging(occurrence, part, pairs)).append(occurrence)
        else:
            parts.append([occurrence])
    group.occurrences, *others = parts
    _rename(group)
    return [group, *(_new_part(group, part) for part in others)]


def _belonging(occurrence: Occurrence, part: list[Occurrence], pairs: list[list[Member]]) -> tuple[int, int, float]:
    own, name = occurrence.member, fold(occurrence.entity.name)
    judged_same = sum([own, one.member] in pairs or [one.member, own] in pairs for one in part)
    same_name = any(fold(one.entity.name) == name for one in part)
    kind: Literal["person", "organisation"] = "person" if occurrence.kind == "person" else "organisation"
    alike = max(name_similarity(one.entity.name, occurrence.entity.name, kind) for one in part)
    return judged_same, same_name, alike


def _new_part(group: Group, part: list[Occurrence]) -> Group:
    new = Group(group.kind, group.name, [], part, set(group.joined), set(group.candidates))
    _rename(new)
    return new


def _join_all(bearer: Group, alias: str, groups: Iterable[Group], walls: Walls) -> None:
    """Join all whom the cast calls by an alias to its bearer; who was judged to be somebody else stays so."""
    for group in [group for group in groups if group.into is None and fold(group.name) == alias]:
        _join(bearer.standing, group, walls, "alias")


def _join(one: Group, other: Group, walls: Walls, reason: Reason) -> None:
    """Join two groups, unless a wall stands between; the one with the earlier member stays, of the first one's kind."""
    if one is other:
        one.joined.add(reason)
        return
    theirs = {occurrence.member for occurrence in other.occurrences}
    if any(walls.get(occurrence.member, set()) & theirs for occurrence in one.occurrences):
        return
    kind = one.kind
    if min(o.order for o in other.occurrences) < min(o.order for o in one.occurrences):
        one, other = other, one
    one.kind = kind
    one.take_in(other, reason)
    _rename(one)


def _rename(group: Group) -> None:
    group.names = sorted({occurrence.entity.name for occurrence in group.occurrences})
    group.name = shown_name(group.kind, group.occurrences)
    if number_of(group.occurrences) == 1:
        group.joined = set()
