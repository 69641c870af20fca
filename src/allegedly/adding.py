"""How files come into a case: received, kept, read, committed; cut off at any moment, it goes on where it was.

A file's receipt is committed first, then its original reaches the disk, then it is read (in this process or in others),
then its document and its reading are committed together. Whatever is cut off between is found by its receipt.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from .clock import now
from .errors import AllegedlyError, RefusedInputError
from .model import Annotated, Document, sha256
from .model.protocols import Arrival, Reading, Receipt, Refusal, Store
from .runners import Failed, processes, serial, sizes
from .store import Found, Originals, read_bytes, shown

BATCH_BYTES = 2_000_000
"""Files are read and committed together until they are so large."""
BATCH_STEPS = 256
"""And however many of them need no reading, so often it is told what became of them."""

Outcome = Literal["added", "known", "refused", "hidden", "unread", "read"]
"""What became of a file. "unread": kept and searchable, but has no claims; "read": was kept before, and waited."""
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class AddStep:
    """What became of one file; ``sentence`` is why it was refused or left unread, ``notices`` are its reader's."""

    path: str
    outcome: Outcome
    document: str | None = None
    sentence: str | None = None
    notices: tuple[str, ...] = ()


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


class Read(Protocol):
    """``readers.read``: bytes to a document; ``RefusedInputError`` where they hold none."""

    def __call__(self, path: Path | None, data: bytes, *, published: date | None = None) -> Document: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The document stages that a case runs: functions of a module, since other processes get them too.

    ``key`` hashes all that decides a reading; two equal keys mean the same reading.
    """

    read: Read
    annotate: Callable[[Iterable[Document]], Iterator[Annotated]]
    key: Callable[[Document], str]

    def fingerprint(self) -> str:
        """The key of a document of nothing: changes when the stages change, whatever the documents."""
        return self.key(Document(id=sha256(b""), text="", text_sha256=sha256(b"")))


@dataclass(frozen=True, slots=True)
class _Job:
    """One document to read: from its bytes, or anew from what its reader made of them."""

    id: str
    path: str
    size: int = 0
    data: bytes = b""
    published: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class _Again:
    """The same bytes as of a file before this one, or of a document in the case."""

    id: str
    path: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a job. Without a document it is refused, without a reading unread; the sentence says why."""

    document: Document | None = None
    reading: Reading | None = None
    sentence: str | None = None


_Entry = AddStep | _Job | _Again
_Batch = list[_Entry]


