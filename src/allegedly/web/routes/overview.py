"""What is in the case, how much was read, what was refused, and what waits."""

from typing import Any

from fastapi import APIRouter, Response

from ...model.codec import encode
from ...model.protocols import DocumentEntry
from ...reports import LABEL_MEANS, LABELS
from ...reports.lookup import name_of_path
from ...resources.event_types import definitions
from ..answers import WAITING, Limit, Offset, TheDesk, Words, given, some
from ..asking import READ
from ..shapes import DocumentRow, Legend, Overview, PageOf, RefusalRow

router = APIRouter()


@router.get("/legend", response_model=Legend, dependencies=READ)
def legend() -> Any:
    """How claims can be put, and the kinds of happenings, in words."""
    return {
        "labels": [{"label": label, "means": LABEL_MEANS[label]} for label in LABELS],
        "types": [{"code": code, "means": means} for code, means in definitions().items()],
    }


@router.get("/overview", response_model=Overview, responses=WAITING, dependencies=READ)
def overview(desk: TheDesk) -> Response:
    views, entries = desk.views(), desk.documents()
    days = sorted(entry.published for entry in entries if entry.published is not None)
    unread = sum(entry.claims is None for entry in entries)
    open_differences = views.fact("differences")
    content = {
        "documents": len(entries),
        "read": len(entries) - unread,
        "unread": unread,
        "refused": len(desk.case.refusals()),
        "unfinished": desk.unfinished(),
        "claims": views.fact("claims"),
        "entries": views.fact("entries"),
        "undated": views.fact("undated"),
        "differences": open_differences,
        "queue": {
            **views.fact("queue"),
            "claims": views.unjudged(0, 1).total,
            "differences": open_differences["open"],
        },
        "labels": views.fact("labels"),
        "outlets": views.fact("outlets")[:12],
        "people": views.fact("people")[:12],
        "published": {
            "earliest": encode(days[0]) if days else None,
            "latest": encode(days[-1]) if days else None,
            "undated": len(entries) - len(days),
        },
    }
    return given(content, views)


@router.get("/documents", response_model=PageOf[DocumentRow], dependencies=READ)
def documents(desk: TheDesk, q: Words = "", offset: Offset = 0, limit: Limit = 50) -> Response:
    """Documents by date of publication, undated last; ``q`` is in their name, title or outlet."""
    words = q.casefold().split()
    entries = [entry for entry in desk.documents() if all(word in _searched(entry) for word in words)]
    page = some(entries, offset, limit)
    page["items"] = [_row(entry) for entry in page["items"]]
    return given(page)


@router.get("/refusals", response_model=PageOf[RefusalRow], dependencies=READ)
def refusals(desk: TheDesk, offset: Offset = 0, limit: Limit = 50) -> Response:
    """What was not taken, and why; the latest first."""
    page = some(desk.case.refusals()[::-1], offset, limit)
    page["items"] = [
        {"path": one.path, "sentence": one.sentence, "refused_at": one.refused_at} for one in page["items"]
    ]
    return given(page)


def _searched(entry: DocumentEntry) -> str:
    return " ".join(filter(None, (entry.path, entry.title, entry.outlet))).casefold()


def _row(entry: DocumentEntry) -> dict[str, Any]:
    told = encode(entry)
    name = name_of_path(entry.path, entry.title, entry.id)
    return {"name": name, **{field: told[field] for field in DocumentRow.model_fields if field != "name"}}
