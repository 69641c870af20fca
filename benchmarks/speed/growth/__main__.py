"""How time, memory and disk grow with a case.

    python -m benchmarks.speed.growth [COUNT ...] [--keep DIR] [--output DIR] [--sample N] [--docs]

A case of each COUNT of documents (1,000, 10,000 and 100,000, where no other are given) is made (``retold``: N documents
are read by the machine, all others told from them), added, read across, reported, exported, shown, and given ten more
documents. Each command and step runs in a process of its own: times are seconds of its processors, so that what else
runs on the machine does not count, memory is the most that it held at once. The interface's answers are milliseconds on
the clock, as a client of the server that ``allegedly serve`` starts waits for them (the median of some rounds), and
its start is seconds on the clock.

What a case of one size costs over another is told by the slope of the line through the costs, both in logarithms: 1
where they grow in step. Written are ``growth.json`` after each line, ``growth.md`` and ``growth.svg`` into the folder
of ``--output`` (out/growth). A step that takes more memory than the machine has is ended and told as not measured.

What ``growth.json`` has is not measured again, so a run that was cut off goes on: with the next COUNT, or, where the
cases stay in the folder of ``--keep``, with the next step. Remove the file to measure anew. ``--docs`` puts the figures
into the page of the documentation; without any COUNT it measures nothing.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

from allegedly.store.parquet_prints import FOLDER as PRINTS

from ...machine import machine
from ...page import PAGE, write_between
from ..interface import score
from .figures import Cost, Figures, paper, table
from .plot import plot

COUNTS = (1_000, 10_000, 100_000)
SAMPLE = 60
ROUNDS = 5
_STEPS = "benchmarks.speed.growth.steps"
REPORTS = ("timeline", "cast", "conflicts", "ledger", "where", "questions")
_PAGE = PAGE.with_name("growth.md")
_ALL = "all of these"
_START, _ANSWERS = "Interface: start", "Answers: 95 of 100 of all"
_LAST = f"Ten more documents: {_ALL}"
"""The line that is measured last."""


class NotMeasured(Exception):  # noqa: N818 (it says why)
    """A process did not do what it should have."""


class Ran(NamedTuple):
    """What a process printed, its seconds of processor, and the most memory that it held, in megabytes."""

    output: str
    seconds: float
    memory: float


class Growth:
    """Measures what the figures have not yet, and keeps them in a file."""

    def __init__(self, figures: Figures, file: Path, folder: Path) -> None:
        self._figures = figures
        self._file = file
        self._folder = folder

    def measure(self, count: int) -> None:
        """All lines of a case of ``count``. Where the case of a run that was cut off is there, only what it lacks."""
        case = self._folder / str(count) / "case"
        if not case.exists():
            self._figures.drop(count)
        case.parent.mkdir(parents=True, exist_ok=True)
        self._step(count, "read", "Adding: read")
        self._step(count, "add", "Adding: add", case)
        self._step(count, "keep", "Across: kept beside the case", case / "corpus.sqlite")
        self._steps(count, "stages", "Across")
        for report in REPORTS:
            self._command(count, f"Reports: {report}", report, str(case), "--json")
        self._command(count, "Reports: search", "search", str(case), "minister", "--json")
        self._command(count, "Reports: verify", "verify", str(case))
        self._steps(count, "exports", "Exports")
        self._step(count, "views", "Interface: views", case / "views")
        self._measured(count, [_START, _ANSWERS], lambda: _interface(case))
        for name in ("originals", "case.sqlite", "corpus.sqlite", "views"):
            self._disk(count, case / name, *([case / PRINTS] if name == "corpus.sqlite" else ()))
        self._steps(count, "more", "Ten more documents")

    def _step(self, count: int, step: str, line: str, makes: Path | None = None) -> None:
        """A step of ``steps`` that has one line. Where it was cut off or fails, nothing of what it ``makes`` stays."""

        def measured() -> dict[str, Cost]:
            if makes is not None:
                _remove(makes)
            try:
                ran = self._run(count, step)
            except NotMeasured:
                if makes is not None:
                    _remove(makes)
                raise
            [seconds] = json.loads(ran.output).values()
            return {line: Cost(seconds, memory=ran.memory)}

        self._measured(count, [line], measured)

    def _steps(self, count: int, step: str, group: str) -> None:
        """One that has several, and its memory on a line of all."""
        whole = f"{group}: {_ALL}"

        def measured() -> dict[str, Cost]:
            ran = self._run(count, step)
            seconds: dict[str, float] = json.loads(ran.output)
            own = {f"{group}: {name}": Cost(value) for name, value in seconds.items()}
            return own | {whole: Cost(sum(seconds.values()), memory=ran.memory)}

        self._measured(count, [whole], measured)

    def _run(self, count: int, step: str) -> Ran:
        return run([sys.executable, "-m", _STEPS, step, str(self._folder / str(count)), str(count)])

    def _command(self, count: int, line: str, *words: str) -> None:
        def measured() -> dict[str, Cost]:
            ran = run([sys.executable, "-m", "allegedly", *words], output=False)
            return {line: Cost(ran.seconds, memory=ran.memory)}

        self._measured(count, [line], measured)

    def _disk(self, count: int, path: Path, *beside: Path) -> None:
        """Of a file or folder, and of what may be ``beside`` it."""
        line = f"Disk: {path.name}"
        there = [path, *(one for one in beside if one.exists())]
        self._measured(count, [line], lambda: {line: Cost(sum(map(_size, there)) / 1e6, "MB")})

    def _measured(self, count: int, lines: Sequence[str], costs: Callable[[], dict[str, Cost]]) -> None:
        """Measure these lines, unless that was done; what cannot be measured is told."""
        if all(self._figures.has(line, count) for line in lines):
            return
        try:
            found = costs()
        except NotMeasured as why:
            for line in lines:
                print(f"{count:>9,} {line:<40} not measured: {why}", flush=True)
                self._figures.missing.setdefault(line, {})[count] = str(why)
        else:
            for line, cost in found.items():
                print(f"{count:>9,} {line:<40} {cost}", flush=True)
                self._figures.put(line, count, cost)
        self._figures.write(self._file)


def _interface(case: Path) -> dict[str, Cost]:
    """What a client of the server waits for."""
    if not (case / "views").exists():
        raise NotMeasured("what the interface shows is not there")
    try:
        found = score(case, ROUNDS)
    except Exception as why:  # a run of hours goes on, whatever the server or its client fails of
        raise NotMeasured(f"the server did not answer ({why!r})") from why
    medians = {name: value for name, value in found.items() if name.startswith("median /")}
    return {
        **{f"Answers: {name.removeprefix('median ')}": Cost(value, "ms") for name, value in medians.items()},
        _ANSWERS: Cost(found["p95_of_all"], "ms"),
        _START: Cost(found["seconds_to_start"], memory=found["memory_server"]),
    }


def run(command: Sequence[str], *, output: bool = True) -> Ran:
    """Run a command; ``NotMeasured`` where it fails, or takes more memory than there is.

    Without its ``output`` where that may be large: a process begins with the memory of its parent as the most it held.
    """
    with TemporaryFile() as printed, TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=printed, stderr=errors)  # noqa: S603 (our own)
        limit = int(_memory() * 0.9)
        resource.prlimit(process.pid, resource.RLIMIT_AS, (limit, limit))
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        errors.seek(0)
        if process.returncode:
            raise NotMeasured(_why(process.returncode, errors.read().decode(errors="replace")))
        return Ran(printed.read().decode() if output else "", used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _why(status: int, errors: str) -> str:
    if "MemoryError" in errors or status == -9:
        return f"it takes more than {_memory() * 0.9 / 1e9:.0f} GB of memory"
    return (errors.strip().splitlines() or [f"it ended with {status}"])[-1]


def _memory() -> int:
    """The memory of the machine in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _size(path: Path) -> int:
    if not path.exists():
        raise NotMeasured(f"{path.name} is not there")
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _remove(path: Path) -> None:
    """A folder, or a file of a database with what stands beside it."""
    if path.is_dir():
        shutil.rmtree(path)
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


