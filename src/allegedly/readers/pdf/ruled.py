"""Ruled tables and boxes: which letters of a page stand in which of their cells."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from .lines import Glyph, Line

Cell = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""
_MOST_RULES = 400
_FEWEST_RULES = 4
_THIN = 3.0
_LARGEST_BOX = 0.5


def rule(x0: float, x1: float, top: float, bottom: float) -> list[dict[str, Any]]:
    """The edges that a line or a rectangle has, as pdfplumber knows them; none for a slanted line."""
    width, height = x1 - x0, bottom - top
    if height <= _THIN or width <= _THIN:
        return [_edge(x0, x1, top, top) if width > height else _edge(x0, x0, top, bottom)] if width + height > 1 else []
    across = [_edge(x0, x1, y, y) for y in (top, bottom)]
    return [*across, *(_edge(x, x, top, bottom) for x in (x0, x1))]


def _edge(x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if top == bottom else "v",
    }


def take_ruled(
    glyphs: Sequence[Glyph],
    rules: list[dict[str, Any]],
    area: float,
    lines_of: Callable[[Sequence[Glyph]], list[Line]],
) -> tuple[list[Line], list[Glyph]]:
    """Tables and boxes as lines of their own, and the letters that stand outside of them.

    Method: pdfplumber's, which follows Nurminen's thesis (2013): cells are the smallest rectangles between crossings
    of rules. A table has two columns at least; a single cell is a box where it is small beside the page's ``area``.
    """
    if not _FEWEST_RULES <= len(rules) <= _MOST_RULES:
        return [], list(glyphs)
    edges = merge_edges(rules, 3, 3, 3, 3)
    cells: list[Cell] = intersections_to_cells(edges_to_intersections(edges, 3, 3)) if len(edges) >= 4 else []
    tables = [table for table in cells_to_tables(cells) if len({cell[0] for cell in table}) > 1] if cells else []
    inside = {cell for table in tables for cell in table}
    boxes = [cell for cell in cells if cell not in inside and _area(cell) < _LARGEST_BOX * area]
    held, outside = _sorted_in([*inside, *boxes], glyphs)
    found = [line for table in tables for line in _table(table, held, lines_of)]
    for box in boxes:
        inner = lines_of(held.get(box, ()))
        if inner:
            found.append(_block(box, inner[0].size, inner=tuple(inner)))
    return found, outside


def _area(cell: Cell) -> float:
    return (cell[2] - cell[0]) * (cell[3] - cell[1])


def _sorted_in(cells: Sequence[Cell], glyphs: Sequence[Glyph]) -> tuple[dict[Cell, list[Glyph]], list[Glyph]]:
    held: dict[Cell, list[Glyph]] = {}
    outside: list[Glyph] = []
    smallest_first = sorted(cells, key=_area)
    last: Cell | None = None  # most letters stand where the one before stands
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if last is None or not _holds(last, x, y):
            last = next((cell for cell in smallest_first if _holds(cell, x, y)), None)
        (outside if last is None else held.setdefault(last, [])).append(glyph)
    return held, outside


def _holds(cell: Cell, x: float, y: float) -> bool:
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _table(
    table: Sequence[Cell],
    held: dict[Cell, list[Glyph]],
    lines_of: Callable[[Sequence[Glyph]], list[Line]],
) -> list[Line]:
    rows, size = [], 0.0
    for _, cells in groupby(sorted(table, key=lambda c: (round(c[1]), c[0])), key=lambda c: round(c[1])):
        lines = [lines_of(held.get(cell, ())) for cell in cells]
        size = next((line.size for cell in lines for line in cell), size)
        rows.append(tuple(map(tuple, lines)))
    if not any(map(any, rows)):
        return []
    x0, top, x1, bottom = (f(cell[n] for cell in table) for n, f in enumerate((min, min, max, max)))
    return [_block((x0, top, x1, bottom), size, rows=tuple(rows))]


def _block(cell: Cell, size: float, **content: Any) -> Line:
    return Line("", cell[0], cell[2], cell[1], cell[3], size, **content)
