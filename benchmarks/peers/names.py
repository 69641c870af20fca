"""Whether two names are one, beside nomenklatura's matchers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..quality.names import PERSONS, f1, read_pairs, recall_at
from .comparing import Comparison, Side, Task

_FILE = "names/name_pairs.csv"


def task(data: Path) -> Task:
    rows = read_pairs(data / _FILE)
    kinds = ["organisation" if row["set"] == "nk_org" else "person" for row in rows]

    def score(answer: Any) -> dict[str, float]:
        def of(sets: Sequence[str]) -> list[tuple[float, bool]]:
            return [(value, row["match"] == "1") for value, row in zip(answer, rows, strict=True) if row["set"] in sets]

        persons, organisations = of(PERSONS), of(["nk_org"])
        return {
            "F1, persons": 100 * _best(persons),
            "F1, organisations": 100 * _best(organisations),
            "recall at 95 % precision": 100 * recall_at(of(["un", "ofac"]), 0.95),
        }

    return Task([(row["a"], row["b"], kind) for row, kind in zip(rows, kinds, strict=True)], score)


def _best(pairs: list[tuple[float, bool]]) -> float:
    return max(f1(pairs, percent / 100) for percent in range(5, 100))


_NOTHING_ELSE = (
    "entities that have a kind and a name and nothing else; the threshold that suits it best on each of the two"
)
COMPARISON = Comparison(
    "Names",
    "2,951 labelled pairs, as in `names`, but every side with the thresholds that suit it best on these very pairs "
    "(our own are in `names`). The pairs of organisations and some of the persons are from nomenklatura's own tests.",
    _FILE,
    task,
    [
        Side("Allegedly", "allegedly", "ours.names", "`name_similarity`"),
        Side(
            "nomenklatura, logic-v2", "nomenklatura", "nomenklatura.logic", f"the matcher `logic-v2`, {_NOTHING_ELSE}"
        ),
        Side("nomenklatura, name-based", "nomenklatura", "nomenklatura.by_name", f"`name-based`, {_NOTHING_ELSE}"),
    ],
)
