"""Where two accounts differ, on the hand-made items of ``tests/cases/differences_*.yaml``.

    python -m benchmarks.quality.differences [HALF] [--errors]

HALF is open or blind. Both were written before the code was run on them; the blind half is never looked at item by
item, only its figures are printed. Each item is a case of its own, read as the product reads it. It has two passages
and how a careful reader compares them.

A relation is of two passages when its claims stand there (more than half of the shorter of claim and passage is
common), or when it stands for them: the product relates the first claims that give a value, so that a claim of the
same event, document and value speaks for those at the passage.

*conflict_precision*: of all conflicts found anywhere in an item, those that the reader calls conflicts too, with their
slot. *conflict_recall*: of the reader's conflicts, those found as a conflict or a possible one; *possible_recall*: the
same of what the reader calls a possible conflict; *possible_as_conflict* counts those found as plain conflicts.
*items_right*: the share of items whose relation and slot are right: for "same" that the two are in one event and
nothing is said to differ in the slot; for "not comparable" and "unrelated" that nothing is said to differ.
*contained_flagged* counts items with one place inside the other in which a conflict of places is found. In percent, but
for the counts.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from allegedly.corpus import Corpus, read_corpus
from allegedly.corpus.quantities import quantities
from allegedly.model import Annotated, Claim, Document, Event, Relation
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

CASES = Path(__file__).parents[2] / "tests" / "cases"
HALVES = ("open", "blind")
_CONFLICTS = ("conflict", "possible_conflict")
_TURNED = {"coarser": "finer", "finer": "coarser"}
Item = dict[str, Any]
Passage = tuple[str, int, int]
"""The id of a document, and where the passage starts and ends in it."""


def items(cases: Path, half: str) -> list[Item]:
    found: list[Item] = yaml.safe_load((cases / f"differences_{half}.yaml").read_text("utf-8"))
    return found


def documents_of(item: Item) -> list[Document]:
    return [
        replace(
            read(None, one["text"].encode(), published=date.fromisoformat(one["published"])),
            outlet=one["outlet"],
            authors=tuple(one["authors"]),
        )
        for one in item["documents"]
    ]


def annotate_items(found: Sequence[Item]) -> Iterator[tuple[Item, list[Annotated]]]:
    """Each item with its documents as they were read, in one go."""
    read_all = annotate_documents(document for item in found for document in documents_of(item))
    for item in found:
        yield item, [next(read_all) for _ in item["documents"]]


@dataclass(frozen=True, slots=True)
class Gold:
    """Two passages and how they compare."""

    a: Passage
    b: Passage
    relation: str
    slot: str | None


class Reading:
    """An item with what the product makes of it."""

    def __init__(self, item: Item, annotated: Sequence[Annotated]) -> None:
        self.item = item
        self.documents = [one.document for one in annotated]
        self.corpus: Corpus = read_corpus(annotated)
        self._claims = {claim.id: (one.document, claim) for one in annotated for claim in one.claims}

    @cached_property
    def golds(self) -> list[Gold]:
        """The two passages of the item, then those of further conflicts."""
        return [
            Gold(self._passage(one["a"]), self._passage(one["b"]), one["relation"], one["slot"])
            for one in (self.item, *self.item["others"])
        ]

    @cached_property
    def conflicts(self) -> list[Relation]:
        return [one for one in self.corpus.relations if one.relation == "conflict"]

    def of(self, gold: Gold) -> list[tuple[str, str | None]]:
        """The relations between the two passages, as the first relates to the second, each with its slot."""
        return [found for one in self.corpus.relations if (found := self.as_said(one, gold)) is not None]

    def as_said(self, relation: Relation, gold: Gold) -> tuple[str, str | None] | None:
        """A relation as one between the two passages, if it is."""
        if self._speaks_for(relation, gold.a, gold.b):
            return relation.relation, relation.slot
        if self._speaks_for(relation, gold.b, gold.a):
            return _TURNED.get(relation.relation, relation.relation), relation.slot
        return None

    def in_one_event(self, gold: Gold) -> bool:
        return any(self._at(event, gold.a) and self._at(event, gold.b) for event in self.corpus.events)

    def words(self, claim_id: str) -> str:
        document, claim = self._claims[claim_id]
        return document.text[claim.start : claim.end]

    def claims_at(self, passage: Passage) -> list[str]:
        return [self.words(claim) for event in self.corpus.events for claim in self._at(event, passage)]

    def _passage(self, given: dict[str, Any]) -> Passage:
        document = self.documents[given["document"] - 1]
        start = document.text.find(given["quote"])
        assert start >= 0, f"{self.item['id']}: a quote is not in the text"
        return document.id, start, start + len(given["quote"])

    def _at(self, event: Event, passage: Passage) -> list[str]:
        """The claims of the event that stand at the passage."""
        return [one for one in event.claims if self._stands_at(one, passage)]

    def _stands_at(self, claim_id: str, passage: Passage) -> bool:
        document, claim = self._claims[claim_id]
        where, start, end = passage
        common = min(end, claim.end) - max(start, claim.start)
        return document.id == where and 2 * common > min(end - start, claim.end - claim.start)

    def _speaks_for(self, relation: Relation, a: Passage, b: Passage) -> bool:
        event = next(one for one in self.corpus.events if one.id == relation.event)
        return all(
            self._stands_at(claim, passage)
            or any(self._gives_the_same(claim, other, relation.slot) for other in self._at(event, passage))
            for claim, passage in ((relation.a, a), (relation.b, b))
        )

    def _gives_the_same(self, claim: str, other: str, slot: str | None) -> bool:
        (first, one), (second, two) = self._claims[claim], self._claims[other]
        if first.id != second.id or slot is None:
            return False
        value = _value(first, one, slot)
        return value is not None and value == _value(second, two, slot)


def _value(document: Document, claim: Claim, slot: str) -> object:
    """What a claim gives for a slot, as far as it can be read off it without what the product does to compare."""
    if slot == "time":
        return claim.time.edtf
    if slot == "place":
        return claim.place.name if claim.place is not None else None
    if slot == "number":
        return [one.value for one in quantities(document.text[claim.start : claim.end])] or None
    return claim.stance.polarity, claim.stance.act


def is_right(reading: Reading) -> bool:
    """Whether the relation of the item's two passages is found, with its slot."""
    gold = reading.golds[0]
    found = reading.of(gold)
    said = {relation for relation, slot in found if slot == gold.slot and relation != "not_comparable"} - {"same"}
    if gold.relation in ("not_comparable", "unrelated"):
        return not said and (gold.slot is not None or not any(slot for _, slot in found))
    if gold.relation == "same":
        return not said and reading.in_one_event(gold)
    return said == {gold.relation}


