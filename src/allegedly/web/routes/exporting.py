"""Handing the case on: exports are made by a job and fetched when it is done."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from ...exporters import BUNDLE, BUNDLED, FORMATS
from ...reports import Filters
from ...views import Wanted
from ..answers import MISSING, KnownBy, TheDesk
from ..asking import READ, TheAsker
from ..desk import Desk
from ..shapes import FormatShape, JobShape, NewExport
from ..worker import Export
from .chronology import Filtered
from .work import job_of

router = APIRouter()


@router.get("/exports/formats", response_model=list[FormatShape], dependencies=READ)
def formats() -> Any:
    told = {**{name: made.description for name, made in FORMATS.items()}, BUNDLE: BUNDLED}
    return [{"name": name, "description": description} for name, description in told.items()]


@router.post("/exports", response_model=JobShape, status_code=202, responses=MISSING, dependencies=READ)
def export(desk: TheDesk, asker: TheAsker, new: NewExport, wanted: Filtered, known_by: KnownBy = None) -> Any:
    """Write the case, or of its claims those that the filters of the chronology leave."""
    if new.format not in {*FORMATS, BUNDLE}:
        raise HTTPException(404, f"There is no such format; there are {', '.join([*FORMATS, BUNDLE])}.")
    is_narrowed = wanted != Wanted() or known_by is not None
    if new.format == BUNDLE and is_narrowed:
        raise HTTPException(422, "A bundle has the whole case; take the filters away.")
    if new.format != BUNDLE and new.passphrase is not None:
        raise HTTPException(422, "Only a bundle can be encrypted.")
    desk.jobs.check_room(asker.name)
    filters = _filters(desk, wanted, known_by) if wanted != Wanted() else Filters()
    desk.exports.mkdir(exist_ok=True, mode=0o700)  # what tidies temporary folders may have taken it
    folder = Path(tempfile.mkdtemp(dir=desk.exports))
    task = Export(new.format, folder, desk.title, filters, known_by, new.passphrase)
    return JobShape.of(desk.jobs.start("export", task, asker.name))


def _filters(desk: Desk, wanted: Wanted, known_by: date | None) -> Filters:
    """The claims that fit, by their ids: an exporter knows less about filters than the interface."""
    views = desk.views(known_by)
    names = {one["id"]: one["name"] for one in views.fact("people")}
    return Filters(only=views.selection(wanted).ids, chosen=wanted.in_words(names))


@router.get("/exports/{job_id}", response_class=FileResponse, responses=MISSING, dependencies=READ)
def exported(desk: TheDesk, job_id: str) -> Any:
    """The file, to be saved."""
    job = job_of(desk, job_id)
    if job.kind != "export" or job.state != "done":
        raise HTTPException(409, "There is no file of that job.")
    path = Path(job.result["path"])
    if not path.is_file():
        raise HTTPException(409, "The file is gone; export again.")
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")
