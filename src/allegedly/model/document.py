"""A document as received, and the voices that speak in it."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[int, int]
"""Half-open code-point offsets into ``document.text``."""

VoiceKind = Literal["author", "quoted", "editor_note", "comment", "letter", "message"]
PublishedBy = Literal["markup", "heading", "option", "note", "reference", "unknown"]
"""How a publication date is known: from the file's markup, a dated heading, ``--published``, a note, a list of
references or an archive that names the file, or not at all."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words some stretches of a document are.

    ``spans`` are sorted and disjoint; those of different voices never overlap. A voice without outlet, authors or
    date of its own speaks with its parent's. ``found_by`` is a rule id, or the reader's name.
    """

    id: str
    kind: VoiceKind
    spans: tuple[Span, ...]
    parent: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    number: int | None = None
    abridged: bool = False
    announced: Span | None = None
    """The passage (a note in brackets, a comment's heading) that says whose words these are."""
    found_by: str = ""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def covers(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Document:
    """One text as received. ``id`` is the SHA-256 of the original bytes, ``text_sha256`` that of the UTF-8 text."""

    id: str
    text: str
    text_sha256: str
    media_type: str = "text/plain"
    path: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    published_by: PublishedBy = "unknown"
    encoding: str | None = None
    notices: tuple[str, ...] = ()
    """What the reader guessed or left out, a sentence each."""
    voices: tuple[Voice, ...] = ()
    parent: str | None = None
    """The hash of the bytes of what it came in: the message that it is attached to, the archive that it lay in."""
    pages: tuple[int, ...] = ()
    """Where each page begins in the text, the first at 0; empty where the format has none."""

    def page_at(self, offset: int) -> int | None:
        """The number, from 1, of the page that ``offset`` is on; ``None`` where the format has none."""
        return bisect_right(self.pages, offset) or None

    def voice_at(self, offset: int) -> Voice | None:
        """The voice whose words stand at ``offset``."""
        return next((voice for voice in self.voices if voice.covers(offset)), None)

    def voice(self, voice_id: str | None) -> Voice | None:
        return next((voice for voice in self.voices if voice.id == voice_id), None)

    def published_of(self, voice: Voice | None) -> date | None:
        """The date a voice speaks at: its own, else its parent's, else the document's."""
        while voice is not None:
            if voice.published is not None:
                return voice.published
            voice = self.voice(voice.parent)
        return self.published
