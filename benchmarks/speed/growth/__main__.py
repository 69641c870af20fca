"""How time, memory and disk grow with a case.

    python -m benchmarks.speed.growth [COUNT ...] [--keep DIR] [--output DIR] [--sample N] [--docs]

A case of each COUNT of documents (1,000, 10,000 and 100,000, where no other are given) is made (``retold``: N documents
are read by the machine, all others told from them), added, read across, reported, exported, shown, and given ten more
documents. Each command and step runs in a process of its own: times are seconds of its processors, so that what else
runs on the machine does not count, memory is the most that it held at once. The interface's answers are milliseconds on
the clock, as a client of the server that ``allegedly serve`` starts waits for them (the median of some rounds).

What a case of one size costs over another is told by the slope of the line through the costs, both in logarithms: 1
where they grow in step. Written are ``growth.json`` after each line, ``growth.md`` and ``growth.svg`` into the folder
of ``--output`` (out/growth); with ``--docs`` the page of the documentation has them too, without measuring what
``growth.json`` has already. A step that takes more memory than the machine has is ended and told as not measured. The
cases stay in the folder of ``--keep``, where one is given.
"""

import argparse
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

from ..interface import score
from .figures import Cost, Figures, paper, table
from .plot import plot

COUNTS = (1_000, 10_000, 100_000)
SAMPLE = 60
ROUNDS = 5
_STEPS = "benchmarks.speed.growth.steps"
REPORTS = ("timeline", "cast", "conflicts", "ledger", "where", "questions")
_PAGE, _PICTURE = Path("docs/growth.md"), Path("docs/img/growth.svg")


class NotMeasured(Exception):  # noqa: N818 (it says why)
    """A process did not do what it should have."""


class Ran(NamedTuple):
    """What a process printed, its seconds of processor, and the most memory that it held, in megabytes."""

    output: str
    seconds: float
    memory: float


class Growth:
    """Measures, and keeps the figures in a file."""

    def __init__(self, figures: Figures, file: Path, folder: Path) -> None:
        self._figures = figures
        self._file = file
        self._folder = folder

    def measure(self, count: int) -> None:
        folder = self._folder / str(count)
        folder.mkdir(parents=True)
        case = folder / "case"
        self._step(count, "read", {"read": "Adding: read"})
        self._step(count, "add", {"add": "Adding: add"})
        self._step(count, "keep", {"keep": "Across: kept beside the case"})
        self._step(count, "stages", {}, "Across")
        for report in REPORTS:
            self._command(count, f"Reports: {report}", report, str(case), "--json")
        self._command(count, "Reports: search", "search", str(case), "minister", "--json")
        self._command(count, "Reports: verify", "verify", str(case))
        self._step(count, "exports", {}, "Exports")
        self._step(count, "views", {"views": "Interface: views"})
        self._interface(count, case)
        for name in ("originals", "case.sqlite", "corpus.sqlite", "views"):
            self._put(f"Disk: {name}", count, Cost(_size(case / name) / 1e6, "MB"))
        self._step(count, "more", {}, "Ten more documents")

    def _step(self, count: int, step: str, named: dict[str, str], group: str = "") -> None:
        """A step of ``steps``; where it has several lines, its memory is told on a line of all."""
        with self._told(count, *named.values(), *([f"{group}: all of these"] if group else [])):
            ran = run([sys.executable, "-m", _STEPS, step, str(self._folder / str(count)), str(count)])
            seconds: dict[str, float] = json.loads(ran.output)
            for name, value in seconds.items():
                self._put(named.get(name, f"{group}: {name}"), count, Cost(value, memory=None if group else ran.memory))
            if group:
                self._put(f"{group}: all of these", count, Cost(sum(seconds.values()), memory=ran.memory))

    def _command(self, count: int, line: str, *words: str) -> None:
        with self._told(count, line):
            ran = run([sys.executable, "-m", "allegedly", *words])
            self._put(line, count, Cost(ran.seconds, memory=ran.memory))

    def _interface(self, count: int, case: Path) -> None:
        found = score(case, ROUNDS)
        for name, value in found.items():
            if name.startswith("median /"):
                self._put(f"Answers: {name.removeprefix('median ')}", count, Cost(value, "ms"))
        self._put("Answers: 95 of 100 of all", count, Cost(found["p95_of_all"], "ms"))
        self._put("Interface: start", count, Cost(found["seconds_to_start"], memory=found["memory_server"]))

    @contextmanager
    def _told(self, count: int, *lines: str) -> Iterator[None]:
        """Measure these; what cannot be measured is told."""
        try:
            yield
        except NotMeasured as why:
            for line in lines:
                self._figures.missing.setdefault(line, {})[count] = str(why)
                print(f"{count:>9,} {line:<40} not measured: {why}", flush=True)

    def _put(self, line: str, count: int, cost: Cost) -> None:
        print(f"{count:>9,} {line:<40} {cost}", flush=True)
        self._figures.put(line, count, cost)
        self._figures.write(self._file)


