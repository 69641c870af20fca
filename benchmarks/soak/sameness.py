"""The same documents give the same records, byte for byte, however and wherever they are read.

    python -m benchmarks.soak.sameness FILES OUT [--processes N] [--shuffle SEED] [--one-by-one] [--at TIME]

adds the files that are listed in FILES (JSON: a path and a day of publication, or null, each) to a new case and exports
it in every format into OUT. The soak starts that program again and again: with one process and with two, in other
orders, one file at a time; with other seeds for hashes, time zones, languages, rights of new files, current folders and
times of the files; under another Python, if ``ALLEGEDLY_OTHER_PYTHON`` names one with the dependencies installed. Every
file that it writes must be the same as the first time. The clock stands still in it, so that the time of receipt is no
difference; with ``--at`` it stands elsewhere, and only what tells that time may differ (see ``TELLS_RECEIPT``).
"""

import argparse
import filecmp
import io
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

OTHER_PYTHON = "ALLEGEDLY_OTHER_PYTHON"
DERIVED = ("documents", "claims", "entities", "events", "relations", "derivations", "origins", "links", "judgements")
"""The records as ``jsonl`` has them, besides the receipts."""
TELLS_RECEIPT = {
    *("csv/custody.csv", "csv/documents.csv", "xlsx.xlsx", "jsonl/custody.jsonl", "jsonl/receipts.jsonl"),
    *("report-docx.docx", "report-html.html", "report-md.md"),
    *("ftm/entities.ftm.json", "ftm/statements.csv", "prov.prov.json"),
}
"""What tells when and in which order the documents came in, and so is another one each time they do."""
_IN_OTHERS = {"archive.zip", "crawl.warc", "crawl.warc.gz", "message.eml", "report.odt"}
AT = "2014-05-01T08:00:00Z"
_ROOT = Path(__file__).parents[2]
_Files = Sequence[tuple[Path, date | None]]


@dataclass(frozen=True)
class Way:
    """One way to read the same documents: options of the program, its surroundings, and who runs it."""

    name: str
    options: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    umask: int = 0o022
    elsewhere: bool = False
    touched: bool = False
    python: str = sys.executable


FIRST = Way("as it is", environment=(("PYTHONHASHSEED", "0"), ("TZ", "UTC"), ("LC_ALL", "C.UTF-8")))
ALL_ELSE = Way(
    "all at once otherwise",
    ("--processes", "2", "--shuffle", "3"),
    (("PYTHONHASHSEED", "4711"), ("TZ", "Pacific/Auckland"), ("LC_ALL", "C"), ("LANG", "C")),
    umask=0o077,
    elsewhere=True,
    touched=True,
)
WAYS = (
    Way("again"),
    Way("two processes", ("--processes", "2")),
    Way("shuffled 1", ("--shuffle", "1")),
    Way("shuffled 2", ("--shuffle", "2", "--processes", "2")),
    Way("one by one", ("--one-by-one",)),
    Way("one by one, shuffled", ("--one-by-one", "--shuffle", "5")),
    Way("other hashes", environment=(("PYTHONHASHSEED", "12345"),)),
    Way("other time zone", environment=(("TZ", "America/St_Johns"),)),
    Way("other language", environment=(("LC_ALL", "C"), ("LANG", "tr_TR.UTF-8"), ("LANGUAGE", "tr"))),
    Way("other rights", umask=0o077),
    Way("other folder", elsewhere=True),
    Way("other file times", touched=True),
    ALL_ELSE,
)


def ways() -> tuple[Way, ...]:
    """Those above, and another Python where there is one."""
    other = os.environ.get(OTHER_PYTHON)
    return (*WAYS, Way(f"another Python ({Path(other).name})", python=other)) if other else WAYS


