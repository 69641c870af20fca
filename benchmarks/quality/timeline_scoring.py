"""How right a timeline is: temporal awareness, as SemEval-2015 Task 4 measured it (Minard et al. 2015).

A timeline has rows of a rank, a time and one or more mentions of one happening. As the task's description has it, every
time is a TIMEX3, every event is SIMULTANEOUS with the one of its row, events of one rank are SIMULTANEOUS, and those of
a rank are BEFORE those of the next. Of these relations a reduced graph is kept, from which all others follow. Precision
is the share of the system's reduced relations that the closure of the reference's verifies, recall the share of the
reference's that the system's closure verifies (UzZaman & Allen 2011). Over several timelines the counts are summed.

What the description leaves open was settled by the task's own worked example, whose counts of relations these choices
give for five of the six trial timelines (the sixth was another version):

    - The reduced graph of a timeline with ``n`` events at ``k`` ranks has ``n`` relations to times, by which events of
      one rank are simultaneous, and ``k - 1`` of BEFORE.
    - Every rank has times of its own: the same day at two ranks does not make these simultaneous.
    - Rank 0 (neither dated nor ordered) does not count. ``XXXX-XX-XX`` at another rank is a time like any other.
    - Mentions of one happening in a row are events each; the same mention twice in a timeline is two.

Settled without such help: the BEFORE that is kept between two ranks is that of their first events, in the order of the
rows; and an unknown part at the end of a time says nothing (``2008-03-XX`` is ``2008-03``).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Event = tuple[str, int]
"""A mention, and how often it stood in the timeline before."""

UNKNOWN = "XXXX-XX-XX"
_LEFT_OPEN = re.compile(r"(?<=\d)(-XX)+$")


@dataclass(frozen=True, slots=True)
class Row:
    """``events`` are ``document-sentence-words``, the words joined by underscores."""

    rank: int
    time: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The rank and the time of each event of a timeline, and the first event of each rank, in order."""

    ranks: dict[Event, int] = field(default_factory=dict)
    times: dict[Event, str] = field(default_factory=dict)
    firsts: tuple[Event, ...] = ()

    @property
    def size(self) -> int:
        """The number of relations in the reduced graph."""
        return len(self.ranks) + len(self.orders())

    def orders(self) -> list[tuple[Event, Event]]:
        return list(pairwise(self.firsts))

    def verifies(self, other: "Graph") -> int:
        """How many of another one's reduced relations follow from this one."""
        simultaneous = sum(self.times.get(event) == time for event, time in other.times.items())
        return simultaneous + sum(self._is_before(a, b) for a, b in other.orders())

    def _is_before(self, a: Event, b: Event) -> bool:
        return a in self.ranks and b in self.ranks and self.ranks[a] < self.ranks[b]


@dataclass(frozen=True, slots=True)
class Awareness:
    """Counts of reduced relations, of the reference and of the system, and how many of each the other verifies."""

    gold: int = 0
    found: int = 0
    gold_verified: int = 0
    found_verified: int = 0

    def __add__(self, other: "Awareness") -> "Awareness":
        return Awareness(
            self.gold + other.gold,
            self.found + other.found,
            self.gold_verified + other.gold_verified,
            self.found_verified + other.found_verified,
        )

    @property
    def precision(self) -> float:
        """In percent; 0 where nothing was found."""
        return 100 * self.found_verified / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.gold_verified / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_timeline(text: str) -> tuple[str, list[Row]]:
    """The name in the first line, and the rows below it."""
    name, *lines = text.splitlines()
    rows = []
    for line in lines:
        rank, *rest = line.split("\t")
        if rank.isdigit() and len(rest) > 1:
            rows.append(Row(int(rank), rest[0].strip(), tuple(event.strip() for event in rest[1:] if event.strip())))
    return name.strip(), rows


def compare(reference: Iterable[Row], system: Iterable[Row]) -> Awareness:
    """The counts of one timeline."""
    gold, found = graph_of(reference), graph_of(system)
    return Awareness(gold.size, found.size, found.verifies(gold), gold.verifies(found))


def graph_of(rows: Iterable[Row]) -> Graph:
    """The relations of a timeline; what has rank 0 is left out."""
    ordered = sorted((row for row in rows if row.rank > 0), key=lambda row: row.rank)
    ranks: dict[Event, int] = {}
    times: dict[Event, str] = {}
    firsts: dict[int, Event] = {}
    for row, event in _numbered(ordered):
        ranks[event], times[event] = row.rank, _LEFT_OPEN.sub("", row.time)
        firsts.setdefault(row.rank, event)
    return Graph(ranks, times, tuple(firsts.values()))


def _numbered(rows: Sequence[Row]) -> Iterator[tuple[Row, Event]]:
    seen: Counter[str] = Counter()
    for row in rows:
        for mention in row.events:
            yield row, (mention, seen[mention])
            seen[mention] += 1
