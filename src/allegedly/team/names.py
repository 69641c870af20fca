"""Names of people: what can be one, and which two would be taken for each other.

Names stand in the log of judgements and are read by others; so none may hold what acts on a page, a terminal or a log,
and no new one may look like another (after RFC 8265 and Unicode's UTS #36 and #39).
"""

import unicodedata
from functools import cache

from ..resources import load_lexicon
from .errors import TeamError

LONGEST = 64
"""Characters."""
_BESIDE_LETTERS = frozenset(" -'’._@+")
_ONE_AFTER_OTHER = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_WRITTEN_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}, {"CJK", "HANGUL", "LATIN"}, {"CJK", "BOPOMOFO", "LATIN"})


def as_name(given: str) -> str:
    """``given`` as a name is kept: compatibility characters as plain ones, one space between words.

    Raises ``TeamError`` for what can be no name.
    """
    name = unicodedata.normalize("NFKC", given.strip(" "))
    if not name:
        raise TeamError("The name is empty.")
    if len(name) > LONGEST:
        raise TeamError(f"A name has at most {LONGEST} characters.")
    if not all(unicodedata.category(one)[0] in "LMN" or one in _BESIDE_LETTERS for one in name):
        raise TeamError("A name is of letters, digits, spaces and - ' . _ @ + alone.")
    if "  " in name or unicodedata.category(name[0])[0] not in "LN":
        raise TeamError("A name begins with a letter or digit and has one space between words.")
    scripts = {script for one in name if (script := _script(one))}
    if len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER):
        raise TeamError("A name is written in one script: letters of two are taken for each other.")
    return name


def skeleton(name: str) -> str:
    """What a name looks like: two with one skeleton would be taken for each other. Also for what is no name."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(_looks().get(one, one) for one in plain if unicodedata.category(one)[0] in "LN")
    for two, one in _ONE_AFTER_OTHER:
        letters = letters.replace(two, one)
    return letters


def _script(one: str) -> str | None:
    """The script of a letter, by its name: "LATIN SMALL LETTER A"."""
    if unicodedata.category(one)[0] != "L":
        return None
    return unicodedata.name(one, "?").split()[0].split("-")[0]


@cache
def _looks() -> dict[str, str]:
    return {letter: row["taken_for"] for letter, row in load_lexicon("lookalikes.tsv").items()}
