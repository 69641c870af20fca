"""Handing the case on: exports are made by a job and fetched when it is done."""

import tempfile
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from ...exporters import FORMATS
from ..answers import MISSING, TheDesk
from ..shapes import FormatShape, JobShape, NewExport
from ..worker import Export
from .work import job_of

router = APIRouter()


@router.get("/exports/formats", response_model=list[FormatShape])
def formats() -> Any:
    return [{"name": name, "description": made.description} for name, made in FORMATS.items()]


@router.post("/exports", response_model=JobShape, status_code=202, responses=MISSING)
def export(desk: TheDesk, new: NewExport) -> Any:
    if new.format not in FORMATS:
        raise HTTPException(404, f"There is no such format; there are {', '.join(FORMATS)}.")
    desk.exports.mkdir(exist_ok=True, mode=0o700)  # what tidies temporary folders may have taken it
    folder = Path(tempfile.mkdtemp(dir=desk.exports))
    return JobShape.of(desk.jobs.start("export", Export(new.format, folder, desk.title)))


@router.get("/exports/{job_id}", response_class=FileResponse, responses=MISSING)
def exported(desk: TheDesk, job_id: str) -> Any:
    """The file, to be saved."""
    job = job_of(desk, job_id)
    if job.kind != "export" or job.state != "done":
        raise HTTPException(409, "There is no file of that job.")
    path = Path(job.result)
    if not path.is_file():
        raise HTTPException(409, "The file is gone; export again.")
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")
