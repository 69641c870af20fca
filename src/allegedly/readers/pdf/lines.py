"""What is printed on a page: from glyphs to stretches of a line, without yet asking in which order they are read."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_NEW_WORD = 0.15
_NEW_STRETCH = 0.7
_OTHER_LINE = 0.35
_BACKWARDS = 0.6
_RAISED = 0.12
_SMALLER = 0.85
_SAME_LINE = 0.5
_DROP_CAP = 1.7
_AS_ROW = 2.5
"""Distances, in heights of the letters: what parts words and stretches, and what makes another line, a mark, a row."""
_CONTROLS = dict.fromkeys([*range(32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "")
_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xa0": " "})
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_MARK = re.compile(r"[\d*†‡§¶,]{1,5}")
_AFTER_UNIT = re.compile(r"\b(?:[kcdm]?m|ft|mi|yd|in)$")
BULLETS = "•▪◦‣●■□∙\ue000-\uf8ff"
"""Symbol fonts have theirs among the private characters."""
LIST_MARK = re.compile(rf"(?:[{BULLETS}·o–—*-]|\(?(?:\d{{1,3}}|[a-z]|[ivxl]{{1,5}})[.)])")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter with its place on the page; distances in points, from the left and from the top."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a line, or what is read as one: ``rows`` of a ruled table, each with the lines of its cells, or
    the lines of a box (``inner``).
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first_word: float = 0.0
    """How wide its first word is."""
    is_row: bool = False
    """Whether it is a row of a table without rules."""
    rows: tuple[tuple[tuple["Line", ...], ...], ...] = ()
    inner: tuple["Line", ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def letters(text: str) -> tuple[str, int]:
    """The letters that a glyph stands for, and how many of it the font does not tell."""
    known, missing = _UNKNOWN.subn("\ufffd", text)
    return known.translate(_LETTERS).translate(_CONTROLS), missing


def stretches(glyphs: Sequence[Glyph]) -> list[Line]:
    """Glyphs put together as long as the page goes on writing to the right, without wide gaps."""
    found: list[Line] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if current and _goes_elsewhere(current, glyph):
            found.extend(_stretch(current))
            current = []
        if current or not glyph.text.isspace():
            current.append(glyph)
    return [*found, *_stretch(current)]


def _goes_elsewhere(current: list[Glyph], glyph: Glyph) -> bool:
    if glyph.text.isspace():
        return False
    last = next(one for one in reversed(current) if not one.text.isspace())
    heights = last.bottom - last.top, glyph.bottom - glyph.top
    size = max(*heights, 0.1)
    if abs(last.bottom - glyph.bottom) > _OTHER_LINE * size or min(heights) < _SMALLER * size:
        return True
    return glyph.x0 < last.x0 - _BACKWARDS * size or glyph.x0 - last.x1 > _NEW_STRETCH * size


def _stretch(glyphs: Sequence[Glyph]) -> list[Line]:
    while glyphs and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    if not glyphs:
        return []
    size = sorted(glyph.bottom - glyph.top for glyph in glyphs)[len(glyphs) // 2]
    parts, first_end, last = [], None, glyphs[0]
    for glyph in glyphs:
        if glyph is not last and glyph.x0 - last.x1 > _NEW_WORD * size and not last.text.isspace():
            parts.append(" ")
        if first_end is None and len(parts) > 1 and (glyph.text.isspace() or parts[-1] == " "):
            first_end = last.x1
        if not _is_doubled(glyph, last, size):
            parts.append(glyph.text)
        last = glyph
    text = unicodedata.normalize("NFC", " ".join("".join(parts).split()))
    x0, x1 = glyphs[0].x0, max(glyph.x1 for glyph in glyphs)
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    return [Line(text, x0, x1, top, bottom, size, (first_end or x1) - x0)] if text else []


def _is_doubled(glyph: Glyph, last: Glyph, size: float) -> bool:
    """Bold that is made by printing a letter twice, a hair apart."""
    return glyph is not last and glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.08 * size and glyph.text != " "


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines side by side put together, from the top; each row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.top, one.x0)):
        row = rows[-1] if rows else []
        if row and _overlap(row[0], line) > _SAME_LINE * min(row[0].bottom - row[0].top, line.bottom - line.top):
            row.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _overlap(one: Line, other: Line) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def joined(row: Sequence[Line]) -> list[Line]:
    """The stretches of a row as one line, those far apart as cells; tables and boxes stay as they are."""
    lines: list[Line] = []
    for other in row:
        if not lines or other.rows or other.inner or lines[-1].rows or lines[-1].inner:
            lines.append(other)
            continue
        line = lines[-1]
        gap = (other.x0 - line.x1) / max(line.size, 1)
        is_cell = gap > _AS_ROW and not LIST_MARK.fullmatch(line.text) and not _MARK.fullmatch(line.text)
        lines[-1] = replace(
            line,
            text=line.text + (" | " if is_cell else "" if abs(gap) <= _NEW_WORD else " ") + other.text,
            x1=max(line.x1, other.x1),
            top=min(line.top, other.top),
            bottom=max(line.bottom, other.bottom),
            size=max(line.size, other.size),
            is_row=line.is_row or is_cell,
        )
    return lines


def without_marks(lines: list[Line]) -> tuple[list[Line], int]:
    """The lines with raised letters ("4th") put to their words, the marks of notes left out, and how many those were.

    A raised number at the beginning of a line stays: it is the note's own.
    """
    kept, marks = [], 0
    small = {id(line) for line in lines if len(line.text) <= 5}
    for line in lines:
        host = _raised_on(line, lines) if id(line) in small else None
        if host is None:
            kept.append(line)
        elif _MARK.fullmatch(line.text) and not _AFTER_UNIT.search(host.text):
            marks += 1
        else:
            at = next((n for n, one in enumerate(kept) if one is host), None)
            if at is None:
                kept.append(line)
            else:
                kept[at] = replace(host, text=host.text + line.text, x1=line.x1)
    return kept, marks


def _raised_on(line: Line, lines: Iterable[Line]) -> Line | None:
    """What a small raised stretch stands right behind."""
    for host in lines:
        small = line.size < _SMALLER * host.size
        raised = host.bottom - line.bottom > _RAISED * host.size and line.bottom > host.top
        if small and raised and -0.2 * host.size < line.x0 - host.x1 < 0.3 * host.size:
            return host
    return None


def with_drop_caps(lines: list[Line]) -> list[Line]:
    """A large first letter put to the line that it begins."""
    for cap in [one for one in lines if len(one.text) == 1 and one.text.isupper()]:
        beside = [one for one in lines if one is not cap and _is_beside(one, cap)]
        if not beside:
            continue
        first = min(beside, key=lambda one: one.top)
        between = " " if cap.text in "AI" and first.x0 - cap.x1 > _NEW_WORD * first.size else ""
        lines = [_moved(one, cap, between, one is first) if one in beside else one for one in lines if one is not cap]
    return lines


def _is_beside(line: Line, cap: Line) -> bool:
    near = 0 <= line.x0 - cap.x1 + 0.2 * line.size < 1.5 * line.size
    return near and cap.size > _DROP_CAP * line.size and cap.top - 0.3 * line.size < line.middle < cap.bottom


def _moved(line: Line, cap: Line, between: str, is_first: bool) -> Line:
    return replace(line, x0=cap.x0, text=cap.text + between + line.text if is_first else line.text)
