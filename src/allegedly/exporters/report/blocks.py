"""What a report is made of, whatever it is drawn as: headings, paragraphs, tables and notes, with words in them.

Words of documents and of people are plain strings here; whoever draws them sees to it that nothing in them acts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "quiet", "label", "theirs", "judged", "machine", "differs", "code"]
"""How words are set apart: "theirs" are a document's, "judged" tell of a person's decision, "machine" of a reading
that nobody checked. What a style says is said in the words too: none of them is known by its looks alone."""
Kind = Literal["body", "quiet", "entry", "remark", "account", "item", "judged"]
"""Paragraphs: "entry" opens one that is cited by its number, "remark" stands under it, "account" and "item" are listed,
"judged" tells what a person decided."""


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage between quotation marks, with its line ends as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line in the same paragraph."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The sign of a note; ``turn`` counts from 1 how often this note was referred to so far."""

    number: int
    turn: int


@dataclass(frozen=True, slots=True)
class Go:
    """Words that lead to the block with this anchor."""

    text: str
    anchor: str


Inline = Words | Quotation | Break | NoteMark | Go
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` is 2 or 3; a part's own heading is of level 1."""

    level: int
    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines
    kind: Kind = "body"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """``cells`` are as many as the table has columns; each is some lines."""

    cells: tuple[Inlines, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``caption`` says what it holds; ``widths`` are in parts of 100. Its rows are drawn one by one."""

    caption: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Callable[[], Iterator[Row]]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Part:
    """``sections`` are those headings inside that a table of contents has, each with its anchor; ``wide`` asks for
    a page on its side.
    """

    anchor: str
    title: str
    blocks: Callable[[], Iterator[Block]]
    sections: tuple[Heading, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """``turns`` is how often the text refers to it."""

    number: int
    inlines: Inlines
    turns: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to draw, once and in this order: notes are numbered as the parts refer to them, so
    ``footnotes`` is asked for when these are drawn. ``fingerprint`` tells this state of the case from every other.
    """

    title: str
    subtitle: str
    fingerprint: str
    front: tuple[Block, ...]
    parts: tuple[Part, ...]
    footnotes: Callable[[], Iterator[Footnote]]


def words(*texts: str | Inline | None) -> Inlines:
    """These one behind the other; plain strings are plain words, and what is ``None`` or empty is left out."""
    return tuple(Words(one) if isinstance(one, str) else one for one in texts if one)


def joined(parts: list[Inlines], between: str) -> Inlines:
    """Parts with some words between them."""
    found: list[Inline] = []
    for number, part in enumerate(parts):
        found.extend([Words(between)] if number else [])
        found.extend(part)
    return tuple(found)