def begun(file: Path, sample: int) -> Figures:
    """The figures of the file, to be gone on with, or none where it is not there.

    Raises ``ValueError`` where they were measured on another machine or sample.
    """
    now = Figures(f"{machine()}, {_memory() / 1e9:.0f} GB of memory", f"{date.today():%-d %B %Y}", sample)
    if not file.exists():
        return now
    before = Figures.read(file)
    if (before.machine, before.sample) != (now.machine, now.sample):
        raise ValueError(
            f"{file} has what was measured with a sample of {before.sample} on {before.machine}; here it is "
            f"{now.sample} on {now.machine}. Give another folder with --output, or remove the file."
        )
    before.day = now.day
    return before


def written(figures: Figures, output: Path) -> None:
    """Write the tables and the picture."""
    (output / "growth.md").write_text(f"{table(figures)}\n\n{paper(figures)}\n", "utf-8")
    (output / "growth.svg").write_text(plot(figures), "utf-8")


def document(figures: Figures, page: Path) -> None:
    """Put the tables between their marks in the page of the documentation, and the picture into ``img`` beside it."""
    write_between("tables", table(figures), page)
    write_between("paper", paper(figures), page)
    (page.parent / "img" / "growth.svg").write_text(plot(figures), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", metavar="COUNT")
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--output", type=Path, metavar="DIR", default=Path("out/growth"))
    parser.add_argument("--sample", type=int, metavar="N", default=SAMPLE)
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    file = given.output / "growth.json"
    if given.docs and not given.counts:
        if not file.exists():
            parser.error(f"{file} is not there; what is to be measured for it?")
        document(Figures.read(file), _PAGE)
        return 0
    try:
        figures = begun(file, given.sample)
    except ValueError as error:
        parser.error(str(error))
    given.output.mkdir(parents=True, exist_ok=True)
    counts = [count for count in sorted(given.counts or COUNTS) if not figures.has(_LAST, count)]
    with TemporaryDirectory() as passing:
        folder = (given.keep or Path(passing)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if counts:
            run([sys.executable, "-m", _STEPS, "sample", str(folder), str(given.sample)])
        for count in counts:
            Growth(figures, file, folder).measure(count)
            written(figures, given.output)
            if given.keep is None:
                shutil.rmtree(folder / str(count))
    if given.docs:
        document(figures, _PAGE)
    print(table(figures), "", paper(figures), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
