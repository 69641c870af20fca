"""The spreadsheet of TimelineJS 3 as CSV, to be imported into Google Sheets: the columns of its template, a row for the
title, and a row for each entry of the chronology (https://timeline.knightlab.com/docs/using-spreadsheets.html).

In the cells that hold HTML a sign that could begin a formula is written as a character reference, which a page shows
as the sign itself; the others begin with no such sign. The template has no column for ids, nor one against automatic
links.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from ..entries import without_time
from ..material import Material, Written
from ..whole import write_whole
from .slides import Point, Slide, slides, title_slide

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip
_BEFORE = r"\s'\";\ufeff"
_FORMULA = re.compile(rf"(\A[{_BEFORE}]*|(?<![{_BEFORE}])[{_BEFORE}]+)([=+\-@＝＋－＠]+)")
_SEPARATORS = frozenset(";\t\r\n")


def write(material: Material, output: Path) -> Written:
    """Write the table to the file ``output``, in UTF-8 with a byte order mark, as spreadsheets want it."""
    write_whole(output, _lines(material))
    return Written(output, without_time(material))


def _lines(material: Material) -> Iterator[str]:
    held = StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    held.write("\ufeff")
    writer.writerow(COLUMNS)
    writer.writerow(_row(title_slide(material), "title"))
    for slide in slides(material):
        writer.writerow(_row(slide, ""))
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


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
