"""Whether two accounts can have the same participants, the same place, and one order of telling."""

from collections.abc import Iterable
from datetime import timedelta

from ..model import CaseEntity
from ..names import fold, name_words
from ..resources import load_lexicon
from .accounts import Account
from .clusters import recurrence
from .deeds import may_be_only_one
from .phrases import before_head, singular
from .places import PlaceRelation, compare_places


def place_relation(a: Account, b: Account) -> PlaceRelation:
    """As ``compare_places``; "open" where one names none, or where one tells whither and the other where."""
    if a.place is None or b.place is None or a.place_role != b.place_role:
        return "open"
    return compare_places(a.place, b.place)


_FRESH = timedelta(days=14)


def _is_name(name: str) -> bool:
    """Whether a name, and no description, is all that an entity goes by ("workers at the plant in Lund")."""
    last = before_head(name).split(" ")[-1]
    return last[:1].isupper() and singular(last.lower()) not in load_lexicon("en/role_nouns.tsv")


def _of_one_time(a: Account, b: Account) -> bool:
    """Whether two accounts name days that overlap, or one names none and both were published within a short time."""
    if a.narrow is None or b.narrow is None:
        return a.published is not None and b.published is not None and abs(a.published - b.published) <= _FRESH
    return a.narrow is not None and b.narrow is not None and a.narrow[0] <= b.narrow[1] and b.narrow[0] <= a.narrow[1]


def known_before(a: Account, b: Account) -> bool:
    """Whether what ``a`` tells of can have happened before ``b`` told it; "again" is after what was told before."""
    if a.published is None or b.published is None:
        return True
    if a.again and a.published > b.published:
        return False
    return a.narrow is None or b.planned or a.narrow[0] <= b.published


class People:
    """Who of the case may be whom."""

    def __init__(self, entities: Iterable[CaseEntity]) -> None:
        self._candidates = {entity.id: set(entity.candidates) for entity in entities}
        self._named = {entity.id: fold(entity.name) for entity in entities if _is_name(entity.name)}
        self._words = {own: frozenset(name_words(name).words) for own, name in self._named.items()}

    def clash(self, a: Account, b: Account, *, things: bool = True) -> bool:
        """Whether the two name different participants, or ``things``, for one part in what happened.

        Who counts a toll has no part.
        """
        return a.toll is None and any(self._clash_on(side, a, b, things=things) for side in ("by", "to", "with"))

    def _may_be(self, who: str, other: str) -> bool:
        """Whether the cast leaves it open, or one is called by a part of the other's name."""
        one, two = self._words[who], self._words[other]
        return other in self._candidates[who] or (bool(one and two) and (one <= two or two <= one))

    def named(self, account: Account) -> set[str]:
        """The names of the participants that have one, on whatever side."""
        return {self._named[who] for _, who in account.parties if who in self._named}

    def _clash_on(self, side: str, a: Account, b: Account, *, things: bool) -> bool:
        first = {who for where, who in a.parties if where == side and who in self._named}
        second = {who for where, who in b.parties if where == side and who in self._named}
        if side == "with":
            first, second = first - second, second - first
        if first and second and not first & second:
            return not any(self._may_be(who, other) for who in first for other in second)
        if not things or first or second or "broad" in recurrence(a) or len(a.parties & b.parties) > 1:
            return False
        if may_be_only_one(a.happening) and (side == "by" or _of_one_time(a, b)):
            return False  # who did it is seldom known ("men", "a crew"), and one thing has many names ("boat", "ship")
        first = {what for where, what in a.things if where == side and what.islower()}
        second = {what for where, what in b.things if where == side and what.islower()}
        return bool(first and second and not first & second)
