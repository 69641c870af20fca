"""The head of a message: who wrote to whom and when, whatever the state it is in."""

import re
from datetime import date, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from email.utils import getaddresses, parsedate_tz
from typing import TYPE_CHECKING, TypeAlias

from ...nlp.threads import plain_name
from ...resources.wording import day_of

if TYPE_CHECKING:
    Mail: TypeAlias = Message[str, str]
else:
    Mail = Message  # takes no parameters when it runs

_LONGEST_FIELD = 16_000
"""Code points of a field of the head that are kept: some three hundred addresses. Parsers take the square of it."""
_LONGEST_HEAD = 65_536
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_SHOWN = ("From", "To", "Cc", "Bcc", "Date", "Subject")
_PEOPLE = ("From", "To", "Cc", "Bcc")
_CUT = "A field of the message's head is longer than {:,} characters; what is behind them was left out."
_NO_DAY = "The message does not say in a form that can be read on which day it was sent."
MISHAPS = (ValueError, TypeError, LookupError, IndexError, AttributeError, RecursionError, MessageError)
"""What the standard library raises on malformed fields."""


class _Bounded(Compat32):
    """Keeps fields as they are written, up to a length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


POLICY = _Bounded(mangle_from_=False, max_line_length=None, cte_type="8bit")


def parsed(data: bytes) -> Mail:
    """The message with all its parts. Raises what the standard library raises on malformed ones."""
    message: Mail = BytesParser(policy=POLICY).parsebytes(data)
    return message


def subject_in(data: bytes) -> str:
    """The subject of a message of which no more than the head is looked at."""
    try:
        return field_of(BytesHeaderParser(policy=POLICY).parsebytes(data[:_LONGEST_HEAD]), "Subject")
    except MISHAPS:
        return ""


def field_of(message: Mail, name: str) -> str:
    """A field of the head, decoded, on one line; empty where there is none."""
    return _one_line(_decoded(_raw(message, name)))


def senders_of(message: Mail) -> tuple[str, ...]:
    """The names of those who wrote it, an address where one has no name."""
    found = _addresses(_raw(message, "From"))
    return tuple(dict.fromkeys(plain_name(name) or address for name, address in found if name or address))


def day_sent(message: Mail) -> date | None:
    """The day in the head's own time zone, which is the sender's."""
    written = field_of(message, "Date")
    try:
        found = parsedate_tz(written)
    except MISHAPS:
        found = None
    if found is not None:
        return day_of(*found[:3])
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None


def head_lines(message: Mail) -> list[str]:
    """The lines of the head that people read, in the usual order."""
    lines = []
    for name in _SHOWN:
        value = _people(_raw(message, name)) if name in _PEOPLE else field_of(message, name)
        if value:
            lines.append(f"{name}: {value}")
    return lines


def notices_of(message: Mail) -> list[str]:
    """What is to be said of the head."""
    notices = [] if day_sent(message) is not None else [_NO_DAY]
    if any(len(str(value)) >= _LONGEST_FIELD for _, value in message.raw_items()):
        notices.append(_CUT.format(_LONGEST_FIELD))
    return notices


def decoded_words(value: str) -> str:
    """Encoded words (RFC 2047) as text, on one line."""
    return _one_line(_decoded(_unescaped(value)))


def _raw(message: Mail, name: str) -> str:
    """The first field of that name as it is written."""
    found = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return _unescaped(str(next(found, "")))


def _unescaped(value: str) -> str:
    """Bytes that are no ASCII, which the parser keeps as surrogates, as the characters that they are."""
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _decoded(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        return "".join(_text(word, charset) for word, charset in decode_header(value))
    except MISHAPS:
        return value


def _text(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    if charset is None:  # what stands between encoded words; the library writes it so
        return word.decode("raw_unicode_escape", "replace")
    try:
        return word.decode(charset)
    except (LookupError, ValueError):
        return _unescaped(word.decode("ascii", "surrogateescape"))


def _addresses(value: str) -> list[tuple[str, str]]:
    """Names and addresses; names may hold commas once they are decoded, so that the list is parted first."""
    try:
        found = getaddresses([_one_line(value)])
    except MISHAPS:
        found = []
    if not any(address for _, address in found):
        words = _one_line(_decoded(value))
        return [(words, "")] if words else []
    return [(_one_line(_decoded(name)), address) for name, address in found]


def _people(value: str) -> str:
    return ", ".join(_person(name, address) for name, address in _addresses(value) if name or address)


def _person(name: str, address: str) -> str:
    if not name or name == address:
        return address
    shown = f'"{name}"' if "," in name else name
    return f"{shown} <{address}>" if address else name


def _one_line(value: str) -> str:
    return _SPACE.sub(" ", value).strip()
