"""Names as plain lower-case Latin letters, so that spelling is all that is left to compare."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_LETTERS = {
    # Latin letters that do not decompose
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h",
    "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k",
    # Cyrillic: Russian, Ukrainian, Belarusian, Serbian, Macedonian
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
    "џ": "dz", "ѓ": "gj", "ќ": "kj",
    # Greek
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
# Apostrophes, primes, ayn and hamza stand for a sound that most spellings leave out.
_SILENT = dict.fromkeys("'’‘`´ʹʺʻʼʽʾʿˈ\u0301′")
ASCII: dict[str, str | None] = {letter: letter for letter in map(chr, range(128))}
"""To begin a table for ``str.translate`` with, which is slow with letters that it looks for in vain."""
_LATIN = str.maketrans(ASCII | _LETTERS | _SILENT)
_WORDS = str.maketrans({letter: letter if letter.isalnum() else " " for letter in ASCII} | _SILENT)
# Arabic writes the article together with its noun, and ayn at the start of a word for the vowel that it bears.
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{2})")
_ARABIC_AYN = re.compile(r"\bع")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """``name`` in lower-case Latin letters and digits, one space between words.

    Accents and apostrophes go ("Qal‘at" is "qalat"), hyphens and full stops part words, Cyrillic and Greek are
    romanised letter by letter, other scripts by the tables of the library anyascii.
    """
    plain = name.lower() if name.isascii() else _latin(name.casefold())
    return " ".join(plain.translate(_WORDS).split())


def in_any_order(name: str) -> tuple[str, ...]:
    """The folded words of a name, sorted: what "Ana Brandt" and "BRANDT, Ana" share."""
    return tuple(sorted(fold(name).split()))


def _latin(name: str) -> str:
    letters = name.translate(_LATIN)
    parts = unicodedata.normalize("NFKD", letters)
    plain = "".join(part for part in parts if not unicodedata.combining(part)).translate(_LATIN)
    return plain if plain.isascii() else _romanised(unicodedata.normalize("NFC", letters))


def _romanised(name: str) -> str:
    return anyascii(_ARABIC_AYN.sub("a", _ARABIC_ARTICLE.sub("al ", name))).lower()
