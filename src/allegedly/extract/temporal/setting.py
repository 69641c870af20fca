"""What an expression is worked out from: the date of its voice, the narration so far, and the tense around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date

from ...model import Span, TimeAnchor
from .periods import Period, day, distance, finer
from .tense import Direction

Basis = str
"""explicit, document, narration, tense, speaker, event or none: see ``TimeExpression.basis``."""

_BACKWARDS = 1.2
"""How many times nearer a date before the narrated one must lie to be preferred to one after it."""
_NEIGHBOURS = 3
_LEAP_RHYTHM = 4


@dataclass(slots=True)
class Narration:
    """Where the telling of one voice has got to: the last narrated period, and the last day inside of it.

    ``last_at`` and ``day_at`` are where the text names these. ``ancient`` is the year before Christ that is being told
    of: there are no days for that.
    """

    last: Period | None = None
    day: Period | None = None
    ancient: int | None = None
    last_at: Span | None = None
    day_at: Span | None = None

    @property
    def reference(self) -> Period | None:
        """What "the next morning" and "later that month" count from."""
        return self.day or self.last

    @property
    def anchor(self) -> TimeAnchor | None:
        """The same, with where it stands."""
        at = self.day_at if self.day else self.last_at
        days = self.reference.days if self.reference else None
        return TimeAnchor("narration", *days, *at) if days is not None and at is not None else None

    def move_to(self, period: Period, at: Span) -> None:
        """Takes in a newly narrated period. A coarser one that holds the last day leaves that day standing."""
        if period.days is None:
            if period.ancient is not None:
                self.last, self.day, self.ancient = None, None, period.ancient
            return
        first, last = period.days
        if not finer("D", period.grain):
            self.day, self.day_at = period, at
        elif self.day is None or self.day.days is None or not first <= self.day.days[0] <= last:
            self.day = None
        self.last, self.last_at, self.ancient = period, at, None


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting of one expression.

    ``published`` is the date of the voice, or of whom it quotes: ``stand_in`` then says which. ``direction`` is the
    tense of the clause. In a ``story`` of times long past, bare dates go by the narration. ``range_start`` is the other
    end of a range. ``month_first`` tells how the document writes dates in digits, where it shows. ``event`` is the
    happening that the expression counts from.
    """

    published: date | None
    narration: Narration = field(default_factory=Narration)
    direction: Direction = "none"
    story: bool = False
    range_start: TimeAnchor | None = None
    month_first: bool | None = None
    stand_in: TimeAnchor | None = None
    event: TimeAnchor | None = None

    @property
    def today(self) -> Period | None:
        return day(self.published) if self.published is not None else None

    @property
    def narrated(self) -> TimeAnchor | None:
        """What an expression that goes by the telling counts from."""
        return self.range_start or self.narration.anchor

    @property
    def told(self) -> Period | None:
        """What the narration has got to, where bare dates go by it."""
        return self.narration.reference if self.story or self.published is None else None


def settle(make: Callable[[int], Period | None], setting: Setting) -> tuple[Period | None, Basis]:
    """Chooses the year of a date that leaves it out.

    ``make`` gives the date in a year, or ``None`` where that year has none. Returns ``None`` where nothing anchors it.
    """
    if setting.range_start is not None:
        first = setting.range_start.earliest
        return _first_from(_around(make, first), first), "narration"
    if setting.told is not None and setting.told.days is not None:
        return _told_next(_around(make, setting.told.days[0]), setting.told), "narration"
    if setting.published is None:
        return None, "none"
    return by_tense(_around(make, setting.published), setting.published, setting.direction), "tense"


def _around(make: Callable[[int], Period | None], day: date) -> list[Period]:
    """The date in the years around a day's own, in order; for a 29 February as many as its rhythm wants."""
    found = _made(make, day.year, 1)
    return found if len(found) == _NEIGHBOURS else _made(make, day.year, _LEAP_RHYTHM)


def _made(make: Callable[[int], Period | None], year: int, reach: int) -> list[Period]:
    years = range(max(year - reach, MINYEAR), min(year + reach, MAXYEAR) + 1)
    return [period for period in map(make, years) if period is not None and period.days is not None]


def by_tense(candidates: list[Period], day: date, direction: Direction) -> Period | None:
    """The last candidate that had begun by the day; for a future tense the first not over, for a present the nearest.

    Candidates are in order of time.
    """
    if direction == "future":
        return next((period for period in candidates if period.days and period.days[1] >= day), None)
    if direction == "present":
        return min(candidates, key=lambda period: distance(period, day), default=None)
    return next((period for period in reversed(candidates) if period.days and period.days[0] <= day), None)


def _first_from(candidates: list[Period], day: date) -> Period | None:
    return next((period for period in candidates if period.days and period.days[0] >= day), None)


def _told_next(candidates: list[Period], told: Period) -> Period | None:
    """The candidate nearest to what was told last; a telling rather goes on than back."""

    def cost(period: Period) -> float:
        if period.days is None or told.days is None:
            return 0
        far = distance(period, told.days[0]) + distance(period, told.days[1])
        return far if period.days[0] >= told.days[0] else far * _BACKWARDS

    return min(candidates, key=cost, default=None)
