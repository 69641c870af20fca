"""A document, its text, and what was read out of it."""

from datetime import date
from typing import Literal

from ... import reports
from ...model import Hand
from ...model.corpus import DerivationKind
from ...model.document import PublishedBy, VoiceKind
from ...model.records import EntityKind, Label
from .base import Shape, Span


class ReceiptRow(Shape):
    """``how`` is in words; ``url`` is where it was fetched from, ``parent`` the hash of the file that it came in."""

    path: str
    received_at: str
    by: str
    how: str
    url: str | None
    parent: str | None


class VoiceShape(Shape):
    """``hue`` is one number for all that the same speak in this document."""

    id: str
    kind: VoiceKind
    words: str
    parent: str | None
    outlet: str | None
    authors: list[str]
    published: date | None
    number: int | None
    abridged: bool
    spans: list[Span]
    announced: Span | None
    hue: int


class Kin(Shape):
    """A file that a document came in, or that came in it. ``is_document`` tells whether it can be opened here."""

    id: str
    name: str
    is_document: bool


class DocumentHead(Shape):
    """A document without its text; ``blocks`` are the stretches in which to ask for that, ``pages`` where its pages
    begin, ``inside`` what is attached to it. Offsets are code points.
    """

    id: str
    name: str
    title: str | None
    authors: list[str]
    outlet: str | None
    url: str | None
    published: date | None
    published_by: PublishedBy
    media_type: str
    length: int
    dir: Literal["ltr", "rtl"]
    notices: list[str]
    receipts: list[ReceiptRow]
    voices: list[VoiceShape]
    blocks: list[Span]
    pages: list[int]
    parent: Kin | None
    inside: list[Kin]
    claims: int
    read: bool


class CardRole(Shape):
    role: str
    text: str
    name: str | None
    how: str
    start: int
    end: int
    entity: str | None


class CardStance(Shape):
    polarity: str
    certainty: str
    reality: str
    act: str
    cues: list[Span]


class ClaimCard(Shape):
    """A claim beside its passage; ``entry`` is its happening, of which the counts and origins are."""

    line: reports.ClaimLine
    entry: str
    trigger: Span
    roles: list[CardRole]
    stance: CardStance
    origins: str | None
    least: int | None
    most: int | None
    accounts: int
    differences: int
    judged: Hand | None = None


class SourceSpan(Shape):
    start: int
    end: int
    role: Literal["source", "cue", "content"]
    kind: str
    attribution: str


class TimeSpan(Shape):
    start: int
    end: int
    words: str | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    basis: str


class NameSpan(Shape):
    start: int
    end: int
    kind: EntityKind
    how: str
    entity: str | None
    name: str


class CopySpan(Shape):
    start: int
    end: int
    document: str
    document_name: str
    of_start: int
    of_end: int
    kind: DerivationKind
    relation: Literal["copied by", "copied from"]


class TextBlock(Shape):
    start: int
    end: int
    text: str
    claims: list[ClaimCard]
    sources: list[SourceSpan]
    times: list[TimeSpan]
    names: list[NameSpan]
    copies: list[CopySpan]


class ClaimPlaceInText(Shape):
    id: str
    start: int
    end: int
    label: Label
