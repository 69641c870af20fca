"""The parts of an XLSX file (ECMA-376, SpreadsheetML), written straight to the archive.

openpyxl reads what comes out of this, but would take several times as long to write it, cuts long cells without a word,
takes words that begin with = for formulas, and stamps the time of day.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .table import Cell, Column, Row

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can hold; the same for every part, so that the same case gives the same bytes."""
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar is wrong: it has a 29 February 1900."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TEXT_STYLE, _DAY_STYLE, _HEADER_STYLE = 1, 2, 3
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/>'
    '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>'
    '</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top"/></xf>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was written; ``rows`` counts the header too."""

    name: str
    columns: int
    rows: int

    @property
    def area(self) -> str:
        """All its cells, as in "$A$1:$C$9"."""
        return f"$A$1:${letters(self.columns - 1)}${self.rows}"


class Workbook:
    """An XLSX file in the making."""

    def __init__(self, archive: ZipFile) -> None:
        """``archive`` is open to be written to, and closed by whoever opened it, also where writing fails."""
        self._archive = archive
        self._sheets: list[Sheet] = []

    def add(self, name: str, columns: Iterable[Column], rows: Iterable[Row]) -> None:
        """A sheet with a header that stays in sight, filters, and widths. Strings must be fit for XML, at most 32,767
        characters long; there are at most 1,048,576 rows, the header's too.
        """
        columns, count = list(columns), 0
        part_of_archive = _info(f"xl/worksheets/sheet{len(self._sheets) + 1}.xml")
        with self._archive.open(part_of_archive, "w", force_zip64=True) as part:
            part.write(_opening(columns).encode())
            for row in chain([tuple(column.name for column in columns)], rows):
                count += 1
                part.write(_row(count, row).encode())
            sheet = Sheet(name, len(columns), count)
            part.write(f'</sheetData><autoFilter ref="{sheet.area.replace("$", "")}"/></worksheet>'.encode())
        self._sheets.append(sheet)

    def finish(self) -> None:
        for name, content in _other_parts(self._sheets).items():
            self._archive.writestr(_info(name), _HEAD + content)


def letters(number: int) -> str:
    """The name of the column of a number, from 0: A, ..., Z, AA, ..."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def can_be_a_day(value: date) -> bool:
    """Whether a spreadsheet's calendar has the day."""
    return value >= _FIRST_DAY


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type, info.create_system = ZIP_DEFLATED, 3
    info.external_attr = 0o644 << 16
    return info


def _opening(columns: Iterable[Column]) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{column.width}" customWidth="1"/>' for n, column in enumerate(columns, 1)
    )
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}<cols>{widths}</cols><sheetData>'


def _row(number: int, row: Row) -> str:
    style = _HEADER_STYLE if number == 1 else _TEXT_STYLE
    cells = "".join(_cell(f"{letters(n)}{number}", cell, style) for n, cell in enumerate(row) if cell is not None)
    last = f'<c r="{letters(len(row) - 1)}{number}"/>' if row[-1] is None else ""  # so that every row is as long
    return f'<row r="{number}">{cells}{last}</row>'


def _cell(place: str, cell: Cell, style: int) -> str:
    if isinstance(cell, str):
        text = escape(_LOOKS_ESCAPED.sub("_x005F_", cell)).replace("\r", "&#13;")
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="{_DAY_STYLE}"><v>{cell.toordinal() - _EPOCH}</v></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'


def _other_parts(sheets: list[Sheet]) -> dict[str, str]:
    numbers = range(1, len(sheets) + 1)
    return {
        "xl/workbook.xml": _workbook(sheets),
        "xl/styles.xml": _STYLES,
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *((f"{_RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                (f"{_RELATIONS}/styles", "styles.xml"),
            ]
        ),
        "_rels/.rels": _relations([(f"{_RELATIONS}/officeDocument", "xl/workbook.xml")]),
        "[Content_Types].xml": _content_types(numbers),
    }


def _workbook(sheets: list[Sheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"{escape(_quoted(sheet.name))}!{sheet.area}</definedName>"
        for number, sheet in enumerate(sheets)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{filters}</definedNames></workbook>"
    )


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(numbers: Iterable[int]) -> str:
    def overrides() -> Iterator[str]:
        yield f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        yield f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        for number in numbers:
            yield f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'

    of_package = "application/vnd.openxmlformats-package.relationships+xml"
    relations = f'<Default Extension="rels" ContentType="{of_package}"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{relations}{xml}{"".join(overrides())}</Types>'
