"""The first tables: documents and their receipts, refusals, readings with what is drawn from them, passages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("path", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("published_by", sa.Text, nullable=False),
        sa.Column("encoding", sa.Text),
        sa.Column("notices", sa.JSON, nullable=False),
        sa.Column("voices", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_table(
        "receipt",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("received_at", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        *_key_of_receipts(),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute("CREATE UNIQUE INDEX pk_receipt ON receipt (document_id, md5(path))")
    op.create_table(
        "refusal",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("refused_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refusal"),
    )
    op.create_index("ix_refusal_sha256", "refusal", ["sha256"])
    op.create_table(
        "reading",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("stages", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _of_document("reading"),
        sa.PrimaryKeyConstraint("document_id", name="pk_reading"),
    )
    op.create_index("ix_reading_stages", "reading", ["stages"])
    _create_drawn_tables()
    if op.get_bind().dialect.name == "sqlite":
        _create_sqlite_index()
    else:
        _create_turn()


def _create_drawn_tables() -> None:
    op.create_table(
        "claim",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("predicate", sa.Text, nullable=False),
        sa.Column("type", sa.Text),
        sa.Column("voice", sa.String(16), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("place", sa.Text),
        sa.Column("found_by", sa.Text, nullable=False),
        _of_document("claim"),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_id", "claim", ["id"])
    op.create_index("ix_claim_earliest", "claim", ["earliest"])
    op.create_table(
        "mention",
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("entity", sa.String(16), nullable=False),
        _of_document("mention"),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_mention"),
        sqlite_with_rowid=False,
    )
    # Not an index in order, where PostgreSQL bears no long texts; names are looked up whole.
    op.create_index("ix_mention_text", "mention", ["text"], postgresql_using="hash")
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        _of_document("passage"),
        sa.PrimaryKeyConstraint("id", name="pk_passage"),
    )
    op.create_index("ix_passage_document_id_start", "passage", ["document_id", "start"])


def _key_of_receipts() -> list[sa.PrimaryKeyConstraint]:
    """In PostgreSQL a key bears no long paths: there it is an index on their hashes."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [sa.PrimaryKeyConstraint("document_id", "path", name="pk_receipt")]


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["document.id"], name=f"fk_{table}_document_id_document", ondelete="CASCADE"
    )


def _create_sqlite_index() -> None:
    """The full-text index holds no text of its own: it reads that of the passages."""
    op.execute(
        "CREATE VIRTUAL TABLE passage_index USING fts5("
        "text, content='passage', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )


def _create_turn() -> None:
    """One row, which whoever writes changes first: so writers take turns. It says when the passages last changed."""
    op.execute("CREATE TABLE turn (number bigint NOT NULL, version text NOT NULL, passages text NOT NULL)")
    op.execute("INSERT INTO turn VALUES (0, '0', '0')")
