"""What can be read off a phrase without a parse: its head noun, whether it is definite, the numbers in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ..model import Span
from ..resources import load_lexicon

Bound = Literal["exact", "at_least", "at_most", "about"]

_END_OF_HEAD = re.compile(
    r"[,;:()\[\]—–]|\s-\s|\b(?:of|in|at|on|from|with|for|to|by|about|over|after|before|near|under|inside|behind|against|"
    r"between|through|into|was|were|is|are|had|has|have|who|whom|whose|which|that|where|there|here|close|like|than|as)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DEFINITE = re.compile(r"\W*(?:the|this|that|these|those|his|her|its|their|he|she|it|they)\b", re.IGNORECASE)
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}

_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_UNIT_WORD = re.compile(r"\s*(?:-\s*)?(%|[^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_PASSED_OVER = frozenset({"other", "others", "more", "further", "additional", "new", "different", "separate", "such"})
_NO_UNIT = frozenset({
    "a", "an", "the", "of", "in", "at", "on", "from", "with", "for", "to", "by", "and", "or", "but", "was", "were",
    "is", "are", "be", "been", "had", "has", "have", "who", "which", "that", "when", "while", "as", "after", "before",
    "than", "not", "each", "until", "so",
})  # fmt: skip
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (bound, re.compile(rf"\b(?:{words})\s*$", re.IGNORECASE))
    for bound, words in (
        ("negated", "not|rather than|instead of|never"),
        ("at_least", "at least|(?<!no )(?<!not )more than|(?:no|not) (?:fewer|less) than|over|above|upwards of"),
        ("at_most", "up to|at most|(?:no|not) more than|fewer than|less than|under|below"),
        ("about", "(?:about|around|some|roughly|approximately|nearly|almost|an estimated)(?: a)?"),
    )
)
_LOOK_BACK = 20


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts ("23 people": 23, "person"); ``unit`` is ``None`` where the text names none."""

    start: int
    end: int
    value: float
    unit: str | None
    bound: Bound

    def covers(self, other: "Quantity") -> bool:
        """Whether what is said here leaves room for the other number."""
        if self.bound == "at_least":
            return other.value >= self.value
        if self.bound == "at_most":
            return other.value <= self.value
        if self.bound == "about":
            return abs(other.value - self.value) <= 0.1 * self.value
        return other.value == self.value


@lru_cache(maxsize=65_536)
def head_noun(phrase: str) -> str:
    """The noun that a noun phrase is about, in lower case and the singular; "" for a phrase without a word."""
    first = next((part for part in _END_OF_HEAD.split(phrase) if _WORD.search(part)), phrase)
    words = _WORD.findall(first)
    return singular(words[-1].lower()) if words else ""


def is_definite(phrase: str) -> bool:
    """Whether the phrase points back to what was named before ("the official", "she")."""
    return _DEFINITE.match(phrase) is not None


def singular(noun: str) -> str:
    """The singular of a lower-case English noun, by its ending."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun


def quantities(text: str, outside: Sequence[Span] = ()) -> list[Quantity]:
    """The numbers of a text, sorted, but for those inside the sorted spans ``outside`` (times) and those negated."""
    found: list[Quantity] = []
    waiting = iter([*outside, (len(text), len(text))])
    span = next(waiting)
    for match in _number().finditer(text):
        while span[1] <= match.start() and span[0] < len(text):
            span = next(waiting)
        if span[0] < match.end():
            continue
        found.extend(_quantity(text, match))
    return found


def _quantity(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    value = _value(match)
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    bound = next((name for name, pattern in _BEFORE if pattern.search(before)), "exact")
    if value is None or bound == "negated":
        return
    end, unit = _unit(text, match.end())
    sign = match.group("sign")
    yield Quantity(match.start(), end, value, _SIGNS[sign] if sign else unit, bound)  # type: ignore[arg-type]


def _value(match: re.Match[str]) -> float | None:
    digits = match.group("digits")
    value = float(digits.replace(",", "")) if digits else None
    words = _WORD.findall((match.group("scale") or "") if digits else match.group("words").replace("-", " "))
    return in_words([word.lower() for word in words], value)


def in_words(words: Sequence[str], value: float | None = None) -> float | None:
    """The number that words name, after ``value`` where digits stand before them; "one" alone is hardly a number."""
    if value is None and list(words) == ["one"]:
        return None
    total, current = 0.0, value or 0.0
    for word in words:
        cells = load_lexicon("en/number_words.tsv").get(word)
        if cells is None:
            continue
        number = float(cells["value"])
        if "scale" not in cells:
            current += number
        elif number < 1000:
            current = (current or 1) * number
        else:
            total, current = total + (current or 1) * number, 0.0
    return total + current


def _unit(text: str, position: int) -> tuple[int, str | None]:
    for _ in range(3):
        match = _UNIT_WORD.match(text, position)
        word = match.group(1).lower() if match else ""
        if match is None or word in _NO_UNIT:
            return position, None
        if word not in _PASSED_OVER:
            percent = word in ("%", "percent") or (word == "per" and text[match.end() :][:5].strip().lower() == "cent")
            return match.end(), "percent" if percent else singular(word)
        position = match.end()
    return position, None


@cache
def _number() -> re.Pattern[str]:
    words = sorted((word for word in load_lexicon("en/number_words.tsv") if len(word) > 2), key=lambda w: (-len(w), w))
    scales = "|".join(word for word, cells in load_lexicon("en/number_words.tsv").items() if "scale" in cells)
    any_word = "|".join(words)
    return re.compile(
        r"(?<![\w.,/:-])(?P<sign>[$€£¥])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?)(?![\d/:])"
        rf"(?P<scale>\s?(?:{scales})\b)?|\b(?P<words>(?:{any_word})(?:(?:-|\s|\sand\s)(?:{any_word})){{0,8}})\b",
        re.IGNORECASE,
    )
