"""E-mail: a message with its head, what it quotes as the words of others, and what is attached to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...errors import RefusedInputError
from ...model import Span, Voice, VoiceKind, content_id, sha256
from ...nlp.threads import Line, Message, find_messages
from ..composing import Layout, document_of, name_of
from ..headings import Heading
from ..pieces import Given, Piece
from .contents import contents_of
from .headers import MISHAPS, Mail, day_sent, field_of, head_lines, notices_of, parsed, senders_of

_FOUND_BY = "readers.mail"
_INDENT = "    "
_DEEPEST_INDENT = 6
_EMPTY = "The message has no text."


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A message as a document, then its attachments, each a file of its own.

    The text is the head as people read it, a blank line, and the body: its plain form, else its HTML. What it quotes
    is indented. Every message in it is a voice with its writer and day, those in quotation inside the one that quotes
    them (see ``nlp.threads``).
    """
    try:
        message = parsed(data)
        contents = contents_of(message)
        head = head_lines(message)
    except MISHAPS as error:
        raise RefusedInputError(
            f"{name_of(path)} is a message that cannot be read. Save it again from the mail program, or as plain text."
        ) from error
    page = _Page(Layout(sha256(data), _FOUND_BY))
    page.add_head(head)
    for depth, words in contents.body:
        page.add(depth, words)
    if not contents.body:
        contents.tell(*(() if contents.notices else (_EMPTY,)))
    yield document_of(
        path,
        data,
        given,
        media_type="message/rfc822",
        text=page.layout.text,
        own=Heading(field_of(message, "Subject") or None, senders_of(message), None, day_sent(message)),
        heading=Heading(),
        encoding=contents.encoding,
        notices=(*notices_of(message), *contents.notices),
        voices=_voices(page, message),
    )
    yield from contents.attached


@dataclass
class _Page:
    """The text as it is laid out, and its lines."""

    layout: Layout
    head: Span | None = None
    lines: list[Line] = field(default_factory=list)

    def add_head(self, lines: list[str]) -> None:
        self.head = self.layout.add(["\n".join(lines)])

    def add(self, depth: int, words: str) -> None:
        indent = _INDENT * min(depth, _DEEPEST_INDENT)
        start = self.layout.length + (2 if self.layout.parts else 0)
        if self.layout.add([indent + words.replace("\n", "\n" + indent)]) is None:
            return
        for line in words.split("\n"):
            stop = start + len(indent) + len(line)
            if line.strip():
                self.lines.append(
                    Line(stop - len(line.lstrip()), stop - len(line) + len(line.rstrip()), depth, line.strip())
                )
            start = stop + 1


def _voices(page: _Page, mail: Mail) -> list[Voice]:
    """The voices of the message and of those in it; none where there are no words at all."""
    messages = find_messages(page.lines)
    first = messages[0]
    if page.head is not None:
        joined = first.spans and page.lines and first.spans[0][0] == page.lines[0].start
        first.spans[: 1 if joined else 0] = [(page.head[0], first.spans[0][1] if joined else page.head[1])]
    voices: dict[int, Voice] = {}
    for number, message in enumerate(messages):
        if message.spans:
            voices[number] = _voice(page.layout.document_id, message, _parent(number, messages, voices))
    if 0 in voices:
        voices[0] = _signed(voices[0], page, mail)
    return list(voices.values())


def _parent(number: int, messages: list[Message], voices: dict[int, Voice]) -> str | None:
    """The voice around a message: that of the nearest one that has words of its own."""
    around = messages[number].parent
    while around is not None and around not in voices:
        around = messages[around].parent
    return None if around is None else voices[around].id


def _voice(document_id: str, message: Message, parent: str | None) -> Voice:
    kind: VoiceKind = "editor_note" if message.added else "message"
    return Voice(
        id=content_id("voice", document_id, kind, message.spans[0][0], message.spans[-1][1]),
        kind=kind,
        spans=tuple(message.spans),
        parent=parent,
        authors=(message.writer,) if message.writer else (),
        published=message.published,
        announced=message.announced,
        found_by=_FOUND_BY,
    )


def _signed(voice: Voice, page: _Page, mail: Mail) -> Voice:
    """The voice of the whole, with what the head says of it."""
    authors = senders_of(mail)
    line = page.layout.text[: page.head[1] if page.head else 0].split("\n", 1)[0]
    at = line.find(authors[0]) if authors and line.startswith("From: ") else -1
    span = (at, at + len(authors[0])) if at >= 0 else None
    return replace(voice, authors=authors, published=day_sent(mail), announced=span)
