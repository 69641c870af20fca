"""Who brought what and how: receipts say it, and a log that chains by hash tells of all that came in and was decided.

What was there before the log is taken over into it as it stands then: from there on it is watched, and what happened to
it earlier nobody can say. The columns are named here as they were, whatever later versions add.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from allegedly.model import content_id, sha256
from allegedly.model.custody import Deed, Head, RecordKind, chained, digest_of

revision = "0004"
down_revision = "0003"

_COLUMNS: dict[RecordKind, str] = {
    "document": "id path media_type title authors outlet url published published_by encoding notices voices "
    "text_sha256 size added_at parent pages",
    "container": "id path media_type size added_at notices",
    "receipt": "document_id id path received_at published by how url parent",
    "refusal": "id path sha256 sentence refused_at",
    "judgement": "number id kind content",
}
_LISTS = {"authors", "notices", "voices", "pages"}
_LINE = ("number", "at", "by", "what", "record", "subject", "digest", "previous", "hash")


def upgrade() -> None:
    _tell_more_in_receipts()
    _seal_readings()
    op.create_table(
        "custody",
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "by", "what", "record")),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("subject", "digest", "previous", "hash")),
        sa.PrimaryKeyConstraint("number", name="pk_custody"),
    )
    op.create_index("ix_custody_subject", "custody", ["subject"])
    _take_over()


def _tell_more_in_receipts() -> None:
    old = list(op.get_bind().execute(sa.text("SELECT document_id, path, received_at, published FROM receipt")))
    op.drop_table("receipt")
    op.create_table(
        "receipt",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("received_at", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("how", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("parent", sa.String(64)),
        sa.PrimaryKeyConstraint("document_id", "id", name="pk_receipt"),
        sqlite_with_rowid=False,
    )
    rows = [{**row._mapping, "id": content_id("receipt", row.path, "", None, None, None), "by": ""} for row in old]
    if rows:
        names = ("document_id", "id", "path", "received_at", "published", "by")
        op.get_bind().execute(sa.table("receipt", *map(sa.column, names)).insert(), rows)


def _seal_readings() -> None:
    op.add_column("reading", sa.Column("digest", sa.String(64), nullable=False, server_default=sa.text("''")))
    bind = op.get_bind()
    query = sa.text("SELECT document_id, key, stages, title, claims, content FROM reading WHERE document_id = :id")
    seal = sa.text("UPDATE reading SET digest = :digest WHERE document_id = :id")
    for own_id in list(bind.execute(sa.text("SELECT document_id FROM reading")).scalars()):
        row = dict(bind.execute(query, {"id": own_id}).one()._mapping)
        digest = digest_of({**row, "content": sha256(bytes(row["content"]))})
        bind.execute(seal, {"id": own_id, "digest": digest})


def _take_over() -> None:
    """A line for the change itself, with the hash of the copy that was made before it, and one for each record."""
    told = context.config.attributes
    at, by = told["at"], told["by"]
    deeds = [Deed(at, by, "taken over", record, subject, digest) for record, subject, digest in _records()]
    backup = told.get("backup")
    if deeds or backup:
        deeds.insert(0, Deed(at, by, "migrated", "case", told["version"], backup or ""))
    rows = [{name: getattr(line, name) for name in _LINE} for line in chained(deeds, Head())]
    if rows:
        op.get_bind().execute(sa.table("custody", *map(sa.column, _LINE)).insert(), rows)


def _records() -> Iterator[tuple[RecordKind, str, str]]:
    for record, columns in _COLUMNS.items():
        named: list[sa.ColumnClause[Any]] = [sa.column(name) for name in columns.split()]
        for row in op.get_bind().execute(sa.select(*named).select_from(sa.table(record)).order_by(*named[:2])):
            values = {name: _read(name, record, value) for name, value in row._mapping.items()}
            yield record, str(values["document_id" if record == "receipt" else "id"]), digest_of(values)


def _read(name: str, record: str, value: Any) -> Any:
    is_json = name in _LISTS or (record, name) == ("judgement", "content")
    return json.loads(value) if is_json and isinstance(value, str) else value
