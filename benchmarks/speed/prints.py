"""What it costs to keep who has each fingerprint first, on the shelf (SQLite) and in Parquet files (DuckDB).

    python -m benchmarks.speed.prints [COUNT ...]

Fingerprints of COUNT made documents, 10,000 and 100,000 unless other numbers are given, are entered in the order of
their publication, 4,096 documents at a time, and each time it is asked who has them first, as the upkeep does. Then
4,096 further documents come, and then one. Each of both runs in a process of its own.

A document has 60 fingerprints. One in ten is of a phrase that others use as well, drawn with a heavy tail (Zipf, with
the exponent 1): the most common phrases are in a good part of all documents. One document in five is a near copy: it
has nine in ten of its fingerprints from an earlier one.

Times are seconds of the processor in which the index works; what it takes to make the documents is left out.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from allegedly.model.ids import content_id
from allegedly.model.protocols import Printed, PrintIndex
from allegedly.store import SqliteShelf, sqlite_shelf
from allegedly.store.parquet_prints import ParquetPrints
from allegedly.store.prints import ShelfPrints

SIZES = (10_000, 100_000)
KINDS = ("shelf", "files")
_AT_A_TIME = 4096
_PRINTS = 60
_COMMON = 6
_KEPT_OF_COPY = 0.9
_PHRASES = 1_000_000
_DAYS = 11_000


def score(count: int) -> dict[str, float]:
    """The figures of both by their names."""
    return {f"{name}_{kind}": value for kind in KINDS for name, value in _in_a_process(kind, count).items()}


def documents(count: int) -> Iterator[tuple[str, Printed]]:
    """Made documents in the order of their publication, always the same."""
    rng = random.Random(1)  # noqa: S311 (nothing secret)
    recent: list[list[int]] = []
    for number in range(count):
        prints = [_phrase(rng) for _ in range(_COMMON)] + [_any(rng) for _ in range(_PRINTS - _COMMON)]
        if recent and rng.random() < 1 / 5:
            prints = [
                own if rng.random() < _KEPT_OF_COPY else new
                for own, new in zip(rng.choice(recent), prints, strict=True)
            ]
        if len(recent) < _AT_A_TIME:
            recent.append(prints)
        else:
            recent[rng.randrange(_AT_A_TIME)] = prints
        day = date(1990, 1, 1) + timedelta(days=number * _DAYS // count)
        yield content_id("made", number) + f"{number:048x}", (day, frozenset(prints))


def _phrase(rng: random.Random) -> int:
    """A common phrase: the n-th is drawn about 1/n as often as the first."""
    return hash((int(_PHRASES ** rng.random()), 1))


def _any(rng: random.Random) -> int:
    return rng.getrandbits(64) - 2**63


def measure(kind: str, count: int, folder: Path) -> dict[str, float]:
    """Fill an index, and add to it."""
    sqlite_shelf.MANY = sys.maxsize  # nothing moves by itself
    made = documents(count + _AT_A_TIME + 1)
    with closing(SqliteShelf(folder)) as shelf, closing(ParquetPrints(shelf, folder)) as files:
        index = files if kind == "files" else ShelfPrints(shelf)
        filled = sum(_entered(shelf, index, dict(some)) for some in _portions(made, count))
        bytes_ = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        more = _entered(shelf, index, dict(next(_portions(made, _AT_A_TIME))))
        one = _entered(shelf, index, dict(next(_portions(made, 1))))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"fill": filled, "more": more, "one": one, "megabytes": bytes_ / 1e6, "memory": memory}


def _entered(shelf: SqliteShelf, index: PrintIndex, come: dict[str, Printed]) -> float:
    start = time.process_time()
    with shelf.changing():
        index.replace(come, come)
        index.first({print_ for _, prints in come.values() for print_ in prints})
    return time.process_time() - start


def _portions(made: Iterator[tuple[str, Printed]], count: int) -> Iterator[list[tuple[str, Printed]]]:
    while count > 0:
        yield [next(made) for _ in range(min(count, _AT_A_TIME))]
        count -= _AT_A_TIME


def _in_a_process(kind: str, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed.prints", kind, str(count)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 (our own)
    found: dict[str, float] = json.loads(output)
    return found


def main() -> int:
    if sys.argv[1:2] and sys.argv[1] in KINDS:
        with TemporaryDirectory() as folder:
            print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), Path(folder))))
        return 0
    for count in [*map(int, sys.argv[1:])] or SIZES:
        for name, value in score(count).items():
            print(f"{count:>10,} {name:<16} {value:.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
