"""How likely two names are one person's: words aligned in any order, by sound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .likeness import word_similarity
from .sounds import sound
from .words import name_words

_ALIGNED = 0.62
"""From here on two words count as spellings of one."""
_VOWEL = re.compile("[aeiouy]")
_REPLACED = 0.7
"""What is left of a score where one name stands word for word as the other, but for a word: a namesake, a brother."""
_GENERATIONS = 0.5
"""What is left where one name says "Jr." and the other "Sr.", or nothing: a father and his child."""
_CHILD = 0.65
"""What is left where the whole of one name follows another given name in the other: a father, his child."""


@dataclass(slots=True)
class Alignment:
    """Which word of one name stands for which of the other, by their indexes, and how alike they are; best first."""

    left: list[int]
    right: list[int]
    scores: list[float]

    @property
    def pairs(self) -> tuple[tuple[int, int, float], ...]:
        return tuple(zip(self.left, self.right, self.scores, strict=True))


def align(a: Sequence[str], b: Sequence[str]) -> Alignment:
    """Pair the words of two names, the most alike first; a word is used once, order does not count."""
    # words that both names have find each other, and need no look at how like others they are
    shared = {word for word in set(a).intersection(b) if a.count(word) == b.count(word)}
    found = []
    for i, word in enumerate(a):
        for j, other in enumerate(b):
            if word == other:
                found.append((-1.0, abs(i - j), i, j))
            elif word in shared or other in shared:
                continue
            elif (score := word_similarity(word, other)) >= _ALIGNED:
                found.append((-score, abs(i - j), i, j))
    alignment = Alignment([], [], [])
    left, right, scores = alignment.left, alignment.right, alignment.scores
    for worse, _, i, j in sorted(found):
        if i not in left and j not in right:
            left.append(i)
            right.append(j)
            scores.append(-worse)
    return alignment


def person_similarity(a: str, b: str) -> float:
    """0 to 1 for two names of persons; see ``name_similarity``."""
    first, second = name_words(a), name_words(b)
    short, long = first.words, second.words
    if not short or not long:
        return 0.0
    if short == long:
        return 1.0 if first.generation == second.generation else _GENERATIONS
    if first.lasting == second.lasting and sound(first.whole) == sound(second.whole):
        return 0.97
    if (len(short), short) > (len(long), long):
        short, long = long, short
    likeness = _score(*_with_splits_joined(short, long))
    return likeness if first.generation == second.generation else _GENERATIONS * likeness


def _score(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    alignment = align(short, long)
    covered = sum(alignment.scores) / len(short)
    extra = (len(long) - len(alignment.scores)) / len(long)
    return covered * (1 - 0.35 * extra) * _veto(short, long, alignment.left, alignment.right)


def _veto(short: tuple[str, ...], long: tuple[str, ...], mine: list[int], theirs: list[int]) -> float:
    """Below 1 where a given name or a surname has no counterpart though both names have both."""
    if len(short) < 2:
        return 0.8
    factor = 1.0
    if len(short) >= 4 and len(mine) >= 3 and theirs == [i + 1 for i in mine]:
        factor = _CHILD
    for i, j in zip(mine, theirs, strict=True):
        if len(short[i]) > 1 and len(long[j]) > 1:
            break
    else:
        factor *= 0.5  # nothing but initials
    if len(mine) < len(short) == len(long) and mine == theirs:
        factor *= _REPLACED
    if 0 not in mine:
        factor *= 0.75
    if 0 not in theirs:
        factor *= 0.8
    if len(short) - 1 not in mine:
        factor *= 0.8
    return factor


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
        word = words[i]
        for other in model:
            if other[0] == word[0] and len(other) > len(word) + 1:
                both = word + words[i + 1]
                together = word_similarity(both, other) if abs(len(other) - len(both)) <= 2 else 0.0
                if together >= 0.88 and together > word_similarity(word, other):
                    return (*words[:i], both, *words[i + 2 :])
    return words
