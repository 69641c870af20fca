"""What word processors keep of a document, whatever their format: its text, notes, comments, and what is told of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..plurals import counted
from .composing import Layout
from .properties import fits

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\xa0\u2000-\u200a\u202f\u3000]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_MOST_SHOWN = 3
_LONGEST_SHOWN = 60
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment by a reader. ``id`` and ``parent`` are the file's own."""

    id: str
    paragraphs: tuple[str, ...]
    author: str | None
    day: date | None
    parent: str | None = None


@dataclass(slots=True)
class Story:
    """A document as it is read, from the top."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    """The words of headers and footers."""
    deleted: int = 0
    inserted: int = 0
    pictures: int = 0
    hidden: int = 0
    title: str | None = None
    """The words of the first paragraph that is marked as the title."""


def tidy(text: str) -> str:
    """A paragraph without characters that no text has, spaces collapsed; line breaks stay."""
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", _FORBIDDEN.sub("", text))).strip(" \n")


def lay_out(story: Story, layout: Layout) -> tuple[str, ...]:
    """Put the document into ``layout``, notes after the text and comments after these: what is to be said about it."""
    layout.add(story.paragraphs)
    if story.notes:
        layout.add(["Notes", *(text for number, note in enumerate(story.notes, 1) for text in _numbered(number, note))])
    known: dict[str, str] = {}
    for number, remark in enumerate(story.remarks, 1):
        parent = known.get(remark.parent) if remark.parent is not None else None
        voice = layout.add_comment(
            remark.paragraphs, author=remark.author, published=remark.day, number=number, parent=parent
        )
        if voice is not None:
            known[remark.id] = voice
    return tuple(_notices(story, len(layout.voices)))


def _numbered(number: int, note: Sequence[str]) -> Iterable[str]:
    return [f"{number}. {note[0]}", *note[1:]] if note else []


def _notices(story: Story, comments: int) -> Iterator[str]:
    if story.notes:
        yield f"Notes ({len(story.notes)}) stand at the end, numbered anew; their marks in the text are left out."
    if comments:
        yield f"Comments ({comments}) stand after the text."
    if story.deleted or story.inserted:
        deleted, inserted = counted(story.deleted, "deletion"), counted(story.inserted, "insertion")
        yield f"Tracked changes: {deleted} left out, {inserted} kept."
    told = (" ".join(text.split()) for text in story.margins)
    if margins := [text for text in dict.fromkeys(told) if text and fits("page-number", text) is None]:
        shown = ", ".join(f"“{text[:_LONGEST_SHOWN]}”" for text in margins[:_MOST_SHOWN])
        yield f"Left out from the edges of the pages: {shown}{' and others' if len(margins) > _MOST_SHOWN else ''}."
    if story.pictures:
        yield f"Left out: {counted(story.pictures, 'picture')}."
    if story.hidden:
        yield f"Text marked as hidden was kept, at {counted(story.hidden, 'place')}."


def numeral(number: int, form: str) -> str:
    """A number as it is written in a list: ``form`` is 1, a, A, i or I."""
    number = min(number, _LARGEST)
    if form in "aA":
        letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1) if number > 0 else "0"
        return letters.upper() if form == "A" else letters
    if form in "iI":
        roman = ""
        rest = number
        for value, letter in (*_ROMAN, *_ROMAN_SMALL):
            roman += letter * (rest // value)
            rest %= value
        return roman.upper() if form == "I" else roman
    return str(number)
