"""The cast, and where they were."""

from datetime import date

from pydantic import Field

from ... import reports
from .base import PageOf, Shape


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


class Traveller(Shape):
    """Somebody of whom it is said where they were: how often with a date, without one, and at a spot on the map."""

    id: str
    name: str
    dated: int
    undated: int
    placed: int
