"""Through which keys claims meet: only claims that share one are ever compared, so that no rule looks at all pairs.

``meeting_keys`` has every key through which a rule of ``events`` may bring an account together with others, and a few
more. Accounts that are not linked through any chain of such keys have no say in each other's events.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations, product

from ..resources import load_lexicon
from .accounts import Account
from .clusters import reach_of, recurrence
from .deeds import may_be_only_one

Key = tuple[str, ...]
_WEEK = 7
_MOST_WORDS = 8
"""Of a long account the longest words tell."""
_SAYS_LITTLE = frozenset({"be", "have", "do"})


def happening_of(account: Account) -> str:
    return f"toll {account.toll}" if account.toll is not None else account.happening


def of_one_happening(account: Account) -> Iterator[Key]:
    """What a dated account says of whom, or of what."""
    if account.narrow is not None:
        yield from ((happening_of(account), *who) for who in account.evidence)


def of_one_type(account: Account) -> Iterator[Key]:
    """The type of what a dated account says of whom, where two verbs of the type can tell of one happening."""
    if account.narrow is not None and "broad" in recurrence(account):
        yield from ((account.type or "", *who) for who in account.parties)


def citable(account: Account, outlet: str) -> Iterator[Key]:
    """What an outlet is said to say, or says."""
    for what in {happening_of(account), f"type {account.type}" if account.type else happening_of(account)}:
        yield from ((outlet, what, *one) for one in account.evidence)
        if account.of_noun or account.toll is not None:
            yield outlet, what


def pairs(account: Account) -> Iterator[Key]:
    """What happened with two participants, or with one and the place."""
    shared = sorted(account.evidence)
    if account.place is not None:
        shared.append(("at", f"{account.place.name} {account.place.country}"))  # type: ignore[arg-type]
    for one, other in combinations(shared, 2):
        if one in account.parties or other in account.parties:
            yield happening_of(account), *one, *other


def only_one(account: Account) -> str | None:
    """The happening of which the account speaks as of the only one: a noun or toll tells it, or it is a rare deed."""
    named = account.of_noun or may_be_only_one(account.happening)
    return happening_of(account) if account.toll is not None or (named and "often" not in recurrence(account)) else None


def of_one_party(account: Account) -> Iterator[Key]:
    """What rare deed somebody did or underwent."""
    if account.toll is None and only_one(account) is not None:
        yield from ((happening_of(account), *who) for who in account.parties)


def marked(account: Account) -> Iterator[Key]:
    """What happened with two of the words it is known by, or with one and a name that stands near.

    Of whom it speaks by a pronoun alone is taken for one of those that are named near it.
    """
    if not account.copied and not _says_little(account):
        own, names = sorted(account.words), sorted(account.near - account.words)
        both = combinations(names, 2) if account.left_open else ()
        for words in chain(combinations(own, 2), product(own, names), both):
            yield happening_of(account), *sorted(words)


def _says_little(account: Account) -> bool:
    return account.happening.partition(" ")[0] in _SAYS_LITTLE


def told_rarely(account: Account) -> Iterator[Key]:
    """A word it is known by, where the verb says more than that somebody did or had or moved something."""
    if not account.copied and not _says_little(account) and account.toll is None and not is_general(account.happening):
        yield from ((account.happening, word) for word in sorted(account.words | account.near))


@cache
def is_general(happening: str) -> bool:
    lists = ("light_verbs", "motion_verbs", "reporting_verbs")
    return any(happening in load_lexicon(f"en/{name}.tsv") for name in lists)


def worded(account: Account) -> Iterator[Key]:
    """Three of the words it is known by, or two and the day, whatever the verb."""
    listed = account.happening in load_lexicon("en/reporting_verbs.tsv")
    if not (listed or account.copied or account.toll is not None or _says_little(account)):
        words = sorted(sorted(account.words, key=lambda word: (-len(word), word))[:_MOST_WORDS])
        yield from combinations(words, 3)
        if account.narrow is not None:
            days = range(account.narrow[0].toordinal(), account.narrow[1].toordinal() + 1)
            yield from ((*pair, str(day)) for pair in combinations(words, 2) for day in days)


def buckets(keys: Sequence[Iterable[Key]]) -> Iterator[list[int]]:
    """The numbers of what shares a key, for every key that more than one has; keys in order."""
    found: dict[Key, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            found[key].append(number)
    yield from (numbers for _, numbers in sorted(found.items()) if len(numbers) > 1)


def meeting_keys(account: Account) -> Iterator[Key]:
    """All keys of an account."""
    for key in of_one_happening(account):
        yield from (("on", *key, week) for week in _weeks(account, reach_of(account) or 0))
    for key in of_one_type(account):
        yield from (("type", *key, week) for week in _weeks(account, 0))
    if account.toll is None:
        yield from (("pair", *key) for key in pairs(account))
    for name, keys in (("marked", marked), ("worded", worded), ("rarely", told_rarely)):
        yield from ((name, *key) for key in keys(account))
    yield from (("party", *key) for key in of_one_party(account))
    for outlet in chain(account.rest.cites, (account.outlet,) if account.outlet is not None else ()):
        yield from (("cites", *key) for key in citable(account, outlet))
    yield "such", account.document, happening_of(account)
    yield "at", account.document, str(account.claim.trigger[0])
    yield from (("at", one.derivation.of_document, str(one.offset)) for one in account.copied)


def _weeks(account: Account, reach: int) -> Iterator[str]:
    """The weeks within reach of an account's days: two accounts that are near enough to be one share a week."""
    if account.narrow is not None:
        first, last = (day.toordinal() for day in account.narrow)
        yield from map(str, range((first - reach) // _WEEK, (last + reach) // _WEEK + 1))
