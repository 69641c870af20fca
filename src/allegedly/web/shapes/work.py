"""How the case stands, and the jobs that work on it."""

from typing import Any

from ..jobs import Job, Kind, State
from .base import Shape


class JobShape(Shape):
    """``rate`` is in things a second, ``left`` in seconds; ``result`` is that of the kind: a preview, or what
    was left out of an export (``told``).
    """

    id: str
    kind: Kind
    state: State
    done: int
    total: int
    rate: float | None
    left: float | None
    started_at: str | None
    sentence: str | None
    steps: list[dict[str, Any]]
    counts: dict[str, int]
    result: Any = None

    @classmethod
    def of(cls, job: Job) -> "JobShape":
        result = job.result if job.kind == "preview" else None
        if job.kind == "export" and job.result is not None:
            result = {"told": job.result["told"]}
        told = {name: getattr(job, name) for name in cls.model_fields if name not in ("steps", "counts", "result")}
        return cls(**told, steps=list(job.steps), counts=dict(job.counts), result=result)


class Waiting(Shape):
    """What was asked for is being worked out; ask again when the job is over."""

    job: JobShape


class StateShape(Shape):
    """``revision`` changes whenever what is shown does; ``by`` is who judges here, ``csrf`` goes with what writes."""

    case: str
    title: str
    version: str
    csrf: str
    by: str
    revision: str | None
    up_to_date: bool
    empty: bool
    unfinished: int
    documents: int
    claims: int
    entries: int
    open_differences: int
    waiting: int
    jobs: list[JobShape]
