"""How likely two names are one person's: words aligned in any order, by sound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .folding import fold
from .sounds import sound, word_similarity
from .words import name_words

_ALIGNED = 0.62
"""From here on two words count as spellings of one."""
_VOWEL = re.compile("[aeiouy]")
_REPLACED = 0.7
"""What is left of a score where one name stands word for word as the other, but for a word: a namesake, a brother."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which word of one name stands for which of the other: (index, index, similarity), best first."""

    pairs: tuple[tuple[int, int, float], ...]

    def partners(self, side: int) -> dict[int, float]:
        return {i if side == 0 else j: score for i, j, score in self.pairs}


def align(a: Sequence[str], b: Sequence[str]) -> Alignment:
    """Pair the words of two names, the most alike first; a word is used once, order does not count."""
    scored = sorted(
        (
            (score, i, j)
            for i, word in enumerate(a)
            for j, other in enumerate(b)
            if (score := word_similarity(word, other)) >= _ALIGNED
        ),
        key=lambda found: (-found[0], abs(found[1] - found[2]), found[1], found[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j, score))
    return Alignment(tuple(pairs))


def person_similarity(a: str, b: str) -> float:
    """0 to 1 for two names of persons; see ``name_similarity``."""
    first, second = name_words(a), name_words(b)
    if not first.words or not second.words:
        return 0.0
    if first.words == second.words:
        return 1.0 if first.generation == second.generation else 0.5
    short, long = sorted((first.words, second.words), key=lambda words: (len(words), words))
    short, long = _with_splits_joined(short, long)
    if sound(fold(a).replace(" ", "")) == sound(fold(b).replace(" ", "")):
        return 0.97
    return _score(short, long)


def _score(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    alignment = align(short, long)
    total = sum(pair[2] for pair in alignment.pairs)
    covered = total / len(short)
    extra = (len(long) - len(alignment.pairs)) / len(long)
    score = covered * (1 - 0.35 * extra)
    return score * _veto(short, long, alignment)


def _veto(short: tuple[str, ...], long: tuple[str, ...], alignment: Alignment) -> float:
    """Below 1 where a given name or a surname has no counterpart though both names have both."""
    if len(short) < 2:
        return 0.8
    mine, theirs = alignment.partners(0), alignment.partners(1)
    factor = _generations(alignment, len(short))
    if all(len(short[i]) == 1 or len(long[j]) == 1 for i, j, _ in alignment.pairs):
        factor *= 0.5  # nothing but initials
    if len(alignment.pairs) < len(short) == len(long) and all(i == j for i, j, _ in alignment.pairs):
        factor *= _REPLACED
    if 0 not in mine:
        factor *= 0.75
    if 0 not in theirs:
        factor *= 0.8
    if len(short) - 1 not in mine:
        factor *= 0.8
    return factor


def _generations(alignment: Alignment, words: int) -> float:
    """Below 1 for a father and his child: the whole of one name follows another given name in the other."""
    behind = sum(1 for i, j, _ in alignment.pairs if j == i + 1)
    return 0.65 if words >= 4 and behind >= 3 and behind == len(alignment.pairs) else 1.0


def _with_splits_joined(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Join two neighbours of one name that the other writes as one word ("Koumta Madji", "Koumtamadji")."""
    short, long = _joined_like(short, long), _joined_like(long, short)
    return _initials_joined(short, long), _initials_joined(long, short)


def _initials_joined(words: tuple[str, ...], model: tuple[str, ...]) -> tuple[str, ...]:
    """Put "jf" for "john" "frederick" where the other name has it."""
    for initials in model:
        size = len(initials)
        if 2 <= size <= 3 and not _VOWEL.search(initials):
            for i in range(len(words) - size + 1):
                if "".join(word[0] for word in words[i : i + size]) == initials:
                    return (*words[:i], initials, *words[i + size :])
    return words


def _joined_like(words: tuple[str, ...], model: tuple[str, ...]) -> tuple[str, ...]:
    for i in range(len(words) - 1):
        both = words[i] + words[i + 1]
        for other in model:
            if other[0] == both[0] and len(other) > len(words[i]) + 1 and abs(len(other) - len(both)) <= 2:
                together = word_similarity(both, other)
                if together >= 0.88 and together > word_similarity(words[i], other):
                    return (*words[:i], both, *words[i + 2 :])
    return words
