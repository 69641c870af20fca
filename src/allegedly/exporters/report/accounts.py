"""An account in the text of a report: how surely it is put, its passage with the note, its chain, and whose reading."""

from collections.abc import Iterable

from ...reports import ClaimLine
from ...reports.happenings import PerhapsSame
from ...reports.text import shorten
from .blocks import Break, Inline, Inlines, NoteMark, Paragraph, Quotation, Words, words
from .hands import SIGN, hand_of
from .notes import Notes

_LONGEST = 600
"""Longer passages stand in the text by their beginning; the note has all of it."""


def account(line: ClaimLine, notes: Notes, *before: Inline | str, when: str | None = None) -> Inlines:
    """An account on two lines; ``before`` stands between its label and its time."""
    tags: list[Inline | str] = [Words(line.label, "label")]
    for tag in (*before, *([when] if when else []), *([f"({line.basis})"] if line.basis and when else [])):
        tags.extend([" · ", tag])
    return words(*tags, " ", *passage(line, notes), Break(), *source(line))


def passage(line: ClaimLine, notes: Notes) -> Inlines:
    """The passage with its note, and in brackets who acts where it does not say."""
    mark = notes.mark(line.claim)
    who = Words(f"[{line.who}] ", "quiet") if line.who is not None else None
    shown = shorten(line.text, _LONGEST)
    return words(who, Quotation(shown), mark, _rest(line.text, shown, mark))


def _rest(text: str, shown: str, mark: NoteMark) -> Words | None:
    """That a passage was cut, and where it stands whole."""
    if shown == text:
        return None
    return Words(f" (only its beginning; all {len(text):,} characters are in note {mark.number:,})", "quiet")


def source(line: ClaimLine) -> Inlines:
    """Through whom it came, outermost first, the document, and whose reading it is."""
    hops = " › ".join(hop.name for hop in line.chain)
    voice = f", {line.voice}" if line.voice is not None else ""
    stand = f"{hops} · {line.document_name}{voice} · " if hops else f"{line.document_name}{voice} · "
    return words(Words(stand, "quiet"), hand_of(line.hand))


def perhaps(other: PerhapsSame, notes: Notes, number: int | None) -> Paragraph:
    """Another happening that may be this one: the machine's suggestion, or what a person left open."""
    entry = f" (entry {number:,})" if number is not None else ""
    opened = (
        Words(f"{SIGN} A person left open whether this is the same happening as ", "judged")
        if other.unsure
        else Words("Perhaps the same happening as ")
    )
    suggested = None if other.unsure else Words(" (suggested by the machine)", "machine")
    return Paragraph(words(opened, Words(other.words, "theirs"), entry, notes.mark(other.claim), suggested), "remark")


def listed(lines: Iterable[ClaimLine], notes: Notes) -> list[Paragraph]:
    return [Paragraph(account(line, notes, when=line.when), "account") for line in lines]
