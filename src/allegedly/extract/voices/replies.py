"""The messages that a plain text has in it: quoted in answers with ">", forwarded, or one under the other."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...nlp.threads import Line, Message, find_messages
from .openings import read_opening
from .page import Found, Page

_MARKS = re.compile(r">(?:[^\S\n]?>)*[^\S\n]*")
_REPLY = "voices.reply"
_ADDED = "voices.list"


def find_replies(page: Page, body_end: int) -> list[Found]:
    """The messages before ``body_end`` of which the text says who wrote them, outer ones before those inside them.

    One that is answered bit by bit gives a stretch for each bit. What is marked as quoted without a word on whose it is
    stays with whoever quotes it: in plain text the mark may stand for other things.
    """
    end = bisect_left(page.lines, (body_end, 0))
    opening = read_opening(page, end)
    first = opening.body if opening is not None and opening.headed else 0
    messages = find_messages([_line(page, i) for i in range(first, end)])
    if not any(message.told for message in messages):
        return []
    found = list(_Hulls(messages).read())
    return sorted(found, key=lambda one: (one.start, -one.end))


def _line(page: Page, number: int) -> Line:
    start, end = page.lines[number]
    words = page.text[start:end]
    match = _MARKS.match(words)
    return Line(start, end, match[0].count(">"), words[match.end() :]) if match else Line(start, end, 0, words)


@dataclass
class _Hulls:
    """Joins the stretches of a message with those of the messages inside it, as long as nobody else's come between."""

    messages: list[Message]
    open: list[tuple[int, int]] = field(default_factory=list)
    """Messages that have begun, each with where."""
    begun: set[int] = field(default_factory=set)
    end: int = 0

    def read(self) -> Iterator[Found]:
        stretches = sorted((*span, i) for i, message in enumerate(self.messages) for span in message.spans)
        for start, end, number in stretches:
            around = list(self._around(number))
            last = self.messages[around[-1]].parent if around else number
            while self.open and self.open[-1][0] != last:
                yield from self._closed()
            self.open.extend((one, start) for one in reversed(around))
            self.begun.update(around)
            self.end = end
        while self.open:
            yield from self._closed()

    def _around(self, number: int) -> Iterator[int]:
        """A message and those around it, outwards, that have not begun."""
        one: int | None = number
        while one is not None and one not in self.begun:
            yield one
            one = self.messages[one].parent

    def _closed(self) -> Iterator[Found]:
        number, start = self.open.pop()
        self.begun.discard(number)
        message = self.messages[number]
        if message.added:
            yield Found("editor_note", start, self.end, _ADDED)
        elif message.writer is not None:
            yield Found(
                "message",
                start,
                self.end,
                _REPLY,
                authors=(message.writer,),
                published=message.published,
                announced=message.announced,
            )
