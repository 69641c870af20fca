"""What people put on a page after it was made: notes pinned to it, and what they filled into its form."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text
from pdfplumber.page import Page

from ...resources.wording import day_of

_DAY_AFTER_NAME = re.compile(r",\s*[\d/.-]+,?\s*$")
"""As LibreOffice has it, in an order that depends on its language."""
_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_NOTES = frozenset(
    ("Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Stamp", "Square", "Circle", "Ink")
)
_MOST = 2_000
_FIELD_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class Pinned:
    """A note, or the words in a form's field (``is_field``), with their place: left, right, top, bottom, in points."""

    words: str
    box: tuple[float, float, float, float]
    author: str | None = None
    day: date | None = None
    is_field: bool = False
    size: float = _FIELD_SIZE


def on_page(page: Page) -> Iterator[Pinned]:
    """The notes and filled fields of a page; what is malformed is passed over."""
    for reference in (resolve1(page.page_obj.annots) or [])[:_MOST]:
        with suppress(ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
            found = _read(resolve1(reference), page)
            if found is not None:
                yield found


def _read(annotation: dict[str, Any], page: Page) -> Pinned | None:
    kind = resolve1(annotation.get("Subtype"))
    name = kind.name if isinstance(kind, PSLiteral) else ""
    if name == "Widget":
        words = _string(annotation, "V") or _string(resolve1(annotation.get("Parent")) or {}, "V")
        return Pinned(words, _box(annotation, page), is_field=True) if words else None
    words = _string(annotation, "Contents")
    if name not in _NOTES or not words:
        return None
    box = (0.0, 0.0, 0.0, 0.0)
    day = _day(_string(annotation, "CreationDate") or _string(annotation, "M"))
    return Pinned(words, box, _DAY_AFTER_NAME.sub("", " ".join(_string(annotation, "T").split())) or None, day)


def _string(of: dict[str, Any], key: str) -> str:
    value = resolve1(of.get(key))
    text = decode_text(value) if isinstance(value, bytes) else ""
    return re.sub(
        "[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]", "", text.replace("\r\n", "\n").replace("\r", "\n")
    ).strip()


def _day(words: str) -> date | None:
    found = _DAY.match(words)
    return day_of(int(found[1]), int(found[2]), int(found[3])) if found else None


def _box(annotation: dict[str, Any], page: Page) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(resolve1(value)) for value in resolve1(annotation["Rect"]))
    left, top = page.mediabox[0], page.mediabox[3]
    middle = (top - y1 + top - y0) / 2  # as high as a letter: the field may be a whole box
    half = min(abs(y1 - y0), _FIELD_SIZE) / 2
    return x0 - left, x1 - left, middle - half, middle + half
