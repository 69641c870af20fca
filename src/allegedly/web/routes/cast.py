"""The cast, who is in claims with whom, and where they were."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from ... import reports
from ...reports.lookup import name_of_path
from ..answers import MISSING, WAITING, Limit, Offset, TheDesk, Words, given, of_page
from ..asking import READ
from ..shapes import CastPage, Graph, MemberShape, Traveller

router = APIRouter()
Kind = Literal["person", "organisation", "place", "unnamed"]


@router.get("/cast", response_model=CastPage, responses=WAITING, dependencies=READ)
def members(
    desk: TheDesk,
    kind: Kind | None = None,
    q: Words = "",
    passing: Annotated[bool, Query(description="Also those who are met once and no more.")] = True,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Those of most documents first; ``q`` is part of a name."""
    views = desk.views()
    page = views.cast(kind=kind, name=q, passing=passing, offset=offset, limit=limit)
    return of_page(page, views, counts=views.fact("cast"))


@router.get("/cast/graph", response_model=Graph, responses=WAITING, dependencies=READ)
def graph(desk: TheDesk, limit: Annotated[int, Query(ge=2, le=200)] = 60) -> Response:
    """Who takes part in claims with whom, of those who do so most often."""
    views = desk.views()
    return given(views.graph(limit), views)


@router.get("/cast/{member_id}", response_model=MemberShape, responses=WAITING | MISSING, dependencies=READ)
def member(desk: TheDesk, member_id: str) -> Response:
    views = desk.views()
    told: dict[str, Any] = views.member(member_id)
    by_id = {entry.id: entry for entry in desk.documents()}
    documents = [
        {
            "id": own,
            "name": name_of_path(entry.path, entry.title, own),
            "published": entry.published and entry.published.isoformat(),
        }
        for own in told["member"]["documents"]
        if (entry := by_id.get(own)) is not None
    ]
    return given({**told, "documents": documents}, views)


@router.get("/where", response_model=list[Traveller], responses=WAITING, dependencies=READ)
def travellers(desk: TheDesk) -> Response:
    """Everybody of whom it is said where they were."""
    views = desk.views()
    return given(views.people(), views)


@router.get("/where/{member_id}", response_model=reports.Whereabouts, responses=WAITING | MISSING, dependencies=READ)
def whereabouts(desk: TheDesk, member_id: str) -> Response:
    views = desk.views()
    return given(views.whereabouts(member_id), views)
