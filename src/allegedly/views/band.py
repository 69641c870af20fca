"""The chronology as marks on a band of time: each entry where it is few enough to be seen, else how many there are."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from .selecting import Chosen, Selection

MOST_MARKS = 600
"""So many entries can be told apart on a band; of more it is counted how many there are when."""


def band(
    selection: Selection, differing: frozenset[str], lo: date | None = None, hi: date | None = None, bins: int = 120
) -> dict[str, Any]:
    """The window from ``lo`` to ``hi`` (the whole, without them), as ``marks`` or as ``bins``; dates in ISO 8601.

    ``differing`` are the happenings of which accounts exclude each other. In the bins an entry counts once, in the one
    that holds its earliest day, or its latest where it has no earliest.
    """
    days = [day for one in selection.entries for day in one.time[:2] if day is not None]
    if not days:
        return {"earliest": None, "latest": None, "lo": None, "hi": None, "marks": [], "bins": None}
    earliest, latest = min(days), max(days)
    first, last = lo or earliest, hi or latest
    if last < first:
        first, last = last, first
    inside = [one for one in selection.entries if _is_inside(one, first, last)]
    few = len(inside) <= MOST_MARKS
    return {
        "earliest": earliest.isoformat(),
        "latest": latest.isoformat(),
        "lo": first.isoformat(),
        "hi": last.isoformat(),
        "marks": [_mark(one, differing) for one in inside] if few else None,
        "bins": None if few else _bins(inside, first, last, bins),
    }


def _is_inside(one: Chosen, first: date, last: date) -> bool:
    earliest, latest, _ = one.time
    return (earliest or date.min) <= last and (latest or date.max) >= first


def _mark(one: Chosen, differing: frozenset[str]) -> dict[str, Any]:
    earliest, latest, edtf = one.time
    return {
        "entry": one.happening,
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "edtf": edtf,
        "label": one.label,
        "accounts": len(one.accounts),
        "differs": one.happening in differing,
    }


def _bins(inside: Sequence[Chosen], first: date, last: date, bins: int) -> list[dict[str, Any]]:
    length = (last - first).days + 1
    width = -(-length // bins)
    labels: dict[int, Counter[str]] = {}
    for one in inside:
        day = one.time[0] or one.time[1] or first
        number = (min(max(day, first), last) - first).days // width
        labels.setdefault(number, Counter())[one.label] += 1
    return [
        {
            "earliest": (first + timedelta(days=number * width)).isoformat(),
            "latest": (first + timedelta(days=min(number * width + width, length) - 1)).isoformat(),
            "count": own.total(),
            "labels": dict(own),
        }
        for number, own in sorted(labels.items())
    ]
