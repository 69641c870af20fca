"""Letters inside a document, from the salutation to the writer's name and place."""

from bisect import bisect_left
from itertools import pairwise

from ...resources.wording import split_people
from .page import Found, Page
from .rules import rules

_LONGEST_LINE = 120
_MOST_ADDRESS = 4
_WORDS_OF_PROSE = 8


def find_letters(page: Page, body_end: int) -> list[Found]:
    """Letters that end before ``body_end`` with their writer's name under them; others are not told apart."""
    salutations = [i for i in range(len(page.lines)) if page.lines[i][0] < body_end and _is_salutation(page, i)]
    borders = [*salutations, bisect_left(page.lines, (body_end, 0))]
    letters = [_letter(page, first, end) for first, end in pairwise(borders) if first < end]
    return [letter for letter in letters if letter]


def _is_salutation(page: Page, line: int) -> bool:
    words = page.text[page.lines[line][0] : page.lines[line][0] + _LONGEST_LINE]
    return words[0] in "SsMmDdTtEe" and any(rule.pattern.match(words) for rule in rules("letters", "salutation"))


def _letter(page: Page, first: int, end: int) -> Found | None:
    """The letter that begins at line ``first`` and ends before line ``end``, if somebody signed it."""
    written = False
    for i in range(first, end):
        words = page.words(page.lines[i])
        signed = _signature(page, i, end) if written and len(words) <= _LONGEST_LINE and _begins(page, i) else None
        if signed:
            last = _address_end(page, signed[1], end)
            span = page.lines[first][0], page.lines[last][1]
            return Found("letter", *span, "voices.letter", authors=signed[0])
        written = written or words[:_LONGEST_LINE].count(" ") >= _WORDS_OF_PROSE - 1
    return None


def _begins(page: Page, line: int) -> bool:
    """Whether a line does not go on from the one above it."""
    above, this = page.lines[line - 1], page.lines[line]
    return page.text[above[1] - 1] in '.!?…"”’,)' or page.blank_lines(above, this) > 0


def _signature(page: Page, line: int, end: int) -> tuple[tuple[str, ...], int] | None:
    """The names that line ``line`` begins to sign with, and the line that they stand on."""
    words = page.words(page.lines[line])
    for rule in rules("letters", "signoff"):
        if match := rule.pattern.fullmatch(words):
            if match["people"]:
                return split_people(match["people"]), line
            return _named(page, line + 1) if line + 1 < end else None
    return _named(page, line)


def _named(page: Page, line: int) -> tuple[tuple[str, ...], int] | None:
    words = page.words(page.lines[line])
    for rule in rules("letters", "signature"):
        if len(words) <= _LONGEST_LINE and (match := rule.pattern.fullmatch(words)):
            people = split_people(match["people"])
            return (people, line) if people else None
    return None


def _address_end(page: Page, line: int, end: int) -> int:
    """The last of the lines right under the name that can be an office or an address."""
    last = line
    while last + 1 < end and last - line < _MOST_ADDRESS:
        below = page.lines[last + 1]
        if page.blank_lines(page.lines[last], below) or not _is_address(page.words(below)):
            break
        last += 1
    if last == line and line + 2 == end == len(page.lines) and _is_address(page.words(page.lines[line + 1])):
        return line + 1  # a place that stands alone at the very end
    return last


def _is_address(words: str) -> bool:
    return any(rule.pattern.fullmatch(words) for rule in rules("letters", "address"))
