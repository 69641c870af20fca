"""How the case stands, and the jobs that work on it."""

from typing import Any

from fastapi import APIRouter, HTTPException

from ...errors import CaseError
from ...store import shown
from ...version import __version__
from ...views import revision_of
from ..answers import MISSING, TheDesk
from ..asking import READ, TheAsker, check
from ..desk import Desk, NotYet
from ..jobs import Job
from ..shapes import JobShape, StateShape

router = APIRouter()


@router.get("/state", response_model=StateShape, dependencies=READ)
def state(desk: TheDesk, asker: TheAsker) -> Any:
    """How the case stands; asked again and again, so that the pages follow what happens.

    Told also where what is shown could not be worked out: the job that failed says why.
    """
    try:
        views = desk.views()
    except (NotYet, CaseError):
        views = None
    differences = views.fact("differences") if views else {"open": 0}
    queue = views.fact("queue") if views else {}
    documents = len(desk.documents())
    return StateShape(
        case=shown(desk.folder.name),
        title=desk.title,
        version=__version__,
        csrf=asker.writing,
        by=asker.name,
        revision=revision_of(views.path) if views else None,
        up_to_date=desk.is_up_to_date(),
        empty=documents == 0,
        unfinished=desk.unfinished(),
        documents=documents,
        claims=views.fact("claims") if views else 0,
        entries=views.fact("entries") if views else 0,
        open_differences=differences["open"],
        waiting=queue.get("names", 0) + queue.get("happenings", 0) + differences["open"],
        jobs=[JobShape.of(job) for job in desk.jobs.all() if _is_told(job)],
    )


def _is_told(job: Job) -> bool:
    return not job.is_over or job.kind == "add" or (job.kind == "refresh" and job.state == "failed")


@router.get("/jobs/{job_id}", response_model=JobShape, responses=MISSING, dependencies=READ)
def job(desk: TheDesk, job_id: str) -> Any:
    return JobShape.of(job_of(desk, job_id))


@router.post("/jobs/{job_id}/cancel", response_model=JobShape, responses=MISSING, dependencies=READ)
def cancel(desk: TheDesk, asker: TheAsker, job_id: str) -> Any:
    """Stop it. What was kept stays; what an add had not got to can be gone on with. One's own anybody may stop."""
    found = job_of(desk, job_id)
    if found.by != asker.name:
        check(asker, "manage")
    desk.jobs.cancel(found)
    return JobShape.of(found)


def job_of(desk: Desk, job_id: str) -> Job:
    found = desk.jobs.get(job_id)
    if found is None:
        raise HTTPException(404, "There is no such job.")
    return found
