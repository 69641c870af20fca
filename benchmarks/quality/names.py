"""Names: F1 of "the same or not" on labelled pairs of names, and pairs a second.

    python -m benchmarks.quality.names [DATA]

DATA is the folder that holds name_pairs.csv; by default ../shared/data/names.
"""

import csv
import sys
import time
from pathlib import Path

from allegedly.names import SAME_NAME, name_similarity

PERSONS = ("un", "ofac", "news", "gaddafi", "nk_person")


def score(data: Path) -> dict[str, float]:
    """F1 of each set and of all persons' sets at the thresholds of the product, and pairs a second on one core."""
    file = data / "name_pairs.csv"
    if not file.exists():
        print(f"names: skipped, {file} is not there")
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    begun = time.perf_counter()
    scores = [_similarity(row) for row in rows]
    seconds = time.perf_counter() - begun
    by_set: dict[str, list[tuple[float, bool]]] = {}
    for row, value in zip(rows, scores, strict=True):
        by_set.setdefault(row["set"], []).append((value, row["match"] == "1"))
    result = {f"f1_{name}": _f1(pairs, _threshold(name)) for name, pairs in sorted(by_set.items())}
    everybody = [pair for name in PERSONS for pair in by_set.get(name, ())]
    sanctioned = [pair for name in ("un", "ofac") for pair in by_set.get(name, ())]
    result["f1_persons"] = _f1(everybody, SAME_NAME["person"])
    result["recall_at_95_precision_un_ofac"] = _recall_at(sanctioned, 0.95)
    result["pairs_per_second"] = round(len(rows) / seconds)
    return result


def _similarity(row: dict[str, str]) -> float:
    return name_similarity(row["a"], row["b"], "organisation" if row["set"] == "nk_org" else "person")


def _threshold(name: str) -> float:
    return SAME_NAME["organisation" if name == "nk_org" else "person"]


def _f1(pairs: list[tuple[float, bool]], threshold: float) -> float:
    hits = sum(1 for value, same in pairs if same and value >= threshold)
    total = sum(1 for value, _ in pairs if value >= threshold) + sum(1 for _, same in pairs if same)
    return round(2 * hits / total, 4) if total else 0.0


def _recall_at(pairs: list[tuple[float, bool]], precision: float) -> float:
    """The most recall that any threshold gives with at least that precision."""
    best, hits = 0.0, 0
    positives = sum(1 for _, same in pairs if same)
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    for number, (value, same) in enumerate(ordered, 1):
        hits += same
        last_of_its_value = number == len(ordered) or ordered[number][0] != value
        if last_of_its_value and hits / number >= precision:
            best = max(best, hits / positives)
    return round(best, 4)


if __name__ == "__main__":
    for name, value in score(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/names")).items():
        print(f"{name:35} {value}")
