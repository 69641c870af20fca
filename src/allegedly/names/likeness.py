"""How alike two words of names are: by their letters, by their sound and by the skeleton of the sound.

What is known of a word by itself is found out once (``_known``), so that a pair costs little more than its distances.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import JaroWinkler, Levenshtein

from .sounds import bones_of, classes_of, sound
from .words import gender_of, given_name

# Openings that one language reads otherwise: Somali x and c, pinyin x and q, Wade-Giles hs, German j and ch; and the
# article written together with the name.
_OPENINGS = (("x", "h"), ("x", "sh"), ("hs", "sh"), ("q", "ch"), ("j", "y"), ("ch", "kh"), ("c", ""), ("al", ""))
_OPENS = tuple(letters for letters, _ in _OPENINGS)
# What many names share tells nothing of the one: "Abd", "Abu", "-ullah", "-din", patronymics. Endings by family.
_ENDINGS = {
    "ullah": ("ullah", "ollah", "allah", "oullah"), "din": ("din",), "zai": ("zai", "zay"),
    "vich": ("ovich", "evich", "ovych", "evych", "avich"), "vna": ("ovna", "evna", "ivna"),
    "vic": ("ovic", "evic"), "shvili": ("shvili",), "dottir": ("dottir",),
}  # fmt: skip
_FAMILY = {ending: family for family, endings in _ENDINGS.items() for ending in endings}
_FRONTS, _BACKS = ("abd", "abou", "abu"), tuple(sorted(_FAMILY, key=len, reverse=True))
_AFFIXES = re.compile(rf"^({'|'.join(_FRONTS)}|).{{2,}}?({'|'.join(_BACKS)}|)$")
# "Ali" and "Aliev" are two names, "Kuda" may be short for "Kudakwashe".
_SURNAME_END = re.compile("(?:[eoia]v(?:[iy]c[ha]?|na|a|)|zai|zay|zoy|son|sen|sson|mann?|i|y)$")
_FEMININE = frozenset({"a", "la", "le", "ina", "ine", "etta", "ette"})
"""What makes a woman's name of a man's: "Karima", "Emmanuella", "Michelle", "Paola"."""
_READABLE = 4
"""Words of fewer letters look too much like each other to be read in other ways."""
_MISSPELT = 0.75
"""Two given names that we know are two, not spellings of one, when their letters are less alike than this."""
_ANOTHER = 0.5
"""What is left of the likeness of letters where two given names are known for two, however alike they sound."""
# What a pair of words is worth that is not the same letters.
_AS_READ, _ONE_NAME, _ABD_LEFT_OUT, _SAME_CLASSES, _SHORTENED = 0.97, 0.93, 0.9, 0.85, 0.8


@dataclass(slots=True)
class _Word:
    """What a word is compared by. Not frozen, for that costs more than all else in making one."""

    letters: str
    sound: str
    bones: str
    front: str
    back: str
    readings: tuple[str, ...]
    given: frozenset[str] | None
    gender: str | None


@lru_cache(maxsize=65_536)
def _known(word: str) -> _Word:
    heard = sound(word)
    front, back = _affixes(word)
    given, gender = given_name(word), gender_of(word)
    return _Word(word, heard, bones_of(heard), front, back, _other_readings(word), given, gender)


def skeleton(word: str) -> str:
    """The consonant classes of the word's sound; an initial vowel stays, as "a"."""
    return _known(word).bones


def _affixes(word: str) -> tuple[str, str]:
    if word.startswith(_FRONTS) or word.endswith(_BACKS):
        parts = _AFFIXES.match(word)
        return (parts[1], parts[2]) if parts else ("", "")
    return "", ""


def _other_readings(word: str) -> tuple[str, ...]:
    if not word.startswith(_OPENS):
        return ()
    others = [sounds + word[len(letters) :] for letters, sounds in _OPENINGS if word.startswith(letters)]
    return tuple(other for other in others if len(other) > 2)


