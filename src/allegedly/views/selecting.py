"""Which claims a person wants to see, and the entries of the chronology that come of them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..model.records import Label
from ..names import fold
from ..reports import Filters
from ..reports.entries import Time, leading_time, order_of, time_of
from ..reports.filters import touches
from ..reports.when import in_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """What claims must fit, all of it: every one of ``people`` (ids of the cast), one of the places, types, outlets and
    labels, a period that their time touches, and all the ``words``, anywhere in the passage or its chain.
    """

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    words: str = ""

    @property
    def period(self) -> Filters:
        return Filters(self.earliest, self.latest)

    def in_words(self, names: Mapping[str, str]) -> str:
        """The same after "claims"; ``names`` are those of the people by their ids."""
        parts = [self.period.in_words()] if self.period.has_period() else []
        lists = (
            ("with", [names.get(one, one) for one in self.people], " and "),
            ("in", self.places, " or "),
            ("of the type", self.types, " or "),
            ("through", self.outlets, " or "),
            ("put as", self.labels, " or "),
        )
        parts += [f"{word} {between.join(listed)}" for word, listed, between in lists if listed]
        parts += [f"with the words “{self.words}”"] if self.words else []
        return ", ".join(parts)


class Row(NamedTuple):
    """A claim, as far as it is needed to find it; ``document`` is the place of its document in the list of them."""

    claim: str
    document: int
    start: int
    happening: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    label: Label
    type: str | None
    where: str | None
    outlets: tuple[str, ...]
    parties: frozenset[str]
    searched: str

    @property
    def when(self) -> str | None:
        """Its time in words."""
        return in_words(self.edtf, self.earliest, self.latest)

    @property
    def is_dated(self) -> bool:
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry of a selection: its shown accounts in the order of documents, its time, and how it is put."""

    happening: str
    accounts: tuple[Row, ...]
    time: Time
    label: Label


@dataclass(frozen=True)
class Selection:
    """The entries that a person wants to see, in the order of the chronology, and the undated claims."""

    entries: tuple[Chosen, ...]
    undated: tuple[str, ...]
    claims: int

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all the claims."""
        return frozenset(self.undated).union(*map(_claims, self.entries))

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Where an entry stands, by the ids of its happening and of its claims."""
        found = {claim: number for number, one in enumerate(self.entries) for claim in _claims(one)}
        return found | {one.happening: number for number, one in enumerate(self.entries)}


def _claims(one: Chosen) -> Iterator[str]:
    return (row.claim for row in one.accounts)


def rows_of(connection: sqlite3.Connection) -> tuple[Row, ...]:
    """Every claim of a file of views, in the order of documents and text."""
    query = (
        "SELECT id, place_of_document, start, happening, earliest, latest, edtf, label, type, place, outlets, parties, "
        "searched FROM claim ORDER BY number"
    )
    shared: dict[str, tuple[str, ...]] = {}
    return tuple(
        Row._make(
            (
                *row[:4],
                _day(row[4]),
                _day(row[5]),
                *row[6:10],
                _names(shared, row[10]),
                frozenset(_names(shared, row[11])),
                row[12],
            )
        )
        for row in connection.execute(query)
    )


def select(rows: Sequence[Row], wanted: Wanted) -> Selection:
    """What fits, in the order of the chronology; with a period also the undated accounts of happenings in it."""
    fitting = _fitting(rows, wanted)
    period = wanted.period
    shown = [row for row in fitting if not period.has_period() or touches(row.earliest, row.latest, period)]
    by_happening: dict[str, list[Row]] = {}
    for row in shown:
        by_happening.setdefault(row.happening, []).append(row)
    if period.has_period():
        for row in fitting:
            if not row.is_dated and row.happening in by_happening:
                by_happening[row.happening].append(row)
    entries = [_chosen(own) for own in by_happening.values() if any(row.is_dated for row in own)]
    entries.sort(key=lambda one: one[0])
    undated = tuple(row.claim for row in shown if not row.is_dated)
    return Selection(tuple(chosen for _, chosen in entries), undated, sum(map(len, by_happening.values())))


def _fitting(rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """What fits all but the period."""
    people, words = {*wanted.people}, wanted.words.casefold().split()
    places, types, outlets, labels = {*wanted.places}, {*wanted.types}, {*wanted.outlets}, {*wanted.labels}
    return [
        row
        for row in rows
        if (not people or people <= row.parties)
        and (not labels or row.label in labels)
        and (not places or row.where in places)
        and (not types or row.type in types)
        and (not outlets or not outlets.isdisjoint(row.outlets))
        and (not words or all(word in row.searched for word in words))
    ]


def _chosen(rows: Sequence[Row]) -> tuple[tuple[date, date, str, int, int, str], Chosen]:
    """An entry with what it is sorted by, as the chronology does."""
    dated = [row for row in rows if row.is_dated]
    time = leading_time((time_of(row), row.document) for row in dated)
    lead = min(dated, key=lambda row: (time_of(row) != time, order_of(time_of(row))))
    labels = Counter(row.label for row in dated)
    label = max(labels, key=lambda one: (labels[one], one == lead.label))
    return (*order_of(time), lead.document, lead.start, lead.happening), Chosen(
        lead.happening, tuple(rows), time, label
    )


def _names(shared: dict[str, tuple[str, ...]], listed: str) -> tuple[str, ...]:
    """A list of names in JSON; equal ones are kept once."""
    if listed not in shared:
        shared[listed] = tuple(json.loads(listed))
    return shared[listed]


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def words_to_find(name: str) -> list[str]:
    """The words of a name as the cast is searched by them."""
    return fold(name).split()
