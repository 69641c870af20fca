"""Comments below a text: by the lines that name their writers, by their numbers, or by a heading alone."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from .comment_lines import Header, day_below, header_of, heading_count, is_furniture, stacked_header_of
from .numbered import Item, find_numbered, numbered_from
from .page import Found, Page, is_prose

_MOST_HEADINGS = 20
_SHORT_HEADING = 30
_LINES_TO_FIRST = 3
_QUOTATION_MARKS = ("“", '"', "‘", "'", "«", "„")


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a page, and where the body before them (with its closing page lines) ends."""

    found: tuple[Found, ...]
    body_end: int


def find_comments(page: Page, *, blog_like: bool, base: date | None) -> Comments:
    """The comments that end a page. ``blog_like``: the text bears other signs of a blog (a dated heading, notes)."""
    headers = [header for i in range(len(page.lines)) if (header := header_of(page, i, base))]
    counts = [heading_count(page.words(line)) for line in page.lines]
    headings = [(i, count) for i, count in enumerate(counts) if count is not None and i > 0]
    for heading, count in headings[-_MOST_HEADINGS:]:
        if found := _below_heading(page, heading, count, headers, base):
            return Comments(tuple(found), _body_end(page, heading))
    if first := _first_unheaded(page, headers):
        found = _by_headers(page, [h for h in headers if h.line >= first.line], base)
        return Comments(tuple(found), _body_end(page, first.line))
    if items := find_numbered(page, blog_like=blog_like):
        found = [_numbered(page, item, base) for item in items]
        return Comments(tuple(found), _body_end(page, _line_at(page, items[0].marker)))
    return Comments((), _body_end(page, len(page.lines)))


def _line_at(page: Page, offset: int) -> int:
    return bisect_left(page.lines, (offset, 0))


def _body_end(page: Page, line: int) -> int:
    """Where the text before line ``line`` ends, the page's own lines at its end left out."""
    while line > 0 and is_furniture(page.words(page.lines[line - 1])):
        line -= 1
    return page.lines[line][0] if line < len(page.lines) else page.limit


def _below_heading(page: Page, heading: int, count: int, headers: list[Header], base: date | None) -> list[Found]:
    if items := numbered_from(page, page.lines[heading][1]):
        return [_numbered(page, item, base) for item in items]
    below = [header for header in headers if header.line > heading] or _stacked(page, heading, base)
    if below and below[0].line <= heading + _LINES_TO_FIRST:
        return _by_headers(page, below, base)
    words = page.words(page.lines[heading])
    if count and len(words) <= _SHORT_HEADING and "comment" in words.lower():
        return _unmarked(page, heading + 1, count)
    return []


def _stacked(page: Page, heading: int, base: date | None) -> list[Header]:
    """Writers on a line and days on the next; only below a heading, for a page has other lines above a day."""
    found = (stacked_header_of(page, number, base) for number in range(heading + 1, len(page.lines)))
    return [header for header in found if header is not None]


def _first_unheaded(page: Page, headers: list[Header]) -> Header | None:
    """The header of the first comment, where no heading says that comments begin."""
    text = next((i for i, span in enumerate(page.lines) if is_prose(page.words(span))), len(page.lines))
    below = [header for header in headers if header.line > text]
    last = {header.rule: header.line for header in below}
    said = [header for header in below if header.rule.id == "voices.header-says"]
    for header in below:
        if header.rule.alone or (header.rule.certain and last[header.rule] > header.line):
            return header
        if said and header == said[0] and not _reports_speech(page, said):
            return header
    return None


def _reports_speech(page: Page, headers: list[Header]) -> bool:
    """Whether lines such as "Jane Doe said:" introduce quotations, as a report does."""
    after = [page.lines[h.line + 1][0] for h in headers if h.line + 1 < len(page.lines)]
    names = {header.author for header in headers}
    return len(names) < 2 or any(page.text.startswith(_QUOTATION_MARKS, start) for start in after)


def _by_headers(page: Page, headers: list[Header], base: date | None) -> list[Found]:
    """A comment between each header and the next; headers of another, uncertain form belong to the comment."""
    first = headers[0].rule
    mine = [header for header in headers if header.rule == first or header.rule.certain]
    ends = [*(header.line for header in mine[1:]), len(page.lines)]
    found: list[Found] = []
    for header, end in zip(mine, ends, strict=True):
        comment = _comment(page, header, end, len(found) + 1, base)
        if comment:
            found.append(comment)
    return found


def _comment(page: Page, header: Header, end: int, number: int, base: date | None) -> Found | None:
    start, day = header.line + 1, header.day
    if start < end and day is None and (day := day_below(page, start, base)):
        start += 1
    end, day_at_end = _without_footer(page, start, end, base)
    if start >= end:
        return None
    return Found(
        "comment",
        page.lines[start][0],
        page.lines[end - 1][1],
        header.rule.id,
        authors=(header.author,),
        published=day or day_at_end,
        number=number,
        announced=page.lines[header.line],
    )


def _without_footer(page: Page, start: int, end: int, base: date | None) -> tuple[int, date | None]:
    """The line that a comment ends before, without the page's own lines; and the day that those give."""
    day = None
    while end > start:
        found = day_below(page, end - 1, base)
        if found is None and not is_furniture(page.words(page.lines[end - 1])):
            break
        day = found or day
        end -= 1
    return end, day


def _numbered(page: Page, item: Item, base: date | None) -> Found:
    """A numbered comment; its first line may name the writer."""
    line = max(_line_at(page, item.start + 1) - 1, 0)
    end, day = _without_footer(page, line + 1, _line_at(page, item.end), base)
    header = header_of(page, line, base, start=item.start)
    if header and line + 1 < end:
        named = _comment(page, header, end, item.number, base)
        if named:
            return named
    last = max(page.lines[end - 1][1], item.start)
    return Found(
        "comment",
        item.start,
        last,
        "voices.numbered",
        published=day,
        number=item.number,
        announced=(item.marker, item.start),
    )


def _unmarked(page: Page, first: int, count: int) -> list[Found]:
    """What stands below "2 comments:" without any mark: one a paragraph where the number fits, else one stretch."""
    end, _ = _without_footer(page, first, len(page.lines), None)
    spans = page.lines[first:end]
    if not spans:
        return []
    if len(spans) != count:
        return [Found("comment", spans[0][0], spans[-1][1], "voices.comments-together")]
    return [Found("comment", *span, "voices.comment-paragraph", number=i) for i, span in enumerate(spans, 1)]
