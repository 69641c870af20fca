"""The lexicons that the cast is read with, as sets and dicts ready for a walk over tokens."""

from collections.abc import Sequence
from functools import cache
from types import MappingProxyType

from ...resources import load_lexicon

_OF_PAPERS = ("neutral", "inferring", "doubtful")


@cache
def words(word_class: str) -> frozenset[str]:
    """The words of a class of ``en/cast_words.tsv``, which explains the classes."""
    lexicon = load_lexicon("en/cast_words.tsv")
    return frozenset(word for word, cells in lexicon.items() if word_class in cells["classes"].split())


@cache
def titles() -> MappingProxyType[str, dict[str, str]]:
    return MappingProxyType(load_lexicon("en/titles.tsv"))


@cache
def title_starts() -> frozenset[str]:
    """First words of titles, as the tokeniser parts them."""
    firsts = {title.replace("-", " ").split()[0] for title in titles()}
    return frozenset(firsts | {first.rstrip(".") for first in firsts})


@cache
def role_nouns() -> MappingProxyType[str, dict[str, str]]:
    return MappingProxyType(load_lexicon("en/role_nouns.tsv"))


@cache
def party_verbs() -> frozenset[str]:
    """Verbs that people and organisations are subjects of, and papers are not: offer, demand, hire."""
    told = {verb for verb, cells in load_lexicon("en/reporting_verbs.tsv").items() if cells["class"] in _OF_PAPERS}
    acting = {verb for verb, cells in load_lexicon("en/acting_words.tsv").items() if "verb" in cells["use"].split()}
    return frozenset((acting | load_lexicon("en/speech_acts.tsv").keys()) - told)


@cache
def addressing_verbs() -> frozenset[str]:
    """Verbs whose object is somebody: urge, warn, ask."""
    acting = {verb for verb, cells in load_lexicon("en/acting_words.tsv").items() if "object" in cells["use"].split()}
    return frozenset(acting | load_lexicon("en/control_verbs.tsv").keys())


@cache
def organisation_words() -> frozenset[str]:
    return frozenset(w for w, cells in load_lexicon("en/organisation_words.tsv").items() if cells["kind"] != "place")


@cache
def place_words() -> frozenset[str]:
    return frozenset(w for w, cells in load_lexicon("en/organisation_words.tsv").items() if cells["kind"] == "place")


@cache
def state_bodies() -> frozenset[str]:
    """Nouns that name an organisation with a country or a person before them: regime, administration, army."""
    lexicon = load_lexicon("en/organisation_words.tsv")
    return frozenset(word for word, cells in lexicon.items() if cells.get("acts") == "state")


@cache
def genders() -> MappingProxyType[str, str]:
    """Given names that are mostly a man's ("m") or a woman's ("f"), and those of both ("")."""
    return MappingProxyType(
        {name: cells.get("gender", "") for name, cells in load_lexicon("en/given_names.tsv").items()}
    )


@cache
def nationalities() -> MappingProxyType[str, tuple[str, frozenset[str]]]:
    """A word for a country or its people: its code and forms (country, adjective, person, people)."""
    lexicon = load_lexicon("en/nationalities.tsv")
    return MappingProxyType({word: (c["code"], frozenset(c["forms"].split())) for word, c in lexicon.items()})


def country_before(words: Sequence[str]) -> str | None:
    """The code of the country that lower-case words begin with, after "the": by the longest name that fits."""
    first = 1 if words[:1] == ["the"] else 0
    for length in range(_longest_country(), 0, -1):
        known = nationalities().get(" ".join(words[first : first + length]))
        if known is not None:
            return known[0]
    return None


@cache
def _longest_country() -> int:
    return max(len(word.split()) for word in nationalities())
