"""Stretches of a text between quotation marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..model import Span

_MARK = re.compile(r"[“”„«»\"]|``|''|(?<![\w’])‘(?=\w)|’(?!\w)")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’", '"': '"', "''": "''"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start`` and ``end`` take the marks in; an unclosed one ends with its paragraph."""

    start: int
    end: int
    closed: bool


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> list[Quotation]:
    """The outermost quotations, sorted; none crosses the end of a paragraph.

    A mark that opens and is never closed counts only where it is unmistakable: a typographic one, or any at the start
    of a paragraph (the newspaper habit of opening each paragraph of a long quotation and closing the last only).
    """
    return [quotation for span in paragraphs for quotation in _in_paragraph(text, *span)]


def quotation_at(quotations: list[Quotation], offset: int) -> Quotation | None:
    """The quotation that covers ``offset``; ``quotations`` are sorted and do not overlap."""
    i = bisect_right(quotations, offset, key=lambda quotation: quotation.start) - 1
    return quotations[i] if i >= 0 and offset < quotations[i].end else None


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None:
            if mark in _CLOSERS:
                opened = (match.start(), mark)
        elif mark in _CLOSERS[opened[1]]:
            found.append(Quotation(opened[0], match.end(), closed=True))
            opened = None
    if opened is not None and (opened[0] == start or opened[1] in "“„«"):
        found.append(Quotation(opened[0], end, closed=False))
    return found
