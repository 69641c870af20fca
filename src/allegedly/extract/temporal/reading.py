"""What an expression turns out to mean, before its record is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ...model.records import TimexType
from .matching import Hit
from .periods import Period, add, bounds, part_of, within
from .setting import Basis, Setting


@dataclass(frozen=True, slots=True)
class Reading:
    """``period`` is what is meant; ``value``, ``type`` and ``mod`` are TIMEX3's.

    ``limits`` and ``notation`` (EDTF) override what the period says of its days: open ends, ranges. ``narrates`` marks
    a period that the telling moves on to.
    """

    period: Period
    value: str
    type: TimexType = "DATE"
    mod: str | None = None
    basis: Basis = "none"
    limits: tuple[date | None, date | None] | None = None
    notation: str | None = None
    narrates: bool = True

    @classmethod
    def of(cls, period: Period, basis: Basis) -> "Reading":
        return cls(period, period.value, basis=basis)

    @classmethod
    def dateless(cls, value: str, type_: TimexType = "DATE", mod: str | None = None) -> "Reading":
        """A reading without days: a duration, a set, a reference that nothing anchors."""
        return cls(Period(value, ""), value, type_, mod, narrates=False)

    @property
    def earliest_latest(self) -> tuple[date | None, date | None]:
        return self.limits or self.period.days or (None, None)

    @property
    def edtf(self) -> str | None:
        return self.notation or (within(*self.limits) if self.limits else self.period.edtf)


Reader = Callable[[Hit, Setting], Reading | None]
"""Works out a hit; ``None`` where its numbers make no date."""


def with_parts(reading: Reading, hit: Hit) -> Reading:
    """Narrows a reading to the part, the time of day and the looseness that the words add."""
    fields, mods = hit.fields, bounds()["mods"]
    if "daypart" in fields:
        value = f"{reading.period.value}T{fields['daypart']}"
        return replace(reading, value=value, type="TIME", mod=mods.get(fields.get("early")))
    part = fields.get("beginning") or fields.get("part") or fields.get("early")
    if part is not None:
        return replace(reading, period=part_of(reading.period, str(part)), mod=mods[part])
    if fields.get("mod") == "APPROX":
        return replace(reading, period=about(reading.period), mod="APPROX")
    return reading


def about(period: Period) -> Period:
    """The same, as loosely as "about" says it: by the documented table."""
    reach = bounds()["about"].get(period.grain)
    if period.days is None or reach is None:
        return period
    first, last = period.days
    return period.somewhere_in(add(first, -reach, period.grain), add(last, reach, period.grain))
