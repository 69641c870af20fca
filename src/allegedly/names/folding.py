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
_TABLE = str.maketrans(_LETTERS)
# Apostrophes, primes, ayn and hamza stand for a sound that most spellings leave out.
_SILENT = re.compile("['’‘`´ʹʺʻʼʽʾʿˈ\u0301′]")
_NOT_LETTERS = re.compile(r"[\W_]+")
# Arabic writes the article together with its noun, and ayn at the start of a word for the vowel that it bears.
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{2})")
_ARABIC_AYN = re.compile(r"\bع")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """``name`` in lower-case Latin letters and digits, one space between words.

    Accents and apostrophes go ("Qal‘at" is "qalat"), hyphens and full stops part words, Cyrillic and Greek are
    romanised letter by letter, other scripts by the tables of the library anyascii.
    """
    if name.isascii():
        return _NOT_LETTERS.sub(" ", _SILENT.sub("", name.lower())).strip()
    letters = _SILENT.sub("", name.casefold()).translate(_TABLE)
    plain = unicodedata.normalize("NFKD", letters)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_TABLE)
    if not plain.isascii():
        plain = _romanised(unicodedata.normalize("NFC", letters))
    return _NOT_LETTERS.sub(" ", _SILENT.sub("", plain)).strip()


def _romanised(name: str) -> str:
    return anyascii(_ARABIC_AYN.sub("a", _ARABIC_ARTICLE.sub("al ", name))).lower()
