"""Letters and messages, from the salutation or an e-mail's head to the writer's name and place."""

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from ...model import VoiceKind
from ...resources.wording import split_people
from .openings import Opening, read_opening
from .page import Found, Page
from .rules import rules
from .signatures import LONGEST_LINE, Signature, begins, last_signature, signature_at

_MOST_ADDRESS = 4
_WORDS_OF_PROSE = 8


def find_letters(page: Page, own_end: int, body_end: int) -> list[Found]:
    """Letters that end before ``own_end`` with their writer's name under them; others are not told apart.

    What opens as a letter at the top of the text may be signed with a first name or initials on its last line. The
    messages that one with an e-mail's head has below, up to ``body_end``, lie in it.
    """
    end = bisect_left(page.lines, (own_end, 0))
    salutations = [i for i in range(end) if _is_salutation(page, i)]
    letters = [_letter(page, first, after) for first, after in pairwise([*salutations, end]) if first < after]
    found = [letter for letter in letters if letter]
    opening = read_opening(page, end)
    if opening is None or len(found) > 1:
        return found
    whole = _with_head(page, found[0], opening) if found else _whole(page, opening, end)
    if whole is None:
        return []
    return [replace(whole, end=body_end) if opening.headed and own_end < body_end else whole]


def find_signed(page: Page, body_end: int) -> Signature | None:
    """Who signs, under a closing phrase, the text that ends at ``body_end`` without being a letter."""
    end = bisect_left(page.lines, (body_end, 0))
    return last_signature(page, 0, end, bare=False) if any(_is_written(page, i) for i in range(end)) else None


def _with_head(page: Page, letter: Found, opening: Opening) -> Found:
    """The letter with an e-mail's head above its salutation."""
    if not opening.headed or page.lines[opening.body][0] != letter.start:
        return letter
    return replace(letter, kind="message", start=page.lines[opening.first][0])


def _whole(page: Page, opening: Opening, end: int) -> Found | None:
    """The letter that the text is from its opening on: signed, or by the sender that its head names."""
    if not any(_is_written(page, i) for i in range(opening.body, end)):
        return None
    signed = last_signature(page, opening.body, end, bare=True)
    span = page.lines[opening.first][0], page.lines[end - 1][1]
    kind: VoiceKind = "message" if opening.headed else "letter"
    if opening.writer is not None:
        people = split_people(page.words(opening.writer))
        return Found(kind, *span, "voices.message", authors=people, announced=opening.writer)
    if signed is None:
        return None
    return Found(kind, *span, "voices.letter", authors=signed.people, announced=signed.span)


def _is_salutation(page: Page, line: int) -> bool:
    words = page.text[page.lines[line][0] : page.lines[line][0] + LONGEST_LINE]
    return words[0] in "SsMmDdTtEe" and any(rule.pattern.match(words) for rule in rules("letters", "salutation"))


def _letter(page: Page, first: int, end: int) -> Found | None:
    """The letter that begins at line ``first`` and ends before line ``end``, if somebody signed it."""
    written = False
    for i in range(first, end):
        short = len(page.words(page.lines[i])) <= LONGEST_LINE
        signed = signature_at(page, i, end) if written and short and begins(page, i) else None
        if signed:
            span = page.lines[first][0], page.lines[_address_end(page, signed.line, end)][1]
            return Found("letter", *span, "voices.letter", authors=signed.people, announced=signed.span)
        written = written or _is_written(page, i)
    return None


def _is_written(page: Page, line: int) -> bool:
    """Whether a line has as many words as only running text has."""
    return page.words(page.lines[line])[:LONGEST_LINE].count(" ") >= _WORDS_OF_PROSE - 1


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
