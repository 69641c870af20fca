"""Tokens: their offsets, their symbols, and the borders that no expression crosses."""

import itertools

import pytest

from allegedly.extract.temporal.lexer import Tokens, tokens_of
from allegedly.extract.temporal.rules import grammar
from allegedly.extract.temporal.vocabulary import BREAK, NEUTRAL, shape_classes

WORDS = grammar().words


def tokens(text: str, borders: tuple[int, ...] = ()) -> Tokens:
    return tokens_of(text, WORDS, borders)


def texts(found: Tokens) -> list[str]:
    return [found.text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


def is_in(symbol: str, name: str) -> bool:
    return symbol in WORDS.members[name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mid-April 2011", ["mid", "-", "April", "2011"]),
        ("on 15/06/2011.", ["on", "15/06/2011", "."]),
        ("1,988 people in 1988,", ["1,988", "people", "in", "1988", ","]),
        ("10:30 p.m. on", ["10:30", "p.m.", "on"]),
        ("Friday’s", ["Friday", "’", "s"]),
        ("in ’84 and the '80s", ["in", "’84", "and", "the", "'80s"]),
        ("1995–96", ["1995", "–", "96"]),
        ("2011-06-15T10:30 2011-06", ["2011-06-15T10:30", "2011", "-", "06"]),
        ("https://example.org/2009/05/11 x", ["https://example.org/2009/05/11", "x"]),
        ("$1984 £ 20 3G", ["$1984", "£ 20", "3G"]),
        ("\u202b1984\u202c", ["\u202b", "1984", "\u202c"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert texts(tokens(text)) == expected


@pytest.mark.parametrize(
    ("token", "name"),
    [("May", "MONTH"), ("may", "may"), ("1988", "YEAR"), ("15th", "ORDINAL_DIGITS"), ("’90s", "DECADE_DIGITS")],
)
def test_symbols(token: str, name: str) -> None:
    assert is_in(tokens(token).symbols, name)


@pytest.mark.parametrize("token", ["may", "sun", "mar", "august"])
def test_what_is_doubtful_in_lower_case_is_no_month_or_weekday(token: str) -> None:
    symbol = tokens(token).symbols
    assert not any(is_in(symbol, name) for name in ("MONTH", "MONTH_SHORT", "WEEKDAY_SHORT"))


@pytest.mark.parametrize("token", ["3G", "1,988", "$1984", "1988a", "9" * 100, "İstanbul", "people"])
def test_neutral(token: str) -> None:
    assert tokens(token).symbols == NEUTRAL


def test_a_blank_line_and_the_end_of_a_paragraph_are_breaks() -> None:
    assert tokens("March\n\n10").symbols[1] == BREAK
    assert tokens("March\n10", borders=(6,)).symbols[1] == BREAK
    assert len(tokens("March\n10").symbols) == 2


def test_every_number_and_clock_time_has_a_symbol() -> None:
    numbers = itertools.chain(
        map(str, range(10_000)), (f"{n:02}" for n in range(100)), (f"{n:04}" for n in range(10_000))
    )
    clocks = (f"{h}{sign}{m:02}" for h in range(100) for m in range(100) for sign in ".:")
    for token in itertools.chain(numbers, clocks):
        assert (WORDS.shape(token) == NEUTRAL) is (not shape_classes(token)), token


def test_outside_of_the_text_words_are_empty() -> None:
    found = tokens("March")
    assert (found.word(-1), found.word(1), found.raw(5)) == ("", "", "")
