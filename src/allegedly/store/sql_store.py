"""The store in tables: what is the same in every database. What is not, a ``Dialect`` does."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, insert, select

from ..errors import CaseError, NotFoundError
from ..model import Annotated, Document, Judgement, Verdict
from ..model.codec import decode, encode
from ..model.custody import ChainReport, CustodyLine, Deed, Noted, check
from ..model.protocols import (
    Arrival,
    Container,
    DocumentEntry,
    Passage,
    Reading,
    Receipt,
    Refusal,
    SearchHit,
    SearchResult,
)
from . import custody
from .dialect import Dialect
from .faults import damaged
from .fulltext import Found, passage_rows
from .known import KnownEntries, KnownLog
from .packing import unpack
from .plain import plain
from .rows import (
    Values,
    claim_rows,
    container_row,
    document_of,
    document_row,
    entry_of,
    mention_rows,
    reading_row,
    receipt_row,
    refusal_row,
)
from .tables import claim, container, document, judgement, mention, passage, reading, receipt, refusal

_BATCH = 32
"""Readings fetched at once: few enough to hold in memory, whatever their size."""
_ID, _AT_ONCE = 16, 500
"""Characters of a claim's whole id, and so many are looked up in one query."""
_ORDER = (document.c.published.asc().nulls_last(), document.c.id)


