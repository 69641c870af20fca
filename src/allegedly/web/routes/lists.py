"""Differences, ledger, open questions, search."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from ...model.codec import encode
from ...model.corpus import Slot
from ...model.records import AnswerState
from ...reports.ledger import LedgerKind
from ...reports.lookup import name_of_path
from ...reports.questions import QuestionKind
from ..answers import WAITING, KnownBy, Limit, Offset, TheDesk, given, of_page
from ..asking import READ
from ..shapes import DifferencePage, Hit, LedgerPage, PageOf, QuestionPage

router = APIRouter()


@router.get("/differences", response_model=DifferencePage, responses=WAITING, dependencies=READ)
def differences(
    desk: TheDesk,
    state: Literal["open", "settled", "all"] = "open",
    slot: Slot | None = None,
    others: Annotated[bool, Query(description="Also what does not exclude each other: updates, finer values.")] = False,
    known_by: KnownBy = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Where accounts of one happening differ, the gravest first."""
    views = desk.views(known_by)
    page = views.differences(state=state, slot=slot, others=others, offset=offset, limit=limit)
    return of_page(page, views, **views.fact("differences"))


@router.get("/ledger", response_model=LedgerPage, responses=WAITING, dependencies=READ)
def ledger(
    desk: TheDesk,
    kind: LedgerKind | None = None,
    answer: AnswerState | None = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """What was offered, demanded, requested, promised or threatened; what has a date first."""
    views = desk.views()
    page = views.ledger(kind=kind, answer=answer, offset=offset, limit=limit)
    return of_page(page, views, counts=views.counts("ledger", "kind"))


@router.get("/questions", response_model=QuestionPage, responses=WAITING, dependencies=READ)
def questions(desk: TheDesk, kind: QuestionKind | None = None, offset: Offset = 0, limit: Limit = 50) -> Response:
    """What the texts say is not known, what they ask, and what somebody would not say."""
    views = desk.views()
    page = views.questions(kind=kind, offset=offset, limit=limit)
    return of_page(page, views, counts=views.counts("question", "kind"))


@router.get("/search", response_model=PageOf[Hit], dependencies=READ)
def search(
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
    limit: Limit = 20,
) -> Response:
    """Passages by words, "phrases", AND, OR, NOT, brackets and prefix*; the best first."""
    found = desk.case.search(q, limit=limit, offset=offset)
    items: list[Any] = [
        {
            "document": hit.passage.document,
            "name": name_of_path(hit.path, hit.title, hit.passage.document),
            "title": hit.title,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "text": hit.passage.text,
            "matches": encode(hit.matches),
            "claims": encode(hit.claims),
        }
        for hit in found.hits
    ]
    return given({"total": found.total, "offset": offset, "items": items})
