"""What a person decided about a case: a log that only grows, from which entities and events are worked out anew."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .checked import Correction
from .codec import encode
from .corpus import Evidence, Member
from .ids import content_id

JudgementKind = Literal["same", "different", "unsure", "alias", "settled", "accept", "reject", "edit", "undo"]
SubjectKind = Literal["entity", "claim"]
CHECKS = frozenset({"accept", "reject", "edit"})
"""The kinds that say of one claim whether it was read rightly; of those about one claim the last counts."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a judgement is about: an entity of one document with the name it had when it was judged, or a claim
    with the exact words of its passage, and the offset at which these stood.

    ``entity`` is the id, of whichever ``kind``. Where the document has been read anew since and the id is gone, name or
    words find it again.
    """

    document: str
    entity: str
    name: str
    kind: SubjectKind = "entity"
    start: int | None = None

    @property
    def member(self) -> Member:
        return Member(self.document, self.entity)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log; ``number`` is its place in it, from 1.

    "same", "different" and "unsure" have two subjects, both entities or both claims. "settled" has two claims, and as
    ``name`` the slot in which they differ. "alias" has one entity, and the ``name`` that stands for it throughout the
    case. "accept", "reject" and "edit" have one claim; "edit" says in ``edit`` how it is to be read. "undo" takes back
    the judgement whose id is ``undoes``; an undo can be undone. ``evidence`` are the passages that were shown to whom
    it was ``by``; ``at`` is UTC in ISO 8601.
    """

    id: str
    number: int
    kind: JudgementKind
    subjects: tuple[Subject, ...]
    name: str | None
    undoes: str | None
    by: str
    at: str
    why: str
    evidence: tuple[Evidence, ...]
    edit: Correction | None = None

    def about(self, subjects: tuple[Subject, ...]) -> "Judgement":
        """The same about these subjects; itself where they are its own, as they nearly always are."""
        return self if subjects == self.subjects else replace(self, subjects=subjects)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement that has no place in the log yet."""

    kind: JudgementKind
    subjects: tuple[Subject, ...]
    by: str
    at: str
    why: str = ""
    name: str | None = None
    undoes: str | None = None
    evidence: tuple[Evidence, ...] = ()
    edit: Correction | None = None

    def numbered(self, number: int) -> Judgement:
        """The line of the log at place ``number``; its id is made from what makes it what it is."""
        about = [part for subject in self.subjects for part in (subject.document, subject.entity)]
        edit = () if self.edit is None else (json.dumps(encode(self.edit)),)
        own = content_id("judgement", number, self.kind, *about, self.name, self.undoes, self.by, self.at, *edit)
        return Judgement(
            id=own,
            number=number,
            kind=self.kind,
            subjects=self.subjects,
            name=self.name,
            undoes=self.undoes,
            by=self.by,
            at=self.at,
            why=self.why,
            evidence=self.evidence,
            edit=self.edit,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line of the log stands: in force, undone, or replaced by a later one about the same pair, and by which."""

    state: Literal["in_force", "undone", "replaced"]
    by: str | None = None


def standings(log: Iterable[Judgement]) -> dict[str, Standing]:
    """How each line stands, by its id: neither undone nor, of two about the same pair, the earlier is in force."""
    undone: dict[str, str] = {}
    latest: dict[object, str] = {}
    found: dict[str, Standing] = {}
    for one in sorted(log, key=lambda one: -one.number):
        standing = Standing("in_force")
        if one.id in undone:
            standing = Standing("undone", undone[one.id])
        elif one.kind == "undo":
            undone.setdefault(one.undoes or "", one.id)
        elif (later := latest.setdefault(_matter(one), one.id)) != one.id:
            standing = Standing("replaced", later)
        found[one.id] = standing
    return found


def in_force(log: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """What counts, in order: all that is in force but the undoing itself."""
    found = standings(log)
    counting = (one for one in log if one.kind != "undo" and found[one.id].state == "in_force")
    return tuple(sorted(counting, key=lambda one: one.number))


def _matter(judgement: Judgement) -> object:
    group = "check" if judgement.kind in CHECKS else "alias" if judgement.kind == "alias" else ""
    return frozenset(judgement.subjects), judgement.name, group
