"""rensa: R-MinHash for how alike two texts are, and its deduplicator with LSH for the like among many."""

from collections.abc import Callable
from typing import Any

from rensa import RMinHash, RMinHashLSH

from .shingles import PERMUTATIONS, THRESHOLD, shingles

_SEED, _BANDS = 42, 64


def likeness() -> Callable[[list[tuple[str, str]]], list[float]]:
    def alike(one: str, other: str) -> float:
        first, second = _sketches([shingles(one), shingles(other)])
        return float(first.jaccard(second))

    alike("one text", "another text")
    return lambda pairs: [alike(*pair) for pair in pairs]


def copies() -> Callable[[list[list[dict[str, Any]]]], Any]:
    def found(collection: list[dict[str, Any]]) -> Any:
        sketches = _sketches([shingles(document["text"]) for document in collection])
        index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=_BANDS)
        index.insert_many(sketches)
        candidates = enumerate(index.query_all(sketches))
        pairs = [(one, other) for one, others in candidates for other in others if other < one]
        return {"pairs": [pair for pair in pairs if sketches[pair[0]].jaccard(sketches[pair[1]]) >= THRESHOLD]}

    return lambda collections: [found(collection) for collection in collections]


def _sketches(words: list[list[str]]) -> Any:
    return RMinHash.from_token_sets(words, num_perm=PERMUTATIONS, seed=_SEED)
