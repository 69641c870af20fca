"""The order in which the lines of a page are read: column by column, what runs across them in its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median

from .lines import Line, joined, rows_of

_ACROSS = 0.6
_FEWEST = 3
_SHORTEST = 14
_FILLED = 0.55
_DEEPEST = 4
_SLACK = 5.0
_INDENT = 40.0
"""Points."""


def reading_order(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """Groups of lines that stand under each other, in their order.

    Method: lines wider than most of the region cut it into bands (as in the XY-cut of Nagy and Seth, 1984). A band is
    split where fewest stretches are crossed, if what stands on both sides is prose by its length; a table's cells,
    being short, stay rows.
    """
    if not lines:
        return []
    across = _across(lines)
    groups: list[list[Line]] = []
    in_order = sorted(lines, key=lambda one: (one.middle, one.x0))
    for is_across, part in groupby(in_order, key=lambda one: id(one) in across):
        band = list(part)
        groups.extend([_rows(band)] if is_across else _of_band(band, depth))
    return _merged(groups)


def _across(lines: Sequence[Line]) -> set[int]:
    """The ids of lines that run across most of the region, and of what stands beside such a line: its bullet, say."""
    left, right = _edges(lines)
    found: set[int] = set()
    for row in rows_of(lines):
        widest = max(row, key=lambda one: one.width)
        if widest.width > _ACROSS * (right - left):
            found.update(id(one) for one in row if one is widest or not widest.rows)
    return found


def _rows(lines: Iterable[Line]) -> list[Line]:
    return [line for row in rows_of(lines) for line in joined(row)]


def _of_band(band: list[Line], depth: int) -> list[list[Line]]:
    gutter = _gutter(band) if depth < _DEEPEST else None
    if gutter is None:
        return [_rows(band)]
    groups: list[list[Line]] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in sorted(band, key=lambda one: one.middle):
        if line.x0 < gutter < line.x1:
            groups.extend(group for side in sides for group in reading_order(side, depth + 1))
            groups.append([line])
            sides = ([], [])
        else:
            sides[line.x0 >= gutter].append(line)
    return [*groups, *(group for side in sides for group in reading_order(side, depth + 1))]


def _gutter(band: Sequence[Line]) -> float | None:
    """Where a band is to be split into two columns; ``None`` where it is not."""
    starts, ends = sorted(line.x0 for line in band), sorted(line.x1 for line in band)
    best: tuple[float, float, float] | None = None
    for end in sorted(set(ends)):
        at = bisect_right(starts, end)
        if at == len(starts):
            break
        x = (end + starts[at]) / 2
        on_left = bisect_right(ends, x)
        on_right = len(starts) - bisect_left(starts, x)
        crossed = len(band) - on_left - on_right
        if min(on_left, on_right) < _FEWEST or crossed > min(on_left, on_right) / 4:
            continue
        rank = (crossed, end - starts[at], x)
        best = min(best, rank) if best else rank
    if best is None or not _are_columns(band, best[2]):
        return None
    return best[2]


def _are_columns(band: Sequence[Line], x: float) -> bool:
    """Whether both sides are prose, and beside each other."""
    sides = [line for line in band if line.x1 <= x], [line for line in band if line.x0 >= x]
    for side in sides:
        left, right = _edges(side)
        prose = [line for line in _rows(side) if not line.rows]
        if not prose or median(len(line.text) for line in prose) < _SHORTEST:
            return False
        if median(line.width for line in prose) < _FILLED * (right - left):
            return False
    tops, bottoms = [min(o.top for o in side) for side in sides], [max(o.bottom for o in side) for side in sides]
    return max(tops) < min(bottoms)


def _merged(groups: list[list[Line]]) -> list[list[Line]]:
    """Groups under each other, of about the same left edge and width, as one: a band's border parts no paragraph."""
    merged: list[list[Line]] = []
    for group in groups:
        last = merged[-1] if merged else []
        if last and group and last[-1].middle < group[0].middle and _over_each_other(last, group):
            last.extend(group)
        else:
            merged.append(list(group))
    return merged


def _over_each_other(one: Sequence[Line], other: Sequence[Line]) -> bool:
    (left, right), (other_left, other_right) = _edges(one), _edges(other)
    is_within = left - _SLACK <= other_left and other_right <= right + _SLACK
    is_around = other_left - _SLACK <= left and right <= other_right + _SLACK
    return abs(left - other_left) <= _INDENT and (is_within or is_around)


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)
