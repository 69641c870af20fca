"""Names: F1 of "the same or not" on labelled pairs of names, and pairs a second.

    python -m benchmarks.quality.names [DATA] [--errors]

DATA is the folder that holds name_pairs.csv; by default ../shared/data/names. Each pair is scored by
``name_similarity`` and taken for one name from ``SAME_NAME`` on, one threshold for all sets of persons. ``--errors``
prints the pairs that come out wrong, set by set. ``pairs_a_second`` is timed in one process, each pair once, from
empty caches.
"""

import csv
import sys
import time
from pathlib import Path

from allegedly.names import (
    SAME_NAME,
    fold,
    name_similarity,
    name_words,
    organisation_words,
    skeleton,
    sound,
    word_similarity,
)

PERSONS = ("un", "ofac", "news", "gaddafi", "nk_person")


def score(data: Path) -> dict[str, float]:
    """F1 of each set and of all persons' sets at the thresholds of the product, and pairs a second on one core."""
    file = data / "name_pairs.csv"
    if not file.exists():
        print(f"names: skipped, {file} is not there")
        return {}
    rows = _rows(file)
    for cached in (fold, name_words, organisation_words, skeleton, sound, word_similarity):
        cached.cache_clear()  # what ran before must not make this look fast
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
    result["pairs_a_second"] = round(len(rows) / seconds)
    return result


def errors(data: Path) -> list[str]:
    """A line for each pair that is wrongly joined or wrongly kept apart: set, what went wrong, score, names."""
    lines = []
    for row in _rows(data / "name_pairs.csv"):
        value, same = _similarity(row), row["match"] == "1"
        if (value >= _threshold(row["set"])) != same:
            lines.append(f"{row['set']:<10} {'missed' if same else 'joined'} {value:.2f}  {row['a']}  |  {row['b']}")
    return sorted(lines)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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


def main() -> None:
    folder = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), Path("../shared/data/names"))
    if "--errors" in sys.argv and (folder / "name_pairs.csv").exists():
        print("\n".join(errors(folder)))
    for name, value in score(folder).items():
        print(f"{name:35} {value}")


if __name__ == "__main__":
    main()
