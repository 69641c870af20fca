"""Notes in brackets: an editor's own words inside a text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...model import Span
from .announcements import SILENT, Announcement, editor_name, editor_rule, read_note
from .page import Page
from .rules import MAX_READ, rules

_BRACKET = re.compile(r"[\[\]]")
_WRAPPING = " *_“\"'.;,”"  # emphasis marks and stops that may stand outside a note that is a paragraph of its own
LONGEST = 8_000
"""Code points of the longest note; what stands between brackets further apart is not one note."""
_WORDS_OF_WHOLE, _WORDS_OF_INLINE = 4, 6
_LOOK_BACK = 2_000


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its brackets; ``whole`` where it stands as a paragraph (or more) of its own."""

    start: int
    end: int
    whole: bool
    rule: str
    signed: tuple[str, ...]
    says: Announcement


def find_notes(page: Page, authors: tuple[str, ...], base: date | None) -> list[Note]:
    """All notes of the page, in order, none inside another."""
    found: list[Note] = []
    for start, end in sorted([*_pairs(page.text[: page.limit]), *_parenthesised(page)]):
        if (found and start < found[-1].end) or end - start > LONGEST:
            continue
        whole = _stands_alone(page, start, end, found[-1].end if found else -1)
        if not whole and (end - start > MAX_READ or page.paragraph_at(start) != page.paragraph_at(end - 1)):
            continue
        words = page.text[start + 1 : end - 1].strip()
        if not words or words[0] in "[(":
            continue
        note = _note(page, (start, end), words, whole, authors, base)
        if note is not None:
            found.append(note)
    return found


def _note(page: Page, span: Span, words: str, whole: bool, authors: tuple[str, ...], base: date | None) -> Note | None:
    signed = editor_rule(words[:MAX_READ]) if _may_be_signed(words) else None
    says = read_note(words, base) if whole else SILENT
    names = editor_name(signed[1], authors) if signed else ()
    square = page.text[span[0]] == "["
    if signed:
        return Note(*span, whole, signed[0].id, names, says)
    if says.effect and says.rule and (square or says.effect in ("opens", "above")):
        return Note(*span, whole, says.rule.id, (), says)
    if not square or any(rule.pattern.fullmatch(page.words(span)) for rule in rules("notes", "mark")):
        return None
    if whole and words.count(" ") >= _WORDS_OF_WHOLE - 1:
        return Note(*span, whole, "voices.bracketed-paragraph", (), says)
    if not whole and _is_sentence_of_its_own(page, span, words):
        return Note(*span, whole, "voices.bracketed-sentence", (), says)
    return None


def _pairs(text: str) -> Iterator[Span]:
    """Square brackets that belong together, with both brackets; the inner ones too."""
    if "]" not in text:
        return
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            open_at.append(match.start())
        elif open_at:
            yield open_at.pop(), match.end()


def _parenthesised(page: Page) -> Iterator[Span]:
    text = page.text
    for start, end in page.paragraphs:
        if (
            text[start] == "("
            and text[end - 1] == ")"
            and end - start <= MAX_READ
            and text.find("(", start + 1, end) < 0
        ):
            yield start, end


def _stands_alone(page: Page, start: int, end: int, last_end: int) -> bool:
    """Whether only wrapping, or another note, shares the note's first and last paragraph with it."""
    text = page.text
    first = page.paragraphs[page.paragraph_at(start)][0]
    last = page.paragraphs[page.paragraph_at(end - 1)][1]
    before = text[max(first, start - 4) : start].strip(_WRAPPING)
    opens = (start - first <= 3 and not before) or (start - last_end < 4 and not text[last_end:start].strip())
    after = text[end : min(last, end + 4)].lstrip(_WRAPPING)
    return opens and ((last - end <= 3 and not after) or after[:1] == "[")


def _may_be_signed(words: str) -> bool:
    """A cheap test that spares most brackets the rules."""
    return ":" in words or "-" in words or "–" in words or "—" in words


def _is_sentence_of_its_own(page: Page, span: Span, words: str) -> bool:
    """A whole sentence in brackets, between sentences and outside quotation marks."""
    if words[-1] not in ".!?" or not words[0].isupper() or words.count(" ") < _WORDS_OF_INLINE - 1:
        return False
    paragraph = page.paragraphs[page.paragraph_at(span[0])][0]
    before = page.text[max(paragraph, span[0] - _LOOK_BACK) : span[0]]
    if before.rstrip()[-1:] not in (".", "!", "?", "”", '"', "]", ""):
        return False
    return before.rfind("“") <= before.rfind("”") and before.count('"') % 2 == 0


def note_at(notes: list[Note], offset: int) -> Note | None:
    """The note that begins at ``offset``."""
    i = bisect_left(notes, offset, key=lambda note: note.start)
    return notes[i] if i < len(notes) and notes[i].start == offset else None
