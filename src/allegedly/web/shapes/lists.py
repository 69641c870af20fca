"""Differences, ledger, open questions, search."""

from datetime import date

from ... import reports
from ...model.corpus import RelationKind, Slot
from ...model.records import AnswerState, Polarity
from ...reports.ledger import LedgerKind
from ...reports.questions import QuestionKind
from .base import PageOf, Shape, Span


class SideShape(Shape):
    """The first of ``accounts_total`` accounts that give a value."""

    value: str
    accounts: list[reports.ClaimLine]
    accounts_total: int
    documents: int
    least: int | None
    most: int | None


class DifferenceShape(Shape):
    event: str
    happening: str
    relation: RelationKind
    slot: Slot
    sides: tuple[SideShape, SideShape]
    documents: int
    shared_origins: int
    earliest: date | None
    latest: date | None
    settled: reports.Settlement | None


class DifferencePage(PageOf[DifferenceShape]):
    open: int
    settled: int
    others: int


class LedgerRow(Shape):
    """As in the report; ``accounts_total`` says how many further passages there are, where there are any."""

    kind: LedgerKind
    polarity: Polarity
    by: list[str]
    to: list[str]
    terms: list[str]
    conditions: list[str]
    answer: AnswerState
    answers: list[reports.Answer]
    line: reports.ClaimLine
    accounts: list[reports.ClaimLine]
    accounts_total: int = 0


class LedgerPage(PageOf[LedgerRow]):
    counts: dict[str, int]


class QuestionShape(Shape):
    """As in the report; ``answers_total`` says how many later passages speak to it, where any do."""

    kind: QuestionKind
    who: str
    line: reports.ClaimLine
    since: date | None
    answers: list[reports.ClaimLine]
    answers_total: int = 0


class QuestionRow(Shape):
    document: str
    document_name: str
    voice: str
    question: QuestionShape


class QuestionPage(PageOf[QuestionRow]):
    counts: dict[str, int]


class Hit(Shape):
    document: str
    name: str
    title: str | None
    start: int
    end: int
    text: str
    matches: list[Span]
    claims: list[str]
