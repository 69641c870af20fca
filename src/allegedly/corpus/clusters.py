"""Claims on their way to becoming events: joined step by step, never against what they say of the days, and never over
a wall that a person put between two of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..resources import load_lexicon
from .accounts import Account
from .deeds import may_be_only_one

Days = tuple[date, date]
_RARE_DAYS = 3
"""So many days apart may two sources be about a deed of which a case has seldom two."""


@dataclass(slots=True)
class _Cluster:
    """``days``: what all narrow times share, or the gap between them. ``begins`` and ``ends``: the latest first day and
    the earliest last day of all times, however wide. ``speakers``: the rests that the narrow ones come from. ``walls``:
    the accounts that may never be members.
    """

    days: Days | None
    begins: date | None
    ends: date | None
    speakers: set[str]
    members: list[int]
    walls: set[int]


@dataclass(slots=True)
class Clusters:
    """Accounts by number, in groups that are taken to speak of one happening, with the joins that made them.

    ``walls`` are the accounts that each may not be together with. ``maybes`` are pairs that may speak of one happening,
    and that no rule joins.
    """

    accounts: Sequence[Account]
    walls: Mapping[int, set[int]] = field(default_factory=dict)
    maybes: list[tuple[int, int]] = field(default_factory=list)
    joins: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    _parents: list[int] = field(init=False)
    _clusters: dict[int, _Cluster] = field(init=False)

    def __post_init__(self) -> None:
        self._parents = list(range(len(self.accounts)))
        self._clusters = {
            number: _Cluster(
                account.narrow,
                account.claim.time.earliest,
                account.claim.time.latest,
                {account.rest.key} if account.narrow and account.says != "neither" else set(),
                [number],
                set(self.walls.get(number, ())),
            )
            for number, account in enumerate(self.accounts)
        }

    def root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = number = self._parents[self._parents[number]]
        return number

    def days(self, number: int) -> Days | None:
        return self._clusters[self.root(number)].days

    def groups(self) -> list[list[int]]:
        """The members of each cluster in order of the accounts, clusters by their first."""
        return [sorted(cluster.members) for _, cluster in sorted(self._clusters.items())]

    def accounts_with(self, numbers: Iterable[int]) -> list[Account]:
        """All accounts of the clusters of the given ones."""
        roots = sorted({self.root(number) for number in numbers})
        return [self.accounts[member] for root in roots for member in sorted(self._clusters[root].members)]

    def are_walled(self, a: int, b: int) -> bool:
        """Whether a wall stands between the clusters of two accounts."""
        return not self._clusters[self.root(a)].walls.isdisjoint(self._clusters[self.root(b)].members)

    def join(
        self, a: int, b: int, by: tuple[str, ...], *, whatever_the_days: bool = False, reach: int | None = None
    ) -> bool:
        """Put the clusters of two accounts together, unless a wall or their days say that these are two happenings.

        ``reach`` is how many days they may be apart, where it is not that of the happening.
        """
        first, second = sorted((self.root(a), self.root(b)))
        if first == second:
            return True
        one, other = self._clusters[first], self._clusters[second]
        if self.are_walled(first, second):
            return False
        if not whatever_the_days and not self._fits(one, other, reach_of(self.accounts[a]) if reach is None else reach):
            return False
        one.days = _common(one.days, other.days)
        one.begins = max(filter(None, (one.begins, other.begins)), default=None)
        one.ends = min(filter(None, (one.ends, other.ends)), default=None)
        one.speakers |= other.speakers
        one.members += other.members
        one.walls |= other.walls
        self._parents[second] = first
        del self._clusters[second]
        self.joins.append((min(a, b), max(a, b), by))
        return True

    def _fits(self, one: _Cluster, other: _Cluster, reach: int | None) -> bool:
        """Whether the days overlap, or lie within reach and are told by different sources.

        One source that tells of two days speaks of two happenings; two sources may differ about one.
        """
        if reach is None:
            return True
        if _is_after(one, other, reach) or _is_after(other, one, reach):
            return False
        if one.days is None or other.days is None:
            return True
        gap = (max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])).days
        return gap <= 0 or (gap <= reach and not one.speakers & other.speakers)


def _is_after(one: _Cluster, other: _Cluster, reach: int) -> bool:
    """Whether the one begins more than so many days after the other must be over."""
    return one.begins is not None and other.ends is not None and (one.begins - other.ends).days > reach


def _common(a: Days | None, b: Days | None) -> Days | None:
    if a is None or b is None:
        return a or b
    start, end = max(a[0], b[0]), min(a[1], b[1])
    return min(start, end), max(start, end)


def reach_of(account: Account) -> int | None:
    """How many days apart two accounts of one such happening may lie; ``None`` for a toll, which runs on."""
    if account.toll is not None:
        return None
    return int(recurrence(account).get("days", _RARE_DAYS if may_be_only_one(account.happening) else 0))


def recurrence(account: Account) -> dict[str, str]:
    """How such happenings recur: what is said of the word itself, else of its type."""
    listed = load_lexicon("en/recurrence.tsv")
    return listed.get(account.happening) or listed.get(account.type or "", {})
