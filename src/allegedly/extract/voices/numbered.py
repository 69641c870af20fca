"""Comments below a text that are told apart by their numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Span
from .page import Page, is_prose
from .rules import rules

_MOST_STARTS = 50
_WIDE_GAP = 2
_MOST_TRAILING = 3
_SHORT_ITEM = 60
_FEW_WORDS = 3
_REFERENCE = re.compile(r"\[\d{1,3}\]")
_LIST_BEFORE = 600


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered stretch: its number, where the number stands, where the words begin and end."""

    number: int
    marker: int
    start: int
    end: int


def find_numbered(page: Page, *, blog_like: bool) -> list[Item]:
    """The numbered comments that end a page without a heading above them; empty when there are none.

    A list counts as comments when it reaches the end, follows running text after a blank line, was not announced as a
    list, consists of prose, and something sets it off: indentation, a wide gap, or other signs of a blog.
    """
    for items in _runs(page):
        if _is_below_text(page, items, blog_like) and _is_prose_throughout(page, items) and _reaches_end(page, items):
            return items
    return []


def numbered_from(page: Page, offset: int) -> list[Item]:
    """The list whose first number is the first thing after ``offset``, whatever it looks like; else nothing."""
    for items in _runs(page):
        if not page.text[offset : items[0].marker].strip():
            return items
    return []


def _runs(page: Page) -> Iterator[list[Item]]:
    """Lists numbered from 1 without gaps, to the end of the page; the longest first, of equals the last."""
    pattern = rules("comments", "numbered")[0].pattern
    marks = [(int(m["number"]), m) for m in pattern.finditer(page.text, 0, page.limit)]
    starts = [i for i, (number, _) in enumerate(marks) if number == 1][-_MOST_STARTS:]
    runs = [_run(marks, first) for first in starts]
    for run in sorted(runs, key=lambda run: (-len(run), -run[0].start())):
        ends = [*(match.start() for match in run[1:]), page.limit]
        yield [Item(i + 1, m.start("number"), m.end(), end) for i, (m, end) in enumerate(zip(run, ends, strict=True))]


def _run(marks: list[tuple[int, re.Match[str]]], first: int) -> list[re.Match[str]]:
    run: list[re.Match[str]] = []
    for number, match in marks[first:]:
        if number == len(run) + 1:
            run.append(match)
    return run


def _is_below_text(page: Page, items: list[Item], blog_like: bool) -> bool:
    above = _paragraph_above(page, items[0])
    if above < 0:
        return False
    last, gap = page.paragraphs[above], _gap_above(page, items[0])
    wide = gap >= _WIDE_GAP
    if gap == 0 or not any(is_prose(page.words(span)) for span in page.paragraphs[: above + 1]):
        return False
    introduces = any(rule.pattern.fullmatch(page.words(last)[-_LIST_BEFORE:]) for rule in rules("comments", "list"))
    if (introduces and not wide) or page.words(last).endswith(":"):
        return False
    if _REFERENCE.search(page.text, 0, items[0].marker):
        return False
    return wide or blog_like or page.indent(items[0].marker) > page.indent(last[0])


def _paragraph_above(page: Page, item: Item) -> int:
    return bisect_left(page.starts, item.marker) - 1


def _gap_above(page: Page, item: Item) -> int:
    """Blank lines between the text and the first number."""
    return max(page.text.count("\n", page.paragraphs[_paragraph_above(page, item)][1], item.marker) - 1, 0)


def _is_prose_throughout(page: Page, items: list[Item]) -> bool:
    """Not a list of headings with text below each, nor one of mere words."""
    headings = sum(_is_bare_heading(page, item) for item in items)
    worded = sum(page.words(_first_paragraph(page, item)).count(" ") >= _FEW_WORDS - 1 for item in items)
    return headings * 2 <= len(items) and worded * 2 >= len(items)


def _is_bare_heading(page: Page, item: Item) -> bool:
    first = page.words(_first_paragraph(page, item))
    unfinished = len(first) < _SHORT_ITEM and first[-1:] not in ".!?…:,;\"”’')"
    return unfinished and len(_continuations(page, item)) > 0


def _first_paragraph(page: Page, item: Item) -> Span:
    i = page.paragraph_at(item.start)
    return item.start, min(page.paragraphs[i][1], item.end)


def _continuations(page: Page, item: Item) -> list[Span]:
    i = page.paragraph_at(item.start) + 1
    found = []
    while i < len(page.paragraphs) and page.starts[i] < item.end:
        found.append(page.paragraphs[i])
        i += 1
    return found


def _reaches_end(page: Page, items: list[Item]) -> bool:
    """Whether what follows the last item's first paragraph can be more of that item, and no narrative."""
    trailing = _continuations(page, items[-1])
    margin = page.indent(items[-1].marker)
    if not trailing or all(page.indent(start) > margin for start, _ in trailing):
        return True
    usual = max((len(_continuations(page, item)) for item in items[:-1]), default=0)
    if len(trailing) <= usual:
        return True
    return _gap_above(page, items[0]) >= _WIDE_GAP and len(trailing) <= _MOST_TRAILING
