"""The desk: the open case, what is shown of it, and the jobs that keep that up to date. What all routes share."""

import os
import tempfile
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ..adding import Stages
from ..case import Case
from ..disk import passing_folder
from ..errors import CaseError
from ..model import Annotated
from ..model.codec import encode
from ..model.judgements import Standing, standings
from ..model.protocols import DocumentEntry
from ..store import shown
from ..team import Team
from ..views import Views, made_at, newest, revision_of
from . import worker
from .doors import Keys
from .dropped import batches, take_away_halves
from .jobs import Job, Jobs, Kind

_DOCUMENTS = 8
"""So many documents stay open: a person reads one and looks into few others."""
_UNTIL_TRIED_AGAIN = 30.0
"""Seconds: somebody may have made room on the disk."""
_A_WHILE, _AS_LONG = 30.0, 5.0
"""Seconds for which what was known by a day is shown although somebody judges: where many do, none would ever fit. And
so many times as long as it took to work out: else nothing else were worked out where it takes minutes.
"""
_WAITING_DAYS = 4
"""So many days wait to be worked out: who moves through time wants the last ones."""
_DAYS = 3
"""So many days of "known by" stay open beside the whole case; each of a large case takes tens of megabytes."""


class NotYet(Exception):  # noqa: N818 (nothing went wrong)
    """What was asked for is being worked out by a job."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.id)
        self.job = job


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the database said when it was at a version."""

    version: str
    revision: str
    documents: list[DocumentEntry]
    unread: int


