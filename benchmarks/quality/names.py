"""Names: F1 of "the same or not" on labelled pairs of names, and pairs a second.

    python -m benchmarks.quality.names [DATA] [--errors]

DATA is the folder that holds name_pairs.csv; by default ../shared/data/names. Each pair is scored by
``name_similarity`` and taken for one name from ``SAME_NAME`` on, one threshold for all sets of persons. ``--errors``
prints the pairs that come out wrong, set by set.

``pairs_a_second`` is timed in one process, each pair once, from empty caches, in seconds of the processor; the best of
``PASSES`` counts. Machines differ, so a plain peer takes turns with ours, ``BLOCK`` pairs each: the words of both
names, aligned by their Jaro-Winkler similarity. ``speed_over_jaro_winkler`` is our pairs a second over the peer's, the
median pass, and ``peer_f1_persons`` what the peer reaches with the threshold that suits it best on these very pairs.
"""

import csv
import re
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from allegedly.names import SAME_NAME, name_similarity

PERSONS = ("un", "ofac", "news", "gaddafi", "nk_person")
PASSES, BLOCK = 3, 50


def score(data: Path) -> dict[str, float]:
    """F1 of each set and of all persons' sets at the thresholds of the product, and pairs a second on one core."""
    file = data / "name_pairs.csv"
    if not file.exists():
        print(f"names: skipped, {file} is not there")
        return {}
    rows = read_pairs(file)
    name_similarity("Ada Byron", "Jon Snow")  # reads the lexicons, which is not what is timed
    passes = [_timed(rows) for _ in range(PASSES)]
    scores, peer_scores = passes[0].scores
    by_set: dict[str, list[tuple[float, bool]]] = {}
    for row, value in zip(rows, scores, strict=True):
        by_set.setdefault(row["set"], []).append((value, row["match"] == "1"))
    result = {f"f1_{name}": f1(pairs, _threshold(name)) for name, pairs in sorted(by_set.items())}
    everybody = [pair for name in PERSONS for pair in by_set.get(name, ())]
    sanctioned = [pair for name in ("un", "ofac") for pair in by_set.get(name, ())]
    result["f1_persons"] = f1(everybody, SAME_NAME["person"])
    result["recall_at_95_precision_un_ofac"] = recall_at(sanctioned, 0.95)
    peer = [(value, row["match"] == "1") for row, value in zip(rows, peer_scores, strict=True) if row["set"] in PERSONS]
    result["peer_f1_persons"] = max(f1(peer, percent / 100) for percent in range(50, 100))
    result["pairs_a_second"] = round(len(rows) / min(timed.seconds[0] for timed in passes))
    result["speed_over_jaro_winkler"] = round(median(peer / ours for ours, peer in (t.seconds for t in passes)), 3)
    return result


def errors(data: Path) -> list[str]:
    """A line for each pair that is wrongly joined or wrongly kept apart: set, what went wrong, score, names."""
    lines = []
    for row in read_pairs(data / "name_pairs.csv"):
        value, same = _similarity(row), row["match"] == "1"
        if (value >= _threshold(row["set"])) != same:
            lines.append(f"{row['set']:<10} {'missed' if same else 'joined'} {value:.2f}  {row['a']}  |  {row['b']}")
    return sorted(lines)


def read_pairs(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _similarity(row: dict[str, str]) -> float:
    return name_similarity(row["a"], row["b"], "organisation" if row["set"] == "nk_org" else "person")


def _peer_similarity(row: dict[str, str]) -> float:
    """The mean over the words of the shorter name, each with the word that is most like it of those not yet taken."""
    short, long = sorted((re.findall(r"[^\W\d_]+", row[side].lower()) for side in ("a", "b")), key=len)
    total = 0.0
    for word in short:
        best, index = max((JaroWinkler.similarity(word, other), index) for index, other in enumerate(long))
        total += best
        del long[index]
    return total / len(short) if short else 0.0


class _Pass(NamedTuple):
    """What ``name_similarity`` and its peer, in this order, made of all pairs, and how long each took."""

    scores: tuple[list[float], list[float]]
    seconds: list[float]


def _timed(rows: list[dict[str, str]]) -> _Pass:
    _forget_names()
    timed = _Pass(([], []), [0.0, 0.0])
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        for number, similarity in enumerate((_similarity, _peer_similarity)):
            begun = time.process_time()  # what else runs on the machine does not count
            timed.scores[number].extend([similarity(row) for row in block])
            timed.seconds[number] += time.process_time() - begun
    return timed


def _forget_names() -> None:
    """Empty what the package remembers of names, so that nothing that ran before makes it look fast.

    Those are its bounded caches; the unbounded ones hold the lexicons.
    """
    for module in [module for name, module in sys.modules.items() if name.startswith("allegedly.names.")]:
        for cached in vars(module).values():
            if hasattr(cached, "cache_parameters") and cached.cache_parameters()["maxsize"] is not None:
                cached.cache_clear()


def _threshold(name: str) -> float:
    return SAME_NAME["organisation" if name == "nk_org" else "person"]


def f1(pairs: list[tuple[float, bool]], threshold: float) -> float:
    hits = sum(1 for value, same in pairs if same and value >= threshold)
    total = sum(1 for value, _ in pairs if value >= threshold) + sum(1 for _, same in pairs if same)
    return round(2 * hits / total, 4) if total else 0.0


def recall_at(pairs: list[tuple[float, bool]], precision: float) -> float:
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
