"""What waits for a person, what was judged, and judging."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from ... import reports
from ...errors import AllegedlyError
from ...model.codec import encode
from ...model.judgements import JudgementKind
from ...views import Page
from ..answers import MISSING, WAITING, Limit, Offset, TheDesk, given, of_page, some
from ..asking import JUDGE, READ, TheAsker
from ..shapes import (
    DecisionShape,
    JobShape,
    LogPage,
    NewJudgement,
    PageOf,
    Proposed,
    QueueItem,
    TimeWritten,
    Undoing,
)
from ..worker import MakePreview

router = APIRouter()
Waiting = Literal["claims", "happenings", "names", "differences"]


@router.get("/queue", response_model=PageOf[QueueItem], responses=WAITING, dependencies=READ)
def queue(desk: TheDesk, kind: Waiting = "names", offset: Offset = 0, limit: Limit = 20) -> Response:
    """What nobody has judged yet."""
    views = desk.views()
    if kind == "differences":
        page = views.differences(offset=offset, limit=limit)
        items = [{"kind": kind, "key": _key(one), "words": one["happening"], "difference": one} for one in page.items]
    elif kind == "claims":
        page = views.unjudged(offset, limit)
        items = [{"kind": kind, "key": line["claim"], "words": line["text"], "claims": [line]} for line in page.items]
    else:
        page = views.queue(kind, offset, limit)
        items = page.items
    return of_page(Page(page.total, page.offset, items), views)


@router.get("/judgements", response_model=LogPage, dependencies=READ)
def judgements(
    desk: TheDesk,
    by: Annotated[str | None, Query(max_length=300)] = None,
    kind: JudgementKind | None = None,
    state: Literal["in_force", "undone", "replaced", "overruled", "waits"] | None = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """The log, the latest first."""
    log = desk.log()
    wanted = {"by": by, "kind": kind, "state": state}
    shown = [one for one in reversed(log) if all(value in (None, one[name]) for name, value in wanted.items())]
    return given({**some(shown, offset, limit), "people": sorted({one["by"] for one in log})})


@router.get("/when", response_model=TimeWritten, dependencies=READ)
def when(words: Annotated[str, Query(max_length=80)]) -> Response:
    """How a time would be understood that is written so: asked while somebody writes, so that it refuses nothing."""
    try:
        return given({**encode(reports.written(words)), "told": None})
    except AllegedlyError as error:
        return given({"when": None, "edtf": None, "told": str(error)})


@router.post("/judgements", response_model=DecisionShape, responses=MISSING, dependencies=JUDGE)
def judge(desk: TheDesk, asker: TheAsker, new: NewJudgement) -> Response:
    """Put a judgement into the log."""
    made = desk.case.decide(
        new.kind, *new.parties, name=new.name, edit=new.correction(), by=asker.name, why=new.why, at_once=True
    )
    desk.refresh()
    return _told(made)


@router.post("/judgements/{judgement_id}/undo", response_model=DecisionShape, responses=MISSING, dependencies=JUDGE)
def undo(desk: TheDesk, asker: TheAsker, judgement_id: str, undoing: Undoing) -> Response:
    """Take a judgement back."""
    made = desk.case.take_back(judgement_id, by=asker.name, why=undoing.why, at_once=True)
    desk.refresh()
    return _told(made)


@router.post("/previews", response_model=JobShape, status_code=202, dependencies=READ)
def preview(desk: TheDesk, asker: TheAsker, new: Proposed) -> Any:
    """Work out what a judgement would change; nothing is kept."""
    desk.jobs.check_room(asker.name)
    task = MakePreview(new.kind, tuple(new.parties), new.name, new.correction())
    return JobShape.of(desk.jobs.start("preview", task, asker.name))


def _told(made: reports.Decision) -> Response:
    return given({"judgement": encode(made.view), "known": made.known, "told": list(made.told)})


def _key(difference: dict[str, Any]) -> str:
    sides = (side["accounts"][0]["claim"] for side in difference["sides"])
    return "/".join((difference["event"], difference["slot"], *sides))
