"""The messages of a thread, told from the marks and lines that mail programs put between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from ..model import Span
from ..resources import load_rules
from ..resources.wording import compiled, day_of, written_day

_LONGEST_LINE = 400
_MOST_LINES = 3
"""Lines that "On ... wrote:" may be broken over."""
_MOST_FIELDS = 12
_SURE_FIELDS = 3
_CLOCK_OR_ADDRESS = re.compile(r"@|\d[:.]\d\d")
_FAMILY_FIRST = re.compile(
    r"([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?), ([^\W\d_a-z][^\W\d_A-Z]+(?:[ -][^\W\d_a-z][\w.-]*){0,2})"
)
_VIA = re.compile(r"\s+via\s+\S.*$")
_BEHIND = re.compile(r"\s*[(\[].*$")
_NOTES_PATH = re.compile(r"[/@].*$")
"""What Lotus Notes puts behind a name: "Jane Doe/Board/Crane@CRANE"."""
_LONGEST_NAME = 80
_FIRST_YEAR = 70
"""Of two digits: nobody wrote e-mail before 1970."""
_NO_NAME = " \t\"'“”‘’<>,;*_"


class Line(NamedTuple):
    """A line that holds anything: where its words stand, without marks of quotation, and how deep it is quoted."""

    start: int
    end: int
    depth: int
    words: str


@dataclass(slots=True)
class Message:
    """Whose words some lines are; the first of a thread is that of whoever wrote the whole.

    ``announced`` is the passage that says so. ``added``: what a list put under it, which nobody signs.
    """

    parent: int | None
    writer: str | None = None
    published: date | None = None
    announced: Span | None = None
    spans: list[Span] = field(default_factory=list)
    added: bool = False

    @property
    def told(self) -> bool:
        return self.writer is not None or self.added


class _Said(NamedTuple):
    """What the lines from ``first`` to ``end`` say of the message below them, or, as its head, of that itself."""

    first: int
    end: int
    writer: str | None
    day: date | None
    span: Span
    sure: bool


class _Place(NamedTuple):
    depth: int
    message: int


def find_messages(lines: Sequence[Line]) -> list[Message]:
    """The messages of a thread in the order in which they begin, each with its stretches of the text.

    A deeper mark of quotation begins one, and so does the head of a message ("From: ... Sent: ...") at any depth, which
    holds until that depth ends. Where no line says whose it is, the writer is ``None``. One quoted bit by bit, the
    answers between, has several stretches. The time it takes grows with the number of lines.
    """
    return _Thread(lines).read()


def plain_name(name: str) -> str:
    """A sender's name as people say it: "Doe, Jane (Board)" is Jane Doe."""
    name = _BEHIND.sub("", _VIA.sub("", " ".join(name.split()))).strip(_NO_NAME)
    turned = _FAMILY_FIRST.fullmatch(name)
    return f"{turned[2]} {turned[1]}" if turned else name


