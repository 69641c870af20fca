"""The passages of ``tests/cases/times_*.yaml``: ``python -m benchmarks.quality.time_items [HALF] [--errors]``.

HALF is open or blind. The blind half was written before the code and is never looked at item by item; only its figures
are printed. An expected expression is compared with the found one that shares most characters with it. It is *exact*
when both bounds are the expected ones (open ends too), and *inside* when the day on which it really happened, where the
passage's writer gave one, lies within the found bounds. An expression that was not found is neither.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from allegedly.model import Annotated, TimeExpression
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

CASES = Path(__file__).parents[2] / "tests" / "cases"
HALVES = ("open", "blind")


class Verdict(NamedTuple):
    """One expected expression; ``inside`` is ``None`` where its day is not given."""

    expected: dict[str, Any]
    found: TimeExpression | None
    exact: bool
    inside: bool | None


def score(cases: Path = CASES) -> dict[str, float]:
    """For each half the shares of expressions that are exact and inside, in percent."""
    figures = {}
    for half in HALVES:
        verdicts = [verdict for _, of_item in judged(cases, half) for verdict in of_item]
        dated = [verdict.inside for verdict in verdicts if verdict.inside is not None]
        figures[f"{half}_exact"] = 100 * sum(verdict.exact for verdict in verdicts) / len(verdicts)
        figures[f"{half}_inside"] = 100 * sum(dated) / len(dated)
        figures[f"{half}_expressions"] = float(len(verdicts))
    return figures


def judged(cases: Path, half: str) -> Iterator[tuple[dict[str, Any], list[Verdict]]]:
    """Each passage with its verdicts."""
    items = yaml.safe_load((cases / f"times_{half}.yaml").read_text("utf-8"))["items"]
    documents = [read(None, item["text"].encode(), published=item.get("published")) for item in items]
    for item, annotated in zip(items, annotate_documents(documents), strict=True):
        yield item, [_judge(expected, annotated) for expected in item["expect"]]


def _judge(expected: dict[str, Any], annotated: Annotated) -> Verdict:
    start = -1
    for _ in range(expected.get("nth", 1)):
        start = annotated.document.text.find(str(expected["at"]), start + 1)
    assert start >= 0, f"not in the text: {expected['at']!r}"
    end = start + len(str(expected["at"]))
    near = [time for time in annotated.times if time.start < end and start < time.end]
    found = max(near, key=lambda time: min(time.end, end) - max(time.start, start), default=None)
    if found is None:
        return Verdict(expected, None, exact=False, inside=False if "day" in expected else None)
    exact = [found.earliest, found.latest] == expected["bounds"]
    inside = _holds(found, expected["day"]) if "day" in expected else None
    return Verdict(expected, found, exact, inside)


def _holds(found: TimeExpression, day: date) -> bool:
    if found.earliest is None and found.latest is None:
        return False
    return (found.earliest or date.min) <= day <= (found.latest or date.max)


def main() -> int:
    half = next((word for word in sys.argv[1:] if word in HALVES), "open")
    for item, verdicts in judged(CASES, half):
        for verdict in verdicts:
            if not verdict.exact and "--errors" in sys.argv and half == "open":
                print(f"{item['id']}: {_told(verdict)}")
    for name, figure in score().items():
        print(f"{name:<20} {figure:.1f}")
    return 0


def _told(verdict: Verdict) -> str:
    expected, found = verdict.expected, verdict.found
    wanted = " .. ".join(str(day) for day in expected["bounds"])
    got = f"{found.text!r} {found.earliest} .. {found.latest} ({found.rule}, {found.basis})" if found else "nothing"
    return f"{expected['at']!r} wants {wanted}, got {got}{'' if verdict.inside in (True, None) else '   OUTSIDE'}"


if __name__ == "__main__":
    sys.exit(main())
