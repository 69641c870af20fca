"""Compiles the pattern language of pieces.yaml to regular expressions over symbols."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...errors import ResourceError

_LEXEME = re.compile(r"\s*(?:(?P<capture>[a-z_]+)=|(?P<mark>'.')|(?P<name>\$?[A-Za-z_][\w.]*)|(?P<sign>[()|?]))")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    ``firsts`` are the symbols that it may begin with. ``classes`` are the regex groups that capture one word of a
    class, with the class; ``runs`` those that capture named runs of words, with the name.
    """

    regex: re.Pattern[str]
    firsts: frozenset[str]
    classes: tuple[tuple[str, str], ...]
    runs: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Compiler:
    """Recursive descent over one pattern; each method returns (regex, first symbols, whether it may be empty)."""

    rule: str
    members: Mapping[str, str]
    pieces: Mapping[str, str]
    classes: list[tuple[str, str]] = field(default_factory=list)
    runs: list[tuple[str, str]] = field(default_factory=list)
    lexemes: list[tuple[str, str]] = field(default_factory=list)

    def compile(self, source: str) -> "_Part":
        """A whole pattern or piece."""
        outer, self.lexemes = self.lexemes, list(_lexemes(source, self.rule))[::-1]
        part = self._choice()
        if self.lexemes:
            raise ResourceError(f"The pattern of {self.rule} has an unexpected {self.lexemes[-1][1]!r}.")
        self.lexemes = outer
        return part

    def _choice(self) -> "_Part":
        arms = [self._sequence()]
        while self._next_is("|"):
            self.lexemes.pop()
            arms.append(self._sequence())
        if len(arms) == 1:
            return arms[0]
        regex = "(?:" + "|".join(arm.regex for arm in arms) + ")"
        return _Part(regex, frozenset().union(*(arm.firsts for arm in arms)), any(arm.empty for arm in arms))

    def _sequence(self) -> "_Part":
        regex, firsts, empty = "", frozenset[str](), True
        while self.lexemes and not self._next_is("|") and not self._next_is(")"):
            part = self._item()
            regex += part.regex
            if empty:
                firsts |= part.firsts
            empty = empty and part.empty
        return _Part(regex, firsts, empty)

    def _item(self) -> "_Part":
        part = self._unit()
        if self._next_is("?"):
            self.lexemes.pop()
            return _Part(f"(?:{part.regex})?", part.firsts, True)
        return part

    def _unit(self) -> "_Part":
        kind, value = self.lexemes.pop()
        if kind == "capture":
            inner = self._unit()
            return _Part(self._capture(self.runs, value, inner.regex), inner.firsts, inner.empty)
        if value != "(":
            return self._atom(kind, value)
        part = self._choice()
        if not self._next_is(")"):
            raise ResourceError(f"The pattern of {self.rule} has an open bracket.")
        self.lexemes.pop()
        return _Part(f"(?:{part.regex})", part.firsts, part.empty)

    def _atom(self, kind: str, value: str) -> "_Part":
        if value.startswith("$"):
            if value[1:] not in self.pieces:
                raise ResourceError(f"The pattern of {self.rule} names {value}, which pieces.yaml does not have.")
            return self.compile(self.pieces[value[1:]])
        symbols = self.members.get(value[1] if kind == "mark" else value)
        if symbols is None:
            raise ResourceError(f"The pattern of {self.rule} names {value!r}, which no class or word is.")
        regex = f"[{symbols}]"
        if value.isupper():
            regex = self._capture(self.classes, value, regex)
        return _Part(regex, frozenset(symbols), False)

    def _capture(self, kind: list[tuple[str, str]], name: str, regex: str) -> str:
        group = f"g{len(self.classes) + len(self.runs)}"
        kind.append((group, name))
        return f"(?P<{group}>{regex})"

    def _next_is(self, sign: str) -> bool:
        return bool(self.lexemes) and self.lexemes[-1] == ("sign", sign)


@dataclass(frozen=True, slots=True)
class _Part:
    regex: str
    firsts: frozenset[str]
    empty: bool


def compile_pattern(rule: str, source: str, members: Mapping[str, str], pieces: Mapping[str, str]) -> Pattern:
    """The pattern ``source`` of a rule. Raises ``ResourceError`` where it is malformed or can match nothing at all."""
    compiler = _Compiler(rule, members, pieces)
    part = compiler.compile(source)
    if part.empty:
        raise ResourceError(f"The pattern of {rule} matches the empty text.")
    return Pattern(re.compile(part.regex), part.firsts, tuple(compiler.classes), tuple(compiler.runs))


def literals_of(source: str, rule: str) -> Iterator[str]:
    """The literal words and marks that a pattern names."""
    for kind, value in _lexemes(source, rule):
        if kind == "mark":
            yield value[1]
        elif kind == "name" and not value.startswith("$") and not value.isupper():
            yield value


def _lexemes(source: str, rule: str) -> Iterator[tuple[str, str]]:
    position, source = 0, source.strip()
    while position < len(source):
        match = _LEXEME.match(source, position)
        if match is None or match.lastgroup is None:
            raise ResourceError(f"The pattern of {rule} cannot be read at {source[position : position + 20]!r}.")
        yield match.lastgroup, match.group(match.lastgroup)
        position = match.end()
