"""What the API takes and gives, beside the reports' own view models."""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from .. import reports
from ..model import Correction, Hand, RoleName
from ..model.corpus import DerivationKind, RelationKind, Slot
from ..model.document import PublishedBy, VoiceKind
from ..model.judgements import JudgementKind
from ..model.records import AnswerState, EntityKind, Label, Polarity
from ..reports.happenings import PerhapsSame
from ..reports.joins import JoinView
from ..reports.ledger import LedgerKind
from ..reports.questions import QuestionKind
from .jobs import Job, Kind, State

T = TypeVar("T")
Span = tuple[int, int]
Party = Annotated[str, Field(max_length=300)]
"""Bounded, and whole characters only, as a plain ``str`` need not be."""


class Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Problem(Shape):
    """Why it could not be, in one sentence."""

    detail: str


class PageOf(Shape, Generic[T]):
    total: int
    offset: int
    items: list[T]


class JobShape(Shape):
    """``rate`` is in things a second, ``left`` in seconds; ``result`` is that of the kind: a preview, a file's name."""

    id: str
    kind: Kind
    state: State
    done: int
    total: int
    rate: float | None
    left: float | None
    started_at: str | None
    sentence: str | None
    steps: list[dict[str, Any]]
    counts: dict[str, int]
    result: Any = None

    @classmethod
    def of(cls, job: Job) -> "JobShape":
        result = job.result if job.kind == "preview" else None
        told = {name: getattr(job, name) for name in cls.model_fields if name not in ("steps", "counts", "result")}
        return cls(**told, steps=list(job.steps), counts=dict(job.counts), result=result)


class Waiting(Shape):
    """What was asked for is being worked out; ask again when the job is over."""

    job: JobShape


class StateShape(Shape):
    """``revision`` changes whenever what is shown does; ``by`` is who judges here, ``csrf`` goes with what writes."""

    case: str
    title: str
    version: str
    csrf: str
    by: str
    revision: str | None
    up_to_date: bool
    empty: bool
    unfinished: int
    documents: int
    claims: int
    entries: int
    open_differences: int
    waiting: int
    jobs: list[JobShape]


class LabelMeaning(Shape):
    label: Label
    means: str


class TypeMeaning(Shape):
    code: str
    means: str


class Legend(Shape):
    labels: list[LabelMeaning]
    types: list[TypeMeaning]


class LabelCount(Shape):
    label: Label
    count: int


class NameCount(Shape):
    name: str
    count: int


class PersonCount(Shape):
    id: str
    name: str
    kind: EntityKind
    count: int


class TypeCount(Shape):
    code: str
    means: str
    count: int


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
    """An entry with its first accounts, and how many ``more`` it has; all else is counted over all that fit."""

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


class ReceiptRow(Shape):
    path: str
    received_at: str


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


class DocumentHead(Shape):
    """A document without its text; ``blocks`` are the stretches in which to ask for that. Offsets are code points."""

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


class CastPage(PageOf[reports.CastMember]):
    counts: dict[str, int]


class Partner(Shape):
    id: str
    name: str
    kind: str
    claims: int


class DocumentName(Shape):
    id: str
    name: str
    published: date | None


class MemberShape(Shape):
    member: reports.CastMember
    documents: list[DocumentName]
    with_: list[Partner] = Field(alias="with")


class Edge(Shape):
    a: str
    b: str
    claims: int


class Graph(Shape):
    nodes: list[Partner]
    edges: list[Edge]


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


class Traveller(Shape):
    """Somebody of whom it is said where they were: how often with a date, without one, and at a spot on the map."""

    id: str
    name: str
    dated: int
    undated: int
    placed: int


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


class QueueName(Shape):
    id: str
    name: str
    names: list[str]
    documents: int
    roles: list[str]


class QueueItem(Shape):
    """Something to judge: a claim, two happenings (by their first claims), two of the cast, or a difference."""

    kind: Literal["claims", "happenings", "names", "differences"]
    key: str
    words: str
    claims: list[reports.ClaimLine] = []
    names: list[QueueName] = []
    difference: DifferenceShape | None = None


class LogPage(PageOf[reports.JudgementView]):
    people: list[str]


class Edit(Shape):
    """How a claim is to be read: what is left out stays, an empty string means none. ``when`` is a day or EDTF."""

    model_config = ConfigDict(extra="forbid")

    label: Label | None = None
    polarity: Polarity | None = None
    when: str | None = Field(None, max_length=80)
    place: str | None = Field(None, max_length=200)
    roles: dict[RoleName, Annotated[str, Field(max_length=300)]] = Field(default_factory=dict)

    def correction(self) -> Correction:
        return Correction(self.label, self.polarity, self.when, self.place, tuple(self.roles.items()))


class Proposed(Shape):
    """A judgement that could be made; ``edit`` goes with the kind of that name."""

    model_config = ConfigDict(extra="forbid")

    kind: JudgementKind
    parties: list[Party] = Field(min_length=1, max_length=2)
    name: str | None = Field(None, max_length=300)
    edit: Edit | None = None

    def correction(self) -> Correction | None:
        return None if self.edit is None else self.edit.correction()


class NewJudgement(Proposed):
    why: str = Field("", max_length=2000)


class Undoing(Shape):
    model_config = ConfigDict(extra="forbid")

    why: str = Field("", max_length=2000)


class DecisionShape(Shape):
    judgement: reports.JudgementView
    known: bool
    told: list[str]


class Uploaded(Shape):
    batch: str
    path: str
    size: int


class NewAdd(Shape):
    model_config = ConfigDict(extra="forbid")

    batch: str = Field(max_length=40)
    published: date | None = None


class FormatShape(Shape):
    name: str
    description: str


class NewExport(Shape):
    model_config = ConfigDict(extra="forbid")

    format: str = Field(max_length=40)


class SavedView(Shape):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    url: str = Field(min_length=1, max_length=2000, pattern=r"^/([^/\\\x00-\x1f\x7f][^\\\x00-\x1f\x7f]*)?$")
