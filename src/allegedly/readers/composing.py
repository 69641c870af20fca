"""A document out of what a format gives: its text, laid out, and who says what is known of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import RefusedInputError
from ..model import Document, PublishedBy, Span, Voice, content_id, sha256
from .headings import Heading, read_heading
from .languages import foreign_language
from .pieces import Given

MAX_CODE_POINTS = 10_000_000
"""The longest text that is read. A longer one would hold up everything else for an hour; it can be split."""
_FOREIGN = (
    "This seems to be in {}, but only English is read: do not rely on what is found in it, and add a translation."
)


@dataclass
class Layout:
    """Puts a text together from paragraphs, a blank line between them, and keeps where pages and comments lie."""

    document_id: str
    found_by: str
    """The reader's name, for the voices."""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[int] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)

    def add(self, paragraphs: Iterable[str], *, continues: bool = False) -> Span | None:
        """Put paragraphs at the end: the span of their words; ``None`` where there are none.

        ``continues``: the first of them goes on the last paragraph that is there, after a space.
        """
        words = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
        if not words:
            return None
        before = "" if not self.parts else " " if continues else "\n\n"
        start = self.length + len(before) + len(words) - len(words.lstrip())
        self.parts.append(before + words)
        self.length += len(before) + len(words)
        return start, self.length

    def add_page(self, paragraphs: Iterable[str], *, continues: bool = False) -> None:
        """Put the next page at the end; one without words counts too."""
        span = self.add(paragraphs, continues=continues)
        start = self.length if span is None else span[0]
        self.pages.append(start if self.pages else 0)

    def add_comment(
        self,
        paragraphs: Iterable[str],
        *,
        author: str | None = None,
        published: date | None = None,
        number: int | None = None,
        parent: str | None = None,
    ) -> str | None:
        """Put a comment at the end, a voice of its own: its id, by which a reply names it as ``parent``."""
        span = self.add(paragraphs)
        if span is None:
            return None
        voice = Voice(
            id=content_id("voice", self.document_id, "comment", *span),
            kind="comment",
            spans=(span,),
            parent=parent,
            authors=(author,) if author else (),
            published=published,
            number=number,
            found_by=self.found_by,
        )
        self.voices.append(voice)
        return voice.id

    @property
    def text(self) -> str:
        return "".join(self.parts)


def document_of(
    path: Path | None,
    data: bytes,
    given: Given,
    *,
    media_type: str,
    text: str,
    own: Heading = Heading(),  # noqa: B008 (frozen)
    heading: Heading | None = None,
    encoding: str | None = None,
    notices: Iterable[str] = (),
    voices: Iterable[Voice] = (),
    pages: Iterable[int] = (),
) -> Document:
    """The document, with what is known from outside first, then what the format says (``own``), then what the first
    lines of the text say (``heading``; read from the text unless given).

    Raises ``RefusedInputError`` for a text that is empty, too long, or has characters that no text has.
    """
    check_text(path, text)
    about, first = given.about, heading if heading is not None else read_heading(text)
    day, known = _published(given, own.published, first.published)
    return Document(
        id=sha256(data),
        text=text,
        text_sha256=sha256(text.encode()),
        media_type=media_type,
        path=path_text(path),
        title=about.title or own.title or first.title,
        authors=about.authors or own.authors or first.authors,
        outlet=about.outlet or own.outlet or first.outlet,
        url=about.url or own.url or first.url,
        published=day,
        published_by=known,
        encoding=encoding,
        notices=(*notices, *_of_language(text)),
        voices=tuple(voices),
        parent=given.parent,
        pages=tuple(pages),
    )


def _of_language(text: str) -> Iterator[str]:
    language = foreign_language(text)
    if language is not None:
        yield _FOREIGN.format(language)


def _published(given: Given, own: date | None, heading: date | None) -> tuple[date | None, PublishedBy]:
    if given.about.published is not None:
        return given.about.published, "reference"
    if own is not None:
        return own, "markup"
    if heading is not None:
        return heading, "heading"
    return given.published, "unknown" if given.published is None else "option"


def check_text(path: Path | None, text: str) -> None:
    """Raises ``RefusedInputError`` for a text that cannot be one."""
    if len(text) > MAX_CODE_POINTS:
        raise too_long(path)
    if "\x00" in text:
        raise RefusedInputError(
            f"{name_of(path)} has NUL characters, which no text has. Save it again as plain text in UTF-8."
        )
    if not text.strip("\ufeff \t\r\n") or text.isspace():
        raise RefusedInputError(f"{name_of(path)} is empty. Check that it was saved completely.")


def too_long(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} has more than {MAX_CODE_POINTS // 1_000_000} million characters. Split it into smaller files."
    )


def name_of(path: Path | None) -> str:
    """What a message calls a file."""
    return "Standard input" if path is None else path_text(path) or "The file"


def path_text(path: Path | None) -> str | None:
    """A path as text; bytes of a file name that are no UTF-8 become U+FFFD."""
    return None if path is None else str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
