"""Documents that a person drops: each file is sent by itself and kept aside; then all of them are added by a job."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request

from ...store import MAX_BYTES
from ..answers import MISSING, TheDesk
from ..dropped import NotANameError, batch_folder, new_batch, place_for
from ..shapes import JobShape, NewAdd, Problem, Uploaded
from ..worker import Add, AddSample

router = APIRouter()
_REFUSED: dict[int | str, dict[str, Any]] = MISSING | {409: {"model": Problem}, 413: {"model": Problem}}
_BATCH = r"^[0-9a-f]{16}$"


@router.post("/uploads", response_model=Uploaded, responses=_REFUSED)
async def upload(
    request: Request,
    desk: TheDesk,
    path: Annotated[str, Query(min_length=1, max_length=1000, description="The file's name, with its folders.")],
    batch: Annotated[str | None, Query(pattern=_BATCH)] = None,
) -> Any:
    """One file, as the body. The first one makes a batch, which the others name."""
    try:
        own = batch or new_batch(desk.folder)
        place = place_for(batch_folder(desk.folder, own), path)
    except NotANameError as error:
        raise HTTPException(422, str(error)) from error
    size = 0
    try:
        with place.open("xb") as file:
            async for piece in request.stream():
                size += len(piece)
                if size > MAX_BYTES:
                    raise HTTPException(413, f"{path} is larger than {MAX_BYTES // 1024**2} MB.")
                file.write(piece)
    except FileExistsError as error:
        raise HTTPException(409, f"{path} was sent twice.") from error
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return {"batch": own, "path": path, "size": size}


@router.post("/add", response_model=JobShape, status_code=202, responses=_REFUSED)
def add(desk: TheDesk, new: NewAdd) -> Any:
    """Add what was sent in a batch."""
    folder = batch_folder(desk.folder, new.batch)
    if not folder.is_dir():
        raise HTTPException(404, "Nothing was sent under that name.")
    return _start(desk, folder, new)


@router.post("/resume", response_model=JobShape, status_code=202, responses=_REFUSED)
def resume(desk: TheDesk) -> Any:
    """Go on with what was cut off: files that were sent and not added, and documents that wait to be read."""
    waiting = desk.batches()
    return _start(desk, waiting[0] if waiting else None, None)


@router.post("/sample", response_model=JobShape, status_code=202, responses=_REFUSED)
def sample(desk: TheDesk) -> Any:
    """Fill an empty case with the sample."""
    if desk.documents():
        raise HTTPException(409, "The sample goes into an empty case only; this one has documents.")
    running = desk.jobs.waiting_or_running("add")
    return JobShape.of(running or desk.jobs.start("add", AddSample()))


def _start(desk: TheDesk, folder: Path | None, new: NewAdd | None) -> JobShape:
    task = Add(folder, new.published if new else None, desk.processes)
    return JobShape.of(desk.jobs.waiting_or_running("add", task) or desk.jobs.start("add", task))
