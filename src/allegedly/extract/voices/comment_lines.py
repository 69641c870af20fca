"""Single lines around comments: headings, the lines that name a writer or a day, and what the page itself says."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ...resources.wording import words
from .days import day_named
from .page import Page
from .rules import VoiceRule, rules

_LONGEST_LINE = 200
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HEADER_ENDS = frozenset(":.…)#mM0123456789")
_HINT = re.compile(r"\d{4}|said|says|writ|wrote|comment|repl|respon|posted", re.IGNORECASE)  # every header has one


@dataclass(frozen=True, slots=True)
class Header:
    """The line ``line`` of a page names the writer of the comment that begins below it."""

    line: int
    rule: VoiceRule
    author: str
    day: date | None


def heading_count(line: str) -> int | None:
    """How many comments a heading says there are, 0 where it gives no number; ``None`` for any other line."""
    if len(line) > _LONGEST_LINE:
        return None
    for rule in rules("comments", "heading"):
        if match := rule.pattern.fullmatch(line):
            said = (match["count"] or match.groupdict().get("count2") or "0").lower()
            return int(said) if said.isdigit() else _NUMBERS.index(said)
    return None


def header_of(page: Page, number: int, base: date | None, *, start: int | None = None) -> Header | None:
    """The header that line ``number`` is, read from ``start`` on where that is given."""
    first, end = page.lines[number]
    line = page.text[first if start is None else start : end]
    if len(line) > _LONGEST_LINE or line[-1:] not in _HEADER_ENDS or not _HINT.search(line):
        return None
    for rule in rules("comments", "header"):
        if (match := rule.pattern.fullmatch(line)) and (author := match["author"].strip(" ,|·•–—-")):
            if _is_reported(author):
                return None
            day = match.groupdict().get("day")
            return Header(number, rule, author, day_named(day, base) if day else None)
    return None


def stacked_header_of(page: Page, number: int, base: date | None) -> Header | None:
    """The header that line ``number`` is together with the day alone on the line below it."""
    if number + 2 >= len(page.lines) or day_below(page, number + 1, base) is None or day_below(page, number, base):
        return None
    line = page.words(page.lines[number])
    for rule in rules("comments", "stacked"):
        if len(line) <= _LONGEST_LINE and (match := rule.pattern.fullmatch(line)) and _is_pen_name(match["author"]):
            return Header(number, rule, match["author"], None)
    return None


def _is_pen_name(author: str) -> bool:
    """Whether a line may be a writer's name: "A reader" too, but not "He agreed"."""
    bare = author.removeprefix("A ").removeprefix("The ")
    return not _is_reported(bare)


def day_below(page: Page, number: int, base: date | None) -> date | None:
    """The day on a line that holds nothing else."""
    footer = _footer(page, number)
    return day_named(footer, base) if footer else None


@cache
def _reported() -> frozenset[str]:
    return words("reported_people")


def _is_reported(author: str) -> bool:
    """Whether a name is that of somebody whom a report speaks of ("The minister", "He")."""
    return author.split()[0].lower().rstrip(".") in _reported() or len(author.split()) > 5


def _footer(page: Page, number: int) -> str | None:
    line = page.words(page.lines[number])
    if len(line) > _LONGEST_LINE:
        return None
    for rule in rules("comments", "footer"):
        if match := rule.pattern.fullmatch(line):
            return match["day"]
    return None


def is_furniture(line: str) -> bool:
    """Whether a line is the page's own: a button, a link, a label."""
    return len(line) <= _LONGEST_LINE and any(rule.pattern.fullmatch(line) for rule in rules("comments", "furniture"))
