"""Documents that a person drops: each file is sent by itself and kept aside; then all of them are added by a job."""

import os
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.requests import ClientDisconnect

from ...disk import make_folder
from ...store import MAX_BYTES
from ..answers import MISSING, TheDesk
from ..asking import MANAGE, TheAsker
from ..dropped import aside_for, batch_folder, new_name, place_for, put_at, remember, remembered, take_away
from ..shapes import JobShape, NewAdd, Uploaded
from ..worker import Add, AddSample

router = APIRouter()
_BATCH = r"^[0-9a-f]{16}$"


@router.post("/uploads", response_model=Uploaded, responses=MISSING, dependencies=MANAGE)
async def upload(
    request: Request,
    desk: TheDesk,
    asker: TheAsker,
    path: Annotated[str, Query(min_length=1, max_length=1000, description="The file's name, with its folders.")],
    batch: Annotated[str | None, Query(pattern=_BATCH)] = None,
) -> Any:
    """One file, as the body. The first one makes a batch, which the others name."""
    own = batch or new_name()
    folder = batch_folder(desk.folder, own)
    try:
        if batch is None:
            make_folder(folder)
            remember(folder, None, asker.name)  # whoever goes on with it later did not send it
        with desk.receiving(own):
            size = await _received(request, place_for(folder, path), aside_for(desk.folder), path)
    except BaseException as error:
        if batch is None:
            take_away(folder)
        if isinstance(error, ClientDisconnect):
            raise HTTPException(400, f"Only a part of {path} has come.") from error
        if isinstance(error, OSError):
            raise HTTPException(409, f"The disk refused {path}: {error.strerror or error}.") from error
        raise
    return {"batch": own, "path": path, "size": size}


async def _received(request: Request, place: Path, aside: Path, path: str) -> int:
    """The size of what was sent, which is at ``place`` when all of it has come, and not before."""
    size = 0
    try:
        with aside.open("xb") as file:
            async for piece in request.stream():
                size += len(piece)
                if size > MAX_BYTES:
                    raise HTTPException(413, f"{path} is larger than {MAX_BYTES // 1024**2} MB.")
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        put_at(place, aside)
    except FileExistsError as error:
        raise HTTPException(409, f"There is a file of the name {path} already in what was sent.") from error
    finally:
        aside.unlink(missing_ok=True)
    return size


@router.post("/add", response_model=JobShape, status_code=202, responses=MISSING, dependencies=MANAGE)
def add(desk: TheDesk, asker: TheAsker, new: NewAdd) -> Any:
    """Add what was sent in a batch."""
    folder = batch_folder(desk.folder, new.batch)
    if not folder.is_dir():
        raise HTTPException(404, "Nothing was sent under that name.")
    if desk.is_sending(new.batch):
        raise HTTPException(409, "A file of it is still being sent. Wait until all have arrived, then try again.")
    remember(folder, new.published, asker.name)
    return _start(desk, asker, folder)


@router.post("/resume", response_model=JobShape, status_code=202, responses=MISSING, dependencies=MANAGE)
def resume(desk: TheDesk, asker: TheAsker) -> Any:
    """Go on with what was cut off: files that were sent and not added, and documents that wait to be read."""
    waiting: list[Path | None] = [*desk.batches()]
    jobs = [_start(desk, asker, batch) for batch in waiting or [None]]
    return jobs[0]


@router.post("/sample", response_model=JobShape, status_code=202, responses=MISSING, dependencies=MANAGE)
def sample(desk: TheDesk, asker: TheAsker) -> Any:
    """Fill an empty case with the sample."""
    if desk.documents():
        raise HTTPException(409, "The sample goes into an empty case only; this one has documents.")
    running = desk.jobs.waiting_or_running("add")
    return JobShape.of(running or desk.jobs.start("add", AddSample(asker.name), asker.name))


def _start(desk: TheDesk, asker: TheAsker, folder: Path | None) -> JobShape:
    published, by = (None, None) if folder is None else remembered(folder)
    task = Add(folder, published, desk.processes, by or asker.name)
    there = desk.jobs.waiting_or_running("add", task)
    return JobShape.of(there or desk.jobs.start("add", task, asker.name))
