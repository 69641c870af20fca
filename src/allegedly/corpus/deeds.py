"""What is done, whatever the words: "ran on to a reef" and "hit the rock" tell of one deed (en/deeds.tsv)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..resources import load_lexicon
from .phrases import singular

_NEAR = 8
"""So many words behind the verb may belong to a phrase ("took him, bound and gagged, hostage")."""
_GENERAL = (
    "general_verbs",
    "reporting_verbs",
    "complement_verbs",
    "motion_verbs",
    "light_verbs",
    "characterising_verbs",
    "control_verbs",
    "speech_acts",
    "dative_verbs",
    "answering_verbs",
    "basis_verbs",
    "non_events",
    "recurrence",
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BEHIND = re.compile(rf"(?:\W+{_WORD.pattern}){{1,{_NEAR}}}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The deed that a verb tells of with other words beside it: one of each set. ``undergone``: by its subject."""

    deed: str
    beside: tuple[frozenset[str], ...]
    undergone: bool = False

    def names(self, noun: str) -> bool:
        """Whether a noun is part of the phrase, and so takes no part in the deed ("downed tools")."""
        return any(noun in words for words in self.beside)


def deed_of(predicate: str, behind: Collection[str], heads: Collection[str]) -> Phrase | None:
    """The deed that a predicate tells of with the words close behind it and the heads of its roles, if listed."""
    verb, *particles = predicate.split(" ")
    there = {*particles, *behind, *heads}
    fitting = (phrase for phrase in _phrases().get(verb, ()) if all(words & there for words in phrase.beside))
    return next(fitting, None)


def words_behind(text: str, start: int, end: int) -> list[str]:
    """The next words of a text, in lower case and the singular, as far as ``end``."""
    match = _BEHIND.match(text, start, end)
    return [singular(word.lower()) for word in _WORD.findall(match.group())] if match else []


@cache
def may_be_only_one(happening: str) -> bool:
    """Whether few cases have two of the kind: it is listed as such, or of no verb that tells of much."""
    listed = load_lexicon("en/deeds.tsv").get(happening)
    if listed is not None:
        return "once" in listed
    return not any(happening.split(" ")[0] in load_lexicon(f"en/{name}.tsv") for name in _GENERAL)


@cache
def _phrases() -> Mapping[str, Sequence[Phrase]]:
    """The phrases by their verb, those of most words first."""
    found: dict[str, list[Phrase]] = {}
    for deed, cells in load_lexicon("en/deeds.tsv").items():
        for verb, phrase in _of_deed(deed, cells):
            found.setdefault(verb, []).append(phrase)
    return {verb: sorted(own, key=lambda phrase: -len(phrase.beside)) for verb, own in found.items()}


def _of_deed(deed: str, cells: Mapping[str, str]) -> Iterator[tuple[str, Phrase]]:
    for column in ("verbs", "phrases", "undergone"):
        for words in filter(None, cells.get(column, "").split(", ")):
            verb, *beside = words.split(" ")
            sets = tuple(frozenset(_alternatives(part)) for part in beside)
            yield verb, Phrase(deed, sets, undergone=column == "undergone")


def _alternatives(part: str) -> Iterator[str]:
    for word in part.split("|"):
        yield from load_lexicon("en/currencies.tsv") if word == "%currency%" else (singular(word),)
