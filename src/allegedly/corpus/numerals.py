"""Numbers as words and digits write them, where they are part of a name, and the noun or unit behind them."""

import re
from collections.abc import Sequence
from functools import cache

from ..resources import load_lexicon
from .phrases import singular

LOOK_BACK = 20
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_UNIT_WORD = re.compile(r"\s*(?:-\s*)?(%|[^\W\d_]+(?:[-'’./][^\W\d_]+)*)")
_PASSED_OVER = frozenset({"other", "others", "more", "further", "additional", "new", "different", "separate", "such"})
NO_UNIT = frozenset({
    "a", "an", "the", "of", "in", "at", "on", "from", "with", "for", "to", "by", "and", "or", "but", "was", "were",
    "is", "are", "be", "been", "had", "has", "have", "who", "which", "that", "when", "while", "as", "after", "before",
    "than", "not", "each", "until", "so", "his", "its", "this", "ago", "since", "says", "yesterday", "today",
})  # fmt: skip
_MOST_UNIT_WORDS = 4
_ALONE = re.compile(r"\b(?:only|just|exactly)\s*\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)[\s-]\Z")
_SENTENCE_ENDS = (".", "!", "?", ":")


MOST = 1e18
"""Longer rows of digits are no numbers of anything."""


def value_of(text: str, match: re.Match[str]) -> float | None:
    """The number that a match of ``number_pattern`` stands for; "one" alone is hardly one, "only one" is."""
    digits = match.group("digits")
    value = float(digits.replace(",", "")) if digits else None
    if value is not None and value > MOST:
        return None
    words = _WORD.findall((match.group("scale") or "") if digits else match.group("words").replace("-", " "))
    if not digits and words == ["one"] and _ALONE.search(text[max(0, match.start() - LOOK_BACK) : match.start()]):
        return 1.0
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


def scale_of(match: re.Match[str]) -> float:
    """By what the word behind the digits multiplies them."""
    return in_words(_WORD.findall((match.group("scale") or "").lower()), 1.0) or 1.0


def unit_at(text: str, position: int) -> tuple[int, str | None]:
    """Where the noun that is counted ends, and that noun: the first unit, toll or plural, else the first word."""
    first: tuple[int, str] | None = None
    for _ in range(_MOST_UNIT_WORDS):
        match = _UNIT_WORD.match(text, position)
        word = match.group(1).lower() if match else ""
        if match is not None and word in ("and", "or") and first is not None and not first[1].endswith("ed"):
            position = match.end()
            continue  # "propaganda and training films"
        if match is None or word in NO_UNIT:
            break
        position = match.end()
        if word == "%" or (word == "per" and text[position:][:5].strip().lower() == "cent"):
            return position, "percent"
        if word in _PASSED_OVER:
            continue
        if _is_counted(word):
            return position, word if word in load_lexicon("en/units.tsv") else singular(word)
        first = first or (position, singular(word))
    return first or (position, None)


def _is_counted(word: str) -> bool:
    listed = any(word in load_lexicon(f"en/{name}.tsv") for name in ("units", "tolls"))
    return listed or singular(word) != word


def noun_phrase(text: str, position: int) -> list[str]:
    """The words of a phrase that begins at the position, in lower case, up to one that cannot be part of it."""
    words: list[str] = []
    while len(words) < _MOST_UNIT_WORDS and (match := _UNIT_WORD.match(text, position)) is not None:
        word = match.group(1).lower()
        if word in NO_UNIT:
            break
        words.append(word)
        position = match.end()
    return words


def named_unit(word: str | None) -> tuple[str | None, float]:
    """The unit that a noun in the singular stands for, and its size in that."""
    cells = load_lexicon("en/units.tsv").get(word or "")
    return (word, 1.0) if cells is None else (cells["unit"], float(cells["size"]))


@cache
def measures() -> frozenset[str]:
    """Units that say nothing of what is measured: money, percent, lengths and weights."""
    units = load_lexicon("en/units.tsv")
    return frozenset({"dollar", "euro", "pound", "yen", *(c["unit"] for c in units.values() if c.get("measure"))})


def is_in_a_name(text: str, start: int, end: int) -> bool:
    """As in "Flight 300", "Channel Four", "the Five Lakes"; a capital that opens a sentence is none of a name."""
    before = text[max(0, start - LOOK_BACK) : start]
    word = _WORD_BEFORE.search(before)
    if word is not None and word.group(1).lower() in load_lexicon("en/numbered_names.tsv"):
        return True
    opens = before.strip("\"'“‘([ \n") == "" or before.rstrip("\"'“‘([ \n").endswith(_SENTENCE_ENDS)
    if opens or not text[start].isupper():
        return False
    return (word is not None and word.group(1)[0].isupper()) or text[end : end + 2].strip()[:1].isupper()


@cache
def number_pattern() -> re.Pattern[str]:
    """Digits (``digits``, to ``most`` in a range or a score, times ``scale``, behind ``sign``) or ``words``."""
    words = sorted((word for word in load_lexicon("en/number_words.tsv") if len(word) > 2), key=lambda w: (-len(w), w))
    scales = "|".join(word for word, cells in load_lexicon("en/number_words.tsv").items() if "scale" in cells)
    any_word = "|".join(words)
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?"
    return re.compile(
        rf"(?<![\w.,/:-])(?P<sign>[$€£¥])?(?P<digits>{digits})(?:\s?[-–]\s?[$€£¥]?(?P<most>{digits}))?(?![\d/:])"
        rf"(?P<scale>\s?(?:{scales})\b)?|\b(?P<words>(?:{any_word})(?:(?:-|\s|\sand\s)(?:{any_word})){{0,8}})\b",
        re.IGNORECASE,
    )


@cache
def ordinal_pattern() -> re.Pattern[str]:
    """As in "third", "twenty-third", "3rd": ``digits``, or ``word`` behind ``ten``."""
    words = "|".join(load_lexicon("en/ordinals.tsv"))
    tens = "|".join(word for word, cells in load_lexicon("en/number_words.tsv").items() if _is_a_ten(cells))
    return re.compile(
        rf"(?<![\w.,/:-])(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?:(?P<ten>{tens})[- ])?(?P<word>{words}))\b(?!-)",
        re.IGNORECASE,
    )


def _is_a_ten(cells: dict[str, str]) -> bool:
    return "scale" not in cells and float(cells["value"]) >= 20
