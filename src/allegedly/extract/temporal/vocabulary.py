"""The words of time as classes, and one private character for every set of classes that a token may belong to.

A text becomes a string of such characters, one a token, over which the rules' patterns run as ordinary regular
expressions: short strings, no letters to compare, and nothing of a word left but what it can mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ...resources import load_yaml

Value = str | int | float
"""What a word contributes to a field."""
NEUTRAL = "\ue000"
"""The symbol of a token that no pattern asks for."""
BREAK = "\ue001"
"""The symbol of a border that no expression crosses."""

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("INT", r"\d{1,4}"),
        ("DAY", r"0?[1-9]|[12]\d|3[01]"),
        ("YEAR", r"1\d{3}|20\d{2}"),
        ("TWO_DIGITS", r"\d{2}"),
        ("FOUR_DIGITS", r"(?:[01]\d|2[0-3])[0-5]\d"),
        ("ORDINAL_DIGITS", r"\d{1,2}(?:st|nd|rd|th)"),
        ("DECIMAL", r"\d{1,3}\.\d{1,2}"),
        ("CLOCK", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
        ("CLOCK_DOT", r"(?:[01]?\d|2[0-4])\.[0-5]\d"),
        ("CLOCK_AMPM", r"(?:0?\d|1[0-2])(?:[:.][0-5]\d)?[ap]m"),
        ("DATE_ISO", r"\d{4}([-/])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?Z?)?"),
        ("DATE_SLASH", r"(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|[12]\d|3[01])\1(?:1[89]|20)\d\d"),
        ("DECADE_DIGITS", r"(?:1\d|20)\d0s|['’]?\d0s"),
        ("YEAR_SHORT", r"['’]\d\d"),
        ("YEAR_PAIR", r"(?:1\d|20)\d\d/(?:\d\d){1,2}"),
    )
)
_READERS: dict[str, Callable[[str], Value | None]] = {
    **dict.fromkeys(("FOUR_DIGITS", "CLOCK", "CLOCK_DOT", "CLOCK_AMPM", "DATE_ISO", "DATE_SLASH"), str),
    "INT": int,
    "DAY": int,
    "YEAR": int,
    "TWO_DIGITS": int,
    "ORDINAL_DIGITS": lambda token: int(token[:-2]),
    "DECIMAL": float,
    "DECADE_DIGITS": lambda token: int(token.strip("'s")) // 10 + (190 if len(token.strip("'s")) == 2 else 0),
    "YEAR_PAIR": lambda token: int(token[:4]),
    "YEAR_SHORT": lambda token: int(token[1:]) + (2000 if int(token[1:]) <= _LAST_OF_THIS_CENTURY else 1900),
}
_LAST_OF_THIS_CENTURY = 40
"""Years of two digits up to this one belong to this century."""
_LONGEST_SHAPE = 24


@dataclass(frozen=True)
class Vocabulary:
    """``lower`` and ``capital`` give the symbol of a word by its first letter's case; ``values`` what words contribute.

    ``members`` are the symbols of each class and of each literal word.
    """

    lower: dict[str, str]
    capital: dict[str, str]
    members: dict[str, str]
    values: dict[str, dict[str, Value]]
    shapes: dict[frozenset[str], str]

    def shape(self, token: str) -> str:
        """The symbol of a token with digits."""
        if len(token) > _LONGEST_SHAPE:
            return NEUTRAL
        return self.shapes.get(shape_classes(token), NEUTRAL)

    def reader(self, class_name: str) -> Callable[[str], Value | None]:
        """What a word or token of a class contributes, by the word in lower case."""
        return _READERS[class_name] if class_name in _READERS else self.values[class_name].get


def shape_classes(token: str) -> frozenset[str]:
    """The classes that the digits of a token put it in: "1988" is a whole number and a year."""
    return frozenset(name for name, pattern in _SHAPES if pattern.fullmatch(token))


@cache
def vocabulary(literals: frozenset[str]) -> Vocabulary:
    """The vocabulary of words.yaml and of the literal words that patterns name."""
    sections = dict(load_yaml("en/time/words.yaml"))
    cased = {name: set(words) or set(sections[name]) for name, words in sections.pop("cased").items()}
    capital = {word: {word} for word in literals}
    for name, words in sections.items():
        for word in words:
            capital.setdefault(word, set()).add(name)
    lower = {word: {k for k in kinds if word not in cased.get(k, ())} for word, kinds in capital.items()}
    shapes = {shape_classes(token) for token in _SPECIMENS} - {frozenset()}
    symbols = _symbols([*map(frozenset, capital.values()), *map(frozenset, lower.values()), *shapes])
    return Vocabulary(
        lower={word: symbols.get(frozenset(kinds), NEUTRAL) for word, kinds in lower.items()},
        capital={word: symbols[frozenset(kinds)] for word, kinds in capital.items()},
        members=_members(symbols),
        values=sections,
        shapes={kinds: symbols[kinds] for kinds in shapes},
    )


def _members(symbols: dict[frozenset[str], str]) -> dict[str, str]:
    members: dict[str, str] = {}
    for kinds, symbol in sorted(symbols.items(), key=lambda item: item[1]):
        for kind in sorted(kinds):
            members[kind] = members.get(kind, "") + symbol
    return members


def _symbols(sets: list[frozenset[str]]) -> dict[frozenset[str], str]:
    distinct = sorted({tuple(sorted(kinds)) for kinds in sets if kinds})
    return {frozenset(kinds): chr(ord(BREAK) + 1 + i) for i, kinds in enumerate(distinct)}


# One token of every mixture of shapes, so that each mixture gets its symbol.
_SPECIMENS = (
    "0", "1", "12", "15", "32", "100", "1030", "1075", "2030", "2075", "2130", "2175", "2500",
    "05", "00", "005", "0530", "0575",
    "1st", "15th", "45th", "1.5", "1.05", "1.45", "1.75", "9.45", "12.5", "12.45", "14.30", "30.45", "100.5", "100.45",
    "9:30", "09:30", "14:30", "30:30", "12:30:15", "9am", "10.30pm", "10:30pm", "2011-06-15", "2011-06-15T10:30",
    "15/06/2011", "1.2.2011", "1980s", "80s", "'80s", "'84", "2010/11",
)  # fmt: skip
