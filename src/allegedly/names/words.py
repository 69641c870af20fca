"""The words of a person's name that count, and those that come and go between spellings."""

import re
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from ..resources import load_lexicon
from .folding import fold
from .sounds import lasting_letters

# "As" and "An" are names too: only a hyphen or an apostrophe, or a form that is no name, makes an article. None begins
# behind an apostrophe, nor behind the dot that a Turkish capital I keeps in lower case.
_ARTICLE = re.compile(r"\b(?<!['’‘`ʿʾ\u0307])(?:[aeu]l[-'’‘ ]+|a(?:sh?|[dnrtz])[-'’‘ ]*[-'’‘])(?=\w)")
_DIN = re.compile(r"^(.{3,}?)(?:[aeou]?[ld]?)d+[ie]{1,2}ne?$")
_DIN_ENDS = tuple("d" + vowels + end for vowels in ("i", "e", "ii", "ie", "ei", "ee") for end in ("n", "ne"))
_DIN_ALONE = frozenset("".join(parts) for parts in product(("", *"aeou"), ("", *"ld"), _DIN_ENDS))
_ULLAH_ALONE = frozenset(("allah", "ullah", "llah"))
_ABD = re.compile(r"^abd(?:[aeiou]?l|[aeiou](?=([rsndztj])\1)|(?=[rn]))(?=.{3})")


@cache
def words_of(word_class: str) -> frozenset[str]:
    """The words of a class of ``en/name_words.tsv``, which explains the classes."""
    lexicon = load_lexicon("en/name_words.tsv")
    return frozenset(word for word, cells in lexicon.items() if word_class in cells["classes"].split())


class NameWords(NamedTuple):
    """A person's name taken apart: folded words in order, and its generation ("jr", "iii") where it has one.

    ``whole`` is all of the name in a row, titles and articles too; ``lasting`` those of its letters that every
    spelling keeps.
    """

    words: tuple[str, ...]
    generation: str | None
    whole: str
    lasting: str


@lru_cache(maxsize=65_536)
def name_words(name: str) -> NameWords:
    """Take apart a person's name: titles, articles, "bin" and "van" go; "Abd al-" and "Abu" join the next word.

    A name that is made of such words alone keeps them all.
    """
    name = name.lower()
    whole = fold(name).replace(" ", "")
    if "," in name:
        surname, _, rest = name.partition(",")
        name = f"{rest} {surname}" if rest.strip() not in words_of("generation") else name
    folded = fold(_ARTICLE.sub(" ", name)) or fold(name)
    words = folded.split()
    generation = None
    if not _changing().isdisjoint(words):
        words, generation = _telling(words)
    if "abd" in folded or "di" in folded or "de" in folded:
        words = [_usual(word) for word in words]
    return NameWords(tuple(words), generation, whole, lasting_letters(whole))


def _telling(words: list[str]) -> tuple[list[str], str | None]:
    """The words that are left when some have gone or joined others, and the generation if there is one."""
    generations, kinship, link = words_of("generation"), words_of("kinship"), words_of("link")
    plain = [word for word in words if word not in generations]
    kept = _joined([word for word in _untitled(plain) if word not in kinship and word not in link])
    return kept or plain or words, next((word for word in words[1:] if word in generations), None)


def _untitled(words: list[str]) -> list[str]:
    first, titles = 0, _titles()
    while first < len(words) - 1 and words[first] in titles:
        first += 1
    return words[first:]


def _joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    openings = words_of("joined")
    for word in words:
        if joined and (joined[-1] in openings or word in _ULLAH_ALONE):
            word = joined.pop() + word
        elif joined and len(joined[-1]) > 2 and word in _DIN_ALONE:
            word = joined.pop() + "din"
        joined.append(word)
    return joined


def _usual(word: str) -> str:
    """The word with "Abd al-" and "al-Din" written in one way."""
    if word.startswith("abd"):
        word = _ABD.sub("abd", word)
    return _DIN.sub(r"\1din", word) if word.endswith(_DIN_ENDS) else word


@cache
def _changing() -> frozenset[str]:
    """The words that go or join others; most names have none of them."""
    classes = (words_of(word_class) for word_class in ("generation", "kinship", "link", "joined"))
    return _titles().union(_DIN_ALONE, _ULLAH_ALONE, *classes)


@cache
def _titles() -> frozenset[str]:
    # "Dean" and "Amir" are given names as well, and dropped they would leave a surname alone
    titles = frozenset(fold(title) for title in load_lexicon("en/titles.tsv") if " " not in title)
    return titles - _given_names().keys()


@cache
def _forms() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, cells in load_lexicon("en/name_forms.tsv").items():
        for form in (name, *cells["forms"].split()):
            names.setdefault(form, set()).add(name)
    return {form: frozenset(heads) for form, heads in names.items()}


@cache
def _given_names() -> dict[str, frozenset[str]]:
    return {fold(name): frozenset() for name in load_lexicon("en/given_names.tsv")} | _forms()


@cache
def _genders() -> dict[str, str]:
    lexicon = load_lexicon("en/given_names.tsv")
    return {fold(name): cells["gender"] for name, cells in lexicon.items() if "gender" in cells}


def gender_of(word: str) -> str | None:
    """Whom the folded word, a given name, is mostly given to: "m" or "f"; None where to both, or we do not know it."""
    return _genders().get(word)


def given_name(word: str) -> frozenset[str] | None:
    """The names whose forms ``en/name_forms.tsv`` has the folded word among ("bob", "robert"), if any.

    None where we do not know the word for a given name at all.
    """
    return _given_names().get(word)
