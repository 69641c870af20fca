"""What FollowTheMoney calls entities, and the statements that each is put together from.

A statement says of one entity, by one document, that one property has one value. Statements of several documents that
speak of the same thing keep an ``entity`` of their own each and share the ``canonical`` one: so it stays plain who says
what. See https://followthemoney.tech/docs/statements/.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .values import clean, longest, type_of

Values = Mapping[str, str | Iterable[str | None] | None]
COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip
_MIDNIGHT = "T00:00:00"  # the format has times, and what is known are days


@dataclass(slots=True)
class Seen:
    """Who said so first, and the first and last day on which it was said."""

    origin: str
    first: date | None
    last: date | None

    def widen(self, first: date, last: date) -> None:
        self.first = first if self.first is None else min(self.first, first)
        self.last = last if self.last is None else max(self.last, last)


@dataclass(slots=True)
class Thing:
    """One entity, with its statements by their entity, property and value. ``lost`` counts what had to be
    cut, or was refused, by the property.
    """

    id: str
    schema: str
    lost: Counter[str]
    said: dict[tuple[str, str, str], Seen] = field(default_factory=dict)

    def say(self, values: Values, *, origin: str, entity: str | None = None, days: Iterable[date | None] = ()) -> None:
        """Add what a document says of it, as far as FollowTheMoney takes it. ``days`` are those on which it did."""
        entity, known = entity or self.id, [day for day in days if day is not None]
        on = (min(known), max(known)) if known else None
        self._add(entity, "id", entity, origin, on)
        for prop, given in values.items():
            for value in (given,) if given is None or isinstance(given, str) else given:
                if value and (kept := self._fit(prop, value)) is not None:
                    self._add(entity, prop, kept, origin, on)

    def _fit(self, prop: str, value: str) -> str | None:
        kind = type_of(prop)
        kept, most = clean(kind, value), longest(kind)
        if kept is None:
            self.lost[f"{prop} refused"] += 1
        elif len(kept) > most:
            self.lost[f"{prop} cut"] += 1
            return f"{kept[: most - 1].strip()}…"
        return kept

    def _add(self, entity: str, prop: str, value: str, origin: str, on: tuple[date, date] | None) -> None:
        first, last = on or (None, None)
        seen = self.said.setdefault((entity, prop, value), Seen(origin, first, last))
        if first is not None and last is not None:
            seen.widen(first, last)

    def properties(self) -> dict[str, list[str]]:
        """The values of each property, in the order in which they were said; each once."""
        found: dict[str, dict[str, None]] = {}
        for _, prop, value in self.said:
            if prop != "id":
                found.setdefault(prop, {})[value] = None
        return {prop: list(found[prop]) for prop in sorted(found)}


def line_of(thing: Thing, dataset: str) -> str:
    """The entity as one line of JSON."""
    days = [day for seen in thing.said.values() for day in (seen.first, seen.last) if day is not None]
    data: dict[str, Any] = {
        "id": thing.id,
        "schema": thing.schema,
        "properties": thing.properties(),
        "datasets": [dataset],
        "referents": sorted({entity for entity, _, _ in thing.said} - {thing.id}),
        "origin": sorted({seen.origin for seen in thing.said.values()}),
    }
    if days:
        data |= {"first_seen": _time(min(days)), "last_seen": _time(max(days))}
    return json.dumps(data, ensure_ascii=False) + "\n"


def rows_of(things: Iterable[Thing], dataset: str) -> Iterator[str]:
    """The statements as CSV, the columns' names first; each entity's stand together."""
    yield _rows([COLUMNS])
    for thing in things:
        yield _rows(
            (
                thing.id, entity, prop, type_of(prop), thing.schema, value, dataset, seen.origin, "", "", "f",
                _time(seen.first), _time(seen.last), statement_id(dataset, entity, prop, value),
            )
            for (entity, prop, value), seen in thing.said.items()
        )  # fmt: skip


def statement_id(dataset: str, entity: str, prop: str, value: str) -> str:
    """A statement's id by FollowTheMoney's own rule."""
    return hashlib.sha1(f"{dataset}.{entity}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()


def _rows(rows: Iterable[Iterable[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, dialect=csv.unix_dialect).writerows(rows)
    return written.getvalue()


def _time(day: date | None) -> str:
    return "" if day is None else day.isoformat() + _MIDNIGHT
