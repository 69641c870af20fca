"""What takes long, in a process of its own: adding, working out the views, previews, exports.

So the server answers meanwhile, its memory stays small, and whatever is stopped in the middle is stopped by ending the
process: what a case keeps is safe from that.
"""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path, PurePath
from typing import Any

from ..adding import Stages
from ..case import MANY, Case
from ..collector import collector_paused
from ..errors import AllegedlyError
from ..intake import AddStep, names_others
from ..model import Correction, JudgementKind
from ..model.codec import encode
from ..reports import Filters
from .dropped import take_away

Tell = Callable[..., None]
"""Sends a message to the server: ("progress", done, total), ("step", {...}) or ("changed",)."""

_FEW = 8
_LONGEST_NAME = 100
"""In bytes: some disks take no more than twice that, and a suffix comes to it."""
_BETWEEN_VIEWS = 4
"""Of the time that adding takes, views may take a fourth."""


@dataclass(frozen=True, slots=True)
class Add:
    """Add the files under ``folder``, by their names in it, and finish what an earlier add left; ``by`` sent them."""

    folder: Path | None
    published: date | None
    processes: int
    by: str


@dataclass(frozen=True, slots=True)
class AddSample:
    """Add the documents of the sample case; ``by`` asked for them."""

    by: str


@dataclass(frozen=True, slots=True)
class MakeViews:
    known_by: date | None = None


@dataclass(frozen=True, slots=True)
class MakePreview:
    kind: JudgementKind
    parties: tuple[str, ...]
    name: str | None
    edit: Correction | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """``passphrase`` is for a bundle."""

    format: str
    folder: Path
    title: str
    filters: Filters = Filters()  # noqa: RUF009 (frozen)
    known_by: date | None = None
    passphrase: str | None = None


Task = Add | AddSample | MakeViews | MakePreview | Export


def work(pipe: "Connection[Any, Any]", *, folder: Path, stages: Stages | None = None) -> None:
    """Wait for one task, carry it out, and tell how it ended: ("done", result) or ("failed", sentence)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's: it ends its workers itself
    try:
        task: Task = pipe.recv()
    except EOFError:
        return
    threading.Thread(target=_end_with_server, args=(pipe,), daemon=True).start()
    with suppress(BrokenPipeError):
        try:
            with Case.open(folder, stages=stages) as case:
                result = carry_out(case, task, lambda *message: pipe.send(message))
            pipe.send(("done", result))
        except AllegedlyError as error:
            pipe.send(("failed", str(error)))
        except MemoryError:
            pipe.send(("failed", "The memory of this machine is not enough. Close other programs and try again."))
        except OSError as error:
            pipe.send(("failed", f"The disk refused: {error.strerror or error}."))


def _end_with_server(pipe: "Connection[Any, Any]") -> None:
    """A server that is killed cannot end its workers; one that went on would hold the case against the next server."""
    with suppress(EOFError, OSError):
        pipe.recv()  # it says nothing more, and its end is closed with it
    os._exit(1)


def carry_out(case: Case, task: Task, tell: Tell) -> Any:
    if isinstance(task, Add):
        return _add(case, task, tell)
    if isinstance(task, AddSample):
        return _add_sample(case, task, tell)
    if isinstance(task, MakeViews):
        return str(case.make_views(task.known_by, progress=lambda done, total: tell("progress", done, total)))
    if isinstance(task, MakePreview):
        return encode(case.preview(task.kind, *task.parties, name=task.name, edit=task.edit))
    return _export(case, task)


def _add(case: Case, task: Add, tell: Tell) -> None:
    """Add in portions, and work out the views after some of them: the chronology fills as documents come in."""
    files = _files(task.folder)
    adding = _Telling(tell, len(files))
    processes = task.processes if len(files) >= MANY else 1
    if task.folder is not None:
        # Paths are told as they are given: not where the files wait, but what they were called.
        os.chdir(task.folder)
    views = _Showing(case, tell)
    for portion in [*_portions(files, processes)] or [()]:  # without files, what an earlier add left
        case.add(portion, task.published, adding, processes=processes, by=task.by, how="upload")
        for file in portion:
            file.unlink(missing_ok=True)
        views.make_if_due()
    views.make()
    if task.folder is not None:
        os.chdir(case.folder.anchor or os.sep)
        take_away(task.folder)


def _add_sample(case: Case, task: AddSample, tell: Tell) -> None:
    from ..demo import fill, sample

    telling = _Telling(tell, len(sample().documents))
    # Where the program has them is nobody's matter.
    fill(
        case, by=task.by, progress=lambda step, *counts: telling(replace(step, path=PurePath(step.path).name), *counts)
    )
    _Showing(case, tell).make()


def _files(folder: Path | None) -> list[Path]:
    """The files that wait in a folder, as their names are inside of it."""
    if folder is None or not folder.is_dir():
        return []
    files = sorted(file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(files, key=names_others, reverse=True)  # while what they name still waits beside them


def _portions(files: Sequence[Path], processes: int) -> Iterator[Sequence[Path]]:
    """Few at a time where one process reads them; more where starting several would cost as much as they save."""
    size = _FEW if processes == 1 else max(100, len(files) // 8)
    return (files[first : first + size] for first in range(0, len(files), size))


class _Telling:
    """Tells of each file once, over all portions: what stays unread is tried again with each of them."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0
        self._unread: set[str] = set()

    def __call__(self, step: AddStep, done: int, total: int) -> None:
        if step.outcome == "unread":
            if step.path in self._unread:
                return
            self._unread.add(step.path)
        self._done += 1
        self._total = max(self._total, self._done, total)
        self._tell("step", encode(step))
        self._tell("progress", self._done, self._total)


class _Showing:
    """Works out what is shown, now and then while documents come in."""

    def __init__(self, case: Case, tell: Tell) -> None:
        self._case = case
        self._tell = tell
        self._took = 0.0
        self._made = time.monotonic()

    def make_if_due(self) -> None:
        if time.monotonic() - self._made > _BETWEEN_VIEWS * max(self._took, 0.5):
            self.make()

    def make(self) -> None:
        begun = time.monotonic()
        self._case.make_views()
        self._made = time.monotonic()
        self._took = self._made - begun
        self._tell("changed")


def _export(case: Case, task: Export) -> dict[str, Any]:
    """The ``path`` of the file, a folder being packed into one, and what was left out of it, ``told`` in sentences."""
    from ..exporters import BUNDLE, FORMATS

    name = task.title.encode()[:_LONGEST_NAME].decode(errors="ignore")
    if task.format == BUNDLE:
        whole = case.bundle(task.folder / f"{name}.allegedly", passphrase=task.passphrase)
        return {"path": str(whole), "told": []}
    made = FORMATS[task.format]
    with collector_paused():
        material = case.material(task.title, task.filters, known_by=task.known_by)
        written = made.write(material, task.folder / f"{name}{made.suffix}")
    path, told = str(written.path), [*material.cut, *written.left_out]
    return {"path": shutil.make_archive(path, "zip", path) if written.path.is_dir() else path, "told": told}