def run(command: Sequence[str]) -> Ran:
    """Run a command; ``NotMeasured`` where it fails, or takes more memory than there is."""
    with TemporaryFile() as output, TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors)  # noqa: S603 (our own)
        limit = int(_memory() * 0.9)
        resource.prlimit(process.pid, resource.RLIMIT_AS, (limit, limit))
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise NotMeasured(_why(process.returncode, errors.read().decode(errors="replace")))
        return Ran(output.read().decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _why(status: int, errors: str) -> str:
    if "MemoryError" in errors or status == -9:
        return f"it takes more than {_memory() * 0.9 / 1e9:.0f} GB of memory"
    return (errors.strip().splitlines() or [f"it ended with {status}"])[-1]


def _memory() -> int:
    """The memory of the machine in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _machine() -> str:
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    processor = found.group(1) if found else platform.machine()
    return (
        f"{os.cpu_count()} cores ({processor}), {_memory() / 1e9:.0f} GB of memory, Python {platform.python_version()}"
    )


def written(figures: Figures, output: Path) -> None:
    """Write the tables and the picture."""
    (output / "growth.md").write_text(f"{table(figures)}\n\n{paper(figures)}\n", "utf-8")
    (output / "growth.svg").write_text(plot(figures), "utf-8")


def document(figures: Figures) -> None:
    """Put the tables between the marks in the page of the documentation, and the picture beside."""
    page = _PAGE.read_text("utf-8")
    for mark, told in (("tables", table(figures)), ("paper", paper(figures))):
        begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n\n{told}\n\n{end}{rest.partition(end)[2]}"
    _PAGE.write_text(page, "utf-8")
    _PICTURE.write_text(plot(figures), "utf-8")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("counts", type=int, nargs="*", metavar="COUNT")
    asked.add_argument("--keep", type=Path, metavar="DIR")
    asked.add_argument("--output", type=Path, metavar="DIR", default=Path("out/growth"))
    asked.add_argument("--sample", type=int, metavar="N", default=SAMPLE)
    asked.add_argument("--docs", action="store_true")
    given = asked.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    file = given.output / "growth.json"
    if given.docs and file.exists() and not given.counts:
        document(Figures.read(file))
        return 0
    figures = Figures(_machine(), f"{date.today():%-d %B %Y}", given.sample)
    with TemporaryDirectory() as passing:
        folder = (given.keep or Path(passing)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        run([sys.executable, "-m", _STEPS, "sample", str(folder), str(given.sample)])
        for count in sorted(given.counts or COUNTS):
            Growth(figures, file, folder).measure(count)
            written(figures, given.output)
            if given.keep is None:
                shutil.rmtree(folder / str(count))
    if given.docs:
        document(figures)
    print(table(figures), "", paper(figures), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
