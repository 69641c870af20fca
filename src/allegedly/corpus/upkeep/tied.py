"""Which judgements of the log may stand otherwise once another one is made or taken back, and whether the case must be
read across anew to say so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ...model import CHECKS, Judgement
from ...model.judgements import in_force
from ...model.protocols import Shelf
from . import tellings
from .cast import SORTS, judged_together
from .happenings import only_ones_told
from .keys import knots_together

_GROUPS = frozenset({"same", "different"})
"""The judgements that only other judgements keep from their effect. Where of those in force all are "same", or all
"different", each has it, whatever the rules join."""
_READ_OFF = frozenset({"unsure", "settled"})
"""The judgements that join and part nothing."""


@dataclass(frozen=True, slots=True)
class Tied:
    """The ``lines`` that a change of the log has to do with. ``anew``: how they stand depends on who and what is one
    then; otherwise it follows from the log, and from who and what was one before. ``regroups``: it may join or part.
    """

    lines: tuple[Judgement, ...]
    anew: bool
    regroups: bool = True


def tied_to(
    shelf: Shelf, before: Sequence[Judgement], after: Sequence[Judgement], about: Collection[Judgement] = ()
) -> Tied:
    """What of the log may stand otherwise ``after`` a line was added than ``before``; and what stands against the lines
    that it is ``about``. The shelf is up to date with the log before; both have their subjects as they are now.
    """
    earlier, later = ({one.id: one for one in in_force(log)} for log in (before, after))
    lines = tuple(sorted({**earlier, **later}.values(), key=lambda one: one.number))
    changed = [one for one in lines if (one.id in earlier) != (one.id in later)]
    kinds = {one.kind for one in changed}
    if changed and kinds <= CHECKS:
        return _tied_to_checks(lines, changed)
    if not kinds <= _GROUPS | _READ_OFF:
        return Tied(lines, anew=True)
    if changed and kinds <= _READ_OFF:
        return Tied(tuple(changed), anew=False, regroups=False)
    found = _hanging_together(shelf, lines, [*changed, *about])
    anew = bool(changed) and _is_open(one for one in found if one.id in later)
    if any(not _is_of_claims(one) for one in changed):
        claims = [one for one in lines if _is_of_claims(one)]
        if _is_open(one for one in claims if one.id in later):
            return Tied((*found, *claims), anew=True)
    return Tied(found, anew)


def _tied_to_checks(lines: Sequence[Judgement], changed: Sequence[Judgement]) -> Tied:
    """What is said of how single claims were read follows from the log, unless two claims of their documents were
    judged: one of them may be gone then, or tell of something else.
    """
    documents = {subject.document for one in changed for subject in one.subjects}
    found = tuple(one for one in lines if any(subject.document in documents for subject in one.subjects))
    return Tied(found, anew=any(_is_of_claims(one) and one.kind not in CHECKS for one in found))


def _is_open(lines: Iterable[Judgement]) -> bool:
    """Whether it takes more than these lines to say which of them have their effect."""
    kinds = {one.kind for one in lines}
    return kinds >= _GROUPS or not kinds <= _GROUPS


def _is_of_claims(one: Judgement) -> bool:
    return any(subject.kind == "claim" for subject in one.subjects)


def _hanging_together(shelf: Shelf, lines: Sequence[Judgement], first: Collection[Judgement]) -> tuple[Judgement, ...]:
    """The lines whose parties a chain of ties leads to from those of the ``first`` ones, of the same kind."""
    if any(map(_is_of_claims, first)):
        return _claims_together(shelf, [one for one in lines if _is_of_claims(one)], first)
    of_cast = [one for one in lines if not _is_of_claims(one)]
    linked = [shelf.knots_of(SORTS, sorts) for sorts in judged_together(shelf, of_cast)]
    own = {one.id for one in first}
    found = _reached(
        of_cast, linked, {k for one, knots in zip(of_cast, linked, strict=True) if one.id in own for k in knots}
    )
    # Who has an alias first keeps it, be they tied or not.
    aliases = [one for one in of_cast if one.kind == "alias"] if any(one.kind == "alias" for one in found) else []
    return tuple({one.id: one for one in (*found, *aliases)}.values())


def _claims_together(shelf: Shelf, lines: Sequence[Judgement], first: Collection[Judgement]) -> tuple[Judgement, ...]:
    knots = {
        subject.entity: shelf.knots_of(tellings.SPACE, [subject.entity]) for one in lines for subject in one.subjects
    }
    if not all(knots.values()):
        return tuple(lines)  # one is not found by its id: what it is tied to is not known here
    linked = [{knot for subject in one.subjects for knot in knots[subject.entity]} for one in lines]
    own = {one.id for one in first}
    seeds = {k for one, those in zip(lines, linked, strict=True) if one.id in own for k in those}
    linked += [shelf.knots_of(tellings.SPACE, told) for told in only_ones_told(shelf)]
    return _reached(lines, linked, seeds)


def _reached(lines: Sequence[Judgement], linked: Sequence[set[int]], first: set[int]) -> tuple[Judgement, ...]:
    """The lines of which a knot is one with the ``first``; ``linked`` begins with the knots of each line."""
    region = knots_together(first, linked)
    return tuple(one for one, knots in zip(lines, linked, strict=False) if not region.isdisjoint(knots))
