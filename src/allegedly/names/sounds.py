"""How alike two words of names sound, whatever romanisation wrote them down.

Three looks at each word, coarser from one to the next: its letters; its *sound*, where spellings of one sound fall
together ("ou", "oo", "u"; "q", "k", "c"; doubled letters); its *skeleton*, the consonants alone, in classes that
romanisations of Arabic, Persian and Slavic names mix up ("dh", "d", "th", "z"; "gh", "kh", "q", "g").
"""

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

_SPELLINGS = (
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sk(?:i[ijy]?|y[ijy]?)$", "ski"),
        ("dsch|dzh|dj", "J"),
        ("tsch|tch|tsh|cz|ch", "C"),
        ("sch|sh|sz", "S"),
        ("zh|gj|j", "J"),
        ("kh|ck|cq|qu|q", "k"),
        ("gh", "g"),
        ("ph|ff", "f"),
        ("dh|th", "d"),
        ("ts|tz", "c"),
        ("c(?=[eiy])", "s"),
        ("x", "ks"),
        ("c", "k"),
        ("w", "v"),
        ("oe|ou|oo|o|eu", "u"),
        ("ie|ei|ai|ay|ey|ij|ee|ea|y|e|i", "i"),
        ("ae|aa", "a"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aiu])h(?![aiu])|(?<=[aiu])h$", ""),
    )
)
_RULES = tuple(_SPELLINGS)
_CLASSES = str.maketrans({"g": "k", "d": "t", "z": "s", "c": "s", "v": "f", "S": "J", "C": "J", "b": "p"})
_VOWELS = re.compile("[aiu]")
_WEAK = re.compile("(?<!^)[ahiu]")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The word as it sounds, roughly: vowels a, i, u; capitals for the sounds of ch, sh and zh."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonant classes of the word's sound; an initial vowel stays, as "a"."""
    plain = _WEAK.sub("", sound(word)).translate(_CLASSES)
    plain = re.sub(r"(.)\1+", r"\1", plain)
    return "a" + plain[1:] if plain[:1] in ("a", "i", "u") else plain


@lru_cache(maxsize=262_144)
def word_similarity(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 1; 1 only for the same letters or the same sound."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[:1] == b[:1] else 0.0
    letters = Levenshtein.normalized_similarity(a, b)
    if not (a.isascii() and b.isascii()):
        return letters if letters >= 0.8 else 0.0  # a script that we do not romanise
    sound_a, sound_b = sound(a), sound(b)
    if sound_a == sound_b:
        return 0.98
    sounds = Levenshtein.normalized_similarity(sound_a, sound_b)
    bones_a, bones_b = skeleton(a), skeleton(b)
    if min(len(bones_a), len(bones_b)) < 2:
        return max(letters, sounds) * 0.95
    bones = Levenshtein.normalized_similarity(bones_a, bones_b)
    start = JaroWinkler.similarity(sound_a, sound_b)
    return float(max(letters, 0.35 * sounds + 0.45 * bones + 0.2 * start) * 0.97)
