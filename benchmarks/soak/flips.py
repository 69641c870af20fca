"""One flipped byte anywhere in a closed case: it is named, or it meant nothing, and nothing is ever silently another.

    python -m benchmarks.soak flips [--times N] [--seed N] [--of FILE]

Each trial copies a small case, flips a bit or puts another byte in one place of one of its files, and then opens and
verifies the case, asks it for all its records, and makes its export and its views. What is named must be told in a
sentence; what is not named must have left every row, every original and every report as it was.
"""

import importlib
import os
import random
import shutil
import sqlite3
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allegedly.case import Case
from allegedly.errors import AllegedlyError
from allegedly.exporters import FORMATS

DOCUMENTS = 8
_LETTER = "Otto {verb} Lyon in {year}. Zoe stayed with Anna.\n\nNobody met Otto in {year}. Zoe said that Otto left."
_VERBS = ("left", "reached", "saw", "sold", "left")


@dataclass(frozen=True, slots=True)
class Flip:
    """A byte of a file that became another."""

    file: str
    offset: int
    was: int
    became: int

    def __str__(self) -> str:
        return f"{self.file} at {self.offset:,}: {self.was:#04x} became {self.became:#04x}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: "named" with the sentences, "unnoticed" where it meant nothing, "mended" where what it was in
    was worked out anew. All else is a fault of ours, told in ``sentences``.
    """

    kind: str
    flip: Flip
    sentences: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        return self.kind in ("silent", "raised")


def make_case(folder: Path) -> Path:
    """A small case with all that a case can hold: documents, a refusal, judgements, what is read across, views."""
    fakes = _fakes()
    inbox = folder / "in"
    inbox.mkdir(parents=True)
    for number in range(DOCUMENTS):
        text = _LETTER.format(verb=_VERBS[number % len(_VERBS)], year=1990 + number)
        (inbox / f"{number}.txt").write_text(f"{text}\n\nLetter {number}, read by Zoe.")
    (inbox / "copy.txt").write_bytes((inbox / "1.txt").read_bytes())
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "unread.txt").write_text("BROKEN STAGE Otto wrote this.")
    case = folder / "case"
    with Case.create(case, stages=fakes.stages()) as made:
        made.add([inbox], by="anna")
        made.judge("same", "Zoe@0.txt", "Zoe@2.txt", by="anna", why="One and the same.")
        undone = made.judge("different", "Otto@0.txt", "Otto@3.txt", by="bruno")
        made.undo(undone.id, by="anna")
        made.judge("accept", next(one.claims[0].id for one in made.annotated()), by="bruno")
        made.make_views()
    return case


def truth_of(case: Path, scratch: Path) -> dict[str, Any]:
    """All that a case says: every row of its tables, every original, its records across documents, its views."""
    return {**stored(case), **told(case, scratch)}


def stored(case: Path) -> dict[str, Any]:
    """What stands in the store, read by nothing of ours, and the originals."""
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(f"file:{case / 'case.sqlite'}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(names):
            if not name.startswith(("passage_index", "sqlite_")):
                found[name] = sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 (ours)
    for file in sorted((case / "originals").rglob("*")):
        if file.is_file():
            found[file.name] = file.read_bytes()
    return found


def told(case: Path, scratch: Path) -> dict[str, Any]:
    """What reports say of it, made from the case as it is now."""
    found: dict[str, Any] = {}
    with Case.open(case, stages=_fakes().stages()) as opened:
        for words in ("otto", "zoe AND lyon", '"read by"', "anna OR nobody"):
            found[f"search {words}"] = opened.search(words)
        material = opened.material("Case")
        output = scratch / "export"
        shutil.rmtree(output, ignore_errors=True)
        FORMATS["jsonl"].write(material, output)
        found.update((f"export {file.name}", file.read_bytes()) for file in sorted(output.iterdir()))
        path = opened.make_views()
        with closing(sqlite3.connect(path)) as connection:
            found["views"] = [line for line in connection.iterdump() if not line.startswith("PRAGMA")]
    return found


def trial(rng: random.Random, case: Path, truth: dict[str, Any], scratch: Path, only: str | None = None) -> Outcome:
    """Flip one byte in a copy of the case, and see what becomes of it."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    copy = folder / "case"
    try:
        shutil.copytree(case, copy)
        flip = _flip(rng, copy, only)
        return judged(copy, flip, truth, folder)
    finally:
        _remove(folder)


