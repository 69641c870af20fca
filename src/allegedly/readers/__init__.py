"""Readers: from the bytes of a file to documents. They never open a file themselves.

One module per format, each with a function ``open_file`` (see ``pieces``). Whoever calls it for what is not plain text
does so in a process of its own, with limits: most of these parsers are not ours, and files come from anybody.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

from ..errors import RefusedInputError
from ..model import Document
from .composing import MAX_CODE_POINTS, name_of
from .leaving import furniture_kind, is_of_page, saved_pages
from .pieces import About, Beside, Given, LeftOut, OpenFile, Part, Piece, Refused
from .sniffing import DOCX, FLAT_ODT, MISHAPS, ODT, describe, media_type, packed_type, remedy

__all__ = [
    "FORMATS",
    "MAX_CODE_POINTS",
    "About",
    "Beside",
    "Given",
    "LeftOut",
    "OpenFile",
    "Part",
    "Piece",
    "Refused",
    "is_of_page",
    "media_type",
    "name_of",
    "open_file",
    "read",
    "saved_pages",
]

FORMATS = {
    "text/plain": "text",
    "text/html": "html",
    "application/pdf": "pdf",
    DOCX: "docx",
    ODT: "odt",
    FLAT_ODT: "odt",
    "text/markdown": "markdown",
    "application/rtf": "rtf",
    "message/rfc822": "mail",
    "multipart/related": "mhtml",
    "application/mbox": "mbox",
    "application/zip": "zipped",
    "application/warc": "warc",
    "application/wacz": "wacz",
    "application/rss+xml": "feeds",
    "application/atom+xml": "feeds",
    "application/x-research-info-systems": "references.ris",
    "application/vnd.citationstyles.csl+json": "references.csl",
    "text/csv": "tables",
    "text/tab-separated-values": "tables",
}
"""The module that reads each media type."""
_PACKED = ("application/zip", "application/gzip")


def open_file(path: Path | None, data: bytes, given: Given = Given()) -> Iterator[Piece]:  # noqa: B008 (frozen)
    """What is in a file of any format, in its order: its document first, if it has one, then the files inside.

    ``path`` is only a name (``None`` for standard input). Files inside come as they are; whoever wants their documents
    opens them in turn. Raises ``RefusedInputError``, one sentence with the remedy, for what cannot be read.

    Plain text stays as it is: the document's text is the decoded file (a byte order mark is part of the encoding, not
    of the text). Of HTML it is the main text, paragraphs parted by blank lines, and then the comments.
    """
    kind = media_type(path, data)
    if kind in _PACKED:
        try:
            kind = packed_type(data)
        except MISHAPS as error:
            raise RefusedInputError(
                f"{name_of(path)} is damaged, so that what is packed in it cannot be read. Get it again."
            ) from error
    furniture = furniture_kind(path.name, kind) if path is not None and kind == "text/plain" else None
    if furniture is not None:
        raise RefusedInputError(
            f"{name_of(path)} is a {furniture} by its name. If it has a text to read, name it .txt."
        )
    if kind not in FORMATS:
        raise RefusedInputError(f"{name_of(path)} is {describe(kind)}, which cannot be read. {remedy(kind)}")
    # Most documents need one module of them, and some are slow to import.
    module = import_module(f".{FORMATS[kind]}", __name__)
    opened: Iterator[Piece] = module.open_file(path, data, given)
    yield from opened


def read(path: Path | None, data: bytes, *, published: date | None = None) -> Document:
    """The one document in a file. ``published`` is used where neither the file's markup nor a dated heading says when
    it was published. Raises ``RefusedInputError`` where it holds none, or several.
    """
    found = next(open_file(path, data, Given(published)), None)
    if not isinstance(found, Document):
        raise RefusedInputError(f"{name_of(path)} has several documents in it, and none of its own. Add it to a case.")
    return found
