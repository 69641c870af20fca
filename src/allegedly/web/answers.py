"""What routes have in common: who is asked, how much at once, and how an answer is written."""

import json
from datetime import date
from typing import Annotated, Any, cast

from fastapi import Depends, Query, Request, Response

from ..views import Page, Views, revision_of
from .desk import Desk
from .shapes import Problem, Waiting


def the_desk(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


TheDesk = Annotated[Desk, Depends(the_desk)]
KnownBy = Annotated[date | None, Query(description="As if there were nothing that was published later.")]
Offset = Annotated[int, Query(ge=0, le=100_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
Words = Annotated[str, Query(max_length=400)]
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}
ALWAYS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": why}
    for status, why in (
        (400, "Not to be read at all"),
        (401, "Nobody is logged in, or it was not opened with the address that was printed"),
        (403, "Not a page of this server, or nothing that this account may do"),
        (408, "What was sent took too long to come"),
        (409, "Not possible as the case stands"),
        (413, "More than is taken at once"),
        (421, "Not an address of this server"),
        (422, "Not a request that makes sense"),
        (503, "It cannot be looked up now whether somebody may come in"),
    )
}
"""What may come of any request."""
AT_THE_DOOR: dict[int | str, dict[str, Any]] = {429: {"model": Problem, "description": "Too many attempts have failed"}}
WAITING: dict[int | str, dict[str, Any]] = {202: {"model": Waiting, "description": "It is being worked out"}}


def given(content: Any, views: Views | None = None, *, status: int = 200) -> Response:
    """An answer that is plain data already: checked where it was made, it is not checked a second time here.

    Half of a character, which no answer can hold, becomes "?".
    """
    headers = {} if views is None else {"X-Allegedly-Revision": revision_of(views.path)}
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(written, status, media_type="application/json", headers=headers)


def of_page(page: Page, views: Views | None = None, **more: Any) -> Response:
    return given({"total": page.total, "offset": page.offset, "items": page.items, **more}, views)


def some(items: list[Any], offset: int, limit: int) -> dict[str, Any]:
    return {"total": len(items), "offset": offset, "items": items[offset : offset + limit]}
