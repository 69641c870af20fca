"""Voices: whose words each stretch of a document is, as far as the text itself says so."""

from bisect import bisect_left
from dataclasses import replace

from ...model import Document, Voice
from .comments import find_comments
from .letters import find_letters, find_signed
from .notes import Note, find_notes
from .page import Found, Page, is_prose, is_title
from .partition import partition, within_message
from .quoted import find_quoted
from .replies import find_replies
from .signatures import Signature

__all__ = ["complete_voices"]

_SIGNED = ("voices.editor-name", "voices.editor-initials", "voices.editor-signed")
"""Rules of notes that are an editor's even among comments, whose writers use brackets too."""


def complete_voices(document: Document) -> Document:
    """``document`` with all its voices, so that every character but white space belongs to exactly one.

    The author's voice comes first and keeps what nobody else says; where nothing is left for it (the whole document
    is one letter, say) there is none. Voices that the reader marked stay as they are; only the text before the first
    of them is searched for more. An announced passage has its note in ``announced``, what is signed the signature; a
    note's parent is the voice of whoever put the note there. The title is added where only a quoted passage's headline
    tells it.

    Never raises; the time it takes grows with the length of the text.
    """
    message = next((voice for voice in document.voices[:1] if voice.kind == "message"), None)
    if message is not None:
        return _with_message(document, message)
    text = document.text
    limit = min((voice.start for voice in document.voices), default=len(text))
    page = Page(text, limit)
    notes = find_notes(page, document.authors, document.published)
    blog_like = document.published_by == "heading" or any(note.whole for note in notes)
    comments = find_comments(page, blog_like=blog_like, base=document.published)
    body_notes = [note for note in notes if note.end <= comments.body_end]
    quoted = find_quoted(page, body_notes, comments.body_end, document.published)
    messages = find_replies(page, comments.body_end)
    own_end = min((min((found.start, *(found.announced or ()))) for found in messages), default=comments.body_end)
    letters = find_letters(page, own_end, comments.body_end)
    found = [
        *(passage for passage in quoted if not _is_announced(passage, messages)),
        *(letter for letter in letters if not _is_announced(letter, quoted)),
        *messages,
        *comments.found,
        *(_spoken(note) for note in notes if note.end <= comments.body_end or note.rule in _SIGNED),
    ]
    signed = None if document.authors else _author_signed(page, comments.body_end, found)
    voices = partition(document, found, signed)
    return replace(document, voices=voices, title=document.title or _headline(page, quoted))


def _with_message(document: Document, message: Voice) -> Document:
    """What a reader parted into messages, with the notes and passages in the first words of whoever wrote the whole."""
    end = message.spans[0][1]
    page = Page(document.text, end)
    notes = find_notes(page, message.authors, document.published)
    found = [*find_quoted(page, notes, end, document.published), *map(_spoken, notes)]
    return replace(document, voices=within_message(document, message, found))


def _author_signed(page: Page, body_end: int, found: list[Found]) -> Signature | None:
    """The signature under the author's own words, which no other voice has."""
    signed = find_signed(page, body_end)
    if signed is None or any(other.start <= signed.span[0] < other.end for other in found):
        return None
    return signed


def _is_announced(letter: Found, quoted: list[Found]) -> bool:
    """Whether a passage lies in one that an announcement, or a thread, gives to somebody already."""
    return any(q.kind in ("letter", "message") and q.start <= letter.start < q.end for q in quoted)


def _spoken(note: Note) -> Found:
    return Found("editor_note", note.start, note.end, note.rule, authors=note.signed)


def _headline(page: Page, quoted: list[Found]) -> str | None:
    """The headline that the first quoted passage of a page begins with."""
    if not quoted:
        return None
    first = bisect_left(page.starts, quoted[0].start)
    spans = page.paragraphs[first : first + 2]
    if len(spans) < 2 or not is_title(page.words(spans[0])) or not is_prose(page.words(spans[1])):
        return None
    return page.words(spans[0])
