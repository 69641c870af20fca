"""PDF: the words of the pages in the order in which they are read, put together to paragraphs.

Letters and rules come from pdfplumber (pdfminer.six), properties and embedded files from pypdf.
"""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pdfplumber

from ...errors import RefusedInputError
from ...model import sha256
from ..composing import MAX_CODE_POINTS, Layout, document_of, name_of, too_long
from ..pieces import Given, Piece
from ..properties import own_heading
from .about import files_in, opened, properties
from .laying import lay_out
from .limits import MISHAPS, bound_pdfminer, is_too_large
from .pages import PageLines, pages_of

for _name in ("pdfminer", "pdfplumber", "pypdf"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # what they would warn about, notices and refusals tell
bound_pdfminer()


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A PDF as a document, and then the files embedded in it.

    ``Document.pages`` are the pages of the file, whatever number is printed on them. Method: glyphs to stretches of
    lines, columns by an XY-cut, paragraphs by distances, indents and whether more would have fitted on a line. What
    comes back at the edges of pages is left out; notes at the foot stay on their page. Notes that readers pinned to
    pages are comments, after the text.
    """
    reader = opened(path, data)
    pages = _pages(path, data)
    if not any(page.lines for page in pages):
        raise _nothing_in(path, pages)
    layout = Layout(sha256(data), "readers.pdf")
    notices = lay_out(pages, layout)
    if not layout.text.strip():
        raise _nothing_in(path, pages)
    known = properties(reader)
    own, heading = own_heading(layout.text, known.title, known.author)
    yield document_of(
        path,
        data,
        given,
        media_type="application/pdf",
        text=layout.text,
        own=own,
        heading=heading,
        notices=notices,
        voices=layout.voices,
        pages=layout.pages,
    )
    yield from files_in(reader)


def _pages(path: Path | None, data: bytes) -> list[PageLines]:
    pages: list[PageLines] = []
    length = 0
    try:
        with pdfplumber.open(io.BytesIO(data), password="") as pdf:
            for page in pages_of(pdf):
                pages.append(page)
                length += sum(len(line.text) for line in page.lines)
                if length > MAX_CODE_POINTS:
                    raise too_long(path)
    except MISHAPS as error:
        raise (_unpacks_too_far if is_too_large(error) else _damaged)(path) from error
    if not pages or all(page.is_damaged for page in pages):
        raise _damaged(path)
    return pages


def _damaged(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} is damaged, so that its pages cannot be read. Get it again, or print it to a new PDF."
    )


def _unpacks_too_far(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} becomes far larger when it is unpacked, as files made to do harm do. Print it to a new PDF."
    )


def _nothing_in(path: Path | None, pages: list[PageLines]) -> RefusedInputError:
    if not any(page.has_picture for page in pages):
        return RefusedInputError(
            f"{name_of(path)} has no text on its pages. If something can be seen on them, run OCR (text recognition) "
            "over it and add what comes out."
        )
    of = "its page is a picture" if len(pages) == 1 else f"its {len(pages)} pages are pictures"
    return RefusedInputError(
        f"{name_of(path)} is a scan: {of} without text. Run OCR (text recognition) over it and add what comes out."
    )
