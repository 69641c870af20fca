"""Who signed: the name under a closing phrase, or on the last line of what opened as a letter."""

import re
from typing import NamedTuple

from ...model import Span
from ...resources.wording import split_people
from .page import Page, is_prose
from .rules import rules

LONGEST_LINE = 120
_MOST_BELOW = 6
_LAST_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)")


class Signature(NamedTuple):
    people: tuple[str, ...]
    span: Span
    """Where the names stand."""
    line: int


def begins(page: Page, line: int) -> bool:
    """Whether a line does not go on from the one above it."""
    if line == 0:
        return True
    above, this = page.lines[line - 1], page.lines[line]
    return page.text[above[1] - 1] in '.!?…"”’,)' or page.blank_lines(above, this) > 0


def signature_at(page: Page, line: int, end: int) -> Signature | None:
    """The signature that begins on a line: a closing phrase with names behind or below it, or a full name."""
    signed = _closing(page, line, end, page.lines[line][0])
    return signed if signed is not None else _named(page, line, "signature")


def last_signature(page: Page, first: int, end: int, *, bare: bool) -> Signature | None:
    """Who signs at the end of the lines from ``first`` to ``end``; what may stand below a signature is passed over.

    ``bare``: a name alone on the last line is one, as in what opened as a letter; else only a closing phrase tells.
    """
    end = _without_postscript(page, first, end)
    for line in range(max(first, end - _MOST_BELOW), end):
        signed = _closing(page, line, end, page.lines[line][0]) if begins(page, line) else None
        if signed is not None and _is_below(page, signed.line, end):
            return signed
    if end <= first:
        return None
    signed = _in_the_last_sentence(page, end)
    if signed is None and bare and end - 1 > first and begins(page, end - 1):
        signed = _named(page, end - 1, "signature", "short")
    return signed


def _without_postscript(page: Page, first: int, end: int) -> int:
    """The line that the postscript begins on, if there is one."""
    stops = (i for i in range(first + 1, end) if _fits(page, i, "postscript"))
    return next((i for i in stops if _is_signed_above(page, first, i)), end)


def _is_signed_above(page: Page, first: int, line: int) -> bool:
    """Whether the line above is short, as under a signature; so that a dash or a mark in mid-text ends nothing."""
    return line - 1 > first and not is_prose(page.words(page.lines[line - 1]))


def _closing(page: Page, line: int, end: int, start: int) -> Signature | None:
    """The names behind the closing phrase that begins at ``start`` and ends the line, or on the next line."""
    stop = page.lines[line][1]
    if stop - start > LONGEST_LINE:
        return None
    for rule in rules("letters", "signoff"):
        if match := rule.pattern.fullmatch(page.text, start, stop):
            group = next((name for name in ("people", "people2") if match[name]), None)
            if group is not None:
                return Signature(split_people(match[group]), match.span(group), line)
            return _named(page, line + 1, "signature", "short", "body") if line + 1 < end else None
    return None


def _in_the_last_sentence(page: Page, end: int) -> Signature | None:
    """Of a last line that ends in "... on Monday. Cheers, Jane"."""
    start, stop = page.lines[end - 1]
    gaps = list(_LAST_SENTENCE.finditer(page.text, max(start, stop - LONGEST_LINE), stop))
    found = (_closing(page, end - 1, end, gap.end()) for gap in gaps)
    return next((signed for signed in found if signed is not None), None)


def _named(page: Page, line: int, *kinds: str) -> Signature | None:
    words = page.words(page.lines[line])
    if len(words) > LONGEST_LINE or _fits(page, line, "unsigned"):
        return None
    for kind in kinds:
        for rule in rules("letters", kind):
            match = rule.pattern.fullmatch(words)
            if match and (people := split_people(match["people"])):
                start = page.lines[line][0]
                return Signature(people, (start + match.start("people"), start + match.end("people")), line)
    return None


def _is_below(page: Page, line: int, end: int) -> bool:
    """Whether what stands below a name is short, as offices, addresses and telephone numbers are."""
    return not any(is_prose(page.words(page.lines[i])) for i in range(line + 1, end))


def _fits(page: Page, line: int, kind: str) -> bool:
    return any(rule.pattern.fullmatch(page.words(page.lines[line])) for rule in rules("letters", kind))
