"""What a word means where it stands, by heads on the tagger's encoder, so that one pass over a text serves all: the
tagger hands out what its middle layer holds of each word, and linear maps of these vectors tell readings apart.

Whether the name of a place means the place, or somebody there ("in Paris", "Paris demanded": metonymy), is read from
the name's own vector and that of the word that governs it in the parse. Made by ``training/senses.py`` from ReLocaR
(Gritta et al. 2017, "Vancouver Welcomes You! Minimalist Location Metonymy Resolution"); the corpus's guidelines say
what counts as metonymic.

Whether a noun names a happening ("the launch of the ship", not "the launch lay at the pier") is read from its own
vector. Made by ``training/happenings.py`` from WordNet and MEANTIME.

Whether a claim is worth noting is read from the vectors of its trigger and its passage, and from what the parse says of
it. Made by ``training/worth.py`` from claims that readers kept or struck.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model import Span
from .tree import Tree

Floats = NDArray[np.float32]
_SIZE_OF_MARKS = 0.2
"""What brings the encoder's numbers to the size of the marks of a claim."""


@dataclass(frozen=True)
class Senses:
    """The words of a text as the encoder's middle layer has them.

    ``starts`` are the offsets of the words, sorted; ``vectors`` [words, width]; ``weights`` [1 + 2 width]: a constant,
    the part for the name of a place, the part for its governor; ``of_happenings`` [1 + width]: a constant, the part for
    a noun; ``of_worth`` [1 + marks + 2 width]: a constant, the part for what the parse says of a claim, the parts for
    its trigger and its passage.
    """

    starts: Sequence[int]
    vectors: Floats
    weights: Floats
    of_happenings: Floats
    of_worth: Floats

    def acting(self, tree: Tree, name: Span) -> float:
        """How much speaks for somebody there (above 0) or for the place itself (below 0): about -1 to 1, rounded."""
        return round(float(self.weights[0] + self.features(tree, name) @ self.weights[1:]), 4)

    def features(self, tree: Tree, name: Span) -> Floats:
        """What the readings are told apart by [2 width]: the mean over the name's words, and its governor."""
        return np.concatenate([self.mean(name), self.vector(tree, governor_of(tree, name))])

    def happening(self, tree: Tree, noun: int) -> float:
        """How much speaks for a happening (above 0) or a thing (below 0): about -1 to 1, rounded."""
        return round(float(self.of_happenings[0] + self.vector(tree, noun) @ self.of_happenings[1:]), 4)

    def worth(self, marks: Sequence[bool], trigger: Span, passage: Span) -> float:
        """How much speaks for a claim's being worth noting: log odds, rounded. ``marks`` are what the parse says."""
        return round(float(self.of_worth[0] + self.claim_features(marks, trigger, passage) @ self.of_worth[1:]), 4)

    def claim_features(self, marks: Sequence[bool], trigger: Span, passage: Span) -> Floats:
        """What claims are told from talk by [marks + 2 width]."""
        words = (_SIZE_OF_MARKS * self.mean(span) for span in (trigger, passage))
        return np.concatenate([np.array(marks, dtype=np.float32), *words])

    def vector(self, tree: Tree, token: int) -> Floats:
        """What the encoder holds of a token [width]."""
        held: Floats = self.vectors[self._word_at(tree.starts[token])]
        return held

    def mean(self, span: Span) -> Floats:
        """The mean over the words of a stretch of text [width]."""
        first, last = self._word_at(span[0]), self._word_at(span[1] - 1)
        middle: Floats = self.vectors[first : last + 1].mean(axis=0)
        return middle

    def _word_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)


def governor_of(tree: Tree, name: Span) -> int:
    """The token that the name hangs on in the parse; its own head word where it hangs on none."""
    tokens = tree.tokens_in(name)
    top = next((i for i in tokens if tree.heads[i] not in tokens or tree.heads[i] == i), tokens[0])
    return tree.heads[top]
