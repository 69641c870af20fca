"""Claims that a careful reader would strike, and those that the head on the encoder keeps: cross-validated.

    python -m benchmarks.quality.worth [DATA]

DATA is the folder of development data, ``../shared/data`` by default. ``training/judged_claims.tsv`` has 4,125 claims
of articles of PolNeAR's training part, each of which a reader kept or struck; the invented passages have a reader's
notes, so that a claim which is not among them counts as struck. The weights that ship were learned from all of these;
here each fifth of the documents is judged with weights learned from the others. PolNeAR is about an election, most of
it comment: the hardest kind of text for this.

    struck    of the claims that are noted, in per cent, how many the readers struck; everything: without the head
    kept      of the claims that the readers kept, in per cent, how many are noted
"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from allegedly.extract.claims import candidates
from allegedly.extract.claims.worth import is_noted_anyway, least_worth, marks_of
from allegedly.extract.voices import complete_voices
from allegedly.model import Document
from allegedly.nlp.language import load
from allegedly.pipeline import annotate_parsed, before_claims, breaks
from allegedly.readers import read

from .case import find_claim
from .cases import PASSAGES, as_case

DEFAULT_DATA = Path("../shared/data")
ARTICLES = "attribution/polnear/train/text"
JUDGED = Path(__file__).parents[2] / "training" / "judged_claims.tsv"
RIDGE = 1.0
"""What keeps the weights small: the strength of the penalty on their squares."""
_FOLDS, _SEED, _STEPS = 5, 1, 15

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A claim that could be noted, of the ``set`` of articles or passages; ``anyway``: it is, whatever its worth."""

    set: str
    document: str
    features: Doubles
    anyway: bool
    kept: bool


def score(data: Path = DEFAULT_DATA) -> dict[str, float]:
    """The figures, in per cent."""
    if not (data / ARTICLES).exists():
        print(f"strikes: skipped, {data / ARTICLES} is not there")
        return {}
    given = examples(data)
    if not given:
        print("strikes: skipped, the tagger is missing")
        return {}
    noted = list(_noted(given))
    figures: dict[str, float] = {}
    for name in ("articles", "passages"):
        pairs = [(one.kept, is_in) for one, is_in in zip(given, noted, strict=True) if one.set == name]
        figures[f"{name}_struck_of_everything"] = _share(not kept for kept, _ in pairs)
        figures[f"{name}_struck"] = _share(not kept for kept, is_in in pairs if is_in)
        figures[f"{name}_kept"] = _share(is_in for kept, is_in in pairs if kept)
    return figures


def _share(answers: Iterator[bool]) -> float:
    given = list(answers)
    return round(100 * sum(given) / len(given), 1)


def _noted(given: Sequence[Example]) -> Iterator[bool]:
    """Whether each example is noted, by weights learned from other documents."""
    documents = sorted({one.document for one in given})
    random.Random(_SEED).shuffle(documents)  # noqa: S311
    fold_of = {document: number % _FOLDS for number, document in enumerate(documents)}
    weights = [
        learned([one for one in given if fold_of[one.document] != fold]) if fold in fold_of.values() else np.zeros(1)
        for fold in range(_FOLDS)
    ]
    worths: dict[str, list[float]] = defaultdict(list)
    for one in given:
        own = weights[fold_of[one.document]]
        worths[one.document].append(float(own[0] + one.features @ own[1:]))
    least = {document: least_worth(found) for document, found in worths.items()}
    for one in given:
        worth = worths[one.document].pop(0)
        yield one.anyway or worth >= least[one.document]


def learned(given: Sequence[Example]) -> Doubles:
    """The weights [1 + features], the constant first: logistic regression with a ridge, by Newton's method.

    The constant is that for documents of which half the claims are kept.
    """
    rows = np.array([np.concatenate([[1.0], one.features]) for one in given])
    kept = np.array([one.kept for one in given], dtype=np.float64)
    ridge = np.diag([1e-6, *[RIDGE] * (rows.shape[1] - 1)])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - kept) + ridge @ weights
        weights -= np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
    weights[0] -= np.log(kept.mean() / (1 - kept.mean()))
    return weights


def examples(data: Path) -> list[Example]:
    """All that readers judged, as the product reads it today."""
    return [*_articles(data / ARTICLES), *_passages()]


def _articles(folder: Path) -> Iterator[Example]:
    verdicts: dict[str, dict[int, bool]] = defaultdict(dict)
    with JUDGED.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            verdicts[row["article"]][int(row["offset"])] = row["verdict"] == "keep"
    for name, judged in verdicts.items():
        document = read(folder / f"{name}.txt", (folder / f"{name}.txt").read_bytes())
        yield from _examples("articles", name, document, judged)


def _passages() -> Iterator[Example]:
    for item in yaml.safe_load((PASSAGES / "passages_open.yaml").read_text("utf-8")):
        published = date.fromisoformat(item["published"])
        document = read(Path(f"{item['id']}.txt"), item["text"].encode(), published=published)
        yield from _examples("passages", item["id"], document, None, as_case(item)["claims"])


def _examples(
    name: str, own: str, document: Document, judged: dict[int, bool] | None, gold: Sequence[dict[str, str]] = ()
) -> Iterator[Example]:
    document, parser = complete_voices(document), load()
    tree = parser.parse(document.text, breaks(document))
    found, _ = before_claims(document, tree)
    if found.senses is None:
        return
    made = candidates(document, tree, found, model="")
    if judged is None:
        annotated = replace(annotate_parsed(document, tree, parser), claims=tuple(claim for _, claim in made))
        wanted: set[str] = set()
        for expected in gold:
            claim = find_claim(annotated, tree, expected, None, wanted)
            wanted.update(() if claim is None else (claim.id,))
        judged = {claim.trigger[0]: claim.id in wanted for _, claim in made}
    for predicate, claim in made:
        if claim.trigger[0] in judged:
            marks = marks_of(tree, predicate, claim)
            features = found.senses.claim_features(marks, claim.trigger, (claim.start, claim.end))
            anyway = is_noted_anyway(tree, claim)
            yield Example(name, own, features.astype(np.float64), anyway, judged[claim.trigger[0]])


def main() -> None:
    for figure, value in score(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_DATA).items():
        print(f"{figure:32} {value:g}")


if __name__ == "__main__":
    main()
