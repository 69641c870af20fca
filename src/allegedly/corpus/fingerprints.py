"""The fingerprints of a text, and which document has each of them first.

Word 5-grams are winnowed in a window of 8 (Schleimer, Wilkerson & Aiken 2003, "Winnowing: local algorithms for document
fingerprinting"), so that two texts which share 12 words share a fingerprint.
"""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from zlib import crc32

LEAST_WORDS = 18
VERSION = 1
"""Goes up when the prints of some text change; stored ones of another version are to be made anew."""
_GRAM = 5
_WINDOW = 8
_SHORT_TEXT = 5_000
_MOST_WORDS_KEPT = 200_000
WORD = re.compile(r"\w+")
_TYPOGRAPHIC = "“”‘’„«»—–…\xa0"
_NO_LETTERS = {code: " " for code in range(128) if not WORD.match(chr(code))}


@dataclass(frozen=True, slots=True)
class Prints:
    """What is compared of a text: the same for the same text in every process of one kind of machine.

    ``words`` has a 32-bit number for each word; ``hashes`` the winnowed 5-grams in ascending order, each once, and
    ``places`` for each of them the number of its first word.
    """

    words: Sequence[int]
    hashes: Sequence[int]
    places: Sequence[int]

    def place(self, print_: int) -> int:
        """The number of the first word of a fingerprint that the text has."""
        return self.places[bisect_left(self.hashes, print_)]


class FirstSeen:
    """Which document has a fingerprint first. Documents are numbers, and come in the order of their publication."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}

    def add(self, document: int, hashes: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Enter the fingerprints of a document; returned are those that it has from earlier ones, by document."""
        owners = list(map(self._first.setdefault, hashes, repeat(document)))
        if owners.count(document) == len(owners):
            return {}
        met: dict[int, list[int]] = defaultdict(list)
        for owner, print_ in zip(owners, hashes, strict=True):
            if owner != document:
                met[owner].append(print_)
        return met


def prints_of(text: str) -> Prints:
    """The words and fingerprints of a text; no fingerprints if it is shorter than ``LEAST_WORDS``."""
    words = words_of(text)
    found = _winnowed(words) if len(words) >= LEAST_WORDS else {}
    hashes = sorted(found)
    return Prints(words, array("q", hashes), array("I", map(found.__getitem__, hashes)))


def words_of(text: str) -> Sequence[int]:
    """The words of a text in lower case, each as a number that is the same in every process."""
    return array("I", map(_numbers.__getitem__, _lower_words(text)))


@lru_cache(maxsize=64)  # a document is often the earlier one of many
def word_starts(text: str) -> Sequence[int]:
    """Where the words of a text begin."""
    spaced = _spaced(text)
    if spaced is None:
        return array("I", [match.start() for match in WORD.finditer(text)])
    pieces = spaced.split(" ")
    ends = accumulate(map(len, pieces))
    return array("I", [end - len(piece) + i for i, (piece, end) in enumerate(zip(pieces, ends, strict=True)) if piece])


def word_start(text: str, number: int) -> int:
    """Where one word begins; of a short text without looking at all of them."""
    spaced = _spaced(text) if len(text) <= _SHORT_TEXT else None
    if spaced is None:
        return word_starts(text)[number]
    return len(spaced) - len(spaced.split(None, number)[-1])


def _lower_words(text: str) -> Iterable[str]:
    spaced = _spaced(text)
    return map(str.lower, WORD.findall(text)) if spaced is None else spaced.lower().split()


@lru_cache(maxsize=64)
def _spaced(text: str) -> str | None:
    """The text with a space for all that is no word, if nothing but punctuation lies beyond ASCII.

    Its words are those that ``WORD`` finds, but parted several times as fast.
    """
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
    return text.translate(_NO_LETTERS) if text.isascii() else None


class _Numbers(dict[str, int]):
    """The numbers of words; emptied when it gets large."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS_KEPT:
            self.clear()
        number = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return number


_numbers = _Numbers()


def _winnowed(words: Sequence[int]) -> dict[int, int]:
    """The least 5-gram of every 8 neighbours, to the number of the first word where it is that.

    The hash of a tuple of whole numbers is not salted, unlike that of a string.
    """
    grams = list(map(hash, zip(*(words[i:] for i in range(_GRAM)), strict=False)))
    least = min(grams[:_WINDOW])
    place = grams.index(least)
    found = {least: place}
    for i, gram in enumerate(grams[_WINDOW:], _WINDOW):
        if gram < least:
            least, place = gram, i
            found.setdefault(gram, i)
        elif place <= i - _WINDOW:
            least = min(grams[i - _WINDOW + 1 : i + 1])
            place = grams.index(least, i - _WINDOW + 1)
            found.setdefault(least, place)
    return found
