"""What the shapes of all rooms are made of."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from ...model.records import EntityKind, Label

T = TypeVar("T")
Span = tuple[int, int]


class Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Problem(Shape):
    """Why it could not be, in one sentence."""

    detail: str


class PageOf(Shape, Generic[T]):
    total: int
    offset: int
    items: list[T]


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
