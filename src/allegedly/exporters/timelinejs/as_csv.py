"""The spreadsheet of TimelineJS 3 as CSV, to be imported into Google Sheets: the columns of its template, a row for the
title, and a row for each entry of the chronology (https://timeline.knightlab.com/docs/using-spreadsheets.html).

In the cells that hold HTML a sign that could begin a formula is written as a character reference, which a page shows
as the sign itself; the others begin with no such sign. The template has no column for ids, nor one against automatic
links. A cell of Google Sheets holds 50,000 characters: of what does not fit the first is there, and it is told.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import accumulate
from pathlib import Path

from ...reports.numbers import counted
from ..entries import without_time
from ..html.markup import Markup, el
from ..material import Material, Written
from ..whole import write_whole
from .slides import Point, Slide, slides, title_slide

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip
LONGEST_CELL = 50_000
_FOR_THE_REST = 100
_BEFORE = r"\s'\";\ufeff"
_FORMULA = re.compile(rf"(\A[{_BEFORE}]*|(?<![{_BEFORE}])[{_BEFORE}]+)([=+\-@＝＋－＠]+)")
_SEPARATORS = frozenset(";\t\r\n")


def write(material: Material, output: Path) -> Written:
    """Write the table to the file ``output``, in UTF-8 with a byte order mark, as spreadsheets want it."""
    too_long: list[Slide] = []
    write_whole(output, _lines(material, too_long))
    events = counted(len(too_long), "event")
    told = f"{events} with more to be told than a cell of Google Sheets holds: the last of it left out."
    return Written(output, (*without_time(material), *([told] if too_long else [])))


def _lines(material: Material, too_long: list[Slide]) -> Iterator[str]:
    held = StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    held.write("\ufeff")
    writer.writerow(COLUMNS)
    writer.writerow(_row(title_slide(material), "title"))
    for slide in slides(material):
        fit = _fit(slide)
        too_long.extend([] if fit is slide else [slide])
        writer.writerow(_row(fit, ""))
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


def _fit(slide: Slide) -> Slide:
    """The slide with as many of its passages, and of what is said of all, as a cell holds; and that there are more."""
    if len(harmless(slide.text)) <= LONGEST_CELL:
        return slide
    remarks = _first(slide.remarks, LONGEST_CELL // 2, "further remark")
    taken = sum(len(harmless(remark)) for remark in remarks)
    return replace(slide, accounts=_first(slide.accounts, LONGEST_CELL - taken, "further passage"), remarks=remarks)


def _first(parts: Sequence[Markup], room: int, what: str) -> tuple[Markup, ...]:
    """As many of the parts as there is room for, with a line for the others."""
    lengths = list(accumulate(len(harmless(part)) for part in parts))
    if not lengths or lengths[-1] <= room:
        return tuple(parts)
    kept = bisect_right(lengths, room - _FOR_THE_REST)
    return (*parts[:kept], el("p", f"{counted(len(parts) - kept, what)} left out here."))


def _row(slide: Slide, kind: str) -> list[str | int]:
    return [
        *_date(slide.start),
        "",
        *_date(slide.end),
        "",
        slide.when,
        harmless(slide.headline),
        harmless(slide.text),
        *[""] * 4,
        kind,
        (slide.group or "").lstrip("=+-@＝＋－＠'\" "),
        "",
    ]


def _date(point: Point | None) -> list[str | int]:
    return [*(point or ()), *[""] * (3 - len(point or ()))]


def harmless(html: str) -> str:
    """HTML that shows the same and in which no formula begins, whatever separates cells."""
    return _FORMULA.sub(_referred, html)


def _referred(found: re.Match[str]) -> str:
    if found.start() and _SEPARATORS.isdisjoint(found.group(1)):
        return found.group()
    return found.group(1) + "".join(f"&#{ord(sign)};" for sign in found.group(2))
