"""Which language a text is in, where it is not English: by the commonest words of each."""

import re
from collections import Counter
from functools import cache
from unicodedata import normalize

from ..resources import load_lexicon

_FILE = "languages.tsv"
_ENGLISH = "English"
_FEWEST_WORDS = 20
_FEWEST_KINDS = 3
"""So many of a language's words must be there: a list of names may have one very often."""
_LEAST_SHARE = 0.08
"""Of all words: those of its own language are 10 to 30 of a hundred in running text, and few in lists and tables."""
_OVER_ENGLISH = 2
"""So many times those of English: a text of which a third or more is English has something to be read."""
_WORD = re.compile(r"[\u0900-\u0963]+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u0900-\u0963\u3040-\u30ff\u3400-\u9fff]+")
"""Letters; in Devanagari with its vowel signs, and of Chinese and Japanese, which leave no space, each by itself."""


def foreign_language(text: str) -> str | None:
    """The language that a text seems to be in, by its English name.

    ``None`` for an English text, one of which about a third or more is English, one of fewer than 20 words, and one in
    a language that is not known here. The commonest words tell a language as well as sequences of letters do, once
    there are some twenty words (G. Grefenstette, "Comparing two language identification schemes", JADT 1995), and need
    no model.
    """
    counts = Counter(_WORD.findall(_plain(text)))
    total = counts.total()
    if total < _FEWEST_WORDS:
        return None
    found = {language: sum(counts[word] for word in words) for language, words in _words().items()}
    english = found.pop(_ENGLISH)
    language = max(found, key=lambda one: found[one])
    is_foreign = found[language] >= max(_LEAST_SHARE * total, _OVER_ENGLISH * english)
    return language if is_foreign and len(_words()[language] & counts.keys()) >= _FEWEST_KINDS else None


def _plain(text: str) -> str:
    return normalize("NFC", text.casefold())


@cache
def _words() -> dict[str, frozenset[str]]:
    return {language: frozenset(_plain(row["words"]).split()) for language, row in load_lexicon(_FILE).items()}
