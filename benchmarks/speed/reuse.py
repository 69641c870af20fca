"""How fast passages copied from other documents are found, and how time and memory grow with the documents.

    python -m benchmarks.speed.reuse [--profile]

The documents are those of ``benchmarks.quality.wire_copies``, of about 330 words: two thirds copy nothing, a third are
copies, of which one story has one in forty of all documents (500 of 20,000). Each size is read in fresh processes of
its own, from a file that is made once: one for the time and one for the peak of memory that ``find_derivations`` adds
to its input (``tracemalloc``, which slows it down).

Growth is what a document costs among 20,000 over what it costs among 2,000: 1 where time or memory grow in step; of
time, the median of the rounds. ``over_loop`` is how many documents are read while a fixed loop of plain Python, which
is run right before and right after, counts to a million: it tells machines, and busy hours, apart from changes.
"""

import cProfile
import gc
import pickle
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from allegedly.corpus.text_reuse import find_derivations
from allegedly.model import Annotated

from ..quality.wire_copies import made_up

SIZES = (2_000, 20_000)
_ROUNDS = 3
_COPIED_MOST = 40


def score() -> dict[str, float]:
    """Growth of time and of memory, documents a second among 20,000, and microseconds and bytes a document per size."""
    with TemporaryDirectory() as folder:
        files = {size: Path(folder) / str(size) for size in SIZES}
        for size, file in files.items():
            file.write_bytes(pickle.dumps(case(size)))
        rounds = [{size: _in_a_process("seconds", file) for size, file in files.items()} for _ in range(_ROUNDS)]
        memory = {size: _in_a_process("bytes", file)[0] / size for size, file in files.items()}
    least, most = SIZES[0], SIZES[-1]
    each = [{size: 1e6 * taken[0] / size for size, taken in one.items()} for one in rounds]
    return {
        "documents_a_second": 1e6 / min(one[most] for one in each),
        "over_loop": max(most * one[most][1] / one[most][0] for one in rounds),
        "time_growth": median(one[most] / one[least] for one in each),
        "memory_growth": memory[most] / memory[least],
        **{f"microseconds_{size}": min(one[size] for one in each) for size in SIZES},
        **{f"bytes_{size}": value for size, value in memory.items()},
    }


def case(size: int) -> list[Annotated]:
    """The documents; always the same of one size."""
    made = made_up(1, roots=size - size // 3, documents=size, most=size // _COPIED_MOST)
    return [wire.annotated for wire in made]


def _in_a_process(measure: str, file: Path) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.speed.reuse", measure, str(file)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 (our own)
    return [float(value) for value in output.split()]


def seconds(documents: list[Annotated]) -> list[float]:
    """Seconds of the processor that the documents take, nothing warmed up, and the mean of two loops around them."""
    before = _loop()
    start = time.process_time()  # what else runs on the machine does not count
    find_derivations(documents)
    taken = time.process_time() - start
    return [taken, (before + _loop()) / 2]


def peak_bytes(documents: list[Annotated]) -> list[float]:
    """The most memory that is held at once, beyond the documents themselves, in bytes."""
    gc.collect()
    tracemalloc.start()
    find_derivations(documents)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return [peak]


def _loop() -> float:
    start = time.process_time()
    count = 0
    while count < 1_000_000:
        count += 1
    return time.process_time() - start


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--profile"]:
        documents = case(SIZES[0])
        cProfile.runctx("find_derivations(documents)", globals(), {"documents": documents}, sort="tottime")
    elif arguments:
        documents = pickle.loads(Path(arguments[1]).read_bytes())  # noqa: S301 (our own)
        print(*{"seconds": seconds, "bytes": peak_bytes}[arguments[0]](documents))
    else:
        for name, value in score().items():
            print(f"{name:24} {value:,.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