class SqlStore:
    """The ``Store`` of a case folder. Its methods raise ``CaseError`` as the protocol says."""

    def __init__(self, folder: Path, dialect: Dialect) -> None:
        self._folder = folder
        self._dialect = dialect
        self._log = KnownLog()
        self._entries = KnownEntries()

    def close(self) -> None:
        self._dialect.close()

    def version(self) -> str:
        return self._dialect.version()

    def snapshot(self, folder: Path) -> None:
        self._dialect.snapshot(folder)

    def alone(self, wait: float | None = None) -> AbstractContextManager[None]:
        return self._dialect.alone(wait)

    def receive(self, receipts: Sequence[Receipt]) -> None:
        rows = {(one.document, row["id"]): (one, row) for one in reversed(receipts) for row in [receipt_row(one)]}
        if not rows:
            return
        with self._writing() as connection:
            asked = select(receipt.c.document_id, receipt.c.id)
            there = connection.execute(asked.where(receipt.c.document_id.in_({own for own, _ in rows})))
            for known in there.tuples():
                rows.pop(known, None)
            if rows:
                connection.execute(insert(receipt), [row for _, row in rows.values()])
            custody.write(connection, [custody.of_receipt(*pair) for pair in reversed(rows.values())])

    def keep(
        self,
        arrivals: Sequence[Arrival],
        refusals: Sequence[Refusal],
        containers: Sequence[Container] = (),
        by: str = "",
    ) -> None:
        deeds: list[Deed] = []
        with self._writing() as connection:
            for arrival in arrivals:
                row = document_row(arrival)
                if self._is_new(connection, document, row):
                    self._keep_document(connection, arrival)
                    deeds.append(custody.of_document(arrival, row, by))
            for refused in refusals:
                row = refusal_row(refused)
                if self._is_new(connection, refusal, row):
                    deeds.append(custody.of_refusal(refused, row, by))
            for one in containers:
                row = container_row(one)
                if self._is_new(connection, container, row):
                    deeds.append(custody.of_container(one, row, by))
            custody.write(connection, deeds)

    def keep_readings(self, readings: Sequence[Reading]) -> None:
        with self._writing() as connection:
            for made in readings:
                _keep_reading(connection, made)

    def forget_readings(self, document_ids: Iterable[str]) -> None:
        with self._writing() as connection:
            for document_id in document_ids:
                _forget_reading(connection, document_id)

    def forget_receipts(self, document_id: str, *, by: str, at: str) -> None:
        with self._writing() as connection:
            own = receipt.c.document_id == plain(document_id)
            rows = connection.execute(select(receipt).where(own).order_by(receipt.c.id)).mappings().all()
            connection.execute(delete(receipt).where(own))
            custody.write(connection, [custody.of_forgotten(dict(row), at, by) for row in rows])

    def put_back(self, document_id: str, *, by: str, at: str) -> None:
        with self._writing() as connection:
            custody.write(connection, [*custody.of_put_back(connection, plain(document_id), at, by)])

    def has(self, document_id: str) -> bool:
        asked = plain(document_id)
        query = select(document.c.id).where(document.c.id == asked)
        query_too = select(container.c.id).where(container.c.id == asked)
        with self._looking() as connection:
            return connection.execute(query.union_all(query_too)).first() is not None

    def ids(self) -> list[str]:
        with self._looking() as connection:
            return list(connection.execute(select(document.c.id).order_by(*_ORDER)).scalars())

    def document(self, document_id: str) -> Document:
        with self._looking() as connection:
            row = connection.execute(select(document).where(document.c.id == plain(document_id))).first()
        if row is None:
            raise NotFoundError(f"There is no document {document_id} in the case.")
        return document_of(row)

    def documents(self, *, naming: str | None = None, within: str | None = None) -> list[DocumentEntry]:
        query = _entries()
        if within is not None:
            query = query.where(document.c.parent == plain(within))
        if naming is not None:
            query = query.where(document.c.id.in_(select(mention.c.document_id).where(mention.c.text == plain(naming))))
        with self._looking() as connection:
            if within is None and naming is None:
                return self._entries.read(connection, query)
            return [entry_of(row) for row in connection.execute(query)]

    def receipts(self, document_id: str | None = None) -> list[Receipt]:
        query = _receipts()
        if document_id is not None:
            query = query.where(receipt.c.document_id == plain(document_id))
        with self._looking() as connection:
            return [Receipt(*row) for row in connection.execute(query)]

    def refusals(self) -> list[Refusal]:
        columns = (refusal.c.path, refusal.c.sentence, refusal.c.refused_at, refusal.c.sha256)
        query = select(*columns).order_by(refusal.c.refused_at, refusal.c.path, refusal.c.sentence)
        with self._looking() as connection:
            return [Refusal(*row) for row in connection.execute(query)]

    def containers(self) -> list[Container]:
        query = select(container).order_by(container.c.added_at, container.c.id)
        with self._looking() as connection:
            return [decode(Container, dict(row._mapping)) for row in connection.execute(query)]

    def unfinished(self) -> list[Receipt]:
        columns = (document.c.id, container.c.id, refusal.c.sha256)
        query = _receipts().where(*(~select(c).where(c == receipt.c.document_id).exists() for c in columns))
        with self._looking() as connection:
            found = [Receipt(*row) for row in connection.execute(query)]
        return list({r.document: r for r in reversed(found)}.values())[::-1]

    def pending(self, stages: str) -> list[str]:
        query = (
            select(document.c.id)
            .outerjoin(reading)
            .where(reading.c.stages.is_(None) | (reading.c.stages != stages))
            .order_by(*_ORDER)
        )
        with self._looking() as connection:
            return list(connection.execute(query).scalars())

    def reading_keys(self) -> dict[str, str]:
        with self._looking() as connection:
            # Joined: in a damaged database there can be a reading of what is no document.
            rows = connection.execute(select(document.c.id, reading.c.key).join(reading))
            return dict(rows.tuples().all())

    def judge(self, verdict: Verdict, *, after: int) -> Judgement | None:
        with self._writing() as connection:
            last = connection.execute(select(func.max(judgement.c.number))).scalar() or 0
            if last != after:
                return None
            made = verdict.numbered(last + 1)
            row = {"number": made.number, "id": made.id, "kind": made.kind, "content": encode(made)}
            connection.execute(insert(judgement), row)
            custody.write(connection, [custody.of_judgement(made, row)])
        return made

    def judgements(self) -> tuple[Judgement, ...]:
        with self._looking() as connection:
            return self._log.read(connection)

    def custody(self, subjects: Iterable[str] | None = None) -> list[CustodyLine]:
        with self._looking() as connection:
            return custody.lines(connection, subjects)

    def check_custody(self, noted: Noted | None = None) -> ChainReport:
        with self._looking() as connection:
            return check(custody.lines(connection), custody.standing(connection), noted)

    def annotated(self, document_ids: Iterable[str] | None = None, *, happenings: bool = False) -> Iterator[Annotated]:
        wanted = self.ids() if document_ids is None else [plain(own) for own in document_ids]
        for first in range(0, len(wanted), _BATCH):
            ids = wanted[first : first + _BATCH]
            query = (
                select(document.c.id, document.c.text, reading.c.content).join(reading).where(document.c.id.in_(ids))
            )
            with self._looking() as connection:
                rows = {row.id: row for row in connection.execute(query)}
            for document_id in ids:
                if document_id in rows:
                    yield self._unpacked(document_id, rows[document_id].content, rows[document_id].text, happenings)

    def document_of_claim(self, claim_id: str) -> str:
        wanted = plain(claim_id)
        # Ids are hexadecimal, so "g" comes after whatever can follow.
        within = (claim.c.id >= wanted) & (claim.c.id < wanted + "g")
        with self._looking() as connection:
            query = select(claim.c.document_id, claim.c.id).where(within).distinct().limit(2)
            found = connection.execute(query).all() if wanted else []
        if not found:
            raise NotFoundError(f"There is no claim {claim_id} in the case.")
        if len(found) > 1:
            raise NotFoundError(f"Several claims begin with {claim_id}; give more of the id.")
        return str(found[0].document_id)

    def documents_of_claims(self, beginnings: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        wanted = [asked for one in beginnings if (asked := plain(one))]
        whole = [one for one in wanted if len(one) == _ID]
        within: list[ColumnElement[bool]] = [
            claim.c.id.in_(whole[first : first + _AT_ONCE]) for first in range(0, len(whole), _AT_ONCE)
        ]
        within += [(claim.c.id >= one) & (claim.c.id < one + "g") for one in wanted if len(one) != _ID]
        with self._looking() as connection:
            for condition in within:
                rows = connection.execute(select(claim.c.id, claim.c.document_id).where(condition))
                found.update((row.id, row.document_id) for row in rows)
        return found

    def search(self, query: str, *, limit: int, offset: int = 0) -> SearchResult:
        found, total = self._dialect.find(query, limit, offset)
        with self._looking() as connection:
            return SearchResult(tuple(self._hit(connection, one) for one in found), total)

    def _hit(self, connection: Connection, found: Found) -> SearchHit:
        own, start, end = found.passage.document, found.passage.start, found.passage.end
        title = select(func.coalesce(document.c.title, reading.c.title), document.c.path).outerjoin(reading)
        row = connection.execute(title.where(document.c.id == own)).first()
        if row is None:
            raise CaseError(damaged(self._folder, f"it has passages of {own}, which is no document of it"))
        inside = select(claim.c.id).where(claim.c.document_id == own, claim.c.start < end, claim.c.end > start)
        ids = connection.execute(inside.order_by(claim.c.number)).scalars()
        return SearchHit(found.passage, row[0], row[1], found.matches, tuple(ids))

    def passages(self, document_id: str) -> list[Passage]:
        columns = (passage.c.document_id, passage.c.start, passage.c.end, passage.c.text)
        query = select(*columns).where(passage.c.document_id == plain(document_id)).order_by(passage.c.start)
        with self._looking() as connection:
            return [Passage(*row) for row in connection.execute(query)]

    def problems(self) -> Iterator[str]:
        return self._dialect.problems()

    def problems_of_reading(self, document_id: str) -> Iterator[str]:
        with self._looking() as connection:
            query = select(*custody.as_stored(reading)).where(reading.c.document_id == document_id)
            row = connection.execute(query).mappings().first()
        if row is not None and custody.digest_of_reading(dict(row)) != row["digest"]:
            yield f"The reading of the document {document_id} is not what was written. It can be made anew."

    def problems_of(self, annotated: Annotated) -> Iterator[str]:
        document_id = annotated.document.id
        with self._looking() as connection:
            for table, rows in ((claim, claim_rows(annotated)), (mention, mention_rows(annotated))):
                if _rows(connection, table, document_id) != rows:
                    yield f"The table {table.name} does not agree with the reading of the document {document_id}."

    def _is_new(self, connection: Connection, table: Table, row: Values) -> bool:
        """Write a row where there is none of its key; whether there was none."""
        new = self._dialect.insert_new(table).returning(*table.primary_key)
        return connection.execute(new, row).first() is not None

    def _keep_document(self, connection: Connection, arrival: Arrival) -> None:
        last: int = connection.execute(select(func.coalesce(func.max(passage.c.id), 0))).scalar_one()
        rows = passage_rows(arrival.document, last + 1)
        if rows:
            connection.execute(insert(passage), rows)
            self._dialect.index(connection, rows)
        if arrival.reading is not None:
            _keep_reading(connection, arrival.reading)

    def _unpacked(self, document_id: str, content: bytes, text: str, happenings: bool) -> Annotated:
        try:
            return unpack(content, text, happenings=happenings)
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            raise CaseError(damaged(self._folder, f"the reading of the document {document_id}: {error}")) from error

    def _looking(self) -> AbstractContextManager[Connection]:
        return self._dialect.transaction()

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._dialect.transaction(writing=True)


def _keep_reading(connection: Connection, made: Reading) -> None:
    _forget_reading(connection, made.annotated.document.id)
    connection.execute(insert(reading), reading_row(made))
    for table, rows in ((claim, claim_rows(made.annotated)), (mention, mention_rows(made.annotated))):
        if rows:
            connection.execute(insert(table), rows)


def _forget_reading(connection: Connection, document_id: str) -> None:
    for table in (claim, mention, reading):
        connection.execute(delete(table).where(table.c.document_id == document_id))


def _entries() -> Select[Any]:
    columns = [c for c in document.columns if c.name not in ("title", "text", "voices", "pages")]
    title = func.coalesce(document.c.title, reading.c.title).label("title")
    return select(*columns, title, reading.c.claims).outerjoin(reading).order_by(*_ORDER)


def _receipts() -> Select[Any]:
    columns = [c for c in receipt.columns if c.name != "id"]
    return select(*columns).order_by(receipt.c.received_at, receipt.c.document_id, receipt.c.path, receipt.c.id)


def _rows(connection: Connection, table: Table, document_id: str) -> list[Values]:
    query = select(table).where(table.c.document_id == document_id).order_by(table.c.number)
    return [dict(row._mapping) for row in connection.execute(query)]
