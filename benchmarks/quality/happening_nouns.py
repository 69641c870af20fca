"""How the head that tells nouns of happenings is learned: from sums, so that any article can be left out again.

A ridge regression needs of its examples only their moments. What a great many nouns of other articles teach is kept as
such sums in ``training/happenings.npz`` (see ``training/happenings.py``), beside which a corpus with gold is laid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allegedly.nlp.senses import Floats

SUMS = Path(__file__).parents[2] / "training/happenings.npz"
ELSEWHERE = 0.1
"""What a noun of the other articles, whose kind is only a dictionary's word, counts beside one of a gold corpus."""
RIDGE = 100.0
"""What keeps the weights small: the strength of the penalty on their squares."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Sums:
    """Moments of examples: ``products`` [1 + width, 1 + width] of vectors that begin with a 1, ``wanted`` [1 + width]
    of these times -1 (a thing) or 1 (a happening).
    """

    products: Doubles
    wanted: Doubles

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.products + other.products, self.wanted + other.wanted)

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(self.products - other.products, self.wanted - other.wanted)

    def times(self, weight: float) -> "Sums":
        return Sums(self.products * weight, self.wanted * weight)


def sums_of(vectors: Sequence[Floats], happens: Sequence[bool], counts: Sequence[float] | None = None) -> Sums:
    """The moments of vectors [width] each; ``counts`` says how much each of them counts, 1 where it is not given."""
    if not len(vectors):
        return Sums(np.zeros(()), np.zeros(()))
    rows = np.column_stack([np.ones(len(vectors)), np.array(vectors, dtype=np.float64)])
    weighted = rows * np.array(counts if counts is not None else np.ones(len(rows)))[:, None]
    return Sums(weighted.T @ rows, weighted.T @ np.where(happens, 1.0, -1.0))


def learned(sums: Sums) -> Floats:
    """Weights [1 + width] of a ridge regression on these sums; the constant comes first and is not penalised."""
    penalty = RIDGE * np.eye(len(sums.wanted))
    penalty[0, 0] = 0.0
    return np.linalg.solve(sums.products + penalty, sums.wanted).astype(np.float32)


def read_sums() -> Sums:
    """What the other articles teach, already made as light as ``ELSEWHERE`` says."""
    with np.load(SUMS) as kept:
        upper, wanted = kept["upper"].astype(np.float64), kept["wanted"].astype(np.float64)
    products = np.zeros((len(wanted), len(wanted)))
    products[np.triu_indices(len(wanted))] = upper
    return Sums(products + np.triu(products, 1).T, wanted).times(ELSEWHERE)


def write_sums(sums: Sums) -> None:
    upper = sums.products[np.triu_indices(len(sums.wanted))]
    np.savez_compressed(SUMS, upper=upper.astype(np.float32), wanted=sums.wanted.astype(np.float32))
