"""When two numbers, or two stretches of days, exclude each other, and when one only says more than the other.

Nothing here knows where they come from: ``relations`` asks for two claims of one event, a benchmark for two
sentences.
A verdict is None where the two say nothing about each other: another unit, another role, or both can hold.
    relation.number.differs    another number of the same unit, and no "at least", "up to" or rounding that covers it
    relation.number.covered    a number that "at least", "up to", "about" or a range covers
    relation.number.rounded    a rounder number for the same, or the same measured in another unit
    relation.number.denied     one denies the number that the other gives
    relation.time.disjoint     the days share none: a conflict at the grain stated
    relation.time.within       the days of one lie within those of the other
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .quantities import Quantity

Decision = Literal["same", "coarser", "finer", "conflict"]
Days = tuple[date, date]

_ROUNDING = 0.03
"""How far a round number may be from what it stands for, of that."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``relation`` is the first's to the second: "coarser" leaves room for it; ``rule`` says why."""

    relation: Decision
    rule: str


def compare_quantities(a: Quantity, b: Quantity) -> Verdict | None:
    """Two numbers of one unit and scope ("a fine of 500 euros" is no "bail of 700 euros").

    Where the one is covered by the other, coarser is the one with more room.
    """
    if a.kind != b.kind or a.unit is None or a.unit != b.unit or _are_of_two(a, b):
        return None
    if a.negated != b.negated:
        return Verdict("conflict", "relation.number.denied") if a.room == b.room else None
    if a.negated:
        return None
    if a.kind == "score":
        return _compare_scores(a, b)
    if a.room == b.room:
        return Verdict("same", "relation.number.same")
    if a.room[1] < b.room[0] or b.room[1] < a.room[0]:
        return _rounded(a, b) or Verdict("conflict", "relation.number.differs")
    if _within(b.room, a.room):
        return Verdict("coarser", "relation.number.covered")
    return Verdict("finer", "relation.number.covered") if _within(a.room, b.room) else None


def _are_of_two(a: Quantity, b: Quantity) -> bool:
    """Whether two scopes are named that differ; an age without a name may be anybody's."""
    return a.scope != b.scope and (a.kind == "age" or (a.scope is not None and b.scope is not None))


def _compare_scores(a: Quantity, b: Quantity) -> Verdict:
    """By whichever side's number comes first."""
    same = {a.value, a.most} == {b.value, b.most}
    return Verdict("same", "relation.number.same") if same else Verdict("conflict", "relation.number.differs")


def _within(inner: tuple[float, float], outer: tuple[float, float]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _rounded(a: Quantity, b: Quantity) -> Verdict | None:
    """Whether the one is a round number for the other ("1,000" for 987), or measured in a larger unit ("5 miles")."""
    if a.kind == "rank" or a.kind == "age" or a.bound != "exact" or b.bound != "exact" or a.most or b.most:
        return None
    if a.size != b.size:
        slack_a, slack_b = _half_step(a), _half_step(b)
        near = abs(a.value * a.size - b.value * b.size) <= slack_a + slack_b
        return Verdict("coarser" if slack_a > slack_b else "finer", "relation.number.rounded") if near else None
    near = abs(a.value - b.value) <= _ROUNDING * max(a.value, b.value)
    rounder, other = (a, b) if _step(a.value) > _step(b.value) else (b, a)
    if near and _step(rounder.value) >= 100 and _step(rounder.value) > _step(other.value):
        return Verdict("coarser" if rounder is a else "finer", "relation.number.rounded")
    return None


def _step(value: float) -> float:
    """The place of the last digit that is not zero: 100 for 2,300, 0.1 for 2.5."""
    if value == 0:
        return 1.0
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    while abs(value / step - round(value / step)) > 1e-6 and step > 1e-6:
        step /= 10
    return step


def _half_step(quantity: Quantity) -> float:
    return _step(quantity.value) * quantity.size / 2


def compare_days(a: Days, b: Days) -> Verdict | None:
    """Two stretches of days, first and last included."""
    if a == b:
        return Verdict("same", "relation.time.same")
    if a[0] <= b[0] and b[1] <= a[1]:
        return Verdict("coarser", "relation.time.within")
    if b[0] <= a[0] and a[1] <= b[1]:
        return Verdict("finer", "relation.time.within")
    if a[0] <= b[1] and b[0] <= a[1]:
        return None  # they overlap: both can hold
    return Verdict("conflict", "relation.time.disjoint")
