"""Names of people: what can be one, and which two would be taken for each other.

Names stand in the log of judgements and are read by others; so none may hold what acts on a page, a terminal or a log,
and no new one may look like another (after RFC 8265 and Unicode's UTS #36 and #39).
"""

import unicodedata

from ..names.folding import fold
from ..names.lookalikes import script_of, shape
from .errors import TeamError

LONGEST = 64
"""Characters."""
_BESIDE_LETTERS = frozenset(" -'’._@+")
_ONE_AFTER_OTHER = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_WRITTEN_TOGETHER = ({"Cjk", "Hiragana", "Katakana", "Latin"}, {"Cjk", "Hangul", "Latin"}, {"Cjk", "Bopomofo", "Latin"})


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
    scripts = {script_of(one) for one in name if unicodedata.category(one)[0] == "L"}
    if len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER):
        raise TeamError("A name is written in one script: letters of two are taken for each other.")
    return name


def skeleton(name: str) -> str:
    """What a name looks like: two with one skeleton would be taken for each other. Also for what is no name."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = (one for one in plain if unicodedata.category(one)[0] in "LN")
    bare = "".join(fold(one) if script_of(one) == "Latin" else one for one in kept)
    letters = shape(bare).casefold()
    for two, one in _ONE_AFTER_OTHER:
        letters = letters.replace(two, one)
    return letters
