"""The JSON of TimelineJS 3: a title, and an event for each entry of the chronology
(https://timeline.knightlab.com/docs/json-format.html).

It names no media, and TimelineJS is told to make no links of what looks like one in a text.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..entries import without_time
from ..material import Material, Written
from ..whole import write_whole
from .slides import Point, Slide, slides, title_slide

_PARTS = ("year", "month", "day")


def write(material: Material, output: Path) -> Written:
    """Write the data to the file ``output``."""
    write_whole(output, _pieces(material))
    return Written(output, without_time(material))


def _pieces(material: Material) -> Iterator[str]:
    title = json.dumps(_slide(title_slide(material)), ensure_ascii=False)
    yield f'{{"scale": "human", "title": {title}, "events": ['
    for number, slide in enumerate(slides(material)):
        yield (",\n" if number else "\n") + json.dumps(_slide(slide), ensure_ascii=False)
    yield "\n]}\n"


def _slide(slide: Slide) -> dict[str, Any]:
    text = {"headline": slide.headline, "text": slide.text}
    made: dict[str, Any] = {"unique_id": slide.own, "text": text, "autolink": False}
    if slide.start is not None:
        made |= {"start_date": _date(slide.start), "display_date": slide.when}
    if slide.end is not None:
        made["end_date"] = _date(slide.end)
    if slide.group is not None:
        made["group"] = slide.group
    return made


def _date(point: Point) -> dict[str, int]:
    return dict(zip(_PARTS, point, strict=False))
