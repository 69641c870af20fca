"""WordprocessingML (ECMA-376) as strings: words with their styles, paragraphs, notes, links, fields."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from .blocks import Break, Footnote, Go, Inline, Kind, NoteMark, Quotation, Style, Words
from .shown import in_line, to_the_letter

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARAGRAPHS: dict[Kind, str] = {
    "body": "Normal",
    "quiet": "Quiet",
    "entry": "Entry",
    "remark": "Remark",
    "account": "Account",
    "item": "ListBullet",
    "judged": "Judgement",
}
_RUNS: dict[Style, str] = {
    "strong": "Strong",
    "quiet": "QuietWords",
    "judged": "Judged",
    "machine": "Machine",
    "differs": "Differs",
    "code": "Code",
}
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Bookmarks:
    """Names places that others lead to; each gets a number of its own."""

    def __init__(self) -> None:
        self._number = 0

    def around(self, anchor: str | None, inner: str) -> str:
        """``inner`` as the place that ``anchor`` names."""
        if anchor is None:
            return inner
        self._number += 1
        opened = f'<w:bookmarkStart w:id="{self._number}" w:name={quoteattr(bookmark(anchor))}/>'
        return f'{opened}{inner}<w:bookmarkEnd w:id="{self._number}"/>'


def bookmark(anchor: str) -> str:
    """An anchor as Word lets a bookmark be called: letters, digits and underscores, a letter first."""
    return anchor.replace("-", "_")


def paragraph(style: str, inner: str, more: str = "") -> str:
    """A paragraph; ``more`` are properties behind its style."""
    named = f'<w:pStyle w:val="{style}"/>' if style != "Normal" else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{inner}</w:p>"


def run(text: str, style: str | None = None) -> str:
    """Words with line feeds and tabs as Word has them."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style is not None else ""
    return f"<w:r>{properties}{_letters(text)}</w:r>"


def _letters(text: str) -> str:
    lines = (_tabbed(line) for line in text.split("\n"))
    return "<w:br/>".join(lines)


def _tabbed(line: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in line.split("\t"))
    return "<w:tab/>".join(pieces)


def inlines(found: Iterable[Inline], bookmarks: Bookmarks) -> str:
    return "".join(_inline(one, bookmarks) for one in found)


def _inline(one: Inline, bookmarks: Bookmarks) -> str:
    if isinstance(one, Words):
        style = f"Label{one.text.capitalize()}" if one.style == "label" else _RUNS.get(one.style)
        return run(in_line(one.text), style)
    if isinstance(one, Quotation):
        return run(f"“{to_the_letter(one.text)}”")
    if isinstance(one, Break):
        return "<w:r><w:br/></w:r>"
    if isinstance(one, Go):
        return link(one.anchor, run(in_line(one.text), "Hyperlink"))
    return _note_mark(one, bookmarks)


def link(anchor: str, inner: str) -> str:
    """A link to a place in the document."""
    return f'<w:hyperlink w:anchor={quoteattr(bookmark(anchor))} w:history="1">{inner}</w:hyperlink>'


def field(instruction: str, shown: str) -> str:
    """A field; ``shown`` are the runs that stand for it until Word works it out."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{shown}</w:fldSimple>"


def _note_mark(one: NoteMark, bookmarks: Bookmarks) -> str:
    """The sign of a footnote; Word has each note once, so the next times it is a reference to the first sign."""
    anchor = f"note-{one.number}"
    if one.turn == 1:
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        return bookmarks.around(anchor, f'<w:r>{style}<w:footnoteReference w:id="{one.number}"/></w:r>')
    return field(f"NOTEREF {bookmark(anchor)} \\f \\h", run(str(one.number), "FootnoteReference"))


def footnotes(found: Iterable[Footnote]) -> Iterator[str]:
    """The part that has the notes, with the two that Word draws its lines by."""
    yield f"{DECLARED}<w:footnotes {NAMESPACES}>{_SEPARATORS}"
    bookmarks = Bookmarks()
    sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    for note in found:
        inner = f"{sign}{run(' ')}{inlines(note.inlines, bookmarks)}"
        yield f'<w:footnote w:id="{note.number}">{paragraph("FootnoteText", inner)}</w:footnote>\n'
    yield "</w:footnotes>"