class Adding:
    """One run of adding; hold the case's lock around it. ``steps`` grows as batches are committed."""

    def __init__(
        self, store: Store, originals: Originals, stages: Stages, *, progress: Progress | None, n: int
    ) -> None:
        self._store = store
        self._originals = originals
        self._stages = stages
        self._progress = progress
        self._n = n
        self._fingerprint = stages.fingerprint()
        self._seen: set[str] = set()
        self._refused: dict[str, str] = {}
        self._total = 0
        self.steps: list[AddStep] = []

    def add(self, found: Sequence[Found], published: date | None) -> None:
        self._total += len(found)
        self._run(self._batches(self._received(found, published)))

    def finish_interrupted(self) -> None:
        """Read what an earlier run received and did not get to; drop what never arrived."""
        receipts = self._store.unfinished()
        self._total += len(receipts)
        self._run(self._batches(map(self._recovered, receipts)))

    def read_pending(self) -> None:
        """Read the documents that have no reading, or one that other stages made."""
        tried = {step.document for step in self.steps if step.outcome == "unread"}
        waiting = [i for i in self._store.pending(self._fingerprint) if i not in tried]
        self._total += len(waiting)
        self._run(self._batches(map(self._waiting, waiting)))

    def _received(self, found: Iterable[Found], published: date | None) -> Iterator[_Entry]:
        for file in found:
            path = shown(file.path)
            if file.hidden:
                yield AddStep(path, "hidden")
            elif file.why_not is not None:
                yield AddStep(path, "refused", sentence=file.why_not)
            else:
                yield self._opened(file.path, path, published)

    def _opened(self, file: Path, path: str, published: date | None) -> _Entry:
        try:
            data = read_bytes(file)
        except RefusedInputError as error:
            return AddStep(path, "refused", sentence=str(error))
        document_id = sha256(data)
        if document_id in self._seen:
            return _Again(document_id, path, published)
        self._seen.add(document_id)
        if self._store.has(document_id):
            self._originals.put(document_id, data)  # in case that it was lost or damaged
            return _Again(document_id, path, published)
        return _Job(document_id, path, len(data), data, published)

    def _recovered(self, receipt: Receipt) -> _Entry:
        if self._originals.state(receipt.document) is not None:
            self._store.forget_receipts(receipt.document)
            sentence = f"{receipt.path} was cut off before it was in the case; add it again."
            return AddStep(receipt.path, "refused", sentence=sentence)
        data = self._originals.get(receipt.document)
        return _Job(receipt.document, receipt.path, len(data), data, receipt.published)

    def _waiting(self, document_id: str) -> _Entry:
        document = self._store.document(document_id)
        return _Job(document_id, document.path or document_id, len(document.text), document=document)

    def _batches(self, entries: Iterable[_Entry]) -> Iterator[_Batch]:
        """The entries in batches, each with its new files already safe on the disk."""
        size_of_batches = sizes(self._n)
        batch: _Batch = []
        jobs, left = [0, 0], next(size_of_batches)
        for entry in entries:
            batch.append(entry)
            if isinstance(entry, _Job):
                jobs = [jobs[0] + 1, jobs[1] + entry.size]
            if jobs[0] >= left or jobs[1] >= BATCH_BYTES or len(batch) >= BATCH_STEPS:
                yield self._secured(batch)
                batch, jobs, left = [], [0, 0], next(size_of_batches)
        if batch:
            yield self._secured(batch)

    def _secured(self, batch: _Batch) -> _Batch:
        new = [entry for entry in batch if not isinstance(entry, AddStep) and not _is_reread(entry)]
        self._store.receive([Receipt(entry.id, entry.path, now(), entry.published) for entry in new])
        for entry in new:
            if isinstance(entry, _Job):
                self._originals.put(entry.id, entry.data)
        return batch

    def _run(self, batches: Iterable[_Batch]) -> None:
        begun: deque[_Batch] = deque()

        def feed() -> Iterator[list[_Job]]:
            for batch in batches:
                begun.append(batch)
                yield [entry for entry in batch if isinstance(entry, _Job)]

        work = partial(_read_all, self._stages, self._fingerprint)
        with closing(serial(work, feed()) if self._n == 1 else processes(work, feed(), self._n)) as results:
            for result in results:
                batch = begun.popleft()
                jobs = [entry for entry in batch if isinstance(entry, _Job)]
                self._commit(batch, list(map(self._rescued, jobs)) if isinstance(result, Failed) else result)

    def _rescued(self, job: _Job) -> _Done:
        """A job out of a batch whose process died, alone in a process: it may have been another one's fault."""
        done = _alone(partial(_read_all, self._stages, self._fingerprint), [job])
        if not isinstance(done, Failed):
            return done[0]
        opened = _alone(partial(_open, self._stages), job)
        if isinstance(opened, Failed):
            return _Done(sentence=f"{job.path} cannot be read: the process that read it died ({opened.why}).")
        why = f"{job.path} was not read for claims: the process that read it died ({done.why})."
        return _Done(opened.document, sentence=opened.sentence or why)

    def _commit(self, batch: _Batch, done: list[_Done]) -> None:
        answers = iter(done)
        arrivals: list[Arrival] = []
        readings: list[Reading] = []
        steps: list[AddStep] = []
        for entry in batch:
            if isinstance(entry, _Job):
                answer = next(answers)
                if answer.document is not None and entry.document is None:
                    arrivals.append(Arrival(answer.document, entry.size, now(), answer.reading))
                elif answer.reading is not None:
                    readings.append(answer.reading)
                steps.append(self._told(entry, answer))
            else:
                steps.append(self._told_again(entry) if isinstance(entry, _Again) else entry)
        self._store.keep(arrivals, [_refusal(step) for step in steps if step.outcome == "refused"])
        if readings:
            self._store.keep_readings(readings)
        self._tell(steps)

    def _told(self, job: _Job, done: _Done) -> AddStep:
        if done.document is None:
            self._refused[job.id] = job.path
            return AddStep(job.path, "refused", job.id, done.sentence)
        if done.reading is None:
            return AddStep(job.path, "unread", job.id, done.sentence, done.document.notices)
        return AddStep(job.path, "read" if job.document else "added", job.id, None, done.document.notices)

    def _told_again(self, again: _Again) -> AddStep:
        refused = self._refused.get(again.id)
        if refused is None:
            return AddStep(again.path, "known", again.id)
        return AddStep(again.path, "refused", again.id, f"{again.path} is the same as {refused}, which was refused.")

    def _tell(self, steps: list[AddStep]) -> None:
        for step in steps:
            self.steps.append(step)
            if self._progress is not None:
                self._progress(step, len(self.steps), self._total)


def _read_all(stages: Stages, fingerprint: str, jobs: list[_Job]) -> list[_Done]:
    """What comes of the jobs, in order. Runs in any process."""
    opened = [_open(stages, job) for job in jobs]
    annotated = iter(_annotated(stages, [done.document for done in opened if done.document is not None]))
    return [
        done if done.document is None else _closed(stages, fingerprint, done.document, next(annotated))
        for done in opened
    ]


def _open(stages: Stages, job: _Job) -> _Done:
    if job.document is not None:
        return _Done(job.document)
    try:
        document = stages.read(Path(job.path), job.data, published=job.published)
    except RefusedInputError as error:
        return _Done(sentence=str(error))
    except AllegedlyError:
        raise
    except Exception as error:  # noqa: BLE001 (a fault of ours in one file does not stop the others)
        return _Done(sentence=f"{job.path} cannot be read because of {_fault(error)}.")
    return _Done(document) if _can_be_stored(document) else _Done(sentence=f"{job.path} {_NO_TEXT}")


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
        return _Done(document, sentence=f"{name} was not read for claims because of {_fault(annotated)}.")
    return _Done(document, Reading(stages.key(document), fingerprint, annotated))


_NO_TEXT = "holds characters that no text has (NUL, or half of a pair); save it as UTF-8 and add it again."


def _can_be_stored(document: Document) -> bool:
    told = [document.text, document.title, document.outlet, document.url, *document.authors, *document.notices]
    try:
        return not any(b"\0" in part.encode() for part in told if part)
    except UnicodeEncodeError:
        return False


def _fault(error: Exception) -> str:
    # Not its message: that may quote the document, and what is told may be logged.
    return f"a fault in Allegedly ({type(error).__name__}); please report it"


def _alone(function: Callable[[T], R], item: T) -> R | Failed:
    with closing(processes(function, [item], 1)) as results:
        return next(results)


def _is_reread(entry: _Job | _Again) -> bool:
    return isinstance(entry, _Job) and entry.document is not None


def _refusal(step: AddStep) -> Refusal:
    return Refusal(step.path, step.sentence or "", now(), step.document)
