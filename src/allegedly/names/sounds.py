"""How alike two words of names sound, whatever romanisation wrote them down.

Three looks at each word, coarser from one to the next: its letters; its *sound*, where spellings of one sound fall
together ("ou", "oo", "u"; "q", "k", "c"; doubled letters); its *skeleton*, the consonants alone, in classes that
romanisations of Arabic, Persian and Slavic names mix up ("dh", "d", "th", "z"; "gh", "kh", "q", "g").
"""

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from .words import are_forms_of_one_name, are_given_names

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
_WEAK = re.compile("(?<!^)[ahiu]")


# Openings that one language reads otherwise: Somali x and c, pinyin x and q, Wade-Giles hs, German j and ch; and the
# article written together with the name.
_OPENINGS = (("x", "h"), ("x", "sh"), ("hs", "sh"), ("q", "ch"), ("j", "y"), ("ch", "kh"), ("c", ""), ("al", ""))
# What many names share tells nothing of the one: "Abd", "Abu", "-ullah", "-din", patronymics. Endings by family.
_ENDINGS = {
    "ullah": ("ullah", "ollah", "allah", "oullah"), "din": ("din",), "zai": ("zai", "zay"),
    "vich": ("ovich", "evich", "ovych", "evych", "avich"), "vna": ("ovna", "evna", "ivna"),
    "vic": ("ovic", "evic"), "shvili": ("shvili",), "dottir": ("dottir",),
}  # fmt: skip
_FAMILY = {ending: family for family, endings in _ENDINGS.items() for ending in endings}
_AFFIXES = re.compile(rf"^(abd|abou|abu|).{{2,}}?({'|'.join(sorted(_FAMILY, key=len, reverse=True))}|)$")
# "Ali" and "Aliev" are two names, "Kuda" may be short for "Kudakwashe".
_SURNAME_END = re.compile("(?:[eoia]v(?:[iy]c[ha]?|na|a|)|zai|zay|zoy|son|sen|sson|mann?|i|y)$")
_READABLE = 4
"""Words of fewer letters look too much like each other to be read in other ways."""
_MISSPELT = 0.75
"""Two given names that we know are two, not spellings of one, when their letters are less alike than this."""
# What a pair of words is worth that is not the same letters.
_AS_READ, _ONE_NAME, _ABD_LEFT_OUT, _SAME_CLASSES, _SHORTENED = 0.97, 0.93, 0.9, 0.85, 0.8


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
    """How alike two folded words are, 0 to 1; 1 only for the same letters or the same sound.

    Words that open with different letters are also compared as other languages read those letters ("Xirsi", "Hersi").
    """
    if a == b:
        return 1.0
    inner_a, inner_b, factor = _without_shared_affixes(a, b)
    plain = factor * _plain_similarity(inner_a, inner_b)
    if a[:1] == b[:1] or min(len(a), len(b)) < _READABLE:
        return plain
    return max(
        [plain, *(_AS_READ * _plain_similarity(x, y) for x in _readings(a) for y in _readings(b) if x[0] == y[0])]
    )


def _without_shared_affixes(a: str, b: str) -> tuple[str, str, float]:
    """What is left to compare when both words are built alike; "Abd" on one side only weighs a little."""
    (front_a, back_a), (front_b, back_b) = _affixes(a), _affixes(b)
    if front_a.replace("ou", "u") == front_b.replace("ou", "u"):
        a, b = a[len(front_a) :], b[len(front_b) :]
    elif "abd" in (front_a, front_b) and "" in (front_a, front_b):
        return a.removeprefix("abd"), b.removeprefix("abd"), _ABD_LEFT_OUT
    if back_a and back_b and _FAMILY[back_a] == _FAMILY[back_b]:
        a, b = a.removesuffix(back_a), b.removesuffix(back_b)
    return a, b, 1.0


@lru_cache(maxsize=65_536)
def _affixes(word: str) -> tuple[str, str]:
    parts = _AFFIXES.match(word)
    return (parts[1], parts[2]) if parts else ("", "")


@lru_cache(maxsize=65_536)
def _readings(word: str) -> tuple[str, ...]:
    others = [sounds + word[len(letters) :] for letters, sounds in _OPENINGS if word.startswith(letters)]
    return (word, *(other for other in others if len(other) > 2))


def _is_shortened(short: str, long: str) -> bool:
    return len(short) > 3 and len(long) > len(short) + 1 and long.startswith(short) and not _SURNAME_END.search(long)


def _plain_similarity(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[:1] == b[:1] else 0.0
    if are_forms_of_one_name(a, b):
        return _ONE_NAME
    if _is_shortened(a, b) or _is_shortened(b, a):
        return _SHORTENED
    letters = Levenshtein.normalized_similarity(a, b)
    sound_a, sound_b = sound(a), sound(b)
    if sound_a == sound_b:
        return 0.98
    sounds = Levenshtein.normalized_similarity(sound_a, sound_b)
    bones_a, bones_b = skeleton(a), skeleton(b)
    if min(len(bones_a), len(bones_b)) < 2:
        if sound_a.translate(_CLASSES) == sound_b.translate(_CLASSES):
            return _SAME_CLASSES  # "Cho", "Jo"
        return max(letters, sounds) * 0.95
    bones = Levenshtein.normalized_similarity(bones_a, bones_b)
    if letters < _MISSPELT and bones < 1 and are_given_names(a, b):
        return 0.5 * letters
    start = JaroWinkler.similarity(sound_a, sound_b)
    return float(max(letters, 0.35 * sounds + 0.45 * bones + 0.2 * start) * 0.97)
