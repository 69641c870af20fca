"""Readers: from the bytes of a file to a document. They never open a file themselves."""

from datetime import date
from pathlib import Path

from ..errors import RefusedInputError
from ..model import Document
from .sniffing import describe, media_type
from .text import MAX_CODE_POINTS, name_of, read_text

__all__ = ["MAX_CODE_POINTS", "media_type", "read"]


def read(path: Path | None, data: bytes, *, published: date | None = None) -> Document:
    """The document in a file of plain text or HTML.

    ``path`` is only a name (``None`` for standard input). ``published`` is used where neither the file's markup nor a
    dated heading says when it was published. Raises ``RefusedInputError``, one sentence with the remedy, for what
    holds no text: empty and binary files, NUL characters, more than ``MAX_CODE_POINTS``.

    Plain text stays as it is: the document's text is the decoded file (a byte order mark is part of the encoding, not
    of the text). Of HTML it is the main text, paragraphs parted by blank lines, and then the comments.
    """
    kind = media_type(path, data)
    if kind not in ("text/plain", "text/html"):
        raise RefusedInputError(
            f"{name_of(path)} is {describe(kind)}, which cannot be read. Save its text as plain text or as HTML."
        )
    if kind == "text/plain":
        return read_text(path, data, published)
    from .html import read_html  # slow to import, and most documents need none of it

    return read_html(path, data, published)
