"""datasketch: MinHash for how alike two texts are, and MinHash LSH for the like among many; hashed in batches."""

from collections.abc import Callable
from typing import Any

from datasketch import MinHash, MinHashLSH

from .shingles import PERMUTATIONS, THRESHOLD, shingles


def likeness() -> Callable[[list[tuple[str, str]]], list[float]]:
    def alike(one: str, other: str) -> float:
        first, second = MinHash.bulk(map(_encoded, (shingles(one), shingles(other))), num_perm=PERMUTATIONS)
        return float(first.jaccard(second))

    alike("one text", "another text")
    return lambda pairs: [alike(*pair) for pair in pairs]


def copies() -> Callable[[list[list[dict[str, Any]]]], Any]:
    MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)  # the first works out its bands

    def found(collection: list[dict[str, Any]]) -> Any:
        words = (_encoded(shingles(document["text"])) for document in collection)
        sketches = MinHash.bulk(words, num_perm=PERMUTATIONS)
        index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        pairs: list[tuple[int, int]] = []
        for number, sketch in enumerate(sketches):
            like = (other for other in index.query(sketch) if sketch.jaccard(sketches[other]) >= THRESHOLD)
            pairs += ((number, other) for other in like)
            index.insert(number, sketch)
        return {"pairs": pairs}

    return lambda collections: [found(collection) for collection in collections]


def _encoded(words: list[str]) -> list[bytes]:
    return [word.encode() for word in words]