def figures(readings: Sequence[Reading]) -> dict[str, float]:
    """The figures of some items."""
    counts: Counter[str] = Counter()
    for reading in readings:
        counts["right"] += is_right(reading)
        counts["contained"] += _flags_contained(reading)
        for conflict in reading.conflicts:
            called = {gold.relation for gold in reading.golds if _agrees(reading, conflict, gold)}
            counts["conflicts"] += 1
            counts["conflicts_right"] += "conflict" in called
            counts["possible_as_conflict"] += "possible_conflict" in called
        for gold in reading.golds:
            counts[gold.relation] += 1
            counts[f"{gold.relation}_found"] += any((one, gold.slot) in reading.of(gold) for one in _CONFLICTS)
    return {
        "conflict_precision": _percent(counts["conflicts_right"], counts["conflicts"]),
        "conflict_recall": _percent(counts["conflict_found"], counts["conflict"]),
        "possible_recall": _percent(counts["possible_conflict_found"], counts["possible_conflict"]),
        "items_right": _percent(counts["right"], len(readings)),
        "contained_flagged": float(counts["contained"]),
        "possible_as_conflict": float(counts["possible_as_conflict"]),
        "conflicts": float(counts["conflict"]),
        "conflicts_found": float(counts["conflicts"]),
        "items": float(len(readings)),
    }


def _agrees(reading: Reading, conflict: Relation, gold: Gold) -> bool:
    return conflict.slot == gold.slot and reading.as_said(conflict, gold) is not None


def _flags_contained(reading: Reading) -> bool:
    gold = reading.golds[0]
    contained = gold.slot == "place" and gold.relation in _TURNED
    return contained and any(one.slot == "place" and one.relation in _CONFLICTS for one in reading.corpus.relations)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def score(cases: Path = CASES) -> dict[str, float]:
    """The figures of both halves."""
    found: dict[str, float] = {}
    for half in HALVES:
        readings = [Reading(*one) for one in annotate_items(items(cases, half))]
        found |= {f"{half}_{name}": value for name, value in figures(readings).items()}
    return found


def problems(reading: Reading) -> Iterator[str]:
    """What is wrong about the reading of an item."""
    gold = reading.golds[0]
    if not is_right(reading):
        yield f"{gold.relation} {gold.slot}: {'one event' if reading.in_one_event(gold) else 'not in one event'}"
        yield f"  claims {reading.claims_at(gold.a)} / {reading.claims_at(gold.b)}, found {reading.of(gold)}"
    for other in reading.golds[1:]:
        if not any((one, other.slot) in reading.of(other) for one in _CONFLICTS):
            claims = f"{reading.claims_at(other.a)} / {reading.claims_at(other.b)}"
            yield f"missed too: {other.relation} {other.slot} {claims}"
    for one in reading.conflicts:
        if not any(_agrees(reading, one, other) and other.relation == "conflict" for other in reading.golds):
            yield f"no conflict: {one.slot} {one.detail}: {reading.words(one.a)} / {reading.words(one.b)}"


def main() -> int:
    half = next((word for word in sys.argv[1:] if word in HALVES), "open")
    readings = [Reading(*one) for one in annotate_items(items(CASES, half))]
    for reading in readings if "--errors" in sys.argv and half == "open" else ():
        if lines := list(problems(reading)):
            print(reading.item["id"], *lines, sep="\n    ")
    for name, value in figures(readings).items():
        print(f"{name:24} {value:g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
