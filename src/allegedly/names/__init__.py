"""How alike two names are: folding, romanisation-aware alignment, guards against people who only share a name.

>>> from allegedly.names import SAME_NAME, name_similarity
>>> name_similarity("Yousef Qassim", "Youssef Kassem") >= SAME_NAME["person"]
True
"""

from typing import Literal

from .folding import fold, in_any_order
from .likeness import skeleton, word_similarity
from .organisations import is_acronym_of, organisation_similarity, organisation_words
from .persons import align, person_similarity
from .sounds import sound
from .words import NameWords, name_words

SAME_NAME: dict[str, float] = {"person": 0.52, "organisation": 0.64}
"""From these values on two names are taken for one; chosen once, on public pairs of names."""


def name_similarity(a: str, b: str, kind: Literal["person", "organisation"] = "person") -> float:
    """How alike two names are, from 0 (nothing in common) to 1 (the same name); symmetric.

    Persons: titles, articles and particles are dropped, words compared by letters, sound and consonant skeleton and
    aligned in any order; initials and short forms match; a given name or surname without a counterpart weighs against
    the pair, and so does a word that stands in the place of another.
    Organisations: legal forms and "the" are dropped, acronyms match their expansions.
    """
    return person_similarity(a, b) if kind == "person" else organisation_similarity(a, b)


__all__ = [
    "SAME_NAME",
    "NameWords",
    "align",
    "fold",
    "in_any_order",
    "is_acronym_of",
    "name_similarity",
    "name_words",
    "organisation_words",
    "skeleton",
    "sound",
    "word_similarity",
]
