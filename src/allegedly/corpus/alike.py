"""Accounts of one happening that are known by their words: "the truck was stopped", "police stopped the truck".

Two accounts are alike that tell of the same deed with a word in common for whom or what, and another such word or a
name that stands near both; where few tell of it, one word is enough, and where nearly all words are the same, the verb
may be another. Nothing may speak against it; where they give different days or places, they must come from
different sources and have more in common. Of several that are alike an account joins the one it is most like.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from .accounts import Account
from .clusters import Clusters, reach_of, recurrence
from .meeting import buckets, happening_of, marked, told_rarely, worded
from .people import People, known_before, place_relation

RULE = "event.words"
_MOST, _FEW = 25, 4
"""What more accounts than this share tells nothing; what only a few share may tell all."""
_ENOUGH, _MUCH, _VERY_MUCH = 2, 3, 4
"""How many marks in common are enough where nothing differs, and where a day or place does."""
_PUBLISHED_WITHIN = timedelta(days=120)
_REACH, _FAR = 3, 10
"""So many days may two sources be apart about one happening; so many where the accounts have much in common."""
_COARSEST, _PUT_OFF = 60, 60
"""How far a coarse time may be out, and how far what is planned may be put off, in days."""
_NEVER = 1000


def join_alike(clusters: Clusters, people: People) -> None:
    """Join the accounts that are alike; keys in order."""
    for keys, most, rare in ((marked, _MOST, False), (worded, _MOST, False), (told_rarely, _FEW, True)):
        likeness = _Likeness(clusters.accounts, people, rare)
        for numbers in buckets([keys(one) for one in clusters.accounts]):
            if len(numbers) <= most:
                for place, number in enumerate(numbers):
                    _join(clusters, likeness, numbers[:place], number)


def _join(clusters: Clusters, likeness: "_Likeness", before: list[int], number: int) -> None:
    """Join an account to the one cluster that it is most like, each by the first of it that shares the key."""
    mates = {clusters.root(other): other for other in reversed(before)}
    if clusters.root(number) in mates:
        return
    scores = {other: score for other in mates.values() if (score := likeness.of(other, number))}
    best = max(scores.values(), default=0)
    likest = [other for other, score in scores.items() if score == best]
    if len(likest) == 1:
        a, b = clusters.accounts[likest[0]], clusters.accounts[number]
        clusters.join(likest[0], number, (RULE, *sorted(common(a, b))), reach=_reach(a, b, best))


class _Likeness:
    """How much two accounts have in common, worked out once for each two. ``rare``: one mark less is enough."""

    def __init__(self, accounts: Sequence[Account], people: People, rare: bool) -> None:
        self._accounts, self._people, self._less = accounts, people, int(rare)
        self._known: dict[tuple[int, int], int] = {}

    def of(self, a: int, b: int) -> int:
        """How many marks, 0 where the two do not speak of one happening."""
        if (a, b) not in self._known:
            self._known[a, b] = self._work_out(self._accounts[a], self._accounts[b])
        return self._known[a, b]

    def _work_out(self, a: Account, b: Account) -> int:
        marks = common(a, b)
        if len(marks) < _ENOUGH - self._less or marks.isdisjoint(a.words | b.words) or a.planned != b.planned:
            return 0
        if not (known_before(a, b) and known_before(b, a)):
            return 0
        if len(marks) < _enough(a, b) - self._less or not _can_be_of_one_time(a, b, len(marks)):
            return 0
        return 0 if self._people.clash(a, b, things=len(marks) < _MUCH) else len(marks)


def common(a: Account, b: Account) -> frozenset[str]:
    """The words and names that two accounts share."""
    return (a.words | a.near) & (b.words | b.near)


def _enough(a: Account, b: Account) -> int:
    """How many marks in common it takes; of one source more than it can have where it tells of two days or places."""
    apart, gap = place_relation(a, b) == "apart", _gap(a, b)
    if a.rest.key == b.rest.key and (apart or gap or a.document == b.document):
        return _NEVER
    same_day = gap == 0 and a.narrow is not None and b.narrow is not None
    if happening_of(a) != happening_of(b):
        moves = a.type == b.type == "X-MOVE"  # whoever arrives has left
        words = len(a.words & b.words) + same_day
        return _NEVER if moves or a.document == b.document or words < _MUCH else _VERY_MUCH - same_day
    if apart and gap:
        return _VERY_MUCH
    return _MUCH if not same_day and (apart or "often" in recurrence(a)) else _ENOUGH


def _can_be_of_one_time(a: Account, b: Account, marks: int) -> bool:
    gap = _gap(a, b)
    if gap == 0:
        return True
    told_together = a.published is None or b.published is None or abs(a.published - b.published) <= _PUBLISHED_WITHIN
    return told_together and (gap is None or gap <= _reach(a, b, marks))


def _gap(a: Account, b: Account) -> int | None:
    """The days between what two accounts leave possible; ``None`` where one is undated, 0 where they overlap."""
    if a.claim.time.edtf is None or b.claim.time.edtf is None or a.toll is not None:
        return None
    (start, end), (other, last) = _hull(a), _hull(b)
    return max(0, (max(start, other) - min(end, last)).days)


def _hull(account: Account) -> tuple[date, date]:
    time = account.claim.time
    return time.earliest or date.min, time.latest or date.max


def _reach(a: Account, b: Account, marks: int) -> int:
    """Who gives no more than the month may be out by a month; what is planned may be put off."""
    if a.planned:
        return _PUT_OFF
    coarsest = max((end - start).days for start, end in (_hull(a), _hull(b)))
    days = (reach_of(a) or 0) if "days" in recurrence(a) else _REACH
    if marks >= _MUCH and "often" not in recurrence(a):
        days = max(days, _FAR)
    return days + min(coarsest, _COARSEST)
