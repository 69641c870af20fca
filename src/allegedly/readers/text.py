"""Plain text, and the checks that every text goes through."""

from datetime import date
from pathlib import Path

from ..errors import RefusedInputError
from ..model import Document, sha256
from .decoding import Decoded, decode
from .headings import read_heading

MAX_CODE_POINTS = 10_000_000
"""The longest text that is read. A longer one would hold up everything else for an hour; it can be split."""
_BYTES_A_CODE_POINT = 4


def name_of(path: Path | None) -> str:
    """What a message calls a file."""
    return "Standard input" if path is None else path_text(path) or "The file"


def path_text(path: Path | None) -> str | None:
    """A path as text; bytes of a file name that are no UTF-8 become U+FFFD."""
    return None if path is None else str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def decoded(path: Path | None, data: bytes, *, html: bool = False) -> Decoded:
    """The text of a file, or ``RefusedInputError`` where it is too long, empty, or no text after all."""
    if len(data) > MAX_CODE_POINTS * _BYTES_A_CODE_POINT:
        raise _too_long(path)
    result = decode(data, html=html)
    if len(result.text) > MAX_CODE_POINTS:
        raise _too_long(path)
    if "\x00" in result.text:
        raise RefusedInputError(
            f"{name_of(path)} has NUL characters, which no text has. Save it again as plain text in UTF-8."
        )
    if not result.text.strip("\ufeff \t\r\n") or result.text.isspace():
        raise RefusedInputError(f"{name_of(path)} is empty. Check that it was saved completely.")
    return result


def read_text(path: Path | None, data: bytes, published: date | None) -> Document:
    """A plain text as a document; its text is the decoded file, unchanged."""
    result = decoded(path, data)
    heading = read_heading(result.text)
    day = heading.published or published
    return Document(
        id=sha256(data),
        text=result.text,
        text_sha256=sha256(result.text.encode()),
        media_type="text/plain",
        path=path_text(path),
        title=heading.title,
        authors=heading.authors,
        outlet=heading.outlet,
        url=heading.url,
        published=day,
        published_by="unknown" if day is None else "heading" if heading.published else "option",
        encoding=result.encoding,
        notices=result.notices,
    )


def _too_long(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} has more than {MAX_CODE_POINTS // 1_000_000} million characters. Split it into smaller files."
    )