class Desk:
    """``by`` is who judges here where nobody has an account, ``team`` those who have one; ``title`` is what the case is
    called, ``stages`` are as for ``Case.open``.
    """

    def __init__(
        self, folder: Path, by: str, *, processes: int = 1, stages: Stages | None = None, team: Team | None = None
    ) -> None:
        self.case = Case.open(folder, stages=stages)
        # Not as it was given: who works for it may stand elsewhere.
        self.folder = folder.resolve()
        take_away_halves(self.folder)
        self.title = shown(self.folder.name) or "Case"
        self.by = shown(by)
        self.team = team
        self.processes = processes
        self.keys = Keys()
        self.saving = threading.Lock()
        self._closing = ExitStack()
        # In the case: what is killed leaves nothing of it elsewhere on the disk. Only of one that is not to be changed.
        home = self.folder if os.access(self.folder, os.W_OK) else Path(tempfile.gettempdir())
        self.exports = self._closing.enter_context(passing_folder(home, "exports"))
        self.jobs = Jobs(partial(worker.work, folder=self.folder, stages=stages), self._after)
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._views: OrderedDict[date | None, Views] = OrderedDict()
        self._seen: _Seen | None = None
        self._failed: dict[date | None, tuple[str, str, float]] = {}
        self._asked: dict[str, str] = {}
        self._sending: Counter[str] = Counter()
        self._documents: dict[str, Annotated] = {}
        self._lines: dict[str, dict[str, Any]] = {}
        self._took = 0.0

    def close(self) -> None:
        self.jobs.close()
        self.case.close()
        self._closing.close()

    def revision(self) -> str:
        """The state that the case is in."""
        return self._looked().revision

    def documents(self) -> list[DocumentEntry]:
        """All documents of the case, as they are listed; not to be changed."""
        return self._looked().documents

    @contextmanager
    def receiving(self, batch: str) -> Iterator[None]:
        """While a file of a batch is on its way."""
        with self._lock:
            self._sending[batch] += 1
        try:
            yield
        finally:
            with self._lock:
                self._sending[batch] -= 1

    def is_sending(self, batch: str) -> bool:
        """Whether a file of a batch is on its way."""
        with self._lock:
            return self._sending[batch] > 0

    def batches(self) -> list[Path]:
        """Files that were sent and not added, in folders, while nothing adds them and none is on its way."""
        if self.jobs.waiting_or_running("add"):
            return []
        return [one for one in batches(self.folder) if not self.is_sending(one.name)]

    def unfinished(self) -> int:
        """How many files and documents wait to be added or read, with nobody at work on them."""
        if self.jobs.waiting_or_running("add"):
            return 0
        sent = sum(1 for batch in self.batches() for file in batch.rglob("*") if file.is_file())
        return sent + self._looked().unread

    def _looked(self) -> "_Seen":
        """What the database says; asked only where somebody wrote to it since."""
        with self._lock:
            version = self.case.version()
            if self._seen is None or self._seen.version != version:
                entries = self.case.documents()
                unread = sum(entry.claims is None for entry in entries)
                self._seen = _Seen(version, self.case.revision(), entries, unread)
                self._documents.clear()
            return self._seen

    def views(self, known_by: date | None = None) -> Views:
        """What is shown of the case: the latest there is, which may be a state behind while a job makes a newer one.

        Raises ``NotYet`` where there is none.
        """
        revision = self.revision() if known_by is None else self.case.revision(known_by)
        there = self._newest(known_by, revision)
        if there is None or revision_of(there.path) != revision:
            failed, why, when = self._failed.get(known_by, ("", "", 0.0))
            if failed == revision and time.monotonic() - when < _UNTIL_TRIED_AGAIN:
                if there is None:
                    raise CaseError(why)
                return there
            if known_by is not None and there is not None and self._is_fresh(there.path):
                return there
            job = self.refresh(known_by)
            if there is None or known_by is not None:
                raise NotYet(job)
        return there

    def _is_fresh(self, path: Path) -> bool:
        return time.time() - made_at(path) < max(_A_WHILE, _AS_LONG * self._took)

    def log(self) -> list[dict[str, Any]]:
        """The log of judgements as it stands in the views, with what was judged and taken back since then; what that
        does to other lines shows in the next views.
        """
        try:
            shown = {line["id"]: line for line in self.views().judgements()}
        except (NotYet, CaseError):
            shown = {}
        log = self.case.judgements()
        stands = standings(log)
        held = {own: line for own, line in (self._lines | shown).items() if own in stands and _holds(line, stands)}
        missing = stands.keys() - held.keys()
        held |= {one.id: encode(one) for one in (self.case.judgement_lines(missing) if missing else ())}
        self._lines = {own: line for own, line in held.items() if own not in shown}
        return [_as_of_now(held[one.id], stands[one.id]) for one in log]

    def made_anew(self, damaged: Path) -> Job:
        """The job that makes views anew of which the file cannot be read."""
        with self._lock:
            days = [day for day, views in self._views.items() if views.path == damaged]
            for day in days:
                del self._views[day]
        damaged.unlink(missing_ok=True)
        return self.refresh(days[0] if days else None)

    def refresh(self, known_by: date | None = None) -> Job:
        """The job that works out what is shown, or an add that will."""
        task = worker.MakeViews(known_by)
        kind: Kind = "refresh" if known_by is None else "known_by"
        with self._lock:
            adding = self.jobs.waiting_or_running("add") if known_by is None else None
            there = adding or self.jobs.waiting_or_running(kind, task)
            if there is None:
                revision = self.case.revision(known_by)
                if known_by is not None:
                    self._forget_old_days()
                there = self.jobs.start(kind, task)
                self._asked = {one.id: self._asked.get(one.id, revision) for one in self.jobs.all()}
            return there

    def _forget_old_days(self) -> None:
        """Of the days that wait to be worked out all but the last, so that one more can."""
        days = [one for one in self.jobs.all() if one.kind == "known_by" and one.state == "waiting"]
        for old in days[: 1 - _WAITING_DAYS]:
            self.jobs.cancel(old)

    def is_up_to_date(self) -> bool:
        with self._lock:
            there = self._views.get(None)
        return there is not None and revision_of(there.path) == self.revision()

    def annotated(self, document_id: str) -> Annotated | None:
        """The reading of a document; ``None`` where it was not read."""
        seen = self._looked()
        with self._lock:
            if document_id in self._documents:
                return self._documents[document_id]
        found = next(self.case.annotated([document_id]), None)
        with self._lock:
            if found is not None and self._seen is seen:  # else it may be from before what somebody wrote meanwhile
                self._documents[document_id] = found
                while len(self._documents) > _DOCUMENTS:
                    del self._documents[next(iter(self._documents))]
        return found

    def _newest(self, known_by: date | None, revision: str, *, wait: bool = False) -> Views | None:
        """The newest views there are, opened once; who asks has those from before while somebody opens newer ones."""
        with self._lock:
            there = self._views.get(known_by)
            if there is not None:
                self._views.move_to_end(known_by)
                if revision_of(there.path) == revision:
                    return there
        if not self._opening.acquire(blocking=wait or there is None):
            return there
        try:
            with suppress(CaseError):  # it was swept away in this very moment, or is damaged
                path = newest(self.folder, revision, known_by)
                with self._lock:
                    there = self._views.get(known_by)
                if path is not None and (there is None or there.path != path):
                    there = Views(path)
                    self._show(known_by, there)
        finally:
            self._opening.release()
        return there

    def _show(self, known_by: date | None, opened: Views) -> None:
        with self._lock:
            self._views[known_by] = opened
            days = [day for day in self._views if day is not None]
            for day in days[:-_DAYS]:
                del self._views[day]

    def _after(self, job: Job) -> None:
        """A job has changed what is shown, or is over. What failed is tried again later, or with another state."""
        day = job.task.known_by if isinstance(job.task, worker.MakeViews) else None
        if job.state == "failed" and isinstance(job.task, worker.MakeViews):
            self._failed[day] = self._asked.get(job.id, ""), job.sentence or "", time.monotonic()
        if job.kind == "known_by" and job.state == "done" and job.ended is not None:
            self._took = job.ended - job.began
        self._newest(day, self.case.revision(day), wait=True)


def _holds(line: Mapping[str, Any], stands: Mapping[str, Standing]) -> bool:
    """Whether a line need not be looked up anew: what stood against it stands."""
    by = stands.get(line["state_by"] or "")
    return line["state"] not in ("undone", "replaced") or (by is not None and by.state == "in_force")


def _as_of_now(line: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """A line that was taken back or replaced since it was written here."""
    return line if standing.state == "in_force" else {**line, "state": standing.state, "state_by": standing.by}
