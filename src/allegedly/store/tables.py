"""The tables of a case, in portable SQL. What changes here needs a migration in ``migrations/versions``."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    text,
)
from sqlalchemy import String as AnyString
from sqlalchemy import Text as AnyText


def _text(value: object) -> str | None:
    """What damage made of a text in SQLite, which takes anything in any column, is not taken for one."""
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{type(value).__name__} where a text should be")


class Text(TypeDecorator[str]):
    impl = AnyText
    cache_ok = True

    def process_result_value(self, value: object, dialect: object) -> str | None:
        return _text(value)


class String(TypeDecorator[str]):
    """``Text`` of at most so many characters."""

    impl = AnyString
    cache_ok = True

    def process_result_value(self, value: object, dialect: object) -> str | None:
        return _text(value)


# Tables whose key leads with a hash of 64 characters are kept in the order of that key (``sqlite_with_rowid``): a
# second index of the hashes would be as large as the rows.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_document(*, primary_key: bool = False) -> "Column[str]":
    document_id = ForeignKey("document.id", ondelete="CASCADE")
    return Column("document_id", String(64), document_id, nullable=False, primary_key=primary_key)


# A document as its reader gave it: this row never changes. ``voices`` are those that its format marked.
document = Table(
    "document",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("path", Text),
    Column("media_type", Text, nullable=False),
    Column("title", Text),
    Column("authors", JSON, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Date),
    Column("published_by", Text, nullable=False),
    Column("encoding", Text),
    Column("notices", JSON, nullable=False),
    Column("voices", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("parent", String(64)),
    Column("pages", JSON, nullable=False, server_default=text("'[]'")),
)

# What documents came in: its row is written when all of them are there.
container = Table(
    "container",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("path", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("notices", JSON, nullable=False),
)

# No foreign key: a receipt is written before its document is, so that an interrupted add can be finished. Its ``id`` is
# made from path, person, how, address and parent: what makes it another receipt of the same bytes.
receipt = Table(
    "receipt",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("id", String(16), primary_key=True),
    Column("path", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("published", Date),
    Column("by", Text, nullable=False),
    Column("how", Text),
    Column("url", Text),
    Column("parent", String(64)),
    sqlite_with_rowid=False,
)

refusal = Table(
    "refusal",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), index=True),
    Column("sentence", Text, nullable=False),
    Column("refused_at", Text, nullable=False),
)

# ``content`` is everything that was read, but the text: compressed JSON. The tables below it are drawn from it. The
# ``digest`` is of all the rest of the row.
reading = Table(
    "reading",
    metadata,
    _of_document(primary_key=True),
    Column("key", Text, nullable=False),
    Column("stages", Text, nullable=False, index=True),
    Column("title", Text),
    Column("claims", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False, server_default=text("''")),
)

claim = Table(
    "claim",
    metadata,
    _of_document(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("type", Text),
    Column("voice", String(16), nullable=False),
    Column("label", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date),
    Column("place", Text),
    Column("found_by", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Names only: what a pronoun or a description stands for is in the reading.
mention = Table(
    "mention",
    metadata,
    _of_document(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", String(16), nullable=False),
    Index(None, "text", postgresql_using="hash"),
    sqlite_with_rowid=False,
)

# The log of what a person decided: rows are only ever added. ``content`` is the whole judgement.
judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True, unique=True),
    Column("kind", Text, nullable=False),
    Column("content", JSON, nullable=False),
)

# The log of custody: rows are only ever added, each with the hash of the one before it (see ``model.custody``).
custody = Table(
    "custody",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("subject", String(64), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# The text stands here a second time: to take a passage out of its document costs as much as the document is long.
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_document(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "document_id", "start"),
)
