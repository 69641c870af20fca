"""The rules of how sources are described and how they know (resources/en/grounds.yaml), run over a stretch of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...resources import load_lexicon, load_rules, load_yaml

RULES = "en/grounds.yaml"
_PART = re.compile("%([a-z_]+)%")


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule found: their offsets, and the kind of detail or basis that they tell."""

    kind: str
    start: int
    end: int


def found(where: str, kinds: tuple[str, ...], text: str, start: int, end: int) -> Iterator[Match]:
    """What the rules of some kinds find between two offsets, in the text's order; ``where`` as in the rules' file."""
    for match in pattern_of(where, kinds).finditer(text, start, end):
        yield _match_of(match)


def anchored(where: str, kinds: tuple[str, ...], text: str, start: int, end: int) -> Iterator[Match]:
    """What stands at the first offset itself, if a rule fits."""
    match = pattern_of(where, kinds).match(text, start, end)
    if match is not None:
        yield _match_of(match)


def _match_of(match: re.Match[str]) -> Match:
    rule = str(match.lastgroup)
    name = f"{rule}__said"
    start, end = match.span(name if name in match.re.groupindex and match[name] is not None else rule)
    end -= len(match.string[start:end]) - len(match.string[start:end].rstrip())
    return Match(load_rules(RULES)[rule]["kind"], start, end)


@cache
def pattern_of(where: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    """All rules of one place and some kinds as one pattern, each a group of its own."""
    rules = [
        f"(?P<{name}>{_expanded(rule['pattern']).replace('(?P<said>', f'(?P<{name}__said>')})"
        for name, rule in load_rules(RULES).items()
        if rule["where"] == where and rule["kind"] in kinds
    ]
    return re.compile(r"(?<![\w-])(?:" + "|".join(rules) + ")", re.IGNORECASE)


def _expanded(pattern: str) -> str:
    parts = {**load_yaml("en/grounds_parts.yaml"), "number": _numbers()}
    while _PART.search(pattern):
        pattern = _PART.sub(lambda part: parts[part[1]], pattern)
    return pattern.replace("n't", "n['’]t").replace("\\b ", " ").replace(" ", r"(?:\s{1,4})")


def _numbers() -> str:
    return r"\d[\d,]*|" + "|".join(word for word in load_lexicon("en/number_words.tsv") if len(word) > 2)
