"""The overview: what is in the case."""

from datetime import date

from ...model.document import PublishedBy
from ...model.records import Label
from .base import LabelCount, NameCount, PersonCount, Shape


class LabelMeaning(Shape):
    label: Label
    means: str


class TypeMeaning(Shape):
    code: str
    means: str


class Legend(Shape):
    labels: list[LabelMeaning]
    types: list[TypeMeaning]


class DifferenceCounts(Shape):
    open: int
    settled: int
    others: int


class QueueCounts(Shape):
    claims: int
    happenings: int
    names: int
    differences: int


class PublishedSpan(Shape):
    earliest: date | None
    latest: date | None
    undated: int


class Overview(Shape):
    documents: int
    read: int
    unread: int
    refused: int
    unfinished: int
    claims: int
    entries: int
    undated: int
    differences: DifferenceCounts
    queue: QueueCounts
    labels: list[LabelCount]
    outlets: list[NameCount]
    people: list[PersonCount]
    published: PublishedSpan


class DocumentRow(Shape):
    """``claims`` is ``None`` while it waits to be read."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: date | None
    published_by: PublishedBy
    media_type: str
    size: int
    added_at: str
    claims: int | None
    notices: list[str]


class RefusalRow(Shape):
    path: str
    sentence: str
    refused_at: str
