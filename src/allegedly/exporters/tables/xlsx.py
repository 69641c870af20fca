"""The tables as an Excel workbook, a sheet each, and a sheet that says what the columns mean.

Words are strings and never formulas, so nothing has to be put before them. A day that the calendar of Excel has is a
day, an earlier one than 1 March 1900 is a string; what is vaguer than a day stands in words and in EDTF. A table with
more rows than a sheet holds goes on in further sheets. A character that XML forbids becomes a replacement character;
a cell that is longer than Excel allows is cut at its end. How many there are of either, and where, is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from zipfile import ZipFile

from ...reports.numbers import counted
from ..characters import REPLACEMENT, for_xml
from ..material import Material, Written
from ..whole import whole_file
from .every import every_table
from .spreadsheetml import Workbook, can_be_a_day
from .table import Cell, Row, Table

MOST_ROWS = 1_048_576
"""Of a sheet, with the header."""
LONGEST_CELL = 32_767
"""In UTF-16 units, of which a letter beyond the first 65,536 takes two."""
_ELLIPSIS = "…"
_NAMED = 3


@dataclass(slots=True)
class _Changed:
    """Where cells are not word for word what the case has."""

    cut: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)

    def tell(self, place: str, table: Table, row: Row, legal: Row, fit: Row) -> None:
        """Keep where a row differs without what is forbidden, and where it differs once that is cut."""
        for column, was, without, now in zip(table.columns, row, legal, fit, strict=True):
            self.replaced.extend([f"{place}, {column.name}"] if without != was else ())
            self.cut.extend([f"{place}, {column.name}"] if isinstance(was, str) and now != without else ())

    def sentences(self) -> Iterator[str]:
        if self.cut:
            cells = f"{counted(len(self.cut), 'cell')} longer than Excel holds ({LONGEST_CELL:,} characters)"
            yield f"{cells} cut at the end, where … stands: {_some(self.cut)}. The CSV has all of it."
        if self.replaced:
            cells = f"{counted(len(self.replaced), 'cell')} with characters that a workbook cannot hold"
            yield f"{cells}, {REPLACEMENT} in their place: {_some(self.replaced)}. The CSV has them."


def write(material: Material, output: Path) -> Written:
    """Write the workbook to the file ``output``."""
    changed = _Changed()
    with whole_file(output) as file, ZipFile(file, "w") as archive:
        book = Workbook(archive)
        for table in every_table(material):
            _add(book, table, changed)
        book.finish()
    return Written(output, tuple(changed.sentences()))


def _add(book: Workbook, table: Table, changed: _Changed) -> None:
    """The sheets of a table: mostly one."""
    rows, number = iter(table.rows), 1
    first = list(islice(rows, 1))
    while first or number == 1:
        name = table.name if number == 1 else f"{table.name} {number}"
        own = islice(chain(first, rows), MOST_ROWS - 1)
        book.add(name, table.columns, _fit(name, table, own, changed))
        first, number = list(islice(rows, 1)), number + 1


def _fit(name: str, table: Table, rows: Iterable[Row], changed: _Changed) -> Iterator[Row]:
    """Rows as a sheet can hold them."""
    for number, row in enumerate(rows, start=2):
        legal = tuple(for_xml(cell) if isinstance(cell, str) else cell for cell in row)
        fit = tuple(map(_cell, legal))
        if fit != row:
            changed.tell(f"{name}, row {number:,}", table, row, legal, fit)
        yield fit


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return cell if can_be_a_day(cell) else cell.isoformat()
    if isinstance(cell, str) and len(cell) > LONGEST_CELL // 2:
        units = cell.encode("utf-16-le")
        if len(units) > 2 * LONGEST_CELL:
            return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + _ELLIPSIS
    return cell


def _some(places: list[str]) -> str:
    more = len(places) - _NAMED
    return "; ".join(places[:_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
