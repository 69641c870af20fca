"""A page that a browser saved in one file (MHTML): the page itself, read as HTML."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import RefusedInputError
from .composing import name_of
from .decoding import Decoded
from .html import page_document
from .leaving import Left, furniture_kind
from .mail.contents import Contents, text_of_part
from .mail.headers import MISHAPS, Mail, field_of, parsed
from .pieces import Given, Piece

_PAGES = ("text/html", "application/xhtml+xml")


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The page as a document, with its address. Its pictures, style sheets and frames are counted in a notice."""
    try:
        message = parsed(data)
        parts = [part for part in message.walk() if not part.is_multipart()]
        root = _root(message, parts)
        contents = Contents()
        markup = text_of_part(root, contents) if root is not None else ""
    except MISHAPS as error:
        raise _nothing_in(path) from error
    if root is None or not markup.strip():
        raise _nothing_in(path)
    left = _left(part for part in parts if part is not root)
    yield page_document(
        path,
        data,
        given,
        Decoded(markup, contents.encoding or "utf-8", (*contents.notices, *left)),
        media_type="multipart/related",
        url=_address(message, root),
        title=field_of(message, "Subject") or None,
    )


def _nothing_in(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} is a saved page (MHTML) in which no page can be found. Save the page again, or as HTML."
    )


def _root(message: Mail, parts: list[Mail]) -> Mail | None:
    """The page: the part that the head names, or that has the address of the whole, else the first that is HTML."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    address = field_of(message, "Snapshot-Content-Location")
    for part in pages:
        if start and field_of(part, "Content-ID") == start:
            return part
        if not start and address and field_of(part, "Content-Location") == address:
            return part
    return pages[0] if pages else None


def _address(message: Mail, root: Mail) -> str | None:
    """Where the page was on the web."""
    found = (
        field_of(message, "Snapshot-Content-Location"),
        field_of(root, "Content-Location"),
        field_of(message, "Content-Location"),
    )
    return next((address for address in found if address.startswith(("http://", "https://"))), None)


def _left(parts: Iterable[Mail]) -> Iterator[str]:
    """The sentence about what belongs to the page and is no text."""
    left = Left()
    for part in parts:
        kind = part.get_content_type()
        name = str(part.get("Content-Location", ""))
        left.add("frame" if kind in _PAGES else furniture_kind(name, "", kind) or "other part")
    if left.counts:
        yield f"What the page shows besides its text was left out: {left.words()}."
