"""Copied answers of Clough & Stevenson (2011): 95 short answers, copied from five articles to four degrees, or not.

    python -m benchmarks.quality.reuse [DATA]

DATA is the folder of development data, ``../shared/data`` by default. *fingerprints*: an answer counts as copied when
it shares a winnowed 5-gram with its article; F1 of copied (cut, light, heavy) against not. *passages*: a run of 18
words is found; the share of answers cut and pasted in which one is, and that of answers not copied.
"""

import csv
import sys
from pathlib import Path

from allegedly.corpus.fingerprints import prints_of
from allegedly.corpus.passages import runs

FOLDER = "reuse/clough_stevenson"


def score(data: Path) -> dict[str, float]:
    """The figures by name."""
    folder = data / FOLDER
    with (folder / "file_information.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = {row["Task"]: _text(folder / row["File"]) for row in rows if row["Category"] == "orig"}
    degrees: list[str] = []
    shares: list[bool] = []
    passages: list[bool] = []
    for row in rows:
        if row["Category"] == "orig":
            continue
        mine, theirs = prints_of(_text(folder / row["File"])), prints_of(articles[row["Task"]])
        shared = set(mine.hashes) & set(theirs.hashes)
        meetings = [(mine.place(print_), theirs.place(print_)) for print_ in shared]
        degrees.append(row["Category"])
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
