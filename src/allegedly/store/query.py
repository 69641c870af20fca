"""The language of search queries: words, "phrases", prefix*, AND, OR, NOT and parentheses.

Words side by side must all be there. NOT binds closest, then AND, then OR. Operators are written in capitals, so that
"and" can be searched for.
"""

import re
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from ..errors import AllegedlyError

MAX_LENGTH = 1_000
MAX_DEPTH = 10
_PIECE = re.compile(r'\s*(?:(?P<phrase>"[^"]*"\*?)|(?P<bracket>[()])|(?P<word>[^\s()"]+)|(?P<open>"))')
_PLAIN = str.maketrans("“”„‟\0", '"""" ')


class QueryError(AllegedlyError):
    """A search query that cannot be understood, and what to change in it."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side; with ``prefix`` the last one may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    left: "Query"
    right: "Query"


@dataclass(frozen=True, slots=True)
class Either:
    left: "Query"
    right: "Query"


@dataclass(frozen=True, slots=True)
class Without:
    left: "Query"
    right: "Query"


Query: TypeAlias = Words | Both | Either | Without


def parse_query(text: str) -> Query:
    """The query that ``text`` puts. Raises ``QueryError`` with a sentence that names the place to mend."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"The search is longer than {MAX_LENGTH} characters; shorten it.")
    tokens = _tokens(text.encode("utf-8", "replace").decode().translate(_PLAIN))
    if not tokens:
        raise QueryError("The search is empty; give at least one word.")
    query, rest = _either(tokens, 0)
    if rest:
        _fail("There is a ')' without a '(' before it.")
    return query


def _tokens(text: str) -> list[str]:
    tokens = []
    for match in _PIECE.finditer(text.rstrip()):
        if match.lastgroup == "open":
            _fail("A quotation mark is not closed.")
        tokens.append(match.group().strip())
    return tokens


# Each function takes the tokens that are left and gives back the query with what is left after it.
def _either(tokens: list[str], depth: int) -> tuple[Query, list[str]]:
    left, tokens = _both(tokens, depth)
    while tokens and tokens[0] == "OR":
        right, tokens = _both(tokens[1:], depth)
        left = Either(left, right)
    return left, tokens


def _both(tokens: list[str], depth: int) -> tuple[Query, list[str]]:
    left, tokens = _term(tokens, depth)
    while tokens and tokens[0] not in ("OR", ")"):
        if tokens[0] == "AND":
            tokens = tokens[1:]
        negative = bool(tokens) and tokens[0] == "NOT"
        right, tokens = _term(tokens[1:] if negative else tokens, depth)
        left = Without(left, right) if negative else Both(left, right)
    return left, tokens


def _term(tokens: list[str], depth: int) -> tuple[Query, list[str]]:
    if not tokens or tokens[0] in ("AND", "OR", ")"):
        _fail("A word is missing beside AND, OR, NOT or a bracket.")
    if tokens[0] == "NOT":
        _fail("NOT needs a word before it that is searched for.")
    if tokens[0] != "(":
        return _words(tokens[0]), tokens[1:]
    if depth == MAX_DEPTH:
        _fail(f"Brackets stand more than {MAX_DEPTH} deep.")
    query, rest = _either(tokens[1:], depth + 1)
    if not rest:
        _fail("A '(' is not closed.")
    return query, rest[1:]


def _words(token: str) -> Words:
    prefix = token.endswith("*")
    words = token.strip('"*')
    if not any(character.isalnum() for character in words):
        _fail(f"{' '.join(token.split())} holds no letter and no digit.")
    return Words(words, prefix)


def _fail(why: str) -> NoReturn:
    raise QueryError(f'The search cannot be understood: {why} Example: "first word" AND (second OR thir*) NOT fourth.')
