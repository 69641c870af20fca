"""The bundles of ``tests/cases/origins_*.yaml``: ``python -m benchmarks.quality.origins [HALF] [--errors]``.

HALF is open or blind. Both halves were written before the code was run on them; of the blind half only totals are ever
printed. Each bundle is read as a case of its own, and counted is the event of the claim at ``asked``: the one whose
passage has most in common with the quote. No such claim is a wrong count. The figures, in percent:

exact         both ends of the interval are right
overcounted   more origins than a careful reader counts, at either end (makes one source look like two)
undercounted  not overcounted, and fewer at either end
denying       both ends of the interval of denials are right
first_hand    so many origins that say that they saw it
recall        of the documents that assert the happening, by all bundles together, those with a claim in the event
precision     of the documents with an asserting claim in the event, those that assert it where that claim stands
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from allegedly.corpus import Corpus, read_corpus
from allegedly.model import Annotated, Claim, Document, Event, Origins, Span
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

CASES = Path(__file__).parents[2] / "tests" / "cases"
HALVES = ("open", "blind")

Item = dict[str, Any]
Counts = tuple[int, int]
"""Least and most."""


@dataclass(frozen=True, slots=True)
class Count:
    """How a bundle was counted; ``None`` where no claim was found at the place asked for.

    ``found`` are the numbers of the documents in which a claim of the event asserts it inside an asserting quote,
    ``beside`` of those in which one does so elsewhere.
    """

    item: Item
    origins: Origins | None
    found: frozenset[int]
    beside: frozenset[int]

    @property
    def asserting(self) -> Counts:
        return (self.origins.least, self.origins.most) if self.origins is not None else (0, 0)

    @property
    def denying(self) -> Counts:
        return (self.origins.denying_least, self.origins.denying_most) if self.origins is not None else (0, 0)

    @property
    def gold(self) -> Counts:
        return self.item["least"], self.item["most"]

    @property
    def wanted(self) -> frozenset[int]:
        return frozenset(row["document"] for row in self.item["asserting"])

    def marks(self) -> dict[str, bool]:
        """What of it is as said above, by the name of the figure."""
        over = any(mine > theirs for mine, theirs in zip(self.asserting, self.gold, strict=True))
        item, counted = self.item, self.origins is not None
        return {
            "exact": counted and self.asserting == self.gold,
            "overcounted": over,
            "undercounted": not over and self.asserting != self.gold,
            "denying": counted and self.denying == (item["denying_least"], item["denying_most"]),
            "first_hand": self.origins is not None and self.origins.first_hand == item["first_hand"],
        }


def score(cases: Path = CASES) -> dict[str, float]:
    """The figures of each half under "open_exact" and the like."""
    return {f"{half}_{name}": value for half in HALVES for name, value in totals([*counts(cases, half)]).items()}


def totals(counted: Sequence[Count]) -> dict[str, float]:
    """The figures of some bundles, in percent, and how many these are."""
    marks = [count.marks() for count in counted]
    figures = {name: 100 * sum(mark[name] for mark in marks) / len(marks) for name in marks[0]}
    found = sum(len(count.found) for count in counted)
    figures["recall"] = 100 * found / sum(len(count.wanted) for count in counted)
    figures["precision"] = 100 * found / max(1, found + sum(len(count.beside) for count in counted))
    return {**figures, "bundles": float(len(counted))}


def counts(cases: Path, half: str) -> Iterator[Count]:
    """Each bundle of a half with its count."""
    for item in yaml.safe_load((cases / f"origins_{half}.yaml").read_text("utf-8"))["items"]:
        yield count(item, [*annotate_documents(map(_document, item["documents"]))])


def _document(given: Item) -> Document:
    read_ = read(None, given["text"].encode(), published=date.fromisoformat(given["published"]))
    return replace(read_, outlet=given["outlet"], authors=tuple(given["authors"]))


def count(item: Item, annotated: Sequence[Annotated]) -> Count:
    """What is read from a bundle, whose documents are given in its order."""
    corpus = read_corpus(annotated)
    found = _event_at(item["asked"], annotated, corpus)
    if found is None:
        return Count(item, None, frozenset(), frozenset())
    quotes = _quotes(item, annotated)
    asserting = set(found[1].asserting)
    told = [(n, claim) for n, one in enumerate(annotated, 1) for claim in one.claims if claim.id in asserting]
    right = {n for n, claim in told if _stands_in(claim, quotes.get(n, ()))}
    beside = {n for n, claim in told if not _stands_in(claim, quotes.get(n, ()))}
    return Count(item, found[1], frozenset(right), frozenset(beside))


def _quotes(item: Item, annotated: Sequence[Annotated]) -> Mapping[int, Sequence[Span]]:
    found: dict[int, list[Span]] = {}
    for row in item["asserting"]:
        found.setdefault(row["document"], []).append(_span(row, annotated))
    return found


def _span(row: Item, annotated: Sequence[Annotated]) -> Span:
    start = annotated[row["document"] - 1].document.text.index(row["quote"])
    return start, start + len(row["quote"])


def _stands_in(claim: Claim, quotes: Sequence[Span]) -> bool:
    return any(start < claim.trigger[1] and claim.trigger[0] < end for start, end in quotes)


def _event_at(asked: Item, annotated: Sequence[Annotated], corpus: Corpus) -> tuple[Event, Origins] | None:
    """The event of the claim that has most in common with a quote; of several, of the shortest."""
    start, end = _span(asked, annotated)
    by_claim = {claim: pair for pair in zip(corpus.events, corpus.origins, strict=True) for claim in pair[0].claims}
    near = [
        (min(end, claim.end) - max(start, claim.start), claim.start - claim.end, claim.id)
        for claim in annotated[asked["document"] - 1].claims
        if claim.id in by_claim
    ]
    best = max(near, default=None)
    return by_claim[best[2]] if best is not None and best[0] > 0 else None


def main() -> int:
    half = next((word for word in sys.argv[1:] if word in HALVES), "open")
    counted = [*counts(CASES, half)]
    if "--errors" in sys.argv and half == "open":
        for one in counted:
            _print(one)
    print(f"{half}:", *(f"{name} {value:.1f}" for name, value in totals(counted).items()), sep="  ")
    return 0


def _print(one: Count) -> None:
    wrong = [name for name, right in one.marks().items() if right == (name in ("overcounted", "undercounted"))]
    if wrong:
        missed = sorted(one.wanted - one.found)
        print(one.item["id"], *wrong, f"{one.asserting} instead of {one.gold}", f"missed in {missed}", sep="  ")


if __name__ == "__main__":
    sys.exit(main())