class _Thread:
    """Reads the lines of a thread one after the other."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.messages = [Message(None)]
        self.open = [_Place(0, 0)]
        self.latest: dict[tuple[int, int], int] = {}  # by the message around it and the depth
        self.heads = {head.first: head for head in _heads(lines)}
        self.said = {said.end: said for said in _attributions(lines)}

    def read(self) -> list[Message]:
        for i, line in enumerate(self.lines):
            while self.open[-1].depth > line.depth:
                self.open.pop()
            self._enter(i, line)
            self._own(i, line)
        return self.messages

    def _enter(self, i: int, line: Line) -> None:
        """Begin the message that line ``i`` is the first of, if it is."""
        said = self.said.get(i)
        here = self.open[-1]
        if line.depth > here.depth:
            self._deeper(said, line.depth)
        elif said is not None and said.sure and said.span[1] > 0 and self.lines[i - 1].depth == line.depth:
            self._begin(line.depth, said)
        head = self.heads.get(i)
        if head is not None:
            self._with_head(head, line.depth)
        elif self._is_parted(i, line.depth):
            self._begin(line.depth, None)
        elif _is_added(self.lines, i):
            self._begin(line.depth, None, added=True)

    def _is_parted(self, i: int, depth: int) -> bool:
        """Whether a line that says "original message" stands above, and nothing that says whose."""
        above = self.lines[i - 1] if i else None
        if above is None or above.depth != depth or not _fits("separator", above.words):
            return False
        return any(c.isalpha() for c in above.words) and not any(i + n in self.said for n in range(_MOST_LINES + 1))

    def _deeper(self, said: _Said | None, depth: int) -> None:
        above = self.open[-1]
        if said is not None:
            self._begin(above.depth + 1, said)
        if self.open[-1].depth == depth:
            return
        around = self.open[-1].message
        known = self.latest.get((around, depth))
        if known is None:
            self._begin(depth, None)
        else:
            self.open.append(_Place(depth, known))

    def _begin(self, depth: int, said: _Said | None, *, added: bool = False) -> None:
        around = self.open[-1].message
        message = Message(around, added=added)
        if said is not None:
            message.writer, message.published, message.announced = said.writer, said.day, said.span
        self.messages.append(message)
        number = len(self.messages) - 1
        self.open.append(_Place(depth, number))
        self.latest[around, depth] = number

    def _with_head(self, head: _Said, depth: int) -> None:
        here = self.messages[self.open[-1].message]
        if here.spans or here.parent is None or here.told:
            self._begin(depth, head)
        else:
            here.writer, here.published, here.announced = head.writer, head.day, head.span

    def _own(self, i: int, line: Line) -> None:
        """Give a line to the message that is open; neighbouring lines make one stretch."""
        spans = self.messages[self.open[-1].message].spans
        if spans and i and spans[-1][1] == self.lines[i - 1].end:
            spans[-1] = spans[-1][0], line.end
        else:
            spans.append((line.start, line.end))


def _attributions(lines: Sequence[Line]) -> Iterator[_Said]:
    """What the lines that announce a message say; ``end`` is the line that it begins on."""
    for last in range(len(lines) - 1):
        words, deeper = lines[last].words, lines[last + 1].depth >= lines[last].depth
        if deeper and words.endswith(":") and _fits("ending", words):
            found: _Said | None = None
            for first in _firsts(lines, last):
                found = _attribution(lines, first, last) or found
                if found is not None and found.day is not None:
                    break  # without a day it may be the end alone: "<jane@crane.example> wrote:"
            if found is not None:
                yield found


def _firsts(lines: Sequence[Line], last: int) -> Iterator[int]:
    """The lines on which an attribution may begin that ends with line ``last``, the nearest first."""
    for first in range(last, max(last - _MOST_LINES, -1), -1):
        if lines[first].depth != lines[last].depth or len(lines[first].words) > _LONGEST_LINE:
            return
        yield first


def _attribution(lines: Sequence[Line], first: int, last: int) -> _Said | None:
    words = " ".join(lines[i].words for i in range(first, last + 1))
    if len(words) > _LONGEST_LINE:
        return None
    for pattern in _patterns("attribution"):
        if match := pattern.fullmatch(words):
            span = lines[first].start, lines[last].end
            day = _day(match)
            sure = day is not None and bool(_CLOCK_OR_ADDRESS.search(words))
            return _Said(first, last + 1, _writer(match), day, span, sure)
    return None


def _heads(lines: Sequence[Line]) -> Iterator[_Said]:
    """The heads of messages in the text: a few fields, one of them the sender."""
    free = 0
    for first in range(len(lines)):
        if first >= free:
            head = _head(lines, first) if _field(lines[first].words) is not None else _noted(lines, first)
            if head is not None:
                yield head
                free = head.end


def _head(lines: Sequence[Line], first: int) -> _Said | None:
    fields = 0
    sender: re.Match[str] | None = None
    day: date | None = None
    span = lines[first].start, lines[first].end
    end = first
    for i in range(first, min(first + _MOST_FIELDS, len(lines))):
        found = _field(lines[i].words) if lines[i].depth == lines[first].depth else None
        if found is not None:
            kind, match = found
            if kind == "from" and sender is not None:
                break
            fields, end = fields + 1, i + 1
            if kind == "from" and sender is None:
                sender, span = match, (lines[i].start, lines[i].end)
            day = day or (_day(match) if kind == "day" else None)
        elif lines[i].depth != lines[first].depth or i > end + 1 or len(lines[i].words) > _LONGEST_LINE:
            break
    enough = _SURE_FIELDS - (first > 0 and _fits("separator", lines[first - 1].words))
    return _Said(first, end, _writer(sender), day, span, True) if sender is not None and fields >= enough else None


def _noted(lines: Sequence[Line], first: int) -> _Said | None:
    """A head as Lotus Notes wrote it: a name, when, and "To:", each on its own line."""
    three = lines[first : first + _MOST_LINES]
    if len(three) < _MOST_LINES or not three[1].words[-1:].isalnum() or len({line.depth for line in three}) > 1:
        return None
    match = next((match for p in _patterns("dated") if (match := p.fullmatch(three[1].words[:_LONGEST_LINE]))), None)
    field = _field(three[2].words) if match is not None else None
    if match is None or field is None or field[0] != "other" or len(three[0].words) > _LONGEST_NAME:
        return None
    name = plain_name(_NOTES_PATH.sub("", three[0].words))
    return _Said(first, first + _MOST_LINES, name or None, _day(match), (three[0].start, three[0].end), True)


def _field(words: str) -> tuple[str, re.Match[str]] | None:
    at = words.find(":", 0, 30)
    if at < 0 or len(words) > 10 * _LONGEST_LINE:
        return None
    for rule in load_rules("en/voices/threads.yaml").values():
        if rule["kind"] == "field" and (match := compiled(rule["pattern"]).fullmatch(words)):
            return rule["of"], match
    return None


def _is_added(lines: Sequence[Line], i: int) -> bool:
    """Whether a line parts off what a mailing list adds, which the next line says."""
    if i + 1 >= len(lines) or lines[i].words[:1] not in "_-=" or lines[i + 1].depth != lines[i].depth:
        return False
    return _fits("rule", lines[i].words) and _fits("list", lines[i + 1].words)


def _fits(kind: str, words: str) -> bool:
    return len(words) <= _LONGEST_LINE and any(pattern.fullmatch(words) for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    rules = load_rules("en/voices/threads.yaml").values()
    return tuple(compiled(rule["pattern"]) for rule in rules if rule["kind"] == kind)


def _writer(match: re.Match[str]) -> str | None:
    """The name of whoever wrote it, else the address."""
    groups = match.groupdict()
    name = next((groups[key] for key in ("behalf", "writer", "writer2", "writer3") if groups.get(key)), None)
    return (plain_name(name) if name else "") or groups.get("bare") or groups.get("address") or None


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    words = next((groups[key] for key in ("day", "day2") if groups.get(key)), None)
    day = written_day(words) if words else None
    if day is not None and day.year < 100:  # 3/14/14
        return day_of(day.year + (1900 if day.year >= _FIRST_YEAR else 2000), day.month, day.day)
    return day
