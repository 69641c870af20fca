"""Whether the name of a place means the place, or somebody there: "in Paris", "Paris demanded" (metonymy).

A head on the tagger's encoder, so that one pass over a text serves both: the tagger hands out what its middle layer
holds of each word, and a linear map of two of these vectors, the name's own and that of the word that governs it in the
parse, tells the two readings apart. Made by ``training/senses.py`` from ReLocaR (Gritta et al. 2017, "Vancouver
Welcomes You! Minimalist Location Metonymy Resolution"); the corpus's guidelines say what counts as metonymic.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model import Span
from .tree import Tree

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Senses:
    """The words of a text as the encoder's middle layer has them.

    ``starts`` are the offsets of the words, sorted; ``vectors`` [words, width]; ``weights`` [1 + 2 width]: a constant,
    the part for the name, the part for its governor.
    """

    starts: Sequence[int]
    vectors: Floats
    weights: Floats

    def acting(self, tree: Tree, name: Span) -> float:
        """How much speaks for somebody there (above 0) or for the place itself (below 0): about -1 to 1, rounded."""
        return round(float(self.weights[0] + self.features(tree, name) @ self.weights[1:]), 4)

    def features(self, tree: Tree, name: Span) -> Floats:
        """What the readings are told apart by [2 width]: the mean over the name's words, and its governor."""
        first, last = self._word_at(name[0]), self._word_at(name[1] - 1)
        governor = self._word_at(tree.starts[governor_of(tree, name)])
        return np.concatenate([self.vectors[first : last + 1].mean(axis=0), self.vectors[governor]])

    def _word_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)


def governor_of(tree: Tree, name: Span) -> int:
    """The token that the name hangs on in the parse; its own head word where it hangs on none."""
    tokens = tree.tokens_in(name)
    top = next((i for i in tokens if tree.heads[i] not in tokens or tree.heads[i] == i), tokens[0])
    return tree.heads[top]
