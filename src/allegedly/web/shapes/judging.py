"""What waits for a judgement, the log, and judging."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from ... import reports
from ...model import Correction, RoleName
from ...model.judgements import JudgementKind
from ...model.records import Label, Polarity
from .base import PageOf, Shape
from .lists import DifferenceShape

Party = Annotated[str, Field(max_length=300)]
"""Bounded, and whole characters only, as a plain ``str`` need not be."""


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
    claims: tuple[reports.ClaimLine, ...] = ()
    names: tuple[QueueName, ...] = ()
    difference: DifferenceShape | None = None


class LogPage(PageOf[reports.JudgementView]):
    people: list[str]


class Edit(Shape):
    """How a claim is to be read: what is left out stays, an empty string means none.

    ``when`` is a time in words or in EDTF.
    """

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


class TimeWritten(Shape):
    """How a time that somebody writes is understood, in words and in EDTF; else ``told`` says what can be written."""

    when: str | None
    edtf: str | None
    told: str | None


class NewJudgement(Proposed):
    why: str = Field("", max_length=2000)


class Undoing(Shape):
    model_config = ConfigDict(extra="forbid")

    why: str = Field("", max_length=2000)


class DecisionShape(Shape):
    judgement: reports.JudgementView
    known: bool
    told: list[str]
