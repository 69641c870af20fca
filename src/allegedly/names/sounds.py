"""How words of names sound, whatever romanisation wrote them down.

Two looks at a word, the second coarser: its *sound*, where spellings of one sound fall together ("ou", "oo", "u"; "q",
"k", "c"; doubled letters); its *skeleton*, the consonants alone, in classes that romanisations of Arabic, Persian and
Slavic names mix up ("dh", "d", "th", "z"; "gh", "kh", "q", "g").
"""

import re
from functools import lru_cache

from .folding import ASCII

# How letters sound. The longest spelling is tried first; vowels of one letter are left to ``sound``.
_VOWELS = {
    "oe": "u", "oo": "u", "eu": "u", "ie": "i", "ei": "i", "ai": "i", "ay": "i", "ey": "i", "ee": "i", "ea": "i",
}  # fmt: skip
_SPELLINGS = {
    "dsch": "J", "dzh": "J", "dj": "J", "zh": "J", "gj": "J", "j": "J",
    "tsch": "C", "sch": "S", "tch": "C", "tsh": "C", "cz": "C", "ch": "C", "sh": "S", "sz": "S",
    "tsz": "tS", "tzh": "tJ",
    "kh": "k", "ck": "k", "cq": "k", "qu": "k", "q": "k", "c": "k", "ts": "s", "tz": "s", "x": "ks",
    "gh": "g", "ph": "f", "dh": "d", "th": "d", "w": "v",
    **_VOWELS,
    **{
        letters + vowel: "s" + heard
        for letters in ("c", "ts", "tz")
        for vowel, heard in (*_VOWELS.items(), ("e", "i"), ("i", "i"), ("y", "i"))
        if vowel[0] in "eiy"
    },
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))
_SKI = re.compile("sk(?:i[ijy]?|y[ijy]?)$")
_REPEATED = re.compile(r"(.)(?=\1)")
_SILENT_H = re.compile("(?<=[^aiu])h(?![aiu])|(?<=[aiu])h$")
_CLASSES = str.maketrans(ASCII | {"g": "k", "d": "t", "z": "s", "c": "s", "v": "f", "S": "J", "C": "J", "b": "p"})
_BONES = _CLASSES | str.maketrans(dict.fromkeys("ahiu"))
_LASTING = str.maketrans(ASCII | {"w": "v", "p": "f"} | dict.fromkeys("acdeghijkoqstuxyz"))


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The word as it sounds, roughly: vowels a, i, u; capitals for the sounds of ch, sh and zh."""
    if "sk" in word:
        word = _SKI.sub("ski", word)
    word = _SPELLING.sub(_heard, word).replace("o", "u").replace("e", "i").replace("y", "i")
    word = _REPEATED.sub("", word)
    return _SILENT_H.sub("", word) if "h" in word else word


def _heard(spelling: re.Match[str]) -> str:
    return _SPELLINGS[spelling[0]]


def bones_of(heard: str) -> str:
    """The consonant classes of a sound; an initial vowel stays, as "a"."""
    bones = _REPEATED.sub("", heard.translate(_BONES))
    return "a" + bones if heard.startswith(("a", "i", "u")) else "h" + bones if heard.startswith("h") else bones


def classes_of(heard: str) -> str:
    """A sound with its consonants in classes; its vowels stay."""
    return heard.translate(_CLASSES)


def lasting_letters(word: str) -> str:
    """The letters that every spelling of a sound keeps, v as w and f as p: where they differ, so do the sounds."""
    return _REPEATED.sub("", word.translate(_LASTING))
