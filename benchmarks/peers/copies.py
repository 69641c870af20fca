"""Copies: whether one text was copied from another, and from which of many stories; beside datasketch and rensa."""

from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from networkx import Graph, connected_components

from allegedly.model import Derivation

from ..quality import reuse, wire
from ..quality.names import f1
from ..quality.wire_copies import Wire, made_up
from .comparing import Comparison, Side, Task
from .shingles import PERMUTATIONS, THRESHOLD, WORDS

_SKETCH = f"runs of {WORDS} words, {PERMUTATIONS} permutations"
_BEST = f"{_SKETCH} (of those tried the best here), the threshold that suits it best on these very pairs"
_DOCUMENTS = (
    f"{_SKETCH}, LSH over whole documents, joined from a similarity of {THRESHOLD:g} on (the best on other seeds)"
)


def answers(data: Path) -> Task:
    """Clough & Stevenson's answers, each beside its article."""
    pairs = list(reuse.pairs(data / reuse.FOLDER))

    def score(answer: Any) -> dict[str, float]:
        scored = [(value, pair.degree != "non") for value, pair in zip(answer, pairs, strict=True)]
        return {"F1": 100 * max(f1(scored, threshold) for threshold in {value for value, _ in scored if value > 0})}

    return Task([(pair.answer, pair.article) for pair in pairs], score)


def stories(_: Path) -> Task:
    """The invented wire stories of the reported seeds; of each document counts what the most of its words are from."""
    made = [list(made_up(seed)) for seed in wire.REPORTED]

    def score(answer: Any) -> dict[str, float]:
        found = [_labels(wires, **of_collection) for wires, of_collection in zip(made, answer, strict=True)]
        gold = [[one.root for one in wires] for wires in made]
        rand = [wire.adjusted_rand(*labels) for labels in zip(gold, found, strict=True)]
        off = [abs(len({*ours}) - len({*roots})) / len({*roots}) for ours, roots in zip(found, gold, strict=True)]
        return {
            "adjusted Rand, worst": 100 * min(rand),
            "adjusted Rand, mean": 100 * mean(rand),
            "roots off, worst": 100 * max(off),
        }

    return Task([[_given(one) for one in wires] for wires in made], score)


def _given(one: Wire) -> dict[str, Any]:
    document = one.annotated.document
    published = document.published.isoformat() if document.published else None
    return {"text": document.text, "outlet": document.outlet, "published": published}


def _labels(
    wires: list[Wire], passages: Sequence[Sequence[Sequence[int]]] = (), pairs: Sequence[Sequence[int]] = ()
) -> list[int]:
    """The cluster of each document, of copied passages that were found or of documents that are alike."""
    if pairs:
        graph = Graph()
        graph.add_nodes_from(range(len(wires)))
        graph.add_edges_from(pairs)
        return [label for _, label in sorted((one, min(many)) for many in connected_components(graph) for one in many)]
    ids = [one.annotated.document.id for one in wires]
    found = [
        Derivation(ids[a], start, end, ids[b], of_start, of_end, "narration")
        for (a, start, end), (b, of_start, of_end) in passages
    ]
    return wire.Clusters(wires, found).labels_of_documents()


COMPARISONS = [
    Comparison(
        "Copied answers",
        "Clough and Stevenson's 95 answers, each against its article: copied or not, as in `reuse`.",
        reuse.FOLDER,
        answers,
        [
            Side("Allegedly", "allegedly", "ours.likeness", "one winnowed run of five words in common is enough"),
            Side("datasketch", "datasketch", "datasketch.likeness", f"`MinHash`, {_BEST}"),
            Side("rensa", "rensa", "rensa.likeness", f"`RMinHash`, {_BEST}"),
        ],
    ),
    Comparison(
        "Copied stories",
        "Invented wire stories, five collections of 600, as in `wire`: clusters against the roots. Since peers judge "
        "whole documents, only the root that most of a document's copied words are from counts here.",
        "",
        stories,
        [
            Side("Allegedly", "allegedly", "ours.copies", "`find_derivations`, which says which passages"),
            Side("datasketch", "datasketch", "datasketch.copies", f"`MinHash` and `MinHashLSH`, {_DOCUMENTS}"),
            Side("rensa", "rensa", "rensa.copies", f"`RMinHash` and `RMinHashLSH`, {_DOCUMENTS}"),
        ],
        less_is_better=frozenset({"roots off, worst"}),
    ),
]
