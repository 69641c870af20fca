"""One page after the other: its lines, and what else is on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from .limits import MISHAPS, is_too_large
from .lines import Glyph, Line, letters, stretches, with_drop_caps, without_marks
from .pinned import Pinned, on_page
from .ruled import rule, take_ruled

_SCAN = 0.6
_SIDEWAYS = 0.5
_MOST_GLYPHS = 200_000


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page, not yet in order; numbers from 1, sizes in points."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    pinned: tuple[Pinned, ...] = ()
    has_picture: bool = False
    is_scan: bool = False
    """Whether a picture covers most of it."""
    is_damaged: bool = False
    marks: int = 0
    unknown: int = 0
    """Letters that the page's fonts do not tell."""
    sideways: int = 0
    """Letters set sideways, which were left out."""


@dataclass(slots=True)
class _Seen:
    """What is on a page, as pdfminer gives it: upright letters, those turned left or right, rules and pictures."""

    upright: list[Glyph] = field(default_factory=list)
    turned: dict[int, list[Glyph]] = field(default_factory=dict)
    rules: list[dict[str, Any]] = field(default_factory=list)
    pictured: float = 0.0
    unknown: int = 0


def pages_of(pdf: PDF) -> Iterator[PageLines]:
    """The pages in order. What is kept of a page while it is read is dropped before the next."""
    for page in pdf.pages:
        try:
            yield _page_lines(page)
        except MISHAPS as error:
            if is_too_large(error):
                raise
            yield PageLines(page.page_number, 1.0, is_damaged=True)
        page.close()


def _page_lines(page: Page) -> PageLines:
    seen = _Seen()
    x0, y0, x1, y1 = page.mediabox
    area = max((x1 - x0) * (y1 - y0), 1.0)
    _look(page.layout, page, seen, 0)
    glyphs, width, height = seen.upright, float(page.width), float(page.height)
    left_out = sum(map(len, seen.turned.values()))
    most = max(seen.turned.values(), key=len, default=[])
    if len(most) > _SIDEWAYS * (len(glyphs) + left_out):  # a wide page, printed along the long side
        quarter = next(way for way, found in seen.turned.items() if found is most)
        left_out += len(glyphs) - len(most)
        glyphs, height = [_turned(glyph, quarter, width, height) for glyph in most], width
        seen.rules = []
    found, outside = take_ruled(glyphs, seen.rules, area, stretches)
    lines, marks = without_marks(with_drop_caps(stretches(outside)))
    pinned = tuple(on_page(page))
    filled = [Line(one.words, *one.box, one.size, 0.0) for one in pinned if one.is_field and one.words]
    return PageLines(
        page.page_number,
        height,
        [*lines, *found, *filled],
        tuple(one for one in pinned if not one.is_field),
        has_picture=seen.pictured > 0,
        is_scan=seen.pictured > _SCAN * area,
        marks=marks,
        unknown=seen.unknown,
        sideways=left_out,
    )


def _look(container: Iterable[Any], page: Page, seen: _Seen, depth: int) -> None:
    """Sort out what is on a page. Coordinates are turned upside down: pdfminer counts from the foot of the page."""
    left, top = page.bbox[0], page.mediabox[1] + page.height + (page.bbox[1] - page.mediabox[1])
    for item in container:
        if isinstance(item, LTChar):
            if len(seen.upright) < _MOST_GLYPHS:
                _see_letter(item, left, top, seen)
        elif isinstance(item, LTImage):
            seen.pictured = max(seen.pictured, item.width * item.height)
        elif isinstance(item, LTFigure):
            if depth < 20:
                _look(item, page, seen, depth + 1)
        elif isinstance(item, LTCurve):  # lines and rectangles are such too
            seen.rules.extend(rule(item.x0 - left, item.x1 - left, top - item.y1, top - item.y0))


def _see_letter(item: LTChar, left: float, top: float, seen: _Seen) -> None:
    text, missing = letters(item.get_text())
    if not text:
        return
    seen.unknown += missing
    glyph = Glyph(text, item.x0 - left, item.x1 - left, top - item.y1, top - item.y0)
    if item.upright:
        seen.upright.append(glyph)
    else:
        seen.turned.setdefault(1 if item.matrix[1] > 0 else -1, []).append(glyph)


def _turned(glyph: Glyph, quarter: int, width: float, height: float) -> Glyph:
    """A letter of a line that runs up (1) or down (-1) the page, as it stands once the page is turned."""
    if quarter > 0:
        return Glyph(glyph.text, height - glyph.bottom, height - glyph.top, glyph.x0, glyph.x1)
    return Glyph(glyph.text, glyph.top, glyph.bottom, width - glyph.x1, width - glyph.x0)
