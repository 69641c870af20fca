"""At what time of the day something is said to have happened, and when two such times exclude each other."""

import re
from collections.abc import Sequence

from ..model import Claim, TimeExpression
from .comparing import Verdict
from .numerals import in_words

Room = tuple[int, int]
"""The first and the last minute that are possible, from midnight."""
Clock = tuple[Room, ...]
"""What is possible: two rooms where nothing says whether "8.40" is in the morning or the evening, none if untold."""

_EXACT = re.compile(r"T(\d\d)(?::(\d\d))?")
_PARTS: dict[str, Room] = {"TMO": (180, 720), "TAF": (720, 1140), "TEV": (960, 1440), "TNI": (1080, 1800)}
"""Parts of a day as widely as people use them; a night ends on the next day."""
_HOUR = re.compile(
    r"\b(?:(?P<edge>(?:shortly|just|soon) (?:after|before))|at|around|about|by)\s+"
    r"(?P<hour>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o['’]clock)?"
    r"(?=\s*(?:[,;]|[.](?!\d)|\Z|on\b|in the (?:morning|afternoon|evening)\b|at night\b|that\b|this\b))",
    re.IGNORECASE,
)
"""An hour that the time stage leaves alone, since it may be a number of anything: "shortly after six"."""
_SAYS_WHICH_HALF = re.compile(r"[ap]\.? ?m\b|noon|midday|midnight|\b(?:1[3-9]|2[0-3]|0\d)[.:h]", re.IGNORECASE)
_HALF_A_DAY = 720
_ABOUT, _SHORTLY = 30, 60
"""So many minutes apart may two who look at different clocks be; so many are taken for shortly."""


def clock_of(text: str, claim: Claim, times: Sequence[TimeExpression]) -> Clock:
    """The time of the day that the claim tells; of two times none is taken."""
    own = [time for time in times if claim.start <= time.start and time.end <= claim.end and time.type == "TIME"]
    parts = [_PARTS[time.value[-3:]] for time in own if time.value[-3:] in _PARTS]
    rooms = [room for time in own if (room := _exact(time)) is not None]
    surely = any(_SAYS_WHICH_HALF.search(time.text) for time in own)
    rooms = rooms or [_hour(match) for match in _HOUR.finditer(text, claim.start, claim.end)]
    if not rooms:
        return tuple(parts[:1])
    if len(rooms) > 1:
        return ()
    (first, last), part = rooms[0], parts[0] if parts else None
    halves = (
        [(first, last)]
        if surely
        else [(first % _HALF_A_DAY + half, last - first + first % _HALF_A_DAY + half) for half in (0, _HALF_A_DAY)]
    )
    return tuple(one for one in halves if part is None or (part[0] <= one[1] and one[0] <= part[1]))


def compare_clocks(a: Clock, b: Clock) -> Verdict | None:
    """Two times of one day: a conflict where none of what is possible for the one fits the other."""
    if not a or not b or a == b:
        return None
    possible = [(x, y) for x in a for y in b if max(x[0], y[0]) - min(x[1], y[1]) <= _ABOUT]
    if not possible:
        return Verdict("conflict", "relation.time.clock")
    if len(possible) > 1:
        return None
    (start, end), (other, last) = possible[0]
    if start <= other and last <= end:
        return Verdict("coarser", "relation.time.within")
    return Verdict("finer", "relation.time.within") if other <= start and end <= last else None


def _exact(time: TimeExpression) -> Room | None:
    match = _EXACT.search(time.value)
    minute = 60 * int(match.group(1)) + int(match.group(2) or 0) if match is not None else None
    return None if minute is None else (minute, minute)


def _hour(match: re.Match[str]) -> Room:
    said, edge = match.group("hour").lower(), (match.group("edge") or "").lower()
    minute = 60 * int(said if said.isdigit() else (in_words([said]) or 1))
    return minute - _SHORTLY * edge.endswith("before"), minute + _SHORTLY * edge.endswith("after")


def in_hours(clock: Clock) -> str:
    """As "06:15", "18:00-24:00", or "08:40 or 20:40"."""
    return " or ".join(dict.fromkeys("-".join(dict.fromkeys(map(_figure, room))) for room in clock))


def _figure(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
