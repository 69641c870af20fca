"""Cuts a text into tokens and gives each its symbol."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from .vocabulary import BREAK, NEUTRAL, Vocabulary

# Every alternative consumes what it began, so that the whole walk is linear whatever the text.
_TOKEN = re.compile(
    r"(?P<break>\n\s*)"
    r"|(?P<link>(?:https?://|www\.)\S+)"
    r"|(?P<ampm>[aApP]\.[mM]\b\.?)"
    r"|(?P<word>[^\W\d_]\w*)"
    r"|(?P<money>[$€£¥]\s?\d\w*(?:[.,]\d\w*)*)"
    r"|(?P<digits>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])|\d\d?-\d\d?-(?:1[89]|20)\d\d(?![\w-])|\d\w*(?:[.,:/]\d\w*)*|['’]\d\d?s?(?!\w))"
    r"|(?P<dash>[-‐‑‒–])"
    r"|(?P<quote>['’ʼ])"
    r"|(?P<other>[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel: ``symbols[i]`` stands for ``text[starts[i]:ends[i]]``."""

    text: str
    symbols: str
    starts: list[int]
    ends: list[int]

    def word(self, i: int) -> str:
        """Token ``i`` in lower case, with plain dashes and apostrophes; empty outside the text."""
        if not 0 <= i < len(self.starts):
            return ""
        word = self.text[self.starts[i] : self.ends[i]].lower()
        return _PLAIN.get(word, word)

    def words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self.word(i) for i in range(first, last))

    def raw(self, i: int) -> str:
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""


_PLAIN = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-"}


def tokens_of(text: str, words: Vocabulary, borders: Collection[int]) -> Tokens:
    """The tokens of ``text``. A blank line, or a line feed before one of ``borders``, becomes a break."""
    symbols: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    known = dict(words.lower)
    look_up = known.get
    for match in _TOKEN.finditer(text):
        token = match[0]
        symbol = look_up(token)
        if symbol is None:
            if match.lastgroup == "break":
                if token.count("\n") == 1 and match.end() not in borders:
                    continue
                symbol = BREAK
            else:
                symbol = known[token] = _symbol(token, match.lastgroup, words)
        start, end = match.span()
        symbols.append(symbol)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(symbols), starts, ends)


def _symbol(token: str, kind: str | None, words: Vocabulary) -> str:
    if kind == "word":
        return NEUTRAL if token.islower() else words.capital.get(token.lower(), NEUTRAL)
    if kind == "digits":
        return words.shape(token)
    plain = "-" if kind == "dash" else "'" if kind == "quote" else token.lower()
    return words.lower.get(plain, NEUTRAL)
