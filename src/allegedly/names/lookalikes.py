"""Names that are drawn alike and are not the same, and words that mix the letters of several scripts.

After Unicode Technical Standard 39 (https://www.unicode.org/reports/tr39/): the shape of a name is its skeleton, made
with groups of letters that are drawn alike; a word of letters of several scripts is one of "mixed scripts".
"""

import re
import unicodedata
from functools import cache

from ..resources import load_lexicon
from ..unseen import without_unseen

_WORD = re.compile(r"[^\W\d_]+")
_ONE_SCRIPT = ({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
"""Japanese, Korean and Chinese words are written in several."""
_OF_ANY = {"MODIFIER", "COMBINING", "MICRO"}
"""How names of letters begin that stand in words of any script: apostrophes and the like."""


def shape(name: str) -> str:
    """What a name looks like: two names of one shape are drawn alike."""
    drawn = name if name.isascii() else unicodedata.normalize("NFKC", without_unseen(name))
    return " ".join(drawn.translate(_drawn_as()).split())


def mixed(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The first word of a name that has letters of several scripts, and the names of these, sorted."""
    if name.isascii():
        return None
    for word in _WORD.findall(name):
        scripts = set() if word.isascii() else {_script(letter) for letter in word} - _OF_ANY
        if len(scripts) > 1 and not any(scripts <= together for together in _ONE_SCRIPT):
            return word, tuple(sorted(script.capitalize() for script in scripts))
    return None


@cache
def script_of(letter: str) -> str:
    """The name of a letter's script, as in "Cyrillic"."""
    return _script(letter).capitalize()


@cache
def _script(letter: str) -> str:
    own, plain = (  # of a form of a letter, such as a wide one, that letter
        unicodedata.name(one, "?").partition(" ")[0] for one in (letter, unicodedata.normalize("NFKC", letter)[:1])
    )
    return own if own in _OF_ANY else plain


@cache
def _drawn_as() -> dict[int, str]:
    return {ord(other): group[0] for group in load_lexicon("lookalikes.tsv") for other in group[1:]}
