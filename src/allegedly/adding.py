"""How files come into a case: received, kept, read, committed; cut off at any moment, it goes on where it was.

A file is opened, then its receipt is committed, then its original reaches the disk, then it is read (here, in other
processes, or on other machines), then its document and its reading are committed together. Whatever is cut off between
is found by its receipt. What has other files inside is received before them, and kept after the last: whatever is kept
is whole.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from socket import gethostname
from typing import TypeVar

from .clock import now
from .errors import AllegedlyError
from .fetching import Fetched
from .intake import AddStep, Entry, Intake, Job, Outcome, Received, Way
from .model import Annotated, Document, sha256
from .model.compact import dumps
from .model.protocols import Arrival, Reading, ReceivedHow, Refusal, Store
from .opening import Opening, fault
from .readers import OpenFile
from .runners import Failed, Runner, processes, sizes
from .store import Found, Originals, read_bytes

BATCH_BYTES = 2_000_000
"""Files are read and committed together until they are so large."""
BATCH_STEPS = 256
"""And however many of them need no reading, so often it is told what became of them."""
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of every file, in the order in which they were worked on."""

    steps: tuple[AddStep, ...]

    @property
    def added(self) -> tuple[AddStep, ...]:
        return self.of("added")

    @property
    def known(self) -> tuple[AddStep, ...]:
        return self.of("known")

    @property
    def refused(self) -> tuple[AddStep, ...]:
        return self.of("refused")

    def of(self, outcome: Outcome) -> tuple[AddStep, ...]:
        return tuple(step for step in self.steps if step.outcome == outcome)


Progress = Callable[[AddStep, int, int], None]
"""Called for each file with what became of it, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The document stages that a case runs: functions of a module, since other processes get them too.

    ``open_file`` is ``readers.open_file``. ``key`` hashes all that decides a reading; two equal keys mean the same
    reading.
    """

    open_file: OpenFile
    annotate: Callable[[Iterable[Document]], Iterator[Annotated]]
    key: Callable[[Document], str]

    def fingerprint(self) -> str:
        """The key of a document of nothing: changes when the stages change, whatever the documents."""
        return self.key(Document(id=sha256(b""), text="", text_sha256=sha256(b"")))


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a job; without a reading it is unread, and the sentence says why."""

    reading: Reading | None = None
    sentence: str | None = None


_Batch = list[Entry]


class Adding:
    """One run of adding, in a ``with`` block inside the case's lock, ``by`` whom the log of custody is to name.

    ``steps`` grows as batches are committed.
    """

    def __init__(
        self, store: Store, originals: Originals, stages: Stages, *, by: str, progress: Progress | None, runner: Runner
    ) -> None:
        self._store = store
        self._originals = originals
        self._stages = stages
        self._by = by
        self._progress = progress
        self._runner = runner
        self._fingerprint = stages.fingerprint()
        self._opening = Opening(stages.open_file, read_bytes)
        self._intake = Intake(store, originals, self._opening, by)
        self._total = 0
        self.steps: list[AddStep] = []

    def __enter__(self) -> "Adding":
        if self._store.unfinished():
            self._originals.settle()
        return self

    def __exit__(self, *error: object) -> None:
        self._opening.stop()

    def add(self, found: Sequence[Found], published: date | None, fetched: Sequence[Fetched], how: ReceivedHow) -> None:
        self._total += len(found) + len(fetched)
        way = Way(self._by, how, published)
        self._run(self._batches(self._intake.files(found, way)))
        self._run(self._batches(self._intake.fetched(fetched, way)))

    def finish_interrupted(self) -> None:
        """Read what an earlier run received and did not get to; drop what never arrived."""
        receipts = self._store.unfinished()
        self._total += len(receipts)
        self._run(self._batches(self._intake.interrupted(receipts)))

    def read_pending(self) -> None:
        """Read the documents that have no reading, or one that other stages made."""
        tried = {step.document for step in self.steps if step.outcome == "unread"}
        waiting = [i for i in self._store.pending(self._fingerprint) if i not in tried]
        self._total += len(waiting)
        self._run(self._batches(map(self._waiting, waiting)))

    def _waiting(self, document_id: str) -> Job:
        document = self._store.document(document_id)
        return Job(document.path or document_id, document, len(document.text))

    def _batches(self, entries: Iterable[Entry]) -> Iterator[_Batch]:
        """The entries in batches, each with its new files already safe on the disk."""
        size_of_batches = sizes(self._runner.n)
        batch: _Batch = []
        jobs, size, left = 0, 0, next(size_of_batches)
        for entry in entries:
            batch.append(entry)
            jobs += isinstance(entry, Job)
            size += 0 if isinstance(entry, AddStep) else entry.size
            if jobs >= left or size >= BATCH_BYTES or len(batch) >= BATCH_STEPS:
                yield self._secured(batch)
                batch, jobs, size, left = [], 0, 0, next(size_of_batches)
        if batch:
            yield self._secured(batch)

    def _secured(self, batch: _Batch) -> _Batch:
        new = [entry for entry in batch if not isinstance(entry, AddStep)]
        at = now()
        self._store.receive([one.way.receipt(one.id, one.path, at) for one in new if one.way is not None])
        for entry in new:
            if entry.data is not None:
                self._originals.put(entry.id, entry.data)
        # The disk has them now; what waits for its turn need not hold them too.
        return [entry if isinstance(entry, AddStep) else replace(entry, data=None) for entry in batch]

    def _run(self, batches: Iterable[_Batch]) -> None:
        begun: deque[_Batch] = deque()

        def feed() -> Iterator[list[Document]]:
            for batch in batches:
                begun.append(batch)
                yield [entry.document for entry in batch if isinstance(entry, Job)]

        work = partial(_read_all, self._stages, self._fingerprint)
        with closing(self._runner.run(work, feed(), self._name)) as results:
            for result in results:
                batch = begun.popleft()
                jobs = [entry for entry in batch if isinstance(entry, Job)]
                self._commit(batch, list(map(self._rescued, jobs)) if isinstance(result, Failed) else result)

    def _name(self, documents: list[Document]) -> str:
        """What comes of it: by the documents, since a reading says of which file it is, and by the stages."""
        keys = map(self._stages.key, documents)
        return sha256("\n".join([self._fingerprint, *keys, dumps(tuple(documents))]).encode())

    def _rescued(self, job: Job) -> _Done:
        """A job out of a batch whose process died, alone in a process: it may have been another one's fault."""
        done = _alone(partial(_read_all, self._stages, self._fingerprint), [job.document])
        if not isinstance(done, Failed):
            return done[0]
        return _Done(sentence=f"{job.path} was not read for claims: the process that read it died ({done.why}).")

    def _commit(self, batch: _Batch, done: list[_Done]) -> None:
        answers = iter(done)
        arrivals: list[Arrival] = []
        readings: list[Reading] = []
        steps: list[AddStep] = []
        for entry in batch:
            if isinstance(entry, AddStep):
                steps.append(entry)
            elif isinstance(entry, Received):
                steps += [entry.step] if entry.step is not None else []
            else:
                answer = next(answers)
                if not _is_reread(entry):
                    arrivals.append(Arrival(entry.document, entry.size, now(), answer.reading))
                elif answer.reading is not None:
                    readings.append(answer.reading)
                steps.append(_told(entry, answer))
        containers = [e.container for e in batch if isinstance(e, Received) and e.container is not None]
        refusals = [_refusal(step) for step in steps if step.outcome == "refused"]
        self._store.keep(arrivals, refusals, containers, self._by)
        if readings:
            self._store.keep_readings(readings)
        self._tell(steps)

    def _tell(self, steps: list[AddStep]) -> None:
        for step in steps:
            self.steps.append(step)
            self._total = max(self._total, len(self.steps))
            if self._progress is not None:
                self._progress(step, len(self.steps), self._total)


