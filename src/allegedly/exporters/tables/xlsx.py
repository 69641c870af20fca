"""The tables as an Excel workbook, a sheet each, and a sheet that says what the columns mean.

Words are strings and never formulas, so nothing has to be put before them. A day that the calendar of Excel has is a
day, an earlier one than 1 March 1900 is a string; what is vaguer than a day stands in words and in EDTF. A table with
more rows than a sheet holds goes on in further sheets. A character that XML forbids becomes a replacement character;
a cell that is longer than Excel allows is cut at its end. How many there are of either, and where, is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import IO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from ...disk import passing_folder
from ...reports.numbers import counted
from ..characters import REPLACEMENT, for_xml
from ..material import Material, Written
from ..whole import whole_file
from .every import every_table
from .table import Cell, Column, Row, Table

MOST_ROWS = 1_048_576
"""Of a sheet, with the header."""
LONGEST_CELL = 32_767
"""In UTF-16 units, of which a letter beyond the first 65,536 takes two."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar is wrong: it has a 29 February 1900."""
_LONG_AGO = datetime(1980, 1, 1)
"""When each workbook says that it was made, so that the same case gives the same bytes."""
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


class _Book:
    """A workbook in the making: row after row, none of which is held in memory."""

    def __init__(self, held: "IO[bytes]", folder: Path) -> None:
        self._book = xlsxwriter.Workbook(held, {"constant_memory": True, "tmpdir": str(folder)})
        self._book.set_properties({"created": _LONG_AGO})
        self._text = self._book.add_format({"num_format": "@", "valign": "top"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._header = self._book.add_format({"num_format": "@", "bold": True})

    def add(self, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """A sheet with a header that stays in sight, filters, and widths."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        last = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, self._header)
        for last, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                self._write(sheet, last, place, cell)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def finish(self) -> None:
        try:
            self._book.close()
        except FileCreateError as error:  # what the disk said stands in it
            refused = error.args[0]
            raise (refused if isinstance(refused, OSError) else OSError(str(error))) from error

    def _write(self, sheet: Worksheet, row: int, place: int, cell: Cell) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, place, cell, self._text)
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, datetime.combine(cell, time()), self._day)
        elif cell is not None:
            sheet.write_number(row, place, cell)


def write(material: Material, output: Path) -> Written:
    """Write the workbook to the file ``output``."""
    changed, held = _Changed(), BytesIO()
    with whole_file(output) as file:
        # What is not packed yet waits beside the output, not where all of the machine's users put things.
        with passing_folder(output.resolve().parent, "xlsx") as folder:
            book = _Book(held, folder)
            for table in every_table(material):
                _add(book, table, changed)
            book.finish()
        file.write(held.getbuffer())
    return Written(output, tuple(changed.sentences()))


def _add(book: _Book, table: Table, changed: _Changed) -> None:
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
        return cell if cell >= _FIRST_DAY else cell.isoformat()
    if isinstance(cell, str) and len(cell) > LONGEST_CELL // 2:
        units = cell.encode("utf-16-le")
        if len(units) > 2 * LONGEST_CELL:
            return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + _ELLIPSIS
    return cell


def _some(places: list[str]) -> str:
    more = len(places) - _NAMED
    return "; ".join(places[:_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
