"""The entries of the chronology as slides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...reports import ClaimLine
from ...reports.numbers import counted
from ...reports.text import one_line, visible
from ..entries import about, accounts_of, entries_of, exact, headline, how_put, people_of, source
from ..html.markup import Markup, el, html
from ..material import Material

_ROWS = 8
"""TimelineJS draws a row for each group; those beyond these persons stand in one without a name."""
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_NO_MARKUP = str.maketrans("<>&", "‹›＆")
_PROMISE = "It tells what is said, by whom and how surely. It does not say what happened."

Point = tuple[int, ...]
"""A year, a year and a month, or a day."""


@dataclass(frozen=True, slots=True)
class Slide:
    """``headline``, ``accounts`` and ``remarks`` are HTML, in which whatever comes from a document is escaped.

    ``group`` and ``when`` are plain text that TimelineJS writes into its page as it is, so they hold nothing that is
    markup. ``start`` and ``end`` are as fine as the time is.
    """

    own: str
    start: Point | None
    end: Point | None
    when: str
    headline: Markup
    accounts: tuple[Markup, ...]
    remarks: tuple[Markup, ...]
    group: str | None

    @property
    def text(self) -> Markup:
        return Markup("".join((*self.accounts, *self.remarks)))


def title_slide(material: Material) -> Slide:
    """What stands before the first event, and to what it was narrowed; it has no time."""
    shown, documents = len(material.claims), len(material.annotated)
    counts = f"{counted(shown, 'claim')} in {counted(documents, 'document')}. "
    told = [el("p", counts, _PROMISE), *(el("p", sentence) for sentence in material.cut)]
    return Slide("title", None, None, "", html(material.title), (), tuple(told), None)


def slides(material: Material) -> Iterator[Slide]:
    """A slide for each entry, in the order of the chronology."""
    entries = entries_of(material)
    groups = people_of(material, entries, _ROWS)
    for entry in entries:
        start, end = points_of(entry.edtf, entry.earliest, entry.latest)
        yield Slide(
            entry.id,
            start,
            end,
            _plain(entry.when),
            html(headline(entry)),
            tuple(_account(material, line) for line in accounts_of(entry)),
            tuple(el("p", sentence) for sentence in about(entry)),
            _plain(groups[entry.id]) if entry.id in groups else None,
        )


def points_of(edtf: str | None, earliest: date | None, latest: date | None) -> tuple[Point, Point | None]:
    """Where a time begins and ends, as finely as EDTF states it.

    The end is ``None`` for one day, month or year, and for what is open behind; what is open before begins at its end,
    since TimelineJS shows nothing without a beginning.
    """
    first, last = _ends(edtf or "")
    begin = _point(first) or _day(earliest)
    end = _point(last) or _day(latest)
    if begin is None or end is None:
        point = begin or end
        assert point is not None  # noqa: S101 (an entry has a time)
        return point, None
    is_one = ".." not in (edtf or "") and "/" not in (edtf or "")
    return begin, None if begin == end or is_one else end


def _ends(edtf: str) -> tuple[str, str]:
    inner = edtf.strip("[]")
    for between in ("..", "/"):
        if between in inner:
            first, _, last = inner.partition(between)
            return first, last
    return inner, inner


def _point(stated: str) -> Point | None:
    found = _POINT.fullmatch(stated)
    return None if found is None else tuple(int(part) for part in found.groups() if part is not None)


def _day(value: date | None) -> Point | None:
    return None if value is None else (value.year, value.month, value.day)


def _account(material: Material, line: ClaimLine) -> Markup:
    """The passage is marked with where it stands, so that it can be found again by programs too."""
    quoted = el(
        "q",
        exact(material, line),
        data_document=line.document,
        data_start=str(line.start),
        data_end=str(line.end),
    )
    return Markup(el("p", quoted) + el("p", el("small", how_put(line), el("br"), source(line))))


def _plain(words: str) -> str:
    return one_line(visible(words)).translate(_NO_MARKUP)
