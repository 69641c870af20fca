"""How a text is laid out: its paragraphs and lines, their indentation, and the blank lines between them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...model import Span, VoiceKind
from ...nlp.layout import paragraphs

_INK = re.compile(r"\S")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = tuple(".!?…\"”’')]")
_LONGEST_TITLE = 150
_WORDS_OF_PROSE = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that somebody speaks in, before the voices inside it are taken out."""

    kind: VoiceKind
    start: int
    end: int
    rule: str
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    number: int | None = None
    abridged: bool = False
    announced: Span | None = None


@dataclass
class Page:
    """The text up to ``limit``: what comes after it has its voices already."""

    text: str
    limit: int

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return paragraphs(self.text[: self.limit])

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def lines(self) -> list[Span]:
        """The lines that hold anything, without surrounding white space."""
        found: list[Span] = []
        for start, end in self.paragraphs:
            if self.text.find("\n", start, end) < 0:
                found.append((start, end))
                continue
            for match in _LINE.finditer(self.text, start, end):
                line = match[0]
                if stripped := line.strip():
                    first = match.start() + len(line) - len(line.lstrip())
                    found.append((first, first + len(stripped)))
        return found

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that ``offset`` lies in, or of the last one before it; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def has_words(self, start: int, end: int) -> bool:
        """Whether anything but white space stands there."""
        return _INK.search(self.text, start, end) is not None

    def indent(self, start: int) -> int:
        """White space between the beginning of the line and ``start``, a tab counting as four."""
        space = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        return len(space) + 3 * space.count("\t")

    def blank_lines(self, before: Span, after: Span) -> int:
        """How many blank lines lie between two neighbouring stretches."""
        return max(self.text.count("\n", before[1], after[0]) - 1, 0)


def is_title(words: str) -> bool:
    """Whether a paragraph looks like a headline: short, and not a sentence that is finished or broken off."""
    if len(words) > _LONGEST_TITLE or words[0] in "[(<>":
        return False
    return not words.endswith((".", ":", ";", ",", "-", "–", "—")) and not words[0].islower()


def is_prose(words: str) -> bool:
    """Whether a paragraph is running text: several words, with a sentence's end."""
    return words.endswith(_SENTENCE_END) and words[:400].count(" ") >= _WORDS_OF_PROSE - 1
