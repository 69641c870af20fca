"""Tables of texts, as CSV or with tabs: a document for each row."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from ...errors import RefusedInputError
from ...model import Document
from ...plurals import counted
from ..composing import document_of, name_of
from ..decoding import Decoded, decode
from ..headings import Heading, read_heading
from ..html_text import has_markup, paragraphs_of, tree_of
from ..leaving import left_out
from ..naming import shortened
from ..numbered import numbered
from ..people import people_of
from ..pieces import Given, Part, Piece, Refused
from .columns import Columns, DayOrder, columns_by_name, day_in, is_data, order_of, with_text_by_content
from .dialect import Dialect, dialect_of

_TABS = (".tsv", ".tab")
_SAMPLE_ROWS = 200
_MOST_COLUMNS = 2_000
_MOST_NAMED = 12
_LONGEST_SHOWN = 40
_FIRST_WORDS = 120
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_END = re.compile(r"\r\n?")
_PARAGRAPH = re.compile(r"<(?:p|br|div|li|td)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(probably [^()]*\)$")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that is ready to be gone through: its text, how it is written down, what its columns hold."""

    decoded: Decoded
    dialect: Dialect
    columns: Columns
    has_names: bool = True

    def rows(self) -> Iterator[list[str]]:
        """The rows below the names, empty ones too."""
        rows = (row for row in self.dialect.rows(self.decoded.text))
        return islice(_from_first(rows), int(self.has_names), None)


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The row of a table that has one with a text, as a document; else a table of each row with the names above it.

    Raises ``RefusedInputError`` where no column is the text by its name, or by its content.
    """
    table = _table(path, decode(data))
    filled, empty, broken = _counted(table)
    if not filled:
        raise RefusedInputError(f"{name_of(path)} is a table without any text in its rows. Check that it is complete.")
    suffix = _suffix(path)
    for number, row in _filled_rows(table):
        if filled == 1:
            yield _document(path, data, given, table, row)
        else:
            name = numbered(number, table.columns.cell(row, "title"), _start(table.columns.cell(row, "text")))
            yield Part(name + suffix, _alone(table.columns, row, suffix))
    if broken:
        rest = f"after row {empty + filled:,}"
        yield Refused(rest, f"{name_of(path)} cannot be read {rest}: {broken}")
    if empty:
        yield left_out(path, f"{counted(empty, 'row')} without a text")


def _table(path: Path | None, decoded: Decoded) -> _Table:
    if "\x00" in decoded.text:
        raise RefusedInputError(
            f"{name_of(path)} has NUL characters, which no text has. Save it again as CSV in UTF-8."
        )
    dialect = dialect_of(decoded.text, tabs=_suffix(path) == ".tsv")
    try:
        first = [*islice(_from_first(dialect.rows(decoded.text)), _SAMPLE_ROWS)]
    except csv.Error as error:
        raise RefusedInputError(f"{name_of(path)} cannot be read as a table: {_why(error)}") from error
    if not first or max(map(len, first)) > _MOST_COLUMNS:
        what = f"has more than {_MOST_COLUMNS:,} columns" if first else "is empty"
        raise RefusedInputError(f"{name_of(path)} {what}. Check that it is a table, with a text in each row.")
    columns, has_names = _columns(path, first)
    table = _Table(decoded, dialect, columns, has_names)
    if columns.order is None and "published" in columns.places and (order := _order(table)):
        columns = replace(columns, order=order, guessed=columns.guessed | {"published"})
    return replace(table, columns=columns)


def _columns(path: Path | None, first: list[list[str]]) -> tuple[Columns, bool]:
    """What the columns hold, and whether the first row has their names."""
    columns = columns_by_name(first[0])
    if "text" in columns.places:
        return columns, True
    has_names = not is_data(first[0])
    if not has_names:
        columns = columns_by_name([f"Column {number}" for number in range(1, len(first[0]) + 1)])
    found = with_text_by_content(columns, first[has_names:])
    if found is None:
        raise RefusedInputError(
            f"{name_of(path)} is a table without a column that is clearly its text. Name that column “text”."
        )
    return found, has_names


def _order(table: _Table) -> DayOrder | None:
    return order_of(table.columns.cell(row, "published") for _, row in _read_rows(table))


def _read_rows(table: _Table) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, as far as they can be read."""
    try:
        yield from enumerate(table.rows(), 1)
    except csv.Error:
        return


