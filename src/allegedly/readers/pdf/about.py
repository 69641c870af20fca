"""What a PDF says of itself, and the files that lie in it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf

from ...errors import RefusedInputError
from ...plurals import counted
from ..composing import name_of
from ..pieces import LeftOut, Part, Piece
from .limits import MISHAPS

_MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Properties:
    """Title and author of a PDF as its maker left them."""

    title: str | None = None
    author: str | None = None


def opened(path: Path | None, data: bytes) -> pypdf.PdfReader | None:
    """The file as pypdf sees it; ``None`` where it cannot.

    Raises ``RefusedInputError`` for one that is locked with a password. Many have an empty one, which locks nothing.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except MISHAPS:
        return None
    if locked:
        raise RefusedInputError(f"{name_of(path)} is locked with a password. Save a copy of it without one.")
    return reader


def properties(reader: pypdf.PdfReader | None) -> Properties:
    """Title and author, where they can be read."""
    try:
        known = reader.metadata if reader is not None else None
        return Properties(known.title, known.author) if known else Properties()
    except MISHAPS:
        return Properties()


def files_in(reader: pypdf.PdfReader | None) -> Iterator[Piece]:
    """The files embedded in a PDF."""
    if reader is None:
        return
    damaged = 0
    try:
        names = list(reader.attachments)[:_MOST_FILES]
    except MISHAPS:
        return
    for name in names:
        try:
            for data in reader.attachments[name]:
                yield Part(name, data)
        except MISHAPS:
            damaged += 1
    if damaged:
        yield LeftOut(f"Left out, since damaged: {counted(damaged, 'embedded file')}.")
