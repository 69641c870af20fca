"""The tables as CSV files (RFC 4180) in a folder, one a table, and ``columns.csv`` that says what the columns mean.

UTF-8 with a byte order mark: without it Excel takes the file for the code page of the machine and garbles every name
that is not English; pandas, R, LibreOffice, Google Sheets and databases read either. Words are in quotation marks,
numbers are not; days are written as 2011-04-11; an empty cell says that nothing is known. Several names in a cell have
a semicolon between them, several ids a blank.

Words of documents cannot act as formulas, and can be had back letter by letter: see ``guard``.
"""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from ..material import Material, Written
from ..whole import whole_folder, write_part
from .every import every_table
from .guard import guarded
from .table import Cell, Row, Table

_BYTE_ORDER_MARK = "\ufeff"


def write(material: Material, output: Path) -> Written:
    """Write the files into the folder ``output``, which is made."""
    with whole_folder(output) as folder:
        for table in every_table(material):
            write_part(folder / f"{table.name}.csv", _lines(table))
    return Written(output)


def _lines(table: Table) -> Iterator[str]:
    held = StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    held.write(_BYTE_ORDER_MARK)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow(_cells(row))
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


def _cells(row: Row) -> list[str | int | float]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else cell
