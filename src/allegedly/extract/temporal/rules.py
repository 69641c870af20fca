"""The rules of time as they stand in resources/en/time, compiled once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from ...errors import ResourceError
from ...resources import load_rules, load_yaml
from .patterns import Pattern, compile_pattern, literals_of
from .vocabulary import Value, Vocabulary, vocabulary

FILES = ("dates", "ranges", "clock", "relative", "durations", "vague")
"""In order of priority between matches of the same length."""

Capture = tuple[str, str, Callable[[str], Value | None]]

_GROUP = re.compile(r"\(\?P<g\d+>")
_KEYS = {"pattern", "means", "with", "after", "guard", "examples", "counterexamples"}


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One rule: a pattern, what a match means, and when it does not count.

    ``captures`` are the pattern's groups of one word, each with the field it fills and what each word contributes.
    ``fixed`` are fields that every match has. ``after`` are the words of which one must stand before a match.
    ``guards`` are names of checks in guards.py that a match must pass.
    """

    id: str
    order: int
    pattern: Pattern
    captures: tuple[Capture, ...]
    means: str
    fixed: dict[str, str | int]
    after: frozenset[str]
    guards: tuple[str, ...]


@dataclass(frozen=True)
class Grammar:
    """All rules, and the vocabulary they are written in.

    ``first`` finds a symbol that some rule may begin with, and ``by_first`` gives those rules.
    """

    rules: tuple[TimeRule, ...]
    words: Vocabulary
    by_first: dict[str, tuple[TimeRule, ...]]
    first: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The grammar of English time expressions. Raises ``ResourceError`` where a rule file is malformed."""
    sources = {rule_id: rule for name in FILES for rule_id, rule in load_rules(f"en/time/{name}.yaml").items()}
    pieces: dict[str, str] = load_yaml("en/time/pieces.yaml")
    patterns = {rule_id: rule["pattern"] for rule_id, rule in sources.items()}
    literals = frozenset(chain.from_iterable(literals_of(text, name) for name, text in (patterns | pieces).items()))
    words = vocabulary(literals)
    rules = tuple(_rule(name, n, rule, words, pieces) for n, (name, rule) in enumerate(sources.items()))
    firsts = sorted(frozenset[str]().union(*(rule.pattern.firsts for rule in rules)))
    by_first = {symbol: tuple(rule for rule in rules if symbol in rule.pattern.firsts) for symbol in firsts}
    return Grammar(rules, words, by_first, re.compile(f"[{''.join(firsts)}]"))


@cache
def any_of(symbol: str) -> re.Pattern[str]:
    """Whether any rule at all matches where ``symbol`` stands: one quick look, and nearly always none does."""
    return _any_of(tuple(rule.order for rule in grammar().by_first[symbol]))


@cache
def _any_of(orders: tuple[int, ...]) -> re.Pattern[str]:
    rules = grammar().rules
    return re.compile("|".join(_GROUP.sub("(?:", rules[order].pattern.regex.pattern) for order in orders))


def _rule(rule_id: str, order: int, rule: dict[str, Any], words: Vocabulary, pieces: dict[str, str]) -> TimeRule:
    if not {"pattern", "means"} <= rule.keys() or rule.keys() - _KEYS:
        raise ResourceError(f"The time rule {rule_id} lacks a pattern or a meaning, or has a key of no use.")
    if not all(isinstance(word, str) for word in rule.get("after", ())):
        raise ResourceError(f"The time rule {rule_id} wants quotation marks in `after`: on, off, no, yes.")
    pattern = compile_pattern(rule_id, rule["pattern"], words.members, pieces)
    return TimeRule(
        id=rule_id,
        order=order,
        pattern=pattern,
        captures=tuple((group, _field(name), words.reader(name)) for group, name in pattern.classes),
        means=rule["means"],
        fixed=rule.get("with", {}),
        after=frozenset(rule.get("after", ())),
        guards=tuple(rule.get("guard", ())),
    )


def _field(class_name: str) -> str:
    """MONTH and MONTH_SHORT fill the field "month"."""
    return class_name.split("_")[0].lower()