def _filled_rows(table: _Table) -> Iterator[tuple[int, list[str]]]:
    return ((number, row) for number, row in _read_rows(table) if table.columns.cell(row, "text"))


def _counted(table: _Table) -> tuple[int, int, str | None]:
    """How many rows have a text, how many have none, and why the rest cannot be read, if so."""
    filled = empty = 0
    try:
        for row in table.rows():
            has_text = bool(table.columns.cell(row, "text"))
            filled, empty = filled + has_text, empty + (not has_text)
    except csv.Error as error:
        return filled, empty, _why(error)
    return filled, empty, None


def _why(error: csv.Error) -> str:
    if "limit" in str(error):
        return "a cell is too long, perhaps since a quotation mark is missing. Mend it, or split the table."
    return "its quotation marks or line ends are damaged. Save it again as CSV in UTF-8."


def _from_first(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows from the first one on that has anything in it."""
    first = next((row for row in rows if any(cell.strip() for cell in row)), None)
    return iter(()) if first is None else chain((first,), rows)


def _suffix(path: Path | None) -> str:
    return ".tsv" if path is not None and path.suffix.lower() in _TABS else ".csv"


def _start(text: str) -> str:
    return " ".join(text[:_FIRST_WORDS].split())


def _alone(columns: Columns, row: Sequence[str], suffix: str) -> bytes:
    """A table of one row, so written that it says itself what was concluded from all rows."""
    lines = io.StringIO()
    separator = "\t" if suffix == ".tsv" else ","
    writer = csv.writer(lines, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows((columns.marked, [*row, *[""] * (len(columns.names) - len(row))]))
    return lines.getvalue().encode("utf-8", "replace")


def _document(path: Path | None, data: bytes, given: Given, table: _Table, row: Sequence[str]) -> Document:
    columns = table.columns
    text = _text(columns.cell(row, "text"))
    told = columns.cell(row, "published")
    outlet, title, url = (" ".join(columns.cell(row, role).split()) for role in ("outlet", "title", "url"))
    own = Heading(
        title or None,
        people_of(columns.cell(row, "authors")),
        outlet or None,
        day_in(told, columns.order),
        url if url.startswith(("http://", "https://")) else None,
    )
    return document_of(
        path,
        data,
        given,
        media_type="text/tab-separated-values" if _suffix(path) == ".tsv" else "text/csv",
        text=text,
        own=own,
        heading=read_heading(text),
        encoding=table.decoded.encoding,
        notices=(*table.decoded.notices, *_notices(table, row, own, told)),
    )


def _text(cell: str) -> str:
    """The text of a cell; where it is HTML, its paragraphs."""
    plain = _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", cell)).strip()
    if not has_markup(plain):
        return plain
    breaks = plain if _PARAGRAPH.search(plain) else plain.replace("\n", "<br>")
    tree = tree_of(breaks)
    return "" if tree is None else "\n\n".join(paragraphs_of(tree))


def _notices(table: _Table, row: Sequence[str], own: Heading, told: str) -> Iterator[str]:
    columns = table.columns
    if not table.has_names:
        yield "The table has no names above its columns; the first row was taken for a text too."
    if "text" in columns.guessed:
        name = _BRACKET.sub("", columns.names[columns.places["text"]])
        yield f"The column “{_shown(name)}” was taken for the text, since it holds running text."
    if told and own.published is None:
        yield f"The day “{_shown(told)}” is not clear or not whole; none was taken."
    elif "published" in columns.guessed and day_in(told, None) != own.published:
        yield f"The day “{_shown(told)}” was read as {columns.order}, as other rows of the table have it."
    if columns.unused:
        names = [f"“{_shown(name)}”" for name in columns.unused[:_MOST_NAMED]]
        more = len(columns.unused) - len(names)
        yield f"Columns that were not used: {', '.join(names)}{f' and {more:,} more' if more else ''}."
    if extra := sum(bool(cell.strip()) for cell in row[len(columns.names) :]):
        yield f"The row has {counted(extra, 'cell')} more than there are columns; not used."


def _shown(words: str) -> str:
    return shortened(" ".join(words.split()), _LONGEST_SHOWN)
