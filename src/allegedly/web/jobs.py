"""Jobs: what takes long, one after the other in processes of their own, with how far they are."""

import multiprocessing
import secrets
import shutil
import sys
import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Literal

from ..clock import now
from ..errors import AllegedlyError
from ..quiet import quietly, tell
from . import worker

Kind = Literal["add", "refresh", "preview", "export", "known_by"]
Work = Callable[["Connection[Any, Any]"], None]
State = Literal["waiting", "running", "done", "failed", "cancelled"]
# A server of forks that has loaded what a worker needs starts one at once; elsewhere each loads it anew.
_CONTEXT: Any = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
_CONTEXT.set_forkserver_preload([worker.__name__])
_REMEMBERED = 50
"""Of each kind."""
_EACH = 10
"""So many that somebody began may be under way: those of others are behind them."""
_STEPS = 200
_DIED = "The process that worked on it ended unexpectedly; what was kept before is safe. Try again."


@dataclass
class Job:
    """``done`` of ``total``; ``steps`` are the last files of an add, ``counts`` what became of all of them;
    ``by`` is who asked for it, ``None`` for what the server does by itself.
    """

    kind: Kind
    task: worker.Task
    by: str | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(6))
    state: State = "waiting"
    done: int = 0
    total: int = 0
    started_at: str | None = None
    sentence: str | None = None
    result: Any = None
    steps: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=_STEPS))
    counts: Counter[str] = field(default_factory=Counter)
    began: float = 0.0
    ended: float | None = None

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")

    @property
    def rate(self) -> float | None:
        """Things done a second; ``None`` while that cannot be said."""
        seconds = (self.ended or time.monotonic()) - self.began
        return self.done / seconds if self.done and seconds > 0 else None

    @property
    def left(self) -> float | None:
        """Seconds, if it goes on as before."""
        rate = self.rate
        return (self.total - self.done) / rate if rate and self.state == "running" and self.total else None


class TooManyJobsError(AllegedlyError):
    """Somebody asks for more while much of what they asked for is not done."""

    def __init__(self) -> None:
        super().__init__(f"{_EACH} jobs that you began are not done yet. Wait for one, or stop it, then try again.")


class Jobs:
    """Runs jobs in two lanes: what writes to the case, one after the other, and beside it what only reads.

    ``work`` is called in each process with its end of a pipe: it hears of one task there, and tells how that goes.
    ``changed`` is called, in another thread, whenever a job may have changed what the case shows, and when one ends.
    """

    def __init__(self, work: Work, changed: Callable[[Job], None]) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._lanes = {name: _Lane(work, changed) for name in ("writing", "reading")}

    def start(self, kind: Kind, task: worker.Task, by: str | None = None) -> Job:
        job = Job(kind, task, by)
        with self._lock:
            self._jobs[job.id] = job
            for old in [one for one in self._jobs.values() if one.is_over and one.kind == kind][:-_REMEMBERED]:
                del self._jobs[old.id]
                if isinstance(old.task, worker.Export):
                    shutil.rmtree(old.task.folder, ignore_errors=True)
        self._lane_of(job).put(job)
        return job

    def all(self) -> list[Job]:
        with self._lock:
            return list(self._jobs.values())

    def get(self, job_id: str) -> Job | None:
        with self._lock:
            return self._jobs.get(job_id)

    def waiting_or_running(self, kind: Kind, task: worker.Task | None = None) -> Job | None:
        """The job of a kind (and task) that is not over yet."""
        found = (one for one in self.all() if one.kind == kind and not one.is_over and task in (None, one.task))
        return next(found, None)

    def check_room(self, by: str) -> None:
        """Raises ``TooManyJobsError`` where somebody is not to begin one more."""
        if sum(one.by == by and one.kind in ("preview", "export") and not one.is_over for one in self.all()) >= _EACH:
            raise TooManyJobsError

    def cancel(self, job: Job) -> None:
        """End a job; what it has kept stays, and what it had not got to can be gone on with."""
        self._lane_of(job).cancel(job)

    def close(self) -> None:
        for lane in self._lanes.values():
            lane.close()

    def _lane_of(self, job: Job) -> "_Lane":
        return self._lanes["writing" if job.kind in ("add", "refresh") else "reading"]


class _Lane:
    """One job at a time, each in a process that was started beforehand: it takes a second until one can work."""

    def __init__(self, work: Work, changed: Callable[[Job], None]) -> None:
        self._work = work
        self._changed = changed
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._running: tuple[Job, BaseProcess] | None = None
        self._ready: tuple[BaseProcess, Connection[Any, Any]] | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._waiting.put(job)

    def cancel(self, job: Job) -> None:
        with self._lock:
            if self._running is not None and self._running[0] is job:
                job.state = "cancelled"
                self._running[1].terminate()
            elif job.state == "waiting":
                job.state = "cancelled"

    def close(self) -> None:
        self._waiting.put(None)
        with self._lock:
            self._closed = True
            processes = [one for one in (self._running and self._running[1], self._ready and self._ready[0]) if one]
        for process in processes:
            process.terminate()
        self._thread.join(timeout=10)
        for process in processes:
            process.join(timeout=5)

    def _run(self) -> None:
        while not self._closed:
            with suppress(OSError):  # then it is tried again for the next job, which is told if it cannot be
                self._ready = self._ready or self._started()
            job = self._waiting.get()
            if job is not None and job.state == "waiting" and not self._closed:
                self._try(job)
        if self._ready is not None:  # it may have been started while the lane was closed, and nobody else knows of it
            self._ready[0].terminate()

    def _try(self, job: Job) -> None:
        """Whatever goes wrong with one job, those after it have their turn."""
        try:
            self._carry_out(job)
        except Exception as error:  # noqa: BLE001 (whatever it is, those after it are not to wait for ever)
            with self._lock:
                self._running = None
                if not job.is_over:
                    job.state, job.sentence = "failed", str(error) if isinstance(error, AllegedlyError) else _DIED
            tell(error)

    def _started(self) -> "tuple[BaseProcess, Connection[Any, Any]]":
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=quietly, args=(self._work, theirs))
        process.start()
        theirs.close()
        return process, ours

    def _carry_out(self, job: Job) -> None:
        process, pipe = self._ready or self._started()
        self._ready = None
        with self._lock:
            if job.state == "cancelled" or self._closed:
                process.terminate()
                return
            job.state, job.started_at, job.began = "running", now(), time.monotonic()
            self._running = job, process
        with suppress(EOFError, OSError):
            pipe.send(job.task)
            while not job.is_over:
                self._hear(job, pipe.recv())
        with self._lock:
            self._running = None
            if not job.is_over:
                job.state, job.sentence = "failed", _DIED
        job.ended = time.monotonic()
        pipe.close()
        process.join(timeout=10)
        self._changed(job)

    def _hear(self, job: Job, message: tuple[Any, ...]) -> None:
        name, *values = message
        if name == "progress":
            job.done, job.total = values
        elif name == "step":
            job.steps.append(values[0])
            job.counts[values[0]["outcome"]] += 1
        elif name == "changed":
            self._changed(job)
        elif not job.is_over:
            job.result, job.sentence = (values[0], None) if name == "done" else (None, values[0])
            job.state = "done" if name == "done" else "failed"
