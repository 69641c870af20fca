"""A mailbox in one file: each message as a file of its own."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ..errors import RefusedInputError
from .composing import name_of
from .leaving import Left
from .mail.headers import subject_in
from .naming import file_name
from .pieces import Given, Part, Piece

_FROM = re.compile(rb"^From [^\n]*\n(?=>?[!-9;-~]{1,100}:)", re.MULTILINE)
"""Begins a message. A field of a head must follow, or it is a line of a body that nobody marked."""
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The messages of a mailbox in its order, each a file named by its number and subject.

    Lines that begin with "From " part them. Inside a message the mark ">" that keeps such a line from beginning the
    next one is taken off (as in the mboxrd format), so that a message has the bytes that it came in.
    """
    left = Left()
    found = False
    for number, (start, end) in enumerate(_spans(data), 1):
        message = _MARKED.sub(rb"\1", data[start:end])
        if message.strip():
            found = True
            yield Part(f"{number:04} {file_name(subject_in(message), '.eml')}", message)
        else:
            left.add("empty message")
    if not found:
        raise RefusedInputError(f"{name_of(path)} has no message in it that can be read. Export the mailbox again.")
    yield from left.told(path)


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each message stands, without the blank line that ends it."""
    borders = _borders(data)
    for (_, start), (end, _) in pairwise(borders):
        yield start, _before_blank_line(data, start, end)


def _borders(data: bytes) -> Iterator[tuple[int, int]]:
    """The lines between the messages, each with its start and end, and the end of the file."""
    yield from (match.span() for match in _FROM.finditer(data))
    yield len(data), len(data)


def _before_blank_line(data: bytes, start: int, end: int) -> int:
    for blank in (b"\r\n\r\n", b"\n\n"):
        if data.endswith(blank, start, end):
            return end - len(blank) // 2
    return end
