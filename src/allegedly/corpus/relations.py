"""How the accounts of one event compare: where they agree, where one is finer, where they exclude each other.

Within an event each distinct value of a slot (time, place, number) is compared with the dozen before it, by the first
claim that states it, preferably without a hedge; all claims that say the same in every slot are tied to the first of
them. So the relations grow in step with the claims. The rules, by id:
    relation.same              no slot differs
    relation.time.disjoint     the days share none: a conflict at the grain stated
    relation.time.within       the days of one lie within those of the other, or the time of day
    relation.time.clock        two times of one day
    relation.plan              what was planned, against what is told as happened, or against a later plan
    relation.place.apart       neither place contains the other
    relation.place.within      one place contains the other
    relation.number.differs    another number of the same unit, and no "at least" or "up to" that covers it
    relation.number.covered    a number that "at least", "up to", "about" or a range covers
    relation.number.rounded    a rounder number for the same, or the same measured in another unit
    relation.number.toll       a count that has moved on since the earlier account: of people, or "so far"
    relation.polarity          one asserts what the other denies
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from ..model import Event, Relation
from ..model.corpus import RelationKind, Slot
from .accounts import Account
from .clocks import compare_clocks, in_hours
from .comparing import compare_days, compare_quantities
from .places import compare_places
from .quantities import Quantity

Verdict = tuple[RelationKind, str, str]
"""Relation, rule and detail."""
_LOOK_BACK = 12
_FALLING = frozenset({"missing", "hostages"})
"""Tolls that shrink as well as grow."""


def find_relations(event: Event, accounts: Sequence[Account]) -> tuple[Relation, ...]:
    """The relations between the claims of an event; ``accounts`` are in order."""
    if len(accounts) < 2:
        return ()
    told = [account for account in accounts if account.says == "asserts"]
    found = [
        *_same(event, accounts),
        *_by_value(event, "time", told, _days_value, _compare_days),
        *_by_value(event, "place", told, _place_value, _compare_place),
        *_by_value(event, "number", told, _number_value, _compare_number),
        *_polarity(event, accounts),
    ]
    return tuple(found)


def _relation(
    event: Event,
    a: Account,
    b: Account,
    slot: Slot | None,
    verdict: Verdict,
    like_a: Iterable[Account] = (),
    like_b: Iterable[Account] = (),
) -> Relation:
    relation, rule, detail = verdict
    alike = (tuple(account.id for account in accounts) for accounts in (like_a, like_b))
    return Relation(event.id, a.id, b.id, relation, slot, detail, rule, *alike)


def _by_value(
    event: Event,
    slot: Slot,
    accounts: Sequence[Account],
    value_of: Callable[[Account], Hashable | None],
    compare: Callable[[Account, Account], Verdict | None],
) -> Iterator[Relation]:
    givers: dict[Hashable, list[Account]] = {}
    for account in sorted(accounts, key=lambda one: (_is_hedged(one), one.order)):
        value = value_of(account)
        if value is not None:
            givers.setdefault(value, []).append(account)
    values = sorted(givers.values(), key=lambda own: own[0].order)
    for number, (b, *like_b) in enumerate(values):
        for a, *like_a in values[max(0, number - _LOOK_BACK) : number]:
            verdict = compare(a, b)
            if verdict is not None:
                yield _relation(event, a, b, slot, verdict, like_a, like_b)


def _same(event: Event, accounts: Sequence[Account]) -> Iterator[Relation]:
    firsts: dict[Hashable, Account] = {}
    for account in accounts:
        values = _days_value(account), _place_value(account), _number_value(account), account.says, account.planned
        first = firsts.setdefault(values, account)
        if first is not account and account.says != "neither":
            yield _relation(event, first, account, None, ("same", "relation.same", ""))


def _is_hedged(account: Account) -> bool:
    return account.claim.stance.certainty != "certain"


def _conflict(a: Account, b: Account) -> RelationKind:
    return "possible_conflict" if _is_hedged(a) or _is_hedged(b) else "conflict"


def _days_value(account: Account) -> Hashable | None:
    return None if account.days is None or account.toll is not None else (account.days, account.clock, account.planned)


def _compare_days(a: Account, b: Account) -> Verdict | None:
    detail = f"{a.claim.time.edtf} / {b.claim.time.edtf}"
    if a.days is None or b.days is None:
        return None
    verdict = compare_clocks(a.clock, b.clock) if _on_one_day(a, b) else compare_days(a.days, b.days)
    if verdict is None or verdict.relation == "same":
        return None
    if verdict.rule == "relation.time.clock" or (a.clock and b.clock and _on_one_day(a, b)):
        detail = f"{in_hours(a.clock)} / {in_hours(b.clock)}"
    if verdict.relation != "conflict":
        return verdict.relation, verdict.rule, detail
    if a.planned != b.planned:
        return "update" if a.planned else "not_comparable", "relation.plan", detail
    if a.planned and _is_later(a, b):
        return "update", "relation.plan", detail
    vague = any(mark in (one.claim.time.edtf or "") for one in (a, b) for mark in "~?%")
    return "possible_conflict" if vague else _conflict(a, b), verdict.rule, detail


def _on_one_day(a: Account, b: Account) -> bool:
    return a.days == b.days and a.days is not None and a.days[0] == a.days[1]


def _place_value(account: Account) -> Hashable | None:
    place = account.place
    return None if place is None else (place.name, place.country, account.place_role, account.planned)


def _compare_place(a: Account, b: Account) -> Verdict | None:
    if a.place is None or b.place is None or a.place_role != b.place_role:
        return None
    detail = f"{a.place.name} / {b.place.name}"
    relation = compare_places(a.place, b.place)
    if relation == "contains":
        return "coarser", "relation.place.within", detail
    if relation == "inside":
        return "finer", "relation.place.within", detail
    if relation == "open":
        return "not_comparable", "relation.place.apart", detail
    if relation == "apart":
        return (
            ("not_comparable", "relation.plan", detail)
            if a.planned != b.planned
            else (_conflict(a, b), "relation.place.apart", detail)
        )
    return None


def _number_value(account: Account) -> Hashable | None:
    return tuple((number.kind, number.unit, number.room, number.most) for number in _scoped(account)) or None


def _scoped(account: Account) -> list[Quantity]:
    """The numbers that have a unit, each for itself: two numbers of people in one claim differ in what they count."""
    units = [number.unit for number in account.numbers]
    return [number for number in account.numbers if number.unit is not None and units.count(number.unit) == 1]


def _compare_number(a: Account, b: Account) -> Verdict | None:
    for number in _scoped(a):
        for other in _scoped(b):
            if number.unit == other.unit:
                verdict = _compare_quantities(a, number, b, other)
                if verdict is not None:
                    return verdict
    return None


def _compare_quantities(a: Account, number: Quantity, b: Account, other: Quantity) -> Verdict | None:
    detail = f"{_in_figures(number)} / {_in_figures(other)}"
    verdict = compare_quantities(number, other)
    if verdict is None or verdict.relation == "same":
        return None
    counts_on = (a.toll is not None and a.toll == b.toll) or (b.running and number.kind == "count")
    if counts_on and _has_moved_on(a, number, b, other):
        return "update", "relation.number.toll", detail
    return _conflict(a, b) if verdict.relation == "conflict" else verdict.relation, verdict.rule, detail


def _has_moved_on(a: Account, number: Quantity, b: Account, other: Quantity) -> bool:
    """Whether ``b``, published later, counts more (or, of those still missing, fewer) than ``a``."""
    return _is_later(a, b) and (other.value > number.value or a.toll in _FALLING)


def _is_later(a: Account, b: Account) -> bool:
    return a.published is not None and b.published is not None and a.published < b.published


def _in_figures(number: Quantity) -> str:
    if number.kind == "age":
        return f"aged {number.value:g}"
    sign = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}[number.bound]
    joint = "-" if number.kind == "score" else " to "
    most = "" if number.most is None else f"{joint}{number.most:,.10g}"
    unit = number.unit if number.size == 1 else number.noun
    return f"{sign}{number.value:,.10g}{most}{' ' + unit if unit else ''}"


def _polarity(event: Event, accounts: Sequence[Account]) -> Iterator[Relation]:
    """Each denial against the first claim that asserts the same, and each other assertion against the first denial."""
    asserting = [account for account in accounts if account.says == "asserts"]
    denying = [account for account in accounts if account.says == "denies"]
    pairs = [(one, other) for one in denying if (other := _first_opposed(one, asserting)) is not None]
    pairs += [(other, one) for one in asserting if (other := _first_opposed(one, denying)) is not None]
    for a, b in sorted((sorted(pair, key=lambda one: one.order) for pair in dict.fromkeys(pairs)), key=_orders):
        detail = f"{a.says} / {b.says}"
        verdict: Verdict = (_conflict(a, b), "relation.polarity", detail)
        if a.planned != b.planned:
            verdict = ("not_comparable", "relation.plan", detail)
        elif a.toll is None and a.happening != b.happening:  # to deny the one need not be to deny the other
            verdict = ("possible_conflict", "relation.polarity", detail)
        yield _relation(event, a, b, "polarity", verdict)


def _orders(pair: Sequence[Account]) -> tuple[Hashable, ...]:
    return tuple(account.order for account in pair)


def _first_opposed(account: Account, others: Sequence[Account]) -> Account | None:
    """The first that says the opposite; where both give numbers ("rejects the figure of 12 dead"), of that number."""
    mine = {(number.unit, number.value) for number in _scoped(account)}
    for other in others[:_LOOK_BACK]:
        theirs = {(number.unit, number.value) for number in _scoped(other)}
        if not mine or not theirs or mine & theirs:
            return other
    return None
