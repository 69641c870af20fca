"""How likely two names are one organisation's: legal forms, "the" and acronyms seen through."""

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.fuzz import token_sort_ratio

from .folding import fold
from .persons import Alignment, align
from .words import words_of

_SAME_WORD = 0.85
"""Below this, two aligned words of an organisation's name are rather two words than two spellings."""
_JOINABLE = re.compile(r"\b(\w) (?=\w\b)")


@lru_cache(maxsize=65_536)
def organisation_words(name: str) -> tuple[str, ...]:
    """The folded words of an organisation's name without legal forms and small words; all of them if none is left."""
    words = _JOINABLE.sub(r"\1", fold(name.replace("&", " and "))).split()
    legal = words_of("legal")
    return tuple(word for word in words if word not in legal) or tuple(words)


def is_acronym_of(short: str, long: str) -> bool:
    """Whether ``short`` ("NTC", "N.T.C.") is made of the first letters of the words of ``long``."""
    plain = short.replace(".", "")
    if not plain.isupper():
        return False
    letters = fold(plain)
    if not 2 <= len(letters) <= 10 or " " in letters:
        return False
    words = fold(long.replace("&", " and ")).split()
    telling = [word for word in words if word not in words_of("small")]
    return letters in ("".join(w[0] for w in telling), "".join(w[0] for w in words if w != "the"))


def organisation_similarity(a: str, b: str) -> float:
    """0 to 1 for two names of organisations; see ``name_similarity``."""
    if is_acronym_of(a, b) or is_acronym_of(b, a):
        return 0.95
    first, second = organisation_words(a), organisation_words(b)
    if sorted(first) == sorted(second):
        return 1.0
    if not first or not second:
        return 0.0
    joined, other = "".join(first), "".join(second)
    if joined == other:
        return 0.97
    plain = max(
        token_sort_ratio(" ".join(sorted(first)), " ".join(sorted(second))) / 100,
        0.95 * JaroWinkler.similarity(joined, other),
        Levenshtein.normalized_similarity(joined, other),
    )
    alignment = align(first, second)
    aligned = 2 * sum(alignment.scores) / (len(first) + len(second))
    return float((0.5 * plain + 0.5 * aligned) * _veto(first, second, alignment))


def _veto(first: tuple[str, ...], second: tuple[str, ...], alignment: Alignment) -> float:
    """Below 1 where each name has a word that the other lacks ("of Finance", "of Defence") or another number."""
    left = set(first).difference(first[i] for i in alignment.left)
    right = set(second).difference(second[j] for j in alignment.right)
    loose = len(alignment.scores) > 1 and min(alignment.scores) < _SAME_WORD
    factor = 0.75 if (left and right) or loose else 1.0
    return factor * (0.85 if any(_is_number(word) for word in left | right) else 1.0)


def _is_number(word: str) -> bool:
    return word.isdigit() or word in ("ii", "iii", "iv", "vi", "vii")
