"""Full-text search with SQLite's FTS5: passages in, passages out, each match with its offsets."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, bindparam, text
from sqlalchemy.exc import DatabaseError

from ..model import Document, Span
from ..model.protocols import Passage
from ..nlp.layout import paragraphs
from .query import Both, Either, Query, Without, Words, parse_query
from .rows import Values

MAX_PASSAGE = 4_000
"""A longer paragraph is cut at a space: nobody finds anything in a hit of a megabyte."""
_MARKERS = (range(0xE000, 0xF900), range(0xF0000, 0x10FFFE))

_OPERATORS: dict[type, tuple[str, int]] = {Either: ("OR", 1), Both: ("AND", 2), Without: ("NOT", 3)}
"""How they are written, and how closely they bind."""

_COUNT = text("SELECT count(*) FROM passage_index WHERE passage_index MATCH :query")
_BEST = text(
    'SELECT passage.id AS id, passage.document_id AS document_id, passage.start AS first, passage."end" AS last, '
    "passage.text AS text FROM passage_index JOIN passage ON passage.id = passage_index.rowid "
    "WHERE passage_index MATCH :query "
    "ORDER BY passage_index.rank, passage.document_id, passage.start LIMIT :limit OFFSET :offset"
)
_MARKED = text(
    "SELECT rowid, highlight(passage_index, 0, :marker, :marker) FROM passage_index "
    "WHERE passage_index MATCH :query AND rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))
_INDEX = text("INSERT INTO passage_index(rowid, text) VALUES (:id, :text)")
_INDEX_ALL = text("INSERT INTO passage_index(passage_index) VALUES ('rebuild')")
_CHECK = text("INSERT INTO passage_index(passage_index, rank) VALUES ('integrity-check', 1)")


class Found(NamedTuple):
    """A passage that fits; ``matches`` are offsets into the document's text."""

    passage: Passage
    matches: tuple[Span, ...]


Ranked: TypeAlias = tuple[list[Found], int]
"""Some of the passages that fit, best first, and how many fit in all."""


def passage_rows(document: Document, first: int) -> list[Values]:
    """The passages of a document as rows, numbered from ``first`` on."""
    return [
        {"id": number, "document_id": document.id, "start": start, "end": end, "text": document.text[start:end]}
        for number, (start, end) in enumerate(cut(document.text), first)
    ]


def index(connection: Connection, passages: Sequence[Values]) -> None:
    """Make rows of the table ``passage``, which stand there, searchable."""
    connection.execute(_INDEX, [{"id": row["id"], "text": row["text"]} for row in passages])


def index_all(connection: Connection) -> None:
    """Make all rows of the table ``passage`` searchable, and nothing else."""
    connection.execute(_INDEX_ALL)


def cut(content: str) -> list[Span]:
    """The passages of a text: its paragraphs, long ones in pieces of at most ``MAX_PASSAGE`` code points."""
    return list(chain.from_iterable(_pieces(content, start, end) for start, end in paragraphs(content)))


def find(connection: Connection, query: str, limit: int, offset: int) -> Ranked:
    """Passages that fit, best first (BM25), from the ``offset``-th on. Raises ``QueryError``."""
    match = fts5(parse_query(query))
    total: int = connection.execute(_COUNT, {"query": match}).scalar_one()
    rows = connection.execute(_BEST, {"query": match, "limit": limit, "offset": offset}).all()
    matches = _matches(connection, match, rows)
    return [_found(row, matches.get(row.id, ())) for row in rows], total


def is_sound(connection: Connection) -> bool:
    """Whether the index is whole and fits the passages; asks for a transaction that may write."""
    try:
        connection.execute(_CHECK)
    except DatabaseError:
        return False
    return True


def fts5(query: Query) -> str:
    """The query in FTS5's own language; every word is quoted, so that none of its characters is syntax."""
    if isinstance(query, Words):
        return f'"{query.text}"' + " *" * query.prefix
    operator, strength = _OPERATORS[type(query)]
    left, right = fts5(query.left), fts5(query.right)
    # As few brackets as may be: the parser of FTS5 bears only some twenty.
    left = f"({left})" if _strength(query.left) < strength else left
    right = f"({right})" if _strength(query.right) <= strength else right
    return f"{left} {operator} {right}"


def _strength(query: Query) -> int:
    return 4 if isinstance(query, Words) else _OPERATORS[type(query)][1]


def _pieces(content: str, start: int, end: int) -> Iterator[Span]:
    while end - start > MAX_PASSAGE:
        at_space = content.rfind(" ", start + 1, start + MAX_PASSAGE) + 1
        border = at_space or start + MAX_PASSAGE
        yield start, border
        start = border
    yield start, end


def _matches(connection: Connection, match: str, rows: Sequence[Row[Any]]) -> dict[int, tuple[Span, ...]]:
    """For each passage the offsets inside it that the query matched.

    SQLite tells them only by putting a marker around each, so one is taken that stands in none of the passages.
    """
    taken = set("".join(row.text for row in rows))
    marker = next((chr(code) for code in chain(*_MARKERS) if chr(code) not in taken), None)
    if marker is None or not rows:
        return {}
    parameters = {"query": match, "marker": marker, "ids": [row.id for row in rows]}
    return {i: _between(marked.split(marker)) for i, marked in connection.execute(_MARKED, parameters)}


def _between(pieces: list[str]) -> tuple[Span, ...]:
    """The spans of every second piece, in the text that all pieces make together."""
    spans, offset = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((offset, offset + len(piece)))
        offset += len(piece)
    return tuple(spans)


def _found(row: Row[Any], matches: tuple[Span, ...]) -> Found:
    spans = tuple((row.first + start, row.first + end) for start, end in matches)
    return Found(Passage(row.document_id, row.first, row.last, row.text), spans)