def _read_all(stages: Stages, fingerprint: str, documents: list[Document]) -> list[_Done]:
    """What comes of the documents, in order. Runs in any process, on any machine that has the same stages."""
    if stages.fingerprint() != fingerprint:
        raise AllegedlyError(
            f"The machine {gethostname()} would read otherwise than this one. Install the same Allegedly there, and "
            "the same language model."
        )
    annotated = _annotated(stages, documents)
    return [_closed(stages, fingerprint, *pair) for pair in zip(documents, annotated, strict=True)]


def _annotated(stages: Stages, documents: list[Document]) -> list[Annotated | Exception]:
    if not documents:
        return []
    try:
        return list(stages.annotate(documents))
    except AllegedlyError:
        raise
    except Exception as error:  # noqa: BLE001 (a fault of ours in one document does not stop the others)
        if len(documents) == 1:
            return [error]
        return list(chain.from_iterable(_annotated(stages, [document]) for document in documents))


def _closed(stages: Stages, fingerprint: str, document: Document, annotated: Annotated | Exception) -> _Done:
    if isinstance(annotated, Exception):
        name = document.path or document.id
        return _Done(sentence=f"{name} was not read for claims because of {fault(annotated)}.")
    return _Done(Reading(stages.key(document), fingerprint, annotated))


def _alone(function: Callable[[T], R], item: T) -> R | Failed:
    with closing(processes(function, [item], 1)) as results:
        return next(results)


def _told(job: Job, done: _Done) -> AddStep:
    notices = job.document.notices
    if done.reading is None:
        return AddStep(job.path, "unread", job.document.id, done.sentence, notices)
    return AddStep(job.path, "read" if _is_reread(job) else "added", job.document.id, None, notices)


def _is_reread(entry: Job | Received) -> bool:
    return isinstance(entry, Job) and not entry.is_new


def _refusal(step: AddStep) -> Refusal:
    return Refusal(step.path, step.sentence or "", now(), step.document)
