"""What stands at the edges of pages and belongs to none: running heads and feet, page numbers; notes at the foot."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..properties import fits
from .lines import Line, rows_of

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_DEEPEST = 3
_FEW_PAGES = 4
_GRAIN = 4.0
_NEAR_EDGE = 0.12
_SMALL = 0.93
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|\[\d{1,3}\])[.)]?\s*\S")
_LONGEST_SHOWN = 60

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """A row at the top or bottom of a page: its lines, and a key that the same row has on other pages."""

    lines: tuple[Line, ...]
    key: Key


def edges_of(lines: Sequence[Line], height: float) -> tuple[list[Edge], list[Edge]]:
    """The outermost rows of a page, from the top and from the bottom."""
    rows = [row for row in rows_of(lines) if not any(line.rows or line.inner for line in row)]
    return [_edge(row, height) for row in rows[:_DEEPEST]], [_edge(row, height) for row in rows[: -_DEEPEST - 1 : -1]]


def _edge(row: Sequence[Line], height: float) -> Edge:
    words = _NUMBER.sub("#", " ".join(line.text for line in row).casefold())
    top, bottom = row[0].top, height - row[0].bottom
    return Edge(tuple(row), (words, round(top / _GRAIN) if top < bottom else -1 - round(bottom / _GRAIN)))


def running(pages: Sequence[tuple[Sequence[Edge], Sequence[Edge]]]) -> frozenset[Key]:
    """The keys of rows that come back on several pages at the same height."""
    counts = Counter(key for page in pages for key in {edge.key for side in page for edge in side})
    fewest = 2 if len(pages) <= _FEW_PAGES else 3
    return frozenset(key for key in counts if _on_pages(key, counts) >= (2 if _has_number(key) else fewest))


def _has_number(key: Key) -> bool:
    """Whether what may be a page's number stands at one end: then two pages, those of a short chapter, will do."""
    return key[0].startswith("# ") or key[0].endswith(" #")


def _on_pages(key: Key, counts: Counter[Key]) -> int:
    words, place = key
    return sum(counts[words, place + offset] for offset in (-1, 0, 1))


def without_edges(
    lines: Sequence[Line], sides: tuple[Sequence[Edge], Sequence[Edge]], known: frozenset[Key], height: float
) -> tuple[list[Line], list[str]]:
    """The lines of a page without what runs at its edges, and the words of that.

    A row counts if nothing but such rows is further out. A number alone counts near the edge even if it stands once.
    """
    gone: set[int] = set()
    said = []
    for side in sides:
        for edge in side:
            words = " ".join(line.text for line in edge.lines)
            if edge.key not in known and not _is_page_number(edge, words, height):
                break
            gone.update(map(id, edge.lines))
            said.append(words)
    return [line for line in lines if id(line) not in gone], said


def _is_page_number(edge: Edge, words: str, height: float) -> bool:
    line = edge.lines[0]
    is_near = min(line.top, height - line.bottom) < _NEAR_EDGE * height
    return is_near and fits("page-number", words) is not None


def notes_at_foot(group: list[Line], usual: float) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a column without the notes at its foot, and those: small print that begins with a mark."""
    first = len(group)
    while first and not group[first - 1].rows and group[first - 1].size < _SMALL * usual:
        first -= 1
    while first < len(group) and not _NOTE_MARK.match(group[first].text):
        first += 1
    notes: list[list[Line]] = []
    for line in group[first:]:
        if _NOTE_MARK.match(line.text) and _is_next(notes, line):
            notes.append([line])
        else:
            notes[-1].append(line)
    return group[:first], notes


def _is_next(notes: list[list[Line]], line: Line) -> bool:
    """Whether a line that begins like a note is one: its number is the next, or it has none."""
    if not notes:
        return True
    last, own = (re.match(r"\[?(\d+)", text) for text in (notes[-1][0].text, line.text))
    return last is None or own is None or int(own[1]) == int(last[1]) + 1


def told(said: Iterable[str]) -> str | None:
    """The sentence on running heads and page numbers; ``None`` where there were none."""
    kinds = Counter(_NUMBER.sub("#", words) for words in said)
    heads = [words for words in kinds if not fits("page-number", words.replace("#", "1"))]
    numbers = len(heads) < len(kinds)
    shown = ", ".join(f"“{words[:_LONGEST_SHOWN]}”" for words in heads[:3]) + (" and others" if len(heads) > 3 else "")
    parts = [f"running heads and feet ({shown})"] * bool(heads) + ["page numbers"] * numbers
    return f"Left out from the edges of the pages: {' and '.join(parts)}." if parts else None
