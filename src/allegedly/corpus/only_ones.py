"""Of which happenings a case knows only one, so that whoever speaks of "the explosion" speaks of that one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations, islice

from ..model import CaseEntity, ClaimPlace
from .accounts import Account, Party
from .meeting import happening_of, only_one
from .people import People
from .places import compare_places

_ONE_COUNT = timedelta(days=120)
"""Tolls that nothing else ties together are of one happening when they were counted within so long."""
FEW = 32
"""With so many accounts of a happening at most, each that leaves open whose it is may be of one told elsewhere."""
_AT_A_TIME = 64


def only_ones(accounts: Iterable[Account], entities: Iterable[CaseEntity]) -> set[str]:
    """The happenings that a noun, a toll or a rare deed names and of which the accounts know one or few."""
    told: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        told[happening_of(account)].append(account)
    people = People(entities)
    named = {only_one(account) for own in told.values() for account in own}
    return {happening for happening in told if happening in named and is_only_one(told[happening], lambda _: people)}


def is_only_one(accounts: Iterable[Account], people_of: Callable[[Sequence[Account]], People]) -> bool:
    """Whether all accounts of a happening can speak of one: a day that all allow (a toll: a few months), one place, one
    cast; or are so few that this can be asked of each. The order of the accounts makes no difference; as soon as their
    days or places tell of two, no more are asked for, and ``people_of`` not at all.
    """
    seen: list[Account] = []
    rest = iter(accounts)
    while some := list(islice(rest, _AT_A_TIME)):
        seen += some
        if not _are_few(seen) and not (_on_one_day(seen) and _at_one_place(seen)):
            return False
    return _are_few(seen) or _of_one_cast(seen, people_of(seen))


def _are_few(accounts: Sequence[Account]) -> bool:
    return len(accounts) <= FEW and all(account.toll is None for account in accounts)


def all_agree(accounts: Sequence[Account], people: People) -> bool:
    """Whether nothing in the accounts of a happening tells of two: neither days nor places nor people."""
    return _on_one_day(accounts) and _at_one_place(accounts) and _of_one_cast(accounts, people)


def _on_one_day(accounts: Sequence[Account]) -> bool:
    days = [account.narrow for account in accounts if account.toll is None and account.narrow is not None]
    if days and max(start for start, _ in days) > min(end for _, end in days):
        return False
    counted = [account.narrow[0] if account.narrow else account.published for account in accounts if account.toll]
    known = [day for day in counted if day is not None]
    return not known or max(known) - min(known) <= _ONE_COUNT


def _at_one_place(accounts: Sequence[Account]) -> bool:
    places: dict[str, dict[ClaimPlace, None]] = defaultdict(dict)
    for account in accounts:
        if account.place is not None:
            places[account.place_role].setdefault(account.place)
    return not any(compare_places(a, b) == "apart" for own in places.values() for a, b in combinations(own, 2))


def _of_one_cast(accounts: Sequence[Account], people: People) -> bool:
    """Whether no account clashes with what most of them say of who did it, to whom, with whom."""
    usual = list(_usual(accounts))
    return not any(people.clash(account, one) for account in accounts for one in usual)


def _usual(accounts: Sequence[Account]) -> Iterator[Account]:
    """For each side one of the accounts that name there whom most of them name."""
    by_side: dict[str, Counter[frozenset[Party]]] = defaultdict(Counter)
    first: dict[frozenset[Party], Account] = {}
    for account in accounts:
        for side, _ in account.parties:
            mine = frozenset(party for party in account.parties if party[0] == side)
            by_side[side][mine] += 1
            if mine not in first or account.order < first[mine].order:
                first[mine] = account
    for _, counts in sorted(by_side.items()):
        yield first[min(counts, key=lambda parties: (-counts[parties], sorted(parties)))]
