"""The chronology: entries, the band of time, and what has no date, under the filters of an address."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from ...model.records import Label
from ...resources.event_types import definitions
from ...views import Wanted
from ..answers import MISSING, WAITING, KnownBy, Limit, Offset, TheDesk, Words, given, of_page
from ..asking import READ
from ..shapes import Band, ChronologyPage, Facets, PageOf, UndatedClaim, WholeEntry

router = APIRouter()
_Names = Annotated[list[str] | None, Query(max_length=50)]


def wanted(
    person: _Names = None,
    place: _Names = None,
    type: _Names = None,  # noqa: A002 (what it is called in an address)
    outlet: _Names = None,
    label: Annotated[list[Label] | None, Query()] = None,
    begin: Annotated[date | None, Query(alias="from")] = None,
    end: Annotated[date | None, Query(alias="to")] = None,
    q: Words = "",
) -> Wanted:
    """The filters in an address. Several people narrow what is shown to claims with all; several others widen it."""
    lists = {"people": person, "places": place, "types": type, "outlets": outlet, "labels": label}
    return Wanted(
        **{name: tuple(sorted(set(given or ()))) for name, given in lists.items()},  # type: ignore[arg-type]
        earliest=begin,
        latest=end,
        words=q,
    )


Filtered = Annotated[Wanted, Depends(wanted)]


@router.get("/facets", response_model=Facets, responses=WAITING, dependencies=READ)
def facets(desk: TheDesk, known_by: KnownBy = None) -> Response:
    """What can be asked for."""
    views = desk.views(known_by)
    means = definitions()
    types = [{**one, "means": means.get(one["code"], "")} for one in views.fact("types")]
    span = views.band(Wanted())
    told = {name: views.fact(name) for name in ("people", "places", "outlets", "labels")}
    return given({**told, "types": types, "earliest": span["earliest"], "latest": span["latest"]}, views)


@router.get("/chronology", response_model=ChronologyPage, responses=WAITING, dependencies=READ)
def entries(
    desk: TheDesk,
    filters: Filtered,
    known_by: KnownBy = None,
    around: Annotated[str | None, Query(max_length=64)] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Entries in the order of time; ``around`` moves the page to an entry, by its id or that of one of its claims."""
    views = desk.views(known_by)
    page, chosen = views.entries(filters, offset, limit, around=around)
    more: dict[str, Any] = {
        "of": views.fact("entries"),
        "claims": chosen.claims,
        "undated": len(chosen.undated),
        "known_by": views.fact("known_by"),
    }
    return of_page(page, views, **more)


@router.get("/chronology/entries/{entry_id}", response_model=WholeEntry, responses=WAITING | MISSING, dependencies=READ)
def entry(desk: TheDesk, entry_id: str, known_by: KnownBy = None) -> Response:
    """One entry with all its accounts, by its id or that of one of its claims."""
    views = desk.views(known_by)
    return given(views.entry(entry_id), views)


@router.get("/chronology/band", response_model=Band, responses=WAITING, dependencies=READ)
def band(
    desk: TheDesk,
    filters: Filtered,
    known_by: KnownBy = None,
    lo: date | None = None,
    hi: date | None = None,
    bins: Annotated[int, Query(ge=10, le=500)] = 120,
) -> Response:
    """The entries as marks on a band of time, or how many there are when."""
    views = desk.views(known_by)
    return given(views.band(filters, lo=lo, hi=hi, bins=bins), views)


@router.get("/undated", response_model=PageOf[UndatedClaim], responses=WAITING, dependencies=READ)
def undated(
    desk: TheDesk, filters: Filtered, known_by: KnownBy = None, offset: Offset = 0, limit: Limit = 50
) -> Response:
    """Claims for which their text gives no time, by document."""
    views = desk.views(known_by)
    return of_page(views.undated(filters, offset, limit), views)