def written(way: Way, files: _Files, out: Path) -> Path:
    """What the program writes into ``out`` in one of the ways; raises ``RuntimeError`` with what it said."""
    listed = out.with_suffix(".files.json")
    listed.write_text(json.dumps([[str(path), day and day.isoformat()] for path, day in files]), "utf-8")
    if way.touched:
        for number, (path, _) in enumerate(files):
            os.utime(path, (86_400 * (number + 1), 86_400 * (number + 1)))
    surroundings = {**os.environ, "PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}", **dict(way.environment)}
    done = subprocess.run(  # noqa: S603 (our own)
        [way.python, "-m", "benchmarks.soak.sameness", str(listed), str(out), *way.options],
        env=surroundings,
        cwd="/" if way.elsewhere else _ROOT,
        umask=way.umask,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{way.name}: {done.stderr[-2000:]}")
    return out


def differing(one: Path, other: Path) -> list[str]:
    """The names of the files that are not the same in two folders."""
    names = {str(path.relative_to(folder)) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    return sorted(name for name in names if not _same(one / name, other / name))


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def cases(folder: Path) -> Iterator[tuple[str, _Files]]:
    """What is read: the sample, and files of each format. The files are copies, so that their times can be changed."""
    from allegedly.demo import sample  # here, since the program stops the clock before it loads anything

    read = [(one.path.name, one.path.read_bytes(), one.published) for one in sample().documents]
    for name, files in (("the sample", read), ("every format", [(*one, None) for one in _of_every_format().items()])):
        place = folder / name
        place.mkdir()
        for own, data, _ in files:
            (place / own).write_bytes(data)
        yield name, [(place / own, day) for own, _, day in files]


def _of_every_format() -> dict[str, bytes]:
    """The files of the tests, without what stands in another one of them too.

    The same bytes from two places are one document, and it is told as where it came in first: that hangs on the order.
    """
    from tests.formats import samples

    files = samples()
    page = files["page.html"].replace(b"The crane", b"The other crane")
    once = {name: data for name, data in files.items() if name not in _IN_OTHERS} | {"page.html": page}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            text = files["plain.txt"].decode().replace("Captain", f"Captain {number}")
            made.writestr(zipfile.ZipInfo(f"letters/{number}.txt", (2014, 3, 6, 9, 0, 0)), text)
    return once | {"letters.zip": held.getvalue()}


def main(_: Sequence[str], seed: int, times: int) -> int:
    """All ways over all cases ``times`` times, the shuffled ones with other seeds each time; how many differ."""
    wrong = tried = 0
    with TemporaryDirectory() as name:
        for case, files in cases(Path(name)):
            first = written(FIRST, files, Path(name) / f"{case}-first")
            for round_ in range(times):
                for number, way in enumerate(ways()):
                    own = _reseeded(way, seed + round_)
                    out = written(own, files, Path(name) / f"{case}-{round_}-{number}")
                    found = [one for one in differing(first, out) if one not in TELLS_RECEIPT]
                    tried, wrong = tried + 1, wrong + bool(found)
                    print(f"  {case}, {way.name}: {', '.join(found) or 'the same'}", flush=True)
    print(f"  {tried} times read, {wrong} of them otherwise than the first time")
    return wrong


def _reseeded(way: Way, by: int) -> Way:
    options = list(way.options)
    if "--shuffle" in options:
        place = options.index("--shuffle") + 1
        options[place] = str(int(options[place]) + 10 * by)
    return Way(way.name, tuple(options), way.environment, way.umask, way.elsewhere, way.touched, way.python)


def program() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--shuffle", type=int)
    asked.add_argument("--one-by-one", action="store_true")
    asked.add_argument("--at", default=AT)
    given = asked.parse_args()
    _stop_the_clock(given.at)
    listed = json.loads(given.files.read_text("utf-8"))
    files = [(Path(path), date.fromisoformat(day) if day else None) for path, day in listed]
    if given.shuffle is not None:
        random.Random(given.shuffle).shuffle(files)  # noqa: S311 (nothing secret)
    portions = [[one] for one in files] if given.one_by_one or any(day for _, day in files) else [files]
    _export(portions, given.out, given.processes)
    return 0


def _stop_the_clock(at: str) -> None:
    """Before anything else of the package is loaded, which would have the clock already."""
    from allegedly import clock

    stopped: Callable[[], str] = lambda: at  # noqa: E731
    clock.now = stopped


def _export(portions: list[list[tuple[Path, date | None]]], out: Path, processes: int) -> None:
    from allegedly import Case
    from allegedly.exporters import FORMATS

    out.mkdir()
    with TemporaryDirectory() as folder, Case.create(Path(folder) / "case") as case:
        for portion in portions:
            report = case.add([path for path, _ in portion], portion[0][1], processes=processes)
            assert not [step for step in report.steps if step.outcome == "unread"], report
        material: Any = case.material("A case")
        for name, made in FORMATS.items():
            made.write(material, out / f"{name}{made.suffix}")


if __name__ == "__main__":
    sys.exit(program())
