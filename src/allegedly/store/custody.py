"""The log of custody in the database: what its lines tell of, how they are written, and whether all still fits them.

Lines are written in the transaction that writes what they tell of, while no other writer has his turn: each takes up
the hash of the last.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON, Connection, Date, Label, Row, Table, Text, insert, select, type_coerce

from ..model import Judgement, sha256
from ..model.codec import decode, encode
from ..model.custody import CustodyLine, CustodyWhat, Deed, Head, RecordKind, Standing, chained, digest_of
from ..model.protocols import Arrival, Container, Receipt, Refusal
from . import tables
from .plain import plain

_UNREADABLE = ""


class _Kind(NamedTuple):
    """Which column of a record's row is its subject, and what a person calls it: the first of these that is there."""

    table: Table
    subject: str
    names: tuple[str, ...]


_KINDS: dict[RecordKind, _Kind] = {
    "document": _Kind(tables.document, "id", ("path", "title", "id")),
    "receipt": _Kind(tables.receipt, "document_id", ("path",)),
    "refusal": _Kind(tables.refusal, "id", ("path",)),
    "container": _Kind(tables.container, "id", ("path", "id")),
    "judgement": _Kind(tables.judgement, "id", ("id",)),
}
_NOT_HASHED = {"text"}
"""What has a hash of its own in the row, ``text_sha256``, and is compared with that."""


def write(connection: Connection, deeds: Sequence[Deed]) -> None:
    """Add lines to the log that tell of ``deeds``."""
    if not deeds:
        return
    table = tables.custody
    query = select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    head = Head() if last is None else Head(last.number, last.hash)
    connection.execute(insert(table), [encode(line) for line in chained(deeds, head)])


def of_document(arrival: Arrival, row: Mapping[str, Any], by: str) -> Deed:
    return _deed(arrival.added_at, by, "kept", "document", row)


def of_receipt(receipt: Receipt, row: Mapping[str, Any]) -> Deed:
    return _deed(receipt.received_at, receipt.by, "received", "receipt", row)


def of_forgotten(row: Mapping[str, Any], at: str, by: str) -> Deed:
    return _deed(at, by, "forgotten", "receipt", row)


def of_refusal(refusal: Refusal, row: Mapping[str, Any], by: str) -> Deed:
    return _deed(refusal.refused_at, by, "refused", "refusal", row)


def of_container(container: Container, row: Mapping[str, Any], by: str) -> Deed:
    return _deed(container.added_at, by, "opened", "container", row)


def of_judgement(judgement: Judgement, row: Mapping[str, Any]) -> Deed:
    return _deed(judgement.at, judgement.by, "judged", "judgement", row)


def of_put_back(connection: Connection, own_id: str, at: str, by: str) -> Iterator[Deed]:
    """Of the document or the container whose bytes these are; what is kept of it has not changed."""
    kinds: tuple[RecordKind, ...] = ("document", "container")
    for kind in kinds:
        table = _KINDS[kind].table
        columns = [column for column in as_stored(table) if column.name not in _NOT_HASHED]
        for row in connection.execute(select(*columns).where(table.c.id == own_id)):
            yield Deed(at, plain(by), "put back", kind, own_id, _digest_of_stored(table, dict(row._mapping)))


def _deed(at: str, by: str, what: CustodyWhat, record: RecordKind, row: Mapping[str, Any]) -> Deed:
    return Deed(at, plain(by), what, record, str(row[_KINDS[record].subject]), _digest(row))


def digest_of_reading(row: Mapping[str, Any]) -> str:
    """Of all that stands in the row of a reading: it can be worked out again, but a fault in it would be believed."""
    told = {name: value for name, value in row.items() if name not in ("content", "digest")}
    try:
        return digest_of({**told, "content": sha256(row["content"])})
    except (TypeError, UnicodeEncodeError):  # damage can make a text or a number of anything
        return _UNREADABLE


def lines(connection: Connection, subjects: Iterable[str] | None = None) -> list[CustodyLine]:
    """The log in order: all of it, or what tells of these subjects."""
    query = select(*as_stored(tables.custody)).order_by(tables.custody.c.number)
    if subjects is not None:
        query = query.where(tables.custody.c.subject.in_([*map(plain, subjects)]))
    return [_line(row) for row in connection.execute(query)]


def standing(connection: Connection) -> Iterator[Standing]:
    """Every record of which a line tells, as it is in its table now."""
    for kind, (table, subject, names) in _KINDS.items():
        columns = [column for column in as_stored(table) if column.name not in _NOT_HASHED]
        for row in connection.execute(select(*columns).order_by(*table.primary_key)):
            values = dict(row._mapping)
            name = next((values[name] for name in names if values[name]), "")
            yield Standing(kind, _told(values[subject]), _digest_of_stored(table, values), _told(name))


def as_stored(table: Table) -> list[Label[Any]]:
    """The columns of a table as the database has them, dates and lists as texts where it keeps them so: what damage
    made of one must not stop who reads the others.
    """
    raw = (JSON, Date, tables.Text, tables.String)
    return [(type_coerce(c, Text) if isinstance(c.type, raw) else c).label(c.name) for c in table.columns]


def _digest_of_stored(table: Table, values: Mapping[str, Any]) -> str:
    try:
        lists = {c.name for c in table.columns if isinstance(c.type, JSON)}
        return _digest({name: _read(value) if name in lists else value for name, value in values.items()})
    except (ValueError, TypeError):
        return _UNREADABLE


def _read(value: object) -> object:
    """A list or mapping, which some databases keep as text."""
    return json.loads(value) if isinstance(value, str) else value


def _digest(row: Mapping[str, Any]) -> str:
    return digest_of({name: value for name, value in row.items() if name not in _NOT_HASHED})


def _line(row: Row[Any]) -> CustodyLine:
    told = {name: value if name == "number" else _told(value) for name, value in row._mapping.items()}
    return decode(CustodyLine, told)


def _told(value: object) -> str:
    """A text out of the database; damage can have made something else of it."""
    return value if isinstance(value, str) else "" if value is None else str(value)
