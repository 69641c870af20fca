"""Entries of the chronology as a list shows them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from ..model.codec import encode
from ..reports.entries import Arranged
from .selecting import Chosen, Row

_ACCOUNTS = ("accounts", "undated")
_OF_HAPPENING = {"id", "least", "most", "origins", "perhaps_same"}


def with_known(chosen: Iterable[Chosen], told: Mapping[str, Any]) -> Iterator[tuple[Chosen, Any]]:
    return ((one, told[one.happening]) for one in chosen)


def entry_of(
    known: Mapping[str, Any], own: Arranged[Row], lines: Mapping[str, Any], most: int | None
) -> dict[str, Any]:
    """An entry of at most so many accounts and differences; what is counted is counted over all of them."""
    shown = {field.name: encode(getattr(own, field.name)) for field in fields(own) if field.name not in _ACCOUNTS}
    accounts = {name: [lines[row.claim] for row in getattr(own, name)[:most]] for name in _ACCOUNTS}
    given = sum(map(len, accounts.values()))
    more = len(own.accounts) + len(own.undated) - given
    happening = {name: value for name, value in known.items() if name in _OF_HAPPENING}
    differences = {"differences": known["differences"][:most], "differences_total": len(known["differences"])}
    return {**happening, **differences, **shown, **accounts, "more": more}
