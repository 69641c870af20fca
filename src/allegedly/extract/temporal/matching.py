"""Finds the stretches of a text that the rules take for time expressions, before anything is worked out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...nlp.tree import Tree
from .guards import CHECKS, premodifies
from .lexer import Tokens
from .rules import Grammar, TimeRule, any_of
from .sight import Sight
from .vocabulary import Value

_PREPOSITIONS = frozenset({"in", "on", "by", "at", "since", "until", "till", "during", "before", "after", "from", "to"})
_COMPARISONS = frozenset({"from", "than", "with", "against"})
_ARTICLES = frozenset({"the", "a", "an"})
_TRIMMED = frozenset(
    {"month_day", "month", "year", "year_pair", "decade", "century", "season", "quarter", "half", "holiday", "weekday"}
)
_SHARED = ("month", "year", "era", "ampm")
"""Fields that one of a pair takes from the other."""

Words = tuple[str, ...]


@dataclass(slots=True)
class Hit:
    """Tokens [first, last) of an expression; ``start`` and ``end`` are its offsets in the text.

    ``means`` says how it is to be read, ``words`` are those of the whole match, ``fields`` what they contribute,
    ``runs`` the words of captured runs. ``premodifier`` marks what stands before a noun that it modifies ("the 1988
    bombing"), ``compared`` what something is measured against ("up from a year earlier"). ``link`` says how it is
    joined to the next expression: "range", "both" or not.
    """

    rule: TimeRule
    means: str
    first: int
    last: int
    start: int
    end: int
    words: Words
    fields: dict[str, Value]
    runs: dict[str, Words] = field(default_factory=dict)
    premodifier: bool = False
    compared: bool = False
    link: str | None = None

    def number(self, name: str, default: int | None = None) -> int:
        """A field as a whole number. Raises ``KeyError`` where there is neither field nor default."""
        if default is None or name in self.fields:
            return int(self.fields[name])
        return default


@dataclass(frozen=True, slots=True)
class _Found:
    rule: TimeRule
    match: re.Match[str]


def find_hits(tokens: Tokens, tree: Tree, grammar: Grammar) -> Iterator[Hit]:
    """All hits in order of the text, none overlapping; the longest at a place wins, then the first of the rules."""
    sight = Sight.of(tokens, tree)
    symbols = tokens.symbols
    position = 0
    while (candidate := grammar.first.search(symbols, position)) is not None:
        position, symbol = candidate.start(), candidate[0]
        found = _best(sight, grammar.by_first[symbol], position) if any_of(symbol).match(symbols, position) else None
        if found is None:
            position += 1
            continue
        yield from _hits(found, sight)
        position = found.match.end()


def hits_alone(tokens: Tokens, grammar: Grammar) -> Iterator[Hit]:
    """What all the ``tokens`` together may be as one expression, the first of the rules first.

    There is no sentence around them, so that nothing has to guard against what else the words could be in one.
    """
    last = len(tokens.symbols)
    for rule in grammar.rules:
        match = rule.pattern.regex.fullmatch(tokens.symbols) if last and rule.means != "pair" else None
        if match is not None:
            yield _plain_hit(_Found(rule, match), tokens, 0, last)


def _best(sight: Sight, rules: tuple[TimeRule, ...], position: int) -> _Found | None:
    symbols = sight.tokens.symbols
    matches = [_Found(rule, match) for rule in rules if (match := rule.pattern.regex.match(symbols, position))]
    if len(matches) > 1:
        matches.sort(key=lambda found: (-found.match.end(), found.rule.order))
    return next((found for found in matches if _counts(sight, found)), None)


def _counts(sight: Sight, found: _Found) -> bool:
    rule, (first, last) = found.rule, found.match.span()
    if rule.after and sight.tokens.word(first - 1) not in rule.after:
        return False
    if not rule.guards:
        return True
    span = sight.span(first, last, _fields(found, sight.tokens, first, last))
    return all(CHECKS[guard](span) for guard in rule.guards)


def _hits(found: _Found, sight: Sight) -> Iterator[Hit]:
    first, last = found.match.span()
    if found.rule.means == "pair":
        a, b = (_hit(found, sight, *_side(found, side)) for side in ("a", "b"))
        a.link = str(_fields(found, sight.tokens, first, last).get("link", "range"))
        share(a, b)
        yield from (a, b)
    else:
        yield _hit(found, sight, first + _extra_article(found, sight), last)


def _extra_article(found: _Found, sight: Sight) -> bool:
    """Whether the article before a date belongs to the noun that the date modifies: "the [1988] bombing"."""
    first, last = found.match.span()
    if found.rule.means not in _TRIMMED or sight.tokens.word(first) not in _ARTICLES:
        return False
    return "of" not in sight.tokens.words(first, last) and premodifies(sight.span(first, last))


def _hit(found: _Found, sight: Sight, first: int, last: int) -> Hit:
    tokens, before = sight.tokens, sight.tokens.word(first - 1)
    hit = _plain_hit(found, tokens, first, last)
    hit.premodifier = before not in _PREPOSITIONS and premodifies(sight.span(first, last))
    hit.compared = before in _COMPARISONS
    return hit


def _plain_hit(found: _Found, tokens: Tokens, first: int, last: int) -> Hit:
    rule = found.rule
    return Hit(
        rule=rule,
        means=str(rule.fixed.get("as", rule.means)),
        first=first,
        last=last,
        start=tokens.starts[first],
        end=tokens.ends[last - 1],
        words=tokens.words(first, last),
        fields={**rule.fixed, **_fields(found, tokens, first, last)},
        runs=_runs(found, tokens, first, last),
    )


def share(a: Hit, b: Hit) -> None:
    """Gives each of a pair what only the other says: the month of "March 10 to 12", the century of "1995-96"."""
    if "two" in b.fields and "year" in a.fields:
        b.fields["year"] = a.number("year") // 100 * 100 + b.number("two")
    for hit, other in ((b, a), (a, b)):
        for name in _SHARED:
            if name in other.fields and (name != "year" or hit.means == "month_day"):
                hit.fields.setdefault(name, other.fields[name])


def _fields(found: _Found, tokens: Tokens, first: int, last: int) -> dict[str, Value]:
    """What each captured word from ``first`` to ``last`` contributes, by field; the first of a field counts."""
    fields: dict[str, Value] = {}
    for group, name, read in found.rule.captures:
        at = found.match.start(group)
        if first <= at < last and name not in fields and (value := read(tokens.word(at))) is not None:
            fields[name] = value
    return fields


def _runs(found: _Found, tokens: Tokens, first: int, last: int) -> dict[str, Words]:
    runs: dict[str, Words] = {}
    for group, name in found.rule.pattern.runs:
        begin, end = found.match.span(group)
        if first <= begin and end <= last and name not in runs:
            runs[name] = tokens.words(begin, end)
    return runs


def _side(found: _Found, name: str) -> tuple[int, int]:
    return found.match.span(next(group for group, run in found.rule.pattern.runs if run == name))
