"""What it costs to add one document to a case, beside reading it alone.

    python -m benchmarks.speed.upkeep [COUNT]

A made case (see ``made_case``) of COUNT documents, 2,000 unless another number is given, is read once, which takes
minutes; then some more are added one by one. *annotate* is the seconds of ``annotate`` on each of them alone, *add*
the seconds of ``Case.add``, which reads it and keeps it; both in this process, with everything loaded, and as if no
text had been parsed before. *add_cold* and *annotate_cold* are the same by the command line, each in a new process.
*across* is what the first question after it takes longer than the next one: the part of the case that the document
touches is read anew.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from allegedly import readers
from allegedly.case import Case
from allegedly.pipeline import annotate_documents

from .made_case import Made, made_case
from .timing import forget, seconds

_MORE = 9
_COLD = 3


def score(count: int) -> dict[str, float]:
    """The figures by name: medians, and the ratios of adding to reading."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [_written(folder / "in", made) for made in made_case(count + _MORE + _COLD)]
        with Case.create(folder / "case") as case:
            case.add(files[:count], processes=2)
            case.records()
            warm = [_added(case, file) for file in files[count : count + _MORE]]
        cold = [(_command("annotate", f), _command("add", folder / "case", f)) for f in files[count + _MORE :]]
    return {
        "annotate": median(alone for alone, _, _ in warm),
        "add": median(added for _, added, _ in warm),
        "across": median(across for _, _, across in warm),
        "add_over_annotate": median(added / alone for alone, added, _ in warm),
        "annotate_cold": median(alone for alone, _ in cold),
        "add_cold": median(added for _, added in cold),
        "add_over_annotate_cold": median(added / alone for alone, added in cold),
    }


def _added(case: Case, file: Path) -> tuple[float, float, float]:
    forget()
    alone = seconds(lambda: _annotate(file))
    forget()  # or the second would find each passage parsed
    added = seconds(lambda: case.add([file]))
    first, again = seconds(case.records), seconds(case.records)
    return alone, added, first - again


def _written(folder: Path, made: Made) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{made.name}.txt"
    path.write_text(f"{made.outlet}\n\n{made.published:%A, %d %B %Y}\n\n{made.text}\n", "utf-8")
    return path


def _annotate(file: Path) -> None:
    list(annotate_documents([readers.read(file, file.read_bytes())]))


def _command(*words: object) -> float:
    command = [sys.executable, "-c", "from allegedly.cli import main; main()", *map(str, words)]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603 (our own)


def main() -> int:
    for name, value in score(int(sys.argv[1]) if len(sys.argv) > 1 else 2000).items():
        print(f"{name:<24} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
