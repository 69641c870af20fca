"""Whether two accounts can have the same participants and the same place."""

from collections.abc import Iterable

from ..model import CaseEntity
from .accounts import Account
from .clusters import recurrence
from .places import PlaceRelation, compare_places


def place_relation(a: Account, b: Account) -> PlaceRelation:
    """As ``compare_places``; "open" where one names none, or where one tells whither and the other where."""
    if a.place is None or b.place is None or a.place_role != b.place_role:
        return "open"
    return compare_places(a.place, b.place)


class People:
    """Who of the case may be whom."""

    def __init__(self, entities: Iterable[CaseEntity]) -> None:
        self._candidates = {entity.id: set(entity.candidates) for entity in entities}
        self._named = {entity.id for entity in entities if entity.name.rstrip(" .)").split(" ")[-1][:1].isupper()}

    def clash(self, a: Account, b: Account) -> bool:
        """Whether the two name different participants for one part in what happened. Who counts a toll has no part."""
        return a.toll is None and any(self._clash_on(side, a, b) for side in ("by", "to", "with"))

    def _clash_on(self, side: str, a: Account, b: Account) -> bool:
        first = {who for where, who in a.parties if where == side and who in self._named}
        second = {who for where, who in b.parties if where == side and who in self._named}
        if side == "with":
            first, second = first - second, second - first
        if first and second and not first & second:
            return not any(other in self._candidates[who] for who in first for other in second)
        if first or second or "broad" in recurrence(a) or len(a.parties & b.parties) > 1:
            return False
        first = {what for where, what in a.things if where == side}
        second = {what for where, what in b.things if where == side}
        return bool(first and second and not first & second)
