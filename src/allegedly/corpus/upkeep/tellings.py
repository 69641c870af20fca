"""The accounts of documents, brought up to date."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Self

from ...model import Annotated
from ...model.compact import decoder, dumps
from ...model.protocols import Item, Shelf
from ..accounts import Account, read_accounts
from ..meeting import happening_of, meeting_keys, only_one
from ..sources import Sources
from ..text_reuse import Alignment
from .keys import hanging_together, key_of

SPACE = "account"
_AT_A_TIME = 64


@dataclass(slots=True)
class AccountChange:
    """The ids of accounts that are ``new``, ``gone``, or both where they read otherwise than before, of all that those
    that are gone were ``tied`` to, and all happenings that they tell of.
    """

    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    tied: set[str] = field(default_factory=set)
    happenings: set[str] = field(default_factory=set)

    def __ior__(self, other: "AccountChange") -> Self:
        self.new |= other.new
        self.gone |= other.gone
        self.tied |= other.tied
        self.happenings |= other.happenings
        return self


def update_accounts(
    shelf: Shelf, documents: Collection[str], annotated: Sequence[Annotated], sources: Sources, alignment: Alignment
) -> AccountChange:
    """Put the accounts of ``documents`` anew, those that are ``annotated``; of the others there are none any more."""
    old = shelf.of_documents(SPACE, documents)
    new = {account.id: account for account in read_accounts(annotated, sources, alignment)}
    contents = {own: dumps(account) for own, account in new.items()}
    gone = {own for own, content in old.items() if contents.get(own) != content}
    come = {own for own, content in contents.items() if old.get(own) != content}
    change = AccountChange(come, gone, hanging_together(shelf, SPACE, gone))
    change.happenings.update(happening_of(new[own]) for own in come)
    change.happenings.update(happening_of(_account(old[own])) for own in gone)
    shelf.drop(SPACE, gone)
    shelf.put(SPACE, (_item(new[own], contents[own]) for own in sorted(come)))
    return change


def accounts_of(shelf: Shelf, ids: Iterable[str]) -> list[Account]:
    """These accounts, earliest publication first."""
    return sorted(map(_account, shelf.get(SPACE, ids).values()), key=lambda account: account.order)


def accounts_telling(shelf: Shelf, happening: str) -> Iterator[Account]:
    """All accounts of happenings that go by this word; read as they are asked for, since a few often say enough."""
    names = iter(sorted(shelf.names_with_keys(SPACE, [key_of("tells", happening)])))
    while some := list(islice(names, _AT_A_TIME)):
        yield from map(_account, shelf.get(SPACE, some).values())


def accounts_with(shelf: Shelf, entities: Iterable[str]) -> set[str]:
    """The ids of the accounts in which one of these entities takes part."""
    return shelf.names_with_keys(SPACE, (key_of("party", entity) for entity in entities))


def _account(content: str) -> Account:
    account: Account = decoder(Account)(json.loads(content))
    return account


def _item(account: Account, content: str) -> Item:
    ties = frozenset(key_of("tie", *key) for key in meeting_keys(account))
    return Item(account.id, content, frozenset(_keys(account)), ties, account.document)


def _keys(account: Account) -> Iterable[int]:
    yield key_of("tells", happening_of(account))
    yield from (key_of("party", who) for _, who in account.parties)
    named = only_one(account)
    if named is not None:
        yield key_of("only", named)
