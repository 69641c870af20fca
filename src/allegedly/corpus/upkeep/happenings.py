"""The events, brought up to date: those whose accounts hang together with what came or went."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...model import Event, Judgement, Origins, Relation
from ...model.compact import decoder, dumps
from ...model.corpus import EXCLUDING
from ...model.protocols import Item, Shelf
from ..accounts import Account
from ..events import find_events
from ..meeting import happening_of, only_one
from ..only_ones import is_only_one
from ..origins import trace_origins
from ..people import People
from ..relations import find_relations
from . import tellings
from .cast import entities_of
from .keys import hanging_together, key_of
from .tellings import AccountChange, accounts_of, accounts_telling

SPACE, HELD = "event", "only one"
_DIFFERS = key_of("differs")
"""The key of the events of which accounts exclude each other."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is made of it; ``order`` is that of its first account."""

    order: tuple[date, str, int, str]
    event: Event
    relations: tuple[Relation, ...]
    origins: Origins


@dataclass(frozen=True, slots=True)
class EventChange:
    """What is kept of the events that are gone, new, or others than before, by their ids."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    def claims(self) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """The claims of each of these events, before and after."""
        before, after = (
            [_told(content).event.claims for content in some.values()] for some in (self.before, self.after)
        )
        return before, after


def update_events(
    shelf: Shelf, change: AccountChange, touched: Collection[str], texts: Mapping[str, str], log: Sequence[Judgement]
) -> EventChange:
    """Make the events anew that have to do with the changed accounts, and with those ``touched`` otherwise.

    ``log`` has the claims that it judges as they are now.
    """
    held = set(shelf.all(HELD))
    # Who goes by another name now may tell of two where an account reads as before.
    told = change.happenings | {happening_of(account) for account in accounts_of(shelf, touched)}
    now = {happening for happening in told if _is_only_one(shelf, happening)}
    flipped = (held & told) ^ now
    shelf.drop(HELD, flipped - now)
    shelf.put(HELD, (Item(happening, "") for happening in sorted(flipped & now)))
    only = (held - told) | now
    first = {*change.new, *touched, *change.tied}
    first.update(*(_naming(shelf, one) for one in flipped | only & told))
    linked = [{subject.entity for subject in one.subjects if subject.kind == "claim"} for one in log]
    accounts = _part_with(shelf, first, linked, held | only)
    ids = {account.id for account in accounts}
    old = shelf.with_keys(SPACE, (key_of("claim", own) for own in ids | change.gone))
    entities = entities_of(shelf, {who for account in accounts for _, who in account.parties})
    found = find_events(accounts, entities, only, log)
    changed = change.new | change.gone
    new = [
        _item(event, own, texts)
        for event, own in found
        if not changed.isdisjoint(event.claims) or _event_in(old.get(event.id)) != dumps(event)
    ]
    gone = old.keys() - {event.id for event, _ in found}
    shelf.drop(SPACE, gone)
    shelf.put(SPACE, new)
    after = {item.name: item.content for item in new}
    return EventChange({own: old[own] for own in gone | after.keys() if own in old}, after)


def _part_with(
    shelf: Shelf, names: Collection[str], linked: Sequence[Collection[str]], only: Collection[str]
) -> list[Account]:
    """The accounts that hang together with these, also through happenings of which there is ``only`` one; in order."""
    found: dict[str, Account] = {}
    asked: set[str] = set()
    while new := hanging_together(shelf, tellings.SPACE, names, linked) - found.keys():
        accounts = accounts_of(shelf, new)
        found |= {account.id: account for account in accounts}
        told = {one for account in accounts if (one := only_one(account)) is not None and one in only} - asked
        asked |= told
        names = set().union(*(_naming(shelf, one) for one in told)) - found.keys()
    return sorted(found.values(), key=lambda account: account.order)


def events_of(shelf: Shelf, claims: Iterable[str]) -> list[Told]:
    """The events of these claims, and those that may be the same happening as one of them; in order."""
    found = _events_with(shelf, claims)
    events = [one.event for one in found.values()]
    left_open = _events_with(shelf, {claim for event in events for claim in event.unsure})
    candidates = shelf.get(SPACE, {other for event in events for other in event.candidates} - found.keys())
    found |= {own: _told(content) for own, content in candidates.items()} | left_open
    return sorted(found.values(), key=lambda told: told.order)


def events_differing(shelf: Shelf) -> list[Told]:
    """The events of which accounts exclude each other; in order."""
    return sorted(map(_told, shelf.with_keys(SPACE, [_DIFFERS]).values()), key=lambda told: told.order)


def _events_with(shelf: Shelf, claims: Iterable[str]) -> dict[str, Told]:
    contents = shelf.with_keys(SPACE, (key_of("claim", claim) for claim in claims))
    return {own: _told(content) for own, content in contents.items()}


def all_events(shelf: Shelf) -> list[Told]:
    """All events, in the order of their first accounts."""
    return sorted(map(_told, shelf.all(SPACE).values()), key=lambda told: told.order)


def only_ones_told(shelf: Shelf) -> list[set[str]]:
    """For each happening of which the case knows only one, the accounts that speak of it as such."""
    return [_naming(shelf, happening) for happening in shelf.all(HELD)]


def _is_only_one(shelf: Shelf, happening: str) -> bool:
    return bool(_naming(shelf, happening)) and is_only_one(
        accounts_telling(shelf, happening), lambda some: _people(shelf, some)
    )


def _naming(shelf: Shelf, happening: str) -> set[str]:
    """The accounts that speak of it as of the only one."""
    return shelf.names_with_keys(tellings.SPACE, [key_of("only", happening)])


def _people(shelf: Shelf, accounts: Iterable[Account]) -> People:
    return People(entities_of(shelf, {who for account in accounts for _, who in account.parties}))


def _item(event: Event, accounts: list[Account], texts: Mapping[str, str]) -> Item:
    """What is kept of an event, a line for each part of it."""
    relations = find_relations(event, accounts)
    parts = accounts[0].order, event, relations, trace_origins(event, accounts, texts)
    keys = {key_of("claim", claim) for claim in event.claims}
    if any(one.relation in EXCLUDING for one in relations):
        keys.add(_DIFFERS)
    return Item(event.id, "\n".join(map(dumps, parts)), frozenset(keys))


def _event_in(content: str | None) -> str | None:
    return content.split("\n", 2)[1] if content is not None else None


def _told(content: str) -> Told:
    read: Told = decoder(Told)([json.loads(line) for line in content.split("\n")])
    return read