def run(count: int, seed: int, only: str | None = None) -> Iterator[Outcome]:
    rng = random.Random(seed)  # noqa: S311 (nothing secret)
    with tempfile.TemporaryDirectory(prefix="flips-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        case = make_case(scratch / "whole")
        truth = truth_of(case, scratch)
        for _ in range(count):
            yield trial(rng, case, truth, scratch, only)


def main(of: Sequence[str], seed: int, times: int) -> int:
    """Print how often what became of a byte, and every fault; how many faults there were."""
    counts: Counter[tuple[str, str]] = Counter()
    faults = 0
    for outcome in run(times, seed, of[0] if of else None):
        counts[outcome.flip.file.partition("/")[0], outcome.kind] += 1
        if outcome.is_fault:
            faults += 1
            print(f"{outcome.kind}: {outcome.flip}: {'; '.join(outcome.sentences)}")
    for (file, kind), number in sorted(counts.items()):
        print(f"{file}: {kind} {number:,}")
    print(f"{times:,} bytes flipped, {faults:,} faults")
    return faults


def _flip(rng: random.Random, case: Path, only: str | None) -> Flip:
    """Of one file of each kind, so that large ones do not take all."""
    files = sorted(file for file in case.rglob("*") if file.is_file() and file.stat().st_size)
    kinds: dict[str, list[Path]] = {}
    for file in files:
        kinds.setdefault(file.relative_to(case).parts[0], []).append(file)
    file = rng.choice(kinds[only or rng.choice(sorted(kinds))])
    before = file.stat()
    offset = rng.randrange(before.st_size)
    file.chmod(0o644)
    with file.open("r+b") as opened:
        opened.seek(offset)
        was = opened.read(1)[0]
        became = was ^ (1 << rng.randrange(8)) if rng.random() < 0.7 else (was + rng.randrange(1, 256)) % 256
        opened.seek(offset)
        opened.write(bytes([became]))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # a disk that rots changes no times
    return Flip(str(file.relative_to(case)), offset, was, became)


def judged(copy: Path, flip: Flip, truth: dict[str, Any], scratch: Path) -> Outcome:
    """What becomes of a case that says the ``truth`` save for what was done to it."""
    try:
        with Case.open(copy, stages=_fakes().stages()) as opened:
            problems = opened.verify().problems
        named = problems or None
    except AllegedlyError as error:
        named = (str(error),)
    except Exception as error:  # noqa: BLE001 (that is what is looked for)
        return Outcome("raised", flip, (_raised("verify", error),))
    try:
        now = told(copy, scratch)
    except AllegedlyError as error:
        return Outcome("named", flip, (*(named or ()), str(error)))
    except Exception as error:  # noqa: BLE001
        return Outcome("raised", flip, (_raised("reports", error),))
    if named:
        return Outcome("named", flip, named)
    now.update(stored(copy))
    other = [name for name in truth if now.get(name) != truth[name]]
    if other:
        return Outcome("silent", flip, tuple(other))
    return Outcome("unnoticed" if _is_still_there(copy, flip) else "mended", flip)


def _raised(where: str, error: Exception) -> str:
    steps = [f"{Path(step.filename).name}:{step.lineno}" for step in traceback.extract_tb(error.__traceback__)[-4:]]
    return f"{where}: {type(error).__name__}: {error} ({', '.join(steps)})"


def _is_still_there(copy: Path, flip: Flip) -> bool:
    file = copy / flip.file
    try:
        return file.read_bytes()[flip.offset] == flip.became
    except (OSError, IndexError):
        return False


def _remove(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            file.chmod(0o644)
    shutil.rmtree(folder, ignore_errors=True)


def _fakes() -> Any:
    return importlib.import_module("tests.fakes")
