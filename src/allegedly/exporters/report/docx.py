"""The report as a Word document (ECMA-376), with footnotes of Word's own; written piece by piece, so that a large case
takes little memory.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..material import Material, Written
from ..whole import whole_file
from .blocks import Block, Heading, Part, Report, Row, Table
from .content import LEFT_OUT, report_of
from .shown import in_line
from .word_xml import (
    DECLARED,
    NAMESPACES,
    PARAGRAPHS,
    Bookmarks,
    footnotes,
    inlines,
    link,
    paragraph,
    run,
)

_PARTS = Path(__file__).with_name("word")
_FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/footer1.xml": "footer1.xml",
    "docProps/app.xml": "app.xml",
}
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can have."""
_PIECE = 1 << 18
_SHORT, _LONG, _MARGIN = 11906, 16838, 1418
"""A4 and the width of its margins, in twentieths of a point."""


def write(material: Material, output: Path) -> Written:
    """Write the document to the file ``output``."""
    report = report_of(material)
    with whole_file(output) as file, ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, source in _FIXED.items():
            _put(package, name, [_PARTS.joinpath(source).read_text("utf-8")])
        _put(package, "docProps/core.xml", [_properties(report)])
        _put(package, "word/header1.xml", [_header(report)])
        _put(package, "word/document.xml", _document(report))
        _put(package, "word/footnotes.xml", footnotes(report.footnotes()))
    return Written(output, LEFT_OUT)


def _put(package: ZipFile, name: str, pieces: Iterable[str]) -> None:
    """One part of the package, at a time that is always the same."""
    info = ZipInfo(name, _NO_TIME)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    with package.open(info, "w") as part:
        for piece in _gathered(pieces):
            part.write(piece.encode("utf-8"))


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """The same in larger pieces, which are packed faster."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _PIECE:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def _properties(report: Report) -> str:
    """Without any time: the document tells of a state of the case, not of a day."""
    return (
        f'{DECLARED}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(in_line(report.title))}</dc:title><dc:subject>{escape(report.subtitle)}</dc:subject>"
        f"<dc:creator>Allegedly</dc:creator><dc:identifier>sha256:{report.fingerprint}</dc:identifier>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _header(report: Report) -> str:
    title = paragraph("Header", run(in_line(report.title)))
    return f"{DECLARED}<w:hdr {NAMESPACES}>{title}</w:hdr>"


def _document(report: Report) -> Iterator[str]:
    bookmarks = Bookmarks()
    yield f"{DECLARED}<w:document {NAMESPACES}><w:body>"
    yield paragraph("Title", run(in_line(report.title)))
    yield paragraph("Subtitle", run(report.subtitle))
    yield from _blocks(report.front, bookmarks)
    yield from _contents(report)
    wide, first = False, True
    for part in report.parts:
        if part.wide != wide:
            yield paragraph("SectionEnd", "", _section(wide=wide, first=first))
            wide, first = part.wide, False
        yield from _part(part, bookmarks)
    yield f"{_section(wide=wide, first=first)}</w:body></w:document>"


def _section(*, wide: bool, first: bool) -> str:
    """The end of a section, with what its pages are like; the title's page has neither header nor footer."""
    size = f'w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"' if wide else f'w:w="{_SHORT}" w:h="{_LONG}"'
    margins = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar {margins} w:header="709" w:footer="709" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _contents(report: Report) -> Iterator[str]:
    """A table of contents that Word works out anew when the document is opened. Until then its headings stand there,
    without pages: only who lays the document out knows these.
    """
    yield paragraph("ContentsHeading", run("Contents"))
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="1"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for part in report.parts:
        yield paragraph("TOC1", opened + link(part.anchor, run(part.title)))
        opened = ""
        for one in part.sections:
            yield paragraph("TOC2", link(one.anchor or part.anchor, run(in_line(one.text))))
    yield paragraph("Normal", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def _part(part: Part, bookmarks: Bookmarks) -> Iterator[str]:
    before = "<w:pageBreakBefore/>" if part.anchor in ("reading", "chronology") else ""
    yield paragraph("Heading1", bookmarks.around(part.anchor, run(part.title)), before)
    yield from _blocks(part.blocks(), bookmarks)


def _blocks(blocks: Iterable[Block], bookmarks: Bookmarks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            inner = bookmarks.around(block.anchor, run(in_line(block.text)))
            yield paragraph(f"Heading{block.level}", inner)
        elif isinstance(block, Table):
            yield from _table(block, bookmarks)
        else:
            inner = bookmarks.around(block.anchor, inlines(block.inlines, bookmarks))
            yield paragraph(PARAGRAPHS[block.kind], inner)
        yield "\n"


def _table(table: Table, bookmarks: Bookmarks) -> Iterator[str]:
    """Across a page on its side; its heads come again on each page."""
    widths = [width * (_LONG - 2 * _MARGIN) // 100 for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield paragraph("Caption", run(table.caption))
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(table.caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    head = (_cell(width, paragraph("CellHead", run(name))) for width, name in zip(widths, table.header, strict=True))
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(head)}</w:tr>\n"
    for row in table.rows():
        yield _row(row, widths, bookmarks)
    yield "</w:tbl>"


def _row(row: Row, widths: list[int], bookmarks: Bookmarks) -> str:
    inner = [inlines(cell, bookmarks) for cell in row.cells]
    inner[0] = bookmarks.around(row.anchor, inner[0])
    cells = (_cell(width, paragraph("Cell", words)) for width, words in zip(widths, inner, strict=True))
    return f"<w:tr>{''.join(cells)}</w:tr>\n"


def _cell(width: int, inner: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