@lru_cache(maxsize=262_144)
def word_similarity(a: str, b: str) -> float:
    """How alike two folded words are, 0 to 1; 1 only for the same letters or the same sound.

    Words that open with different letters are also compared as other languages read those letters ("Xirsi", "Hersi").
    """
    if a == b:
        return 1.0
    one, other = _known(a), _known(b)
    has_affixes = one.front or other.front or (one.back and other.back)
    plain = _without_shared_affixes(one, other) if has_affixes else _similarity(one, other)
    if not (one.readings or other.readings) or a[:1] == b[:1] or min(len(a), len(b)) < _READABLE:
        return plain
    pairs = product((a, *one.readings), (b, *other.readings))
    return max([plain, *(_AS_READ * _similarity(_known(x), _known(y)) for x, y in pairs if x[0] == y[0])])


def _without_shared_affixes(one: _Word, other: _Word) -> float:
    """How alike is what is left where both words are built alike; "Abd" on one side only weighs a little."""
    a, b = one.letters, other.letters
    if one.front.replace("ou", "u") == other.front.replace("ou", "u"):
        a, b = a.removeprefix(one.front), b.removeprefix(other.front)
    elif "abd" in (one.front, other.front) and "" in (one.front, other.front):
        return _ABD_LEFT_OUT * _similarity(_known(a.removeprefix("abd")), _known(b.removeprefix("abd")))
    if one.back and other.back and _FAMILY[one.back] == _FAMILY[other.back]:
        a, b = a.removesuffix(one.back), b.removesuffix(other.back)
    return _similarity(_known(a), _known(b))


def _is_shortened(short: str, long: str) -> bool:
    return long.startswith(short) and len(short) > 3 and len(long) > len(short) + 1 and not _SURNAME_END.search(long)


def _are_two(one: _Word, other: _Word) -> bool:
    """Whether two words are known for different given names: a man's and a woman's ("Mario", "Maria"; "Karim",
    "Karima"), or two of one skeleton whose spellings we have, and which share none ("Hassan", "Hussein").
    """
    if one.gender and other.gender and one.gender != other.gender:
        return True
    if _is_feminine_of(one, other) or _is_feminine_of(other, one):
        return True
    spelled = one.given and other.given and min(len(one.letters), len(other.letters)) >= _READABLE
    return bool(spelled) and one.bones == other.bones


def _is_feminine_of(woman: _Word, man: _Word) -> bool:
    if man.gender != "m" or woman.gender == "m":
        return False
    stem = man.letters.removesuffix("o")
    return woman.letters.startswith(stem) and woman.letters[len(stem) :] in _FEMININE


def _similarity(one: _Word, other: _Word) -> float:
    a, b = one.letters, other.letters
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[:1] == b[:1] else 0.0
    if one.sound == other.sound:
        return 0.98
    if one.given and other.given and not one.given.isdisjoint(other.given):
        return _ONE_NAME
    if _are_two(one, other):
        return _ANOTHER * Levenshtein.normalized_similarity(a, b)
    if a[:1] == b[:1] and (_is_shortened(a, b) or _is_shortened(b, a)):
        return _SHORTENED
    letters = Levenshtein.normalized_similarity(a, b)
    if len(one.bones) < 2 or len(other.bones) < 2:
        if classes_of(one.sound) == classes_of(other.sound):
            return _SAME_CLASSES  # "Cho", "Jo"
        return max(letters, Levenshtein.normalized_similarity(one.sound, other.sound)) * 0.95
    if letters < _MISSPELT and one.bones != other.bones and one.given is not None and other.given is not None:
        return _ANOTHER * letters
    sounds = Levenshtein.normalized_similarity(one.sound, other.sound)
    bones = Levenshtein.normalized_similarity(one.bones, other.bones)
    start = JaroWinkler.similarity(one.sound, other.sound)
    return max(letters, 0.35 * sounds + 0.45 * bones + 0.2 * start) * 0.97
