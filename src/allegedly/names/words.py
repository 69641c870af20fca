"""The words of a person's name that count, and those that come and go between spellings."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..resources import load_lexicon
from .folding import fold

_ARTICLE = re.compile(r"(?<!['’‘`ʿʾ])\b(?:al|el|ul|as|ash|ad|an|ar|at|az)[-'’‘ ]+(?=\w)", re.IGNORECASE)
_DIN = re.compile(r"^(.{3,}?)(?:[aeou]?[ld]?)d+[ie]{1,2}ne?$")
_DIN_ALONE = re.compile(r"^(?:[aeou]?[ld]?)d[ie]{1,2}ne?$")
_ABD = re.compile(r"^abd(?:[aeiou]?l|[aeiou](?=([rsndztj])\1)|(?=[rn]))(?=.{3})")


@cache
def words_of(word_class: str) -> frozenset[str]:
    """The words of a class of ``en/name_words.tsv``, which explains the classes."""
    lexicon = load_lexicon("en/name_words.tsv")
    return frozenset(word for word, cells in lexicon.items() if word_class in cells["classes"].split())


@dataclass(frozen=True, slots=True)
class NameWords:
    """A person's name taken apart: folded words in order, and its generation ("jr", "iii") where it has one."""

    words: tuple[str, ...]
    generation: str | None


@lru_cache(maxsize=65_536)
def name_words(name: str) -> NameWords:
    """Take apart a person's name: titles, articles, "bin" and "van" go; "Abd al-" and "Abu" join the next word.

    A name that is made of such words alone keeps them all.
    """
    if "," in name:
        surname, _, rest = name.partition(",")
        name = f"{rest} {surname}" if rest.strip().lower() not in words_of("generation") else name
    folded = (fold(_ARTICLE.sub(_keep_if_last, name)) or fold(name)).split()
    generation = next((word for word in folded[1:] if word in words_of("generation")), None)
    plain = [word for word in folded if word not in words_of("generation")]
    kept = [word for word in _untitled(plain) if word not in words_of("kinship") and word not in words_of("link")]
    joined = _join(kept) or plain or folded
    return NameWords(tuple(joined), generation)


def _keep_if_last(match: re.Match[str]) -> str:
    # "As" and "An" are names too: only a hyphen or an apostrophe, or a form that is no name, makes an article
    found = match.group()
    article = found.rstrip(" -'’‘").lower()
    return " " if article in ("al", "el", "ul") or not found.endswith(" ") else found


def _untitled(words: list[str]) -> list[str]:
    first = 0
    while first < len(words) - 1 and words[first] in _titles():
        first += 1
    return words[first:]


def _join(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1] in words_of("joined") or word in ("allah", "ullah", "llah")):
            word = joined.pop() + word
        elif joined and len(joined[-1]) > 2 and _DIN_ALONE.match(word):
            word = joined.pop() + "din"
        joined.append(word)
    return [_DIN.sub(r"\1din", _ABD.sub("abd", word)) for word in joined]


@cache
def _titles() -> frozenset[str]:
    # "Dean" and "Amir" are given names as well, and dropped they would leave a surname alone
    titles = frozenset(fold(title) for title in load_lexicon("en/titles.tsv") if " " not in title)
    return titles - _given_names()


@cache
def _forms() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, cells in load_lexicon("en/name_forms.tsv").items():
        for form in (name, *cells["forms"].split()):
            names.setdefault(form, set()).add(name)
    return {form: frozenset(heads) for form, heads in names.items()}


def are_forms_of_one_name(a: str, b: str) -> bool:
    """Whether ``en/name_forms.tsv`` knows the two folded words for one given name ("bob", "robert")."""
    return not _forms().get(a, frozenset()).isdisjoint(_forms().get(b, ()))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in load_lexicon("en/given_names.tsv")) | frozenset(_forms())


def are_given_names(a: str, b: str) -> bool:
    """Whether both folded words are given names that we know, so that they rather are two than two spellings."""
    return a in _given_names() and b in _given_names()
