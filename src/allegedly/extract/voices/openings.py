"""How a letter or message opens: the head of an e-mail, the salutation, and whom it names."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ...model import Document, Span, Voice
from ...resources import load_lexicon
from .page import Page, is_prose
from .rules import rules

_MOST_ABOVE = 10
_LONGEST_ABOVE = 90
_LONGEST_SALUTATION = 120


class Opening(NamedTuple):
    """The lines at the top of a text that tell a letter."""

    first: int
    """The line that it begins on: the first of an e-mail's head, else the salutation's."""
    body: int
    """The first line that holds the writer's words; the salutation's own, which they may follow on."""
    headed: bool
    """Whether it has an e-mail's head."""
    writer: Span | None = None
    """The sender's name, where the head tells it."""


def read_opening(page: Page, end: int) -> Opening | None:
    """The opening of a text whose first lines, before ``end``, are a letter's; ``None`` where they are not."""
    headers, certain, writer = 0, False, None
    for i in range(min(end, _MOST_ABOVE)):
        words = page.words(page.lines[i])
        if i == headers and (header := _header(words)) is not None:
            headers, certain = headers + 1, certain or header[0]
            writer = writer or _moved(header[1], page.lines[i][0])
        elif salutation_at(page.text, page.lines[i][0]) is not None:
            return Opening(0 if certain and headers == i else i, i, certain and headers == i, writer)
        elif len(words) > _LONGEST_ABOVE or is_prose(words):
            break
    return Opening(0, headers, True, writer) if certain and headers < end else None


def salutation_at(text: str, start: int) -> Span | None:
    """The span of whom the salutation at ``start`` names, empty where it names nobody; ``None`` where there is none."""
    words = text[start : start + _LONGEST_SALUTATION]
    for kind in ("salutation", "greeting"):
        for rule in rules("letters", kind):
            if match := rule.pattern.match(words):
                named = "people" in match.groupdict() and match["people"] and not _is_nobody(match["people"])
                return (start + match.start("people"), start + match.end("people")) if named else (start, start)
    return None


def addressee_of(document: Document, voice: Voice) -> Span | None:
    """Whom a letter, a message, or what its author signed names as the one that it is written to."""
    if voice.kind not in ("letter", "message") and not (voice.kind == "author" and voice.announced):
        return None
    named: Span | None = None
    for start, words in islice(_lines(document.text, voice), _MOST_ABOVE):
        if (span := salutation_at(document.text, start)) is not None:
            return span if span[0] < span[1] else None
        if (header := _header(words)) is not None:
            named = named or _moved(header[2], start)
        elif is_prose(words):
            break
    return named


def _lines(text: str, voice: Voice) -> Iterator[tuple[int, str]]:
    """The lines of a voice that hold anything, from the first on, each with its start."""
    at = voice.start
    while at < voice.end:
        stop = text.find("\n", at, voice.end)
        stop = voice.end if stop < 0 else stop
        if words := text[at:stop].strip():
            yield text.index(words, at), words
        at = stop + 1


def _header(words: str) -> tuple[bool, Span | None, Span | None] | None:
    """Of a line of an e-mail's head: whether only messages have it, and where it names the sender and the receiver."""
    for rule in rules("letters", "header"):
        if match := rule.pattern.fullmatch(words):
            groups = match.groupdict()
            writer, people = (match.span(name) if groups.get(name) else None for name in ("writer", "people"))
            return rule.certain, writer, people
    return None


def _is_nobody(words: str) -> bool:
    """Whether the words of a salutation are an office's or everybody's: "Sir", "Ombudsman", "colleagues"."""
    if any(rule.pattern.fullmatch(words) for rule in rules("letters", "nobody")):
        return True
    return words.lower() in load_lexicon("en/role_nouns.tsv")


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)
