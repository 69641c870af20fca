"""From lines to paragraphs: where a line begins a new one, and words divided at the ends of lines made whole."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ..rows import row_paragraphs
from .lines import BULLETS, LIST_MARK, Line, joined, rows_of

_ENDS = re.compile(r"[.!?:;…][)\]\"'’”»]*$")
_DIVIDED = re.compile(r"(?P<before>[^\W\d_]+)[-\u2010\u00ad]$")
_GOES_ON = re.compile(r"(?P<after>[^\W\d_]+)")
_LISTED = re.compile(rf"{LIST_MARK.pattern}\s")
_BULLET = re.compile(rf"[{BULLETS}]\s*")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEADERS = re.compile(r"(?:\s?\.){5,}\s*")
"""The dots of a table of contents."""
_WIDER_GAP = 1.3
_OTHER_SIZE = 0.07
_INDENT = 0.7
_USUAL_LEADING = 1.2


@dataclass(slots=True)
class Paragraph:
    """A paragraph's lines, or those of a table's row: ``words`` then."""

    lines: list[Line] = field(default_factory=list)
    words: str = ""
    right: float = 0.0
    """Where the lines of its column end."""

    @property
    def size(self) -> float:
        return self.lines[0].size


@dataclass(slots=True)
class Words:
    """The words of a document, by which a word divided at the end of a line is made whole or keeps its hyphen."""

    known: Collection[str]
    leading: float = _USUAL_LEADING
    """How far apart the tops of lines are, in heights of their letters."""
    joined: int = 0

    def text(self, lines: Iterable[str]) -> str:
        """Lines as one text."""
        text = ""
        for line in lines:
            text = self.put_on(text, line) if text else line
        return text.replace("\u00ad", "")

    def put_on(self, text: str, line: str) -> str:
        """A text with the line that goes on with it."""
        before, after = _DIVIDED.search(text), _GOES_ON.match(line)
        if before is None or after is None:
            return f"{text}{'' if text.endswith(('-', '/', '–', '—')) and not text.endswith(' -') else ' '}{line}"
        if not after["after"][0].islower() or self._has_hyphen(before["before"], after["after"]):
            return text + line
        self.joined += 1
        return text[:-1] + line

    def _has_hyphen(self, before: str, after: str) -> bool:
        whole, compound = f"{before}{after}".lower(), f"{before}-{after}".lower()
        return whole not in self.known and compound in self.known


def words_of(pages: Iterable[Iterable[Line]]) -> Words:
    """The words and the usual distance of lines of a document."""
    known: set[str] = set()
    gaps: Counter[float] = Counter()
    for page in pages:
        last: Line | None = None
        for line in page:
            known.update(_WORDS.findall(line.text.lower()))
            if last is not None and abs(last.size - line.size) < _OTHER_SIZE * line.size and line.top > last.bottom - 5:
                gaps[round((line.top - last.top) / max(line.size, 1), 1)] += 1
            last = line
    likely = {gap: count for gap, count in gaps.items() if 0.9 <= gap <= 3.0}
    leading = max(likely, key=lambda gap: (likely[gap], -gap)) if likely else _USUAL_LEADING
    return Words(frozenset(known), leading)


def paragraphs_in(group: Sequence[Line], words: Words) -> list[Paragraph]:
    """The paragraphs of lines that stand under each other."""
    plain = [line for line in group if not line.rows and not line.inner and not line.is_row]
    right = max((line.x1 for line in plain), default=0.0)
    found: list[Paragraph] = []
    for line in group:
        if line.rows:
            rows = ([_cell(cell, words) for cell in row] for row in line.rows)
            found.extend(Paragraph([line], text) for row in rows for text in row_paragraphs(row))
        elif line.inner:
            found.extend(paragraphs_in(line.inner, words))
        elif line.is_row:
            found.append(Paragraph([line], line.text, right))
        elif found and not found[-1].words and not _begins(line, found[-1], right, words):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], "", right))
    return found


def _cell(lines: Sequence[Line], words: Words) -> list[str]:
    group = [line for row in rows_of(lines) for line in joined(row)]
    return [text_of(paragraph, words) for paragraph in paragraphs_in(group, words)]


def _begins(line: Line, before: Paragraph, right: float, words: Words) -> bool:
    """Whether a line begins a new paragraph."""
    last = before.lines[-1]
    if (
        abs(line.size - last.size) > _OTHER_SIZE * last.size
        or line.top - last.top > _WIDER_GAP * words.leading * line.size
    ):
        return True
    if line.top < last.top - 1 or _LISTED.match(line.text) or _LEADERS.search(last.text):
        return True
    indent = (line.x0 - last.x0) / max(line.size, 1)
    if _LISTED.match(before.lines[0].text):
        return line.x0 < before.lines[0].x0 - 1 or (len(before.lines) > 1 and abs(indent) > _INDENT)
    if indent > _INDENT or (indent < -_INDENT and len(before.lines) > 1):
        return not _is_centred(line, last)
    return not goes_on(last, line, right)


def _is_centred(line: Line, last: Line) -> bool:
    return abs((line.x0 + line.x1) - (last.x0 + last.x1)) < line.size


def goes_on(last: Line, line: Line, right: float) -> bool:
    """Whether a line's words go on with those of the line before: by how it ends, and whether more had fitted."""
    if line.text[:1].islower() and not _ENDS.search(last.text):
        return True
    return last.x1 + line.first_word + 0.3 * last.size > right


def runs_over(last: Paragraph, first: Paragraph) -> bool:
    """Whether a paragraph at the end of a column or page goes on at the top of the next."""
    if last.words or first.words or _LISTED.match(first.lines[0].text):
        return False
    if abs(last.size - first.size) > _OTHER_SIZE * last.size or _ENDS.search(last.lines[-1].text):
        return False
    return first.lines[0].text[:1].islower() or goes_on(last.lines[-1], first.lines[0], last.right)


def text_of(paragraph: Paragraph, words: Words) -> str:
    """The words of a paragraph, without a bullet before them."""
    text = paragraph.words or words.text(line.text for line in paragraph.lines)
    return _LEADERS.sub(" … ", _BULLET.sub("", text, count=1))


def usual_size(lines: Iterable[Line]) -> float:
    """The height of most letters."""
    sizes = [line.size for line in lines for _ in range(len(line.text) // 10)]
    return median(sizes) if sizes else 0.0
