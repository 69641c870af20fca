"""Plain text, and the bytes of every format that is text."""

from collections.abc import Iterator
from pathlib import Path

from .composing import MAX_CODE_POINTS, check_text, document_of, too_long
from .decoding import Decoded, decode
from .pieces import Given, Piece

_BYTES_A_CODE_POINT = 4


def decoded(path: Path | None, data: bytes, *, html: bool = False) -> Decoded:
    """The text of a file, or ``RefusedInputError`` where it is too long, empty, or no text after all."""
    if len(data) > MAX_CODE_POINTS * _BYTES_A_CODE_POINT:
        raise too_long(path)
    result = decode(data, html=html)
    check_text(path, result.text)
    return result


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A plain text as a document; its text is the decoded file, unchanged."""
    result = decoded(path, data)
    yield document_of(
        path,
        data,
        given,
        media_type="text/plain",
        text=result.text,
        encoding=result.encoding,
        notices=result.notices,
    )
