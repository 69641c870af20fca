"""The cases with a careful reader's answers: the post, the sample case, and invented passages, half not tuned to.

``passages_open.yaml`` may be read while the rules are written; ``passages_blind.yaml`` may not, its errors are never
printed. Both were written before the code was run on them, by somebody who had not read it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from allegedly.model import Annotated
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.resources import path_of

from .case import NAMES, Tallies, Tally, score_document
from .case_reports import NAMES as REPORTS
from .case_reports import score_reports

PASSAGES = Path(__file__).parents[2] / "tests" / "cases"


def score_post(folder: Path) -> tuple[Tallies, list[str]]:
    """Scores one document, ``post.txt``, against the ``gold.yaml`` beside it."""
    tallies = _tallies()
    gold = yaml.safe_load((folder / "gold.yaml").read_text("utf-8"))
    annotated = _annotate(folder / "post.txt", (folder / "post.txt").read_bytes())
    return tallies, [*score_document(annotated, gold, tallies), *score_reports([annotated], gold, tallies)]


def score_sample() -> tuple[Tallies, list[str]]:
    """Scores the documents of the sample case; the cast is scored in each document by the names that stand there."""
    tallies = _tallies()
    folder = path_of("sample")
    gold = yaml.safe_load((folder / "gold.yaml").read_text("utf-8"))
    manifest = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))
    published = {entry["file"]: entry.get("published") for entry in manifest["documents"]}
    wrong: list[str] = []
    case: list[Annotated] = []
    for document in gold["documents"]:
        for claim in document["claims"]:
            claim.setdefault("voice", document["voices"][0]["id"])
        path, given = folder / document["file"], published[document["file"]]
        case.append(_annotate(path, path.read_bytes(), given))
        lines = score_document(case[-1], {**document, "cast": gold["cast"]}, tallies)
        wrong.extend(f"{document['id']} {line}" for line in lines)
    for row in gold["terms"]:  # this gold says "unknown" where the texts tell of no answer
        row["answer"] = "unanswered" if row.get("answer") == "unknown" else row.get("answer")
    asked = [quote for document in gold["documents"] for quote in document["open_questions"]]
    wrong.extend(score_reports(case, {**gold, "open_questions": asked}, tallies))
    return tallies, wrong


def score_passages(name: str) -> tuple[Tallies, list[str]]:
    """Scores the passages of ``tests/cases/passages_{name}.yaml``, each of them a case of its own."""
    tallies = _tallies()
    wrong: list[str] = []
    for item in yaml.safe_load((PASSAGES / f"passages_{name}.yaml").read_text("utf-8")):
        annotated = _annotate(Path(f"{item['id']}.txt"), item["text"].encode(), item["published"])
        gold = as_case(item)
        lines = (*score_document(annotated, gold, tallies), *score_reports([annotated], gold, tallies))
        wrong.extend(f"{item['id']} {line}" for line in lines)
    return tallies, wrong


def as_case(item: dict[str, Any]) -> dict[str, Any]:
    """A passage with its answers under the keys of a case."""
    claims = [
        {
            **{key: value for key, value in claim.items() if key != "who" or value is not None},
            "id": claim["predicate"],
            "certainty": claim["label"],
        }
        for claim in item["claims"]
    ]
    return {
        "voices": [],
        "claims": claims,
        "terms": item.get("ledger", []),
        "whereabouts": item.get("whereabouts", {}),
        "open_questions": [question["quote"] for question in item.get("questions", [])],
        "links": item.get("links", []),
    }


def _annotate(path: Path, data: bytes, published: object = None) -> Annotated:
    day = date.fromisoformat(str(published)) if published else None
    return next(annotate_documents([read(path, data, published=day)]))


def _tallies() -> Tallies:
    return {name: Tally() for name in (*NAMES, *REPORTS)}
