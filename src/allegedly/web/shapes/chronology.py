"""The chronology and its band of time."""

from datetime import date

from ... import reports
from ...model.records import Label
from ...reports.happenings import PerhapsSame
from ...reports.joins import JoinView
from .base import LabelCount, NameCount, PageOf, PersonCount, Shape


class TypeCount(Shape):
    code: str
    means: str
    count: int


class Facets(Shape):
    """What can be asked for, with the number of claims each."""

    people: list[PersonCount]
    places: list[NameCount]
    outlets: list[NameCount]
    types: list[TypeCount]
    labels: list[LabelCount]
    earliest: date | None
    latest: date | None


class EntryInList(Shape):
    """An entry with its first accounts and how many ``more`` it has, and the first of ``differences_total``; all else
    is counted over all that fit.
    """

    id: str
    when: str
    edtf: str | None
    earliest: date | None
    latest: date | None
    where: str | None
    accounts: list[reports.ClaimLine]
    undated: list[reports.ClaimLine]
    more: int
    differs: list[str]
    documents: int
    least: int | None
    most: int | None
    origins: str | None
    differences: list[reports.EntryDifference]
    differences_total: int
    against: list[str]
    not_shown: int
    denials_not_shown: int
    perhaps_same: list[PerhapsSame]


class WholeEntry(EntryInList):
    """An entry with all its accounts, and why they are taken together."""

    joined: list[JoinView]


class ChronologyPage(PageOf[EntryInList]):
    """``of`` counts all entries of the case, ``claims`` those shown, ``undated`` the claims without a date that fit."""

    of: int
    claims: int
    undated: int
    known_by: reports.KnownBy | None


class Mark(Shape):
    entry: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    label: Label
    accounts: int
    differs: bool


class Bin(Shape):
    earliest: date
    latest: date
    count: int
    labels: dict[str, int]


class Band(Shape):
    """The window from ``lo`` to ``hi``; ``marks`` where they are few, else ``bins``."""

    earliest: date | None
    latest: date | None
    lo: date | None
    hi: date | None
    marks: list[Mark] | None
    bins: list[Bin] | None


class UndatedClaim(Shape):
    line: reports.ClaimLine
    perhaps: list[PerhapsSame]
