"""Copied answers of Clough & Stevenson (2011): 95 short answers, copied from five articles to four degrees, or not.

    python -m benchmarks.quality.reuse [DATA]

DATA is the folder of development data, ``../shared/data`` by default. *fingerprints*: an answer counts as copied when
it shares a winnowed 5-gram with its article; F1 of copied (cut, light, heavy) against not. *passages*: a run of 18
words is found; the share of answers cut and pasted in which one is, and that of answers not copied.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from allegedly.corpus.fingerprints import prints_of
from allegedly.corpus.passages import runs

FOLDER = "reuse/clough_stevenson"


class Pair(NamedTuple):
    """An answer with its article, and to which degree it is copied: cut, light, heavy, non."""

    answer: str
    article: str
    degree: str


def pairs(folder: Path) -> Iterator[Pair]:
    """Every answer."""
    with (folder / "file_information.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = {row["Task"]: _text(folder / row["File"]) for row in rows if row["Category"] == "orig"}
    for row in rows:
        if row["Category"] != "orig":
            yield Pair(_text(folder / row["File"]), articles[row["Task"]], row["Category"])


def score(data: Path) -> dict[str, float]:
    """The figures by name."""
    degrees: list[str] = []
    shares: list[bool] = []
    passages: list[bool] = []
    for pair in pairs(data / FOLDER):
        mine, theirs = prints_of(pair.answer), prints_of(pair.article)
        shared = set(mine.hashes) & set(theirs.hashes)
        meetings = [(mine.place(print_), theirs.place(print_)) for print_ in shared]
        degrees.append(pair.degree)
        shares.append(bool(meetings))
        passages.append(bool(runs(mine.words, theirs.words, meetings)))
    copied = [degree != "non" for degree in degrees]
    right = sum(a and b for a, b in zip(copied, shares, strict=True))
    return {
        "clough_fingerprints_f1": 2 * right / (sum(copied) + sum(shares)),
        "clough_passages_in_cut": _share(passages, degrees, "cut"),
        "clough_passages_in_not_copied": _share(passages, degrees, "non"),
    }


def _text(path: Path) -> str:
    return path.read_bytes().decode("cp1252", "replace")


def _share(found: list[bool], degrees: list[str], degree: str) -> float:
    return sum(f for f, d in zip(found, degrees, strict=True) if d == degree) / degrees.count(degree)


def main() -> int:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data")
    if not (data / FOLDER).exists():
        print(f"skipped: {data / FOLDER} is not there")
        return 0
    for name, value in score(data).items():
        print(f"{name:<32} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
