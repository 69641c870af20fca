"""Which claims speak of the same happening.

Claims meet through keys (what happened together with a participant, a pair of participants, a cited outlet, a copied
passage), never all with all. What joins two of them is kept beside the event. The rules, by id:
    event.copied     one passage is a copy of the other
    event.cited      one names the other's outlet as its source, and says the same of the same people
    event.such       "no such offer was made": the one told of just before in the same text
    event.days       the same is said of the same people at the same time
    event.near       the same, by different sources, some days apart (see recurrence.tsv)
    event.type       two verbs of one type, the same people or place, the same day
    event.pair       undated: the same is said of two participants (or one and the place), and is told of one time only
    event.party      undated: the same rare deed of one participant, which is told of one time only
    event.only_one   a noun or a rare deed tells what happened, and nothing in the case speaks for more than one such
    event.left_open  the same, and of the few that the case tells of only one can be meant
    event.words      the same is said in like words, near the same names (see alike)
    judgement        a person said so, whatever the days; what a person said to be two happenings, no rule joins

What only may be the same is a candidate, for a person to judge: an undated account of what is told of several times,
and the same said of somebody on one day by two sources that put it in places apart.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from ..model import CaseEntity, ClaimPlace, Event, Join, Judgement, content_id
from .accounts import Account
from .alike import join_alike
from .claims_judged import Rulings, rulings_on
from .clusters import Clusters, Days, reach_of, recurrence
from .meeting import Key, buckets, citable, happening_of, of_one_happening, of_one_party, of_one_type, only_one, pairs
from .only_ones import all_agree, only_ones
from .people import People, known_before, place_relation
from .places import compare_places

_LOOK_BACK = 50
"""With so many of a kind at most is one account compared."""
_FEW = 3
"""An account that may be of more happenings than these is a candidate of none."""


def find_events(
    accounts: Sequence[Account],
    entities: Sequence[CaseEntity],
    only: Collection[str] | None = None,
    log: Sequence[Judgement] = (),
) -> list[tuple[Event, list[Account]]]:
    """The events of the case with their accounts, in the order of their first account; every account is in one.

    ``only`` are the happenings of which the case knows no more than one, worked out from the accounts where not given.
    Accounts that are not linked through ``meeting_keys`` or one of those happenings have no say in each other's events:
    a part of a case that is closed in this way can be read alone. ``log`` has the claims that it judges as they are now
    (``ClaimSubjects.as_found``), and links them too.
    """
    rulings = rulings_on([account.id for account in accounts], log)
    clusters = Clusters(accounts, rulings.walls)
    people = People(entities)
    for one, other, judgement in rulings.same:
        clusters.join(one, other, ("judgement", judgement), whatever_the_days=True)
    _join_copied(clusters)
    _join_cited(clusters, people)
    _join_such(clusters)
    _join_by_days(clusters, people)
    _join_by_pairs(clusters, people)
    _join_by_parties(clusters, people)
    _join_only_ones(clusters, people, only_ones(accounts, entities) if only is None else only)
    join_alike(clusters, people)
    joins: dict[int, list[Join]] = defaultdict(list)
    for a, b, by in clusters.joins:
        joins[clusters.root(a)].append(Join(accounts[a].id, accounts[b].id, by))
    groups = [(clusters.root(members[0]), [accounts[i] for i in members]) for members in clusters.groups()]
    candidates, unsure = _candidates(clusters, rulings), _left_open(clusters, rulings)
    return [(_event(own, joins[root], candidates.get(root, ()), unsure.get(root, ())), own) for root, own in groups]


def _candidates(clusters: Clusters, rulings: Rulings) -> dict[int, tuple[str, ...]]:
    """The ids of the events that may be the same as each, by its root, save where a person has judged."""
    judged = {frozenset((clusters.root(one), clusters.root(other))) for one, other in rulings.unsure}
    found: dict[int, set[int]] = defaultdict(set)
    for number, other in clusters.maybes:
        pair = frozenset((clusters.root(number), clusters.root(other)))
        found_its_day = clusters.accounts[number].narrow is None and clusters.days(number) is not None
        if len(pair) == 2 and pair not in judged and not found_its_day and not clusters.are_walled(number, other):
            for root in pair:
                found[root] |= pair - {root}
    ids = {root: _event_id(clusters.accounts_with([root])) for root in found}
    return {root: tuple(sorted(ids[other] for other in others)) for root, others in found.items()}


def _left_open(clusters: Clusters, rulings: Rulings) -> dict[int, tuple[str, ...]]:
    """The claims that a person left open for each event, by its root."""
    found: dict[int, set[str]] = defaultdict(set)
    for one, other in rulings.unsure:
        if clusters.root(one) != clusters.root(other):
            found[clusters.root(one)].add(clusters.accounts[other].id)
            found[clusters.root(other)].add(clusters.accounts[one].id)
    return {root: tuple(sorted(claims)) for root, claims in found.items()}


def _join_copied(clusters: Clusters) -> None:
    at = {(account.document, account.claim.trigger[0]): number for number, account in enumerate(clusters.accounts)}
    for number, account in enumerate(clusters.accounts):
        for copied in account.copied:
            original = at.get((copied.derivation.of_document, copied.offset))
            if original is not None and clusters.accounts[original].claim.predicate == account.claim.predicate:
                clusters.join(original, number, ("event.copied",), whatever_the_days=True)


def _join_cited(clusters: Clusters, people: People) -> None:
    """Each claim that cites an outlet joins the claim of that outlet that it is most like."""
    published: dict[Key, list[int]] = defaultdict(list)
    for number, account in enumerate(clusters.accounts):
        for outlet in account.rest.cites:
            rivals = {n for key in citable(account, outlet) for n in published[key][-_LOOK_BACK:]}
            best = max(rivals, key=lambda n: (*_likeness(account, clusters.accounts[n]), -n), default=None)
            if best is not None and not people.clash(account, clusters.accounts[best]):
                clusters.join(best, number, ("event.cited", outlet), whatever_the_days=True)
        if account.outlet is not None:
            for key in citable(account, account.outlet):
                published[key].append(number)


def _likeness(a: Account, b: Account) -> tuple[bool, int, bool]:
    return happening_of(a) == happening_of(b), len(a.evidence & b.evidence), _overlap(a.narrow, b.narrow)


def _join_such(clusters: Clusters) -> None:
    last: dict[Key, int] = {}
    for number, account in enumerate(clusters.accounts):
        key = account.document, happening_of(account)
        if account.refers_back and key in last:
            clusters.join(last[key], number, ("event.such",))
        last[key] = number


def _join_by_days(clusters: Clusters, people: People) -> None:
    accounts = clusters.accounts
    same = [list(of_one_happening(one)) for one in accounts]
    for near in (False, True):
        for numbers in buckets(same):
            _sweep(clusters, people, numbers, near=near)
    for numbers in buckets([list(of_one_type(one)) for one in accounts]):
        _sweep(clusters, people, numbers, near=False)


def _sweep(clusters: Clusters, people: People, numbers: list[int], *, near: bool) -> None:
    """Go through the accounts of a bucket by their days, each against one of the last clusters still within reach."""
    accounts = clusters.accounts
    open_: list[int] = []
    for number in sorted(numbers, key=lambda n: (_span(accounts[n]), n)):
        account = accounts[number]
        reach = timedelta(days=(reach_of(account) or 0) if near else 0)
        open_ = [n for n in open_[-_LOOK_BACK:] if _span(accounts[n])[1] + reach >= _span(account)[0]]
        for other in open_:
            rule = _rule(people, accounts[other], account)
            if rule is None and _may_be_elsewhere(people, accounts[other], account):
                clusters.maybes.append((other, number))
            if rule is not None and clusters.join(other, number, (rule, *_shared(accounts[other], account))):
                break
        else:
            open_.append(number)


def _rule(people: People, a: Account, b: Account) -> str | None:
    """By what two accounts with narrow times speak of the same, if they do."""
    shared = a.parties & b.parties
    place = place_relation(a, b)
    if people.clash(a, b) or (place == "apart" and len(shared) < 2):
        return None
    same_place = place in ("same", "contains", "inside")
    if happening_of(a) != happening_of(b):
        one_day = a.narrow == b.narrow and a.narrow is not None and a.narrow[0] == a.narrow[1]
        return "event.type" if one_day and (len(shared) > 1 or (shared and same_place)) else None
    enough = len(shared) > 1 or same_place if "often" in recurrence(a) else True
    told = bool(shared) or (bool(a.things & b.things) and (same_place or a.narrow == b.narrow))
    if not (enough and told):
        return None
    return "event.days" if _overlap(a.narrow, b.narrow) else "event.near"


def _may_be_elsewhere(people: People, a: Account, b: Account) -> bool:
    """Whether two sources say on one day the same of somebody, and put it in places apart.

    Who meets, goes or offers may do so twice on a day.
    """
    repeats = "often" in recurrence(a) or "broad" in recurrence(a)
    same = happening_of(a) == happening_of(b) and a.narrow == b.narrow and bool(a.parties & b.parties)
    told = a.rest.key != b.rest.key and a.says == b.says == "asserts"
    return same and told and not repeats and place_relation(a, b) == "apart" and not people.clash(a, b)


def _join_by_pairs(clusters: Clusters, people: People) -> None:
    """Accounts without a narrow time join the one cluster that says the same of the same pair, or each other."""
    accounts = clusters.accounts
    keys = [[] if account.toll is not None else list(pairs(account)) for account in accounts]
    for numbers in buckets(keys):
        _join_undated(clusters, people, numbers, "event.pair")


def _join_by_parties(clusters: Clusters, people: People) -> None:
    for numbers in buckets([list(of_one_party(one)) for one in clusters.accounts]):
        _join_undated(clusters, people, numbers, "event.party")


def _join_undated(clusters: Clusters, people: People, numbers: Sequence[int], rule: str) -> None:
    accounts = clusters.accounts
    dated = {clusters.root(n): n for n in reversed(numbers) if clusters.days(n) is not None}
    if not dated:
        _join_alike(clusters, people, numbers, rule)
    for number in numbers if 0 < len(dated) <= _LOOK_BACK else ():
        if clusters.days(number) is not None:
            continue
        mates = [
            n
            for n in dated.values()
            if _may_be(people, accounts[number], accounts[n]) and not clusters.are_walled(n, number)
        ]
        if len(mates) == 1:
            clusters.join(mates[0], number, (rule, *_shared(accounts[mates[0]], accounts[number])))
        elif len(mates) <= _FEW:
            clusters.maybes.extend((number, mate) for mate in mates)


def _join_only_ones(clusters: Clusters, people: People, only: Collection[str]) -> None:
    """Where the case knows of only one such happening, all that is told of one is told of it."""
    named = map(only_one, clusters.accounts)
    keys = [[(one,)] if one is not None and one in only else [] for one in named]
    for numbers in buckets(keys):
        if all_agree([clusters.accounts[number] for number in numbers], people):
            _join_alike(clusters, people, numbers, "event.only_one")
        else:
            _join_left_open(clusters, people, numbers)


def _join_left_open(clusters: Clusters, people: People, numbers: Sequence[int]) -> None:
    """Join clusters of which nothing tells of two happenings, but for those that could as well be of another one."""
    firsts = {clusters.root(number): number for number in reversed(numbers)}
    beside: dict[int, set[int]] = {root: set() for root in firsts}
    for one, other in combinations(firsts, 2):
        if _can_be_one(clusters, people, one, other):
            beside[one].add(other)
            beside[other].add(one)
    clear = [one for one, near in beside.items() if all(b in beside[a] for a, b in combinations(sorted(near), 2))]
    for one, other in combinations(sorted(clear, key=lambda root: firsts[root]), 2):
        if other in beside[one]:
            clusters.join(firsts[one], firsts[other], ("event.left_open",))


def _can_be_one(clusters: Clusters, people: People, one: int, other: int) -> bool:
    own, others = clusters.accounts_with([one]), clusters.accounts_with([other])
    first, second = (set().union(*map(people.named, some)) for some in (own, others))
    if first and second and not first & second:
        return False
    return all(_may_be(people, a, b) and known_before(a, b) and known_before(b, a) for a in own for b in others)


def _join_alike(clusters: Clusters, people: People, numbers: Sequence[int], rule: str) -> None:
    """Each joins the first that does not speak against it."""
    first = numbers[0]
    for number in numbers[1:]:
        a, b = clusters.accounts[first], clusters.accounts[number]
        if _may_be(people, a, b):
            clusters.join(first, number, (rule, *_shared(a, b)))


def _may_be(people: People, a: Account, b: Account) -> bool:
    """Whether nothing speaks against one happening: neither participants nor place nor time."""
    if people.clash(a, b) or place_relation(a, b) == "apart":
        return False
    return a.toll is not None or (_not_after(a, b) and _not_after(b, a))


def _not_after(a: Account, b: Account) -> bool:
    """Whether the days of ``a``, as far as they are known, begin before those of ``b`` are over."""
    earliest, latest = a.claim.time.earliest, b.claim.time.latest
    return earliest is None or latest is None or earliest <= latest


def _overlap(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def _span(account: Account) -> Days:
    return account.narrow or (date.min, date.max)


def _shared(a: Account, b: Account) -> tuple[str, ...]:
    return tuple(sorted(who for _, who in a.evidence & b.evidence))


def _event_id(accounts: Sequence[Account]) -> str:
    return content_id("event", accounts[0].id)


def _event(
    accounts: Sequence[Account], joins: Sequence[Join], candidates: tuple[str, ...], unsure: tuple[str, ...]
) -> Event:
    """The record of a cluster; ``accounts`` are in order."""
    told = [a for a in accounts if a.says == "asserts" and not a.planned] or accounts
    earliest, latest = _hull(told)
    counts = Counter(who for account in accounts for _, who in account.parties)
    return Event(
        id=_event_id(accounts),
        claims=tuple(account.id for account in accounts),
        happening=_first_most_common(account.toll or account.happening for account in accounts) or "",
        type=_first_most_common(account.type for account in accounts if account.type is not None),
        earliest=earliest,
        latest=latest,
        edtf=_edtf(told, earliest, latest),
        place=_common_place(told),
        participants=tuple(sorted(counts, key=lambda who: (-counts[who], who))),
        joined=tuple(joins),
        candidates=candidates,
        unsure=unsure,
    )


def _first_most_common(values: Iterable[str]) -> str | None:
    counts = Counter(values)  # keeps the order of first appearance, and ``max`` takes the first among equals
    return max(counts, key=lambda value: counts[value], default=None)


def _hull(accounts: Iterable[Account]) -> tuple[date | None, date | None]:
    """The first and the last day that a dated account leaves possible; ``None`` where one leaves that end open."""
    times = [account.claim.time for account in accounts if account.claim.time.edtf is not None]
    starts, ends = [time.earliest for time in times], [time.latest for time in times]
    earliest = min((day for day in starts if day), default=None) if None not in starts else None
    latest = max((day for day in ends if day), default=None) if None not in ends else None
    return earliest, latest


def _edtf(accounts: Sequence[Account], earliest: date | None, latest: date | None) -> str | None:
    """What all agree on, else the finest that lies within all, else the set of the days named, else the span of all."""
    dated = {account.claim.time.edtf: account.days for account in accounts if account.claim.time.edtf is not None}
    if len(dated) < 2:
        return next(iter(dated), None)
    for edtf, days in sorted(dated.items()):
        if days is not None and all(o is not None and o[0] <= days[0] and days[1] <= o[1] for o in dated.values()):
            return edtf
    if all(days is not None and days[0] == days[1] for days in dated.values()):
        return f"[{','.join(sorted(dated))}]"
    return f"[{earliest or ''}..{latest or ''}]"


def _common_place(accounts: Iterable[Account]) -> ClaimPlace | None:
    """The finest of the places told, where none lies apart from another."""
    finest: ClaimPlace | None = None
    for account in accounts:
        if account.place is None:
            continue
        relation = "contains" if finest is None else compare_places(finest, account.place)
        if relation == "apart":
            return None
        finest = account.place if relation == "contains" else finest
    return finest
