"""From the lines of all pages to the text of the document, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...plurals import counted, were
from ..composing import Layout
from ..counting import pages_named
from .columns import reading_order
from .edges import edges_of, notes_at_foot, running, told, without_edges
from .lines import Line
from .pages import PageLines
from .paragraphs import Paragraph, Words, paragraphs_in, runs_over, text_of, usual_size, words_of


@dataclass(slots=True)
class _Page:
    """A page's lines in reading order, column by column, and the notes at its foot."""

    columns: list[list[Line]]
    notes: list[list[Line]] = field(default_factory=list)


def lay_out(pages: Sequence[PageLines], layout: Layout) -> list[str]:
    """Put the pages into ``layout``: what is to be said about them."""
    edges = [edges_of(page.lines, page.height) for page in pages]
    known = running(edges)
    said: list[str] = []
    left: list[list[Line]] = []
    for page, sides in zip(pages, edges, strict=True):
        lines, gone = without_edges(page.lines, sides, known, page.height)
        said.extend(gone)
        left.append(lines)
    usual = usual_size(line for lines in left for line in lines)
    ordered = [_in_order(lines, usual) for lines in left]
    words = words_of(_columns(ordered))
    _lay(ordered, words, layout)
    comments = _lay_pinned(pages, layout)
    return [*filter(None, (told(said), *_notices(pages, left, words), comments))]


def _columns(pages: Sequence[_Page]) -> Iterator[list[Line]]:
    for page in pages:
        yield from page.columns
        yield from page.notes


def _in_order(lines: Sequence[Line], usual: float) -> _Page:
    page = _Page([])
    for group in reading_order(lines):
        inner = [replace(line, inner=tuple(_flat(line.inner))) if line.inner else line for line in group]
        body, notes = notes_at_foot(inner, usual)
        page.notes.extend(notes)
        if body:
            page.columns.append(body)
    return page


def _flat(lines: Sequence[Line]) -> Iterator[Line]:
    return (line for group in reading_order(lines) for line in group)


def _lay(pages: Sequence[_Page], words: Words, layout: Layout) -> None:
    """Put the pages in. A paragraph that runs over to the next page is the last of its own: notes go before it."""
    texts = [_paragraphs(page, words) for page in pages]
    before: Paragraph | None = None  # the last paragraph of the page before
    rest = ""  # what of its last word stands on this page
    for number, (page, paragraphs) in enumerate(zip(pages, texts, strict=True)):
        following = next((found[0] for found in texts[number + 1 :] if found), None)
        notes = [words.text(line.text for line in note) for note in page.notes]
        body = [text_of(paragraph, words) for paragraph in paragraphs]
        continues = bool(paragraphs) and before is not None and runs_over(before, paragraphs[0])
        if continues and rest:
            body[0] = body[0].removeprefix(rest).lstrip()
        rest = ""
        goes_on = bool(paragraphs) and following is not None and runs_over(paragraphs[-1], following)
        if goes_on and following is not None:
            body[-1], rest = _with_rest(body[-1], text_of(following, words), words)
        if goes_on and len(body) > continues:
            body[-1:-1] = notes
        else:
            body.extend(notes)
            goes_on = goes_on and not notes
        layout.add_page(body, continues=continues and bool(body and body[0]))
        if paragraphs:
            before = paragraphs[-1] if goes_on else None


def _with_rest(text: str, following: str, words: Words) -> tuple[str, str]:
    """A paragraph whose last word is divided over two pages, with all of that word; and what of it was on the next."""
    first = following.split(" ", 1)[0]
    whole = words.put_on(text, first)
    return (text, "") if whole.endswith(f" {first}") else (whole, first)


def _paragraphs(page: _Page, words: Words) -> list[Paragraph]:
    found: list[Paragraph] = []
    for column in page.columns:
        own = paragraphs_in(column, words)
        if found and own and runs_over(found[-1], own[0]):
            found[-1].lines.extend(own.pop(0).lines)
        found.extend(own)
    return found


def _lay_pinned(pages: Sequence[PageLines], layout: Layout) -> str | None:
    pinned = [(page.number, one) for page in pages for one in page.pinned]
    for number, (_, one) in enumerate(pinned, 1):
        layout.add_comment(one.words.split("\n\n"), author=one.author, published=one.day, number=number)
    if not pinned:
        return None
    on = pages_named(sorted({number for number, _ in pinned}))
    notes = f"{counted(len(pinned), 'note')} pinned to {on} {were(len(pinned))}"
    return f"{notes} put after the text, as {'a comment' if len(pinned) == 1 else 'comments'}."


def _notices(pages: Sequence[PageLines], left: Sequence[Sequence[Line]], words: Words) -> Iterator[str]:
    """The sentences on what pages lack and on what was guessed."""
    silent = [page for page, lines in zip(pages, left, strict=True) if not lines and not page.is_damaged]
    pictures = [page.number for page in silent if page.has_picture]
    if pictures:
        named = pages_named(pictures)
        yield f"Without text, only with pictures: {named}. Run OCR (text recognition) to have their words."
    if blank := [page.number for page in silent if not page.has_picture]:
        yield f"Without any text: {pages_named(blank)}."
    if damaged := [page.number for page in pages if page.is_damaged]:
        yield f"Damaged and left out: {pages_named(damaged)}."
    if scans := [page.number for page, lines in zip(pages, left, strict=True) if page.is_scan and lines]:
        yield f"Text recognised on a picture of the page, which may have errors: {pages_named(scans)}."
    if unknown := sum(page.unknown for page in pages):
        yield f"The fonts do not tell {counted(unknown, 'letter')}; “\ufffd” stands for each."
    if sideways := [page.number for page in pages if page.sideways]:
        yield f"Text set sideways was left out on {pages_named(sideways)}."
    if marks := sum(page.marks for page in pages):
        yield f"The marks of notes in the text ({marks}) were left out; the notes stand where their page has them."
    if words.joined:
        yield f"{counted(words.joined, 'word')} divided at the end of a line {were(words.joined)} put together."
