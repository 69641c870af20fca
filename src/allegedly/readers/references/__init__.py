"""Lists of references: the files that they name, with what is said of them, and abstracts of what has none.

What RIS and CSL-JSON share.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

from ...errors import RefusedInputError
from ...model import Document
from ...plurals import counted
from ..composing import document_of, name_of
from ..decoding import Decoded
from ..headings import Heading
from ..html_text import has_markup, paragraphs_of, tree_of
from ..leaving import left_out
from ..naming import shortened
from ..numbered import numbered
from ..pieces import About, Beside, Given, Part, Piece, Refused

_LONGEST_SHOWN = 80
_ON_THE_WEB = re.compile(r"[a-z][a-z0-9+.-]+://|www\.|(?:doi:\s*)?10\.\d{4,9}/", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ENDNOTE = "internal-pdf://"
_MOST_FILES = 100
_ABSTRACT = "The reference names no file; this is only the abstract that it has."


@dataclass(frozen=True, slots=True)
class Reference:
    """What a list says of one text. ``files`` are names as they stand there; ``alone`` makes a list of it alone."""

    about: About
    files: tuple[str, ...]
    abstract: str
    alone: Callable[[], bytes]


def pieces_of(
    path: Path | None,
    data: bytes,
    given: Given,
    references: Sequence[Reference | Refused],
    *,
    media_type: str,
    decoded: Decoded,
) -> Iterator[Piece]:
    """The files that references name; a list of one for each that has only an abstract, or that document itself.

    Raises ``RefusedInputError`` where there is neither.
    """
    bare = sum(isinstance(one, Reference) and not one.files and not one.abstract for one in references)
    if bare == len(references):
        raise RefusedInputError(
            f"{name_of(path)} has no reference with a file or an abstract. Export it together with its files."
        )
    for number, one in enumerate(references, 1):
        if isinstance(one, Refused):
            yield one
        elif one.files:
            yield from _beside(path, one)
        elif one.abstract and len(references) == 1:
            yield _document(path, data, given, one, media_type, decoded)
        elif one.abstract:
            yield Part(numbered(number, one.about.title), one.alone())
    if bare:
        yield left_out(path, f"{counted(bare, 'reference')} with neither a file nor an abstract")


def web_address(*values: str) -> str | None:
    """The first of these values that is an address on the web."""
    addresses = (value.split()[0] for value in values if value.startswith(("http://", "https://")))
    return next(addresses, None)


def local_files(values: Iterable[str]) -> tuple[str, ...]:
    """Those values that name files, not addresses on the web, each once."""
    stripped = (value.strip() for value in values)
    files = [value for value in stripped if value and (_is_file_url(value) or not _ON_THE_WEB.match(value))]
    return tuple(dict.fromkeys(files))[:_MOST_FILES]


def _is_file_url(value: str) -> bool:
    return value.lower().startswith(("file:", _ENDNOTE))


def _document(
    path: Path | None, data: bytes, given: Given, one: Reference, media_type: str, decoded: Decoded
) -> Document:
    about = one.about
    return document_of(
        path,
        data,
        given,
        media_type=media_type,
        text="\n\n".join(_paragraphs(one.abstract)),
        own=Heading(about.title, about.authors, about.outlet, about.published, about.url),
        heading=Heading(),
        encoding=decoded.encoding,
        notices=(*decoded.notices, _ABSTRACT),
    )


def _paragraphs(words: str) -> list[str]:
    if has_markup(words):
        tree = tree_of(words)
        return [] if tree is None else paragraphs_of(tree)
    return [part.strip() for part in _BLANK_LINE.split(words) if part.strip()]


def _beside(path: Path | None, one: Reference) -> Iterator[Piece]:
    for file in one.files:
        name = _name_from(path, file)
        if name is None:
            why = "which lies outside of its folder and is not read. Add it itself."
            shown = shortened(file, _LONGEST_SHOWN)
            yield Refused(shown, f"{name_of(path)} names {shown}, {why}")
        else:
            yield Beside(name, one.about)


def _name_from(path: Path | None, file: str) -> str | None:
    """The path of a file from the folder of the list; ``None`` where it leads out of it.

    Of a path from the root of a disk only what lies below that folder counts; elsewhere the library was moved, and the
    file is looked for by its name.
    """
    plain = _plain_path(file)
    parts = PureWindowsPath(plain).parts if _DRIVE.match(plain) or "/" not in plain else PurePosixPath(plain).parts
    if _DRIVE.match(plain) or plain.startswith("/"):
        folder = path.parent.parts if path is not None and path.is_absolute() else ()
        is_below = bool(folder) and parts[: len(folder)] == folder and len(parts) > len(folder)
        parts = parts[len(folder) :] if is_below else parts[-1:]
    parts = tuple(part for part in parts if part not in (".", "/"))
    if not parts or ".." in parts or any("\x00" in part or PureWindowsPath(part).drive for part in parts):
        return None
    return "/".join(parts)


def _plain_path(file: str) -> str:
    if file.lower().startswith(_ENDNOTE):
        return file[len(_ENDNOTE) :].lstrip("/")
    if not file.lower().startswith("file:"):
        return file
    try:
        plain = unquote(urlsplit(file).path)
    except ValueError:
        return file
    return plain[1:] if _DRIVE.match(plain[1:]) else plain
