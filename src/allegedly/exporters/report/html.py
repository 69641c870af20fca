"""The report as one page of HTML: no scripts, nothing from elsewhere, notes and text linked both ways."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..html.markup import Child, Markup, el, html
from ..html.page import page_head
from ..material import Material, Written
from ..whole import write_whole
from .blocks import (
    Block,
    Break,
    Footnote,
    Go,
    Heading,
    Inline,
    NoteMark,
    Paragraph,
    Part,
    Quotation,
    Report,
    Row,
    Style,
    Table,
    Words,
)
from .content import LEFT_OUT, report_of
from .shown import in_line, to_the_letter

_CSS = Path(__file__).with_name("page.css")
_ELEMENTS: dict[Style, str] = {"strong": "strong", "judged": "strong", "differs": "strong", "code": "code"}
_LISTED = ("account", "item")


def write(material: Material, output: Path) -> Written:
    """Write the page to the file ``output``; it needs nothing but itself."""
    write_whole(output, _page(report_of(material)))
    return Written(output, LEFT_OUT)


def _page(report: Report) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n'
    yield el("head", *_head(report))
    yield '<body id="top">\n'
    yield el("a", "To the chronology", href="#chronology", class_="skip")
    yield '<header class="front">'
    yield el("h1", in_line(report.title), dir="auto")
    yield el("p", report.subtitle, class_="subtitle")
    yield from _blocks(report.front)
    yield el("nav", el("h2", "Contents"), el("ol", *map(_entry_of_contents, report.parts)), aria_label="Contents")
    yield "</header>\n<main>"
    for part in report.parts:
        yield from _part(part)
    yield '<section id="notes" class="part"><h2>Notes</h2>\n<ol class="notes">'
    yield from map(_footnote, report.footnotes())
    yield "</ol></section></main>\n</body>\n</html>\n"


def _head(report: Report) -> list[Markup]:
    identifier = el("meta", name="dcterms.identifier", content=f"sha256:{report.fingerprint}")
    return [*page_head(_CSS, in_line(report.title), " · ", report.subtitle), identifier]


def _entry_of_contents(part: Part) -> Markup:
    sections = [el("li", el("a", in_line(one.text), href=f"#{one.anchor}")) for one in part.sections]
    return el("li", el("a", part.title, href=f"#{part.anchor}"), el("ul", sections) if sections else None)


def _part(part: Part) -> Iterator[str]:
    yield f'\n<section id="{part.anchor}" class="part{" wide" if part.wide else ""}">'
    yield el("h2", part.title, " ", el("a", "contents", href="#top", class_="top"))
    yield from _blocks(part.blocks())
    yield "</section>"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks, those that are listed inside a list."""
    in_list = False
    for block in blocks:
        listed = isinstance(block, Paragraph) and block.kind in _LISTED
        if listed != in_list:
            yield "\n<ul>" if listed else "</ul>"
        in_list = listed
        yield "\n"
        yield from _block(block)
    if in_list:
        yield "</ul>"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield el(f"h{block.level + 1}", in_line(block.text), id=block.anchor)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        name = "li" if block.kind in _LISTED else "p"
        yield el(name, _inlines(block.inlines), class_=block.kind, id=block.anchor)


def _table(table: Table) -> Iterator[str]:
    """In a frame of its own, that can be moved to its side with keys too."""
    yield f'<div class="frame" role="region" tabindex="0" aria-label="{table.caption}"><table>'
    yield el("caption", table.caption)
    yield el("colgroup", [el("col", style=f"width:{width}%") for width in table.widths])
    yield el("thead", el("tr", [el("th", name, scope="col") for name in table.header]))
    yield "<tbody>"
    yield from map(_row, table.rows())
    yield "</tbody></table></div>"


def _row(row: Row) -> str:
    return el("tr", [el("td", _inlines(cell)) for cell in row.cells], id=row.anchor) + "\n"


def _footnote(note: Footnote) -> str:
    """A note, and the ways back to each place in the text that refers to it."""
    backs = [
        el("a", f"↩{turn if note.turns > 1 else ''}", href=f"#ref-{note.number}-{turn}", aria_label=f"Back to {turn}")
        for turn in range(1, note.turns + 1)
    ]
    ways: list[Child] = [child for back in backs for child in (" ", back)]
    return el("li", _inlines(note.inlines), el("span", ways, class_="backs"), id=f"note-{note.number}") + "\n"


def _inlines(inlines: Iterable[Inline]) -> Child:
    return [_inline(one) for one in inlines]


def _inline(one: Inline) -> Markup:
    if isinstance(one, Quotation):
        return html(["“", el("span", to_the_letter(one.text), class_="passage", dir="auto"), "”"])
    if isinstance(one, Break):
        return el("br")
    if isinstance(one, NoteMark):
        mark = el("a", str(one.number), href=f"#note-{one.number}", id=f"ref-{one.number}-{one.turn}")
        return el("sup", mark)
    if isinstance(one, Go):
        return el("a", in_line(one.text), href=f"#{one.anchor}", dir="auto")
    return _words(one)


def _words(one: Words) -> Markup:
    text = in_line(one.text)
    if one.style == "plain":
        return html(text)
    kind = f"label {text}" if one.style == "label" else one.style
    return el(_ELEMENTS.get(one.style, "span"), text, class_=kind, dir="auto" if one.style == "theirs" else None)
