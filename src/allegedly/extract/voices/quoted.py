"""Whose words the body of a text is: the passages that notes and announcements give to somebody else."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ...model import Span
from ...resources import load_rules
from ...resources.wording import compiled, split_people
from .announcements import Announcement, read_note
from .notes import Note
from .page import Found, Page, is_prose, is_title
from .rules import rules

_LONGEST_ANNOUNCEMENT = 400
_OPENING, _CLOSING = '“"«„', '”"»“'
_NO_ANNOUNCEMENT = "[(" + _OPENING
_BLOCK_INDENT = 2
_BYLINES_WITHIN = 3


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where the speaker may change: a note or an announcing paragraph [start, end)."""

    start: int
    end: int
    says: Announcement
    bracketed: bool


def find_quoted(page: Page, notes: list[Note], body_end: int, base: date | None) -> list[Found]:
    """The quoted passages before ``body_end``; of two only nested ones share words, the outer one stands first."""
    cuts = [cut for cut in sorted(_cuts(page, notes, base), key=lambda cut: cut.start) if cut.end <= body_end]
    return list(_walk(page, cuts, body_end))


def _walk(page: Page, cuts: list[_Cut], body_end: int) -> Iterator[Found]:
    free_from = 0  # where the author speaks again
    open_until = 0  # the end of the passage that a note in brackets opened
    block_until = 0  # the end of the passage that a paragraph without brackets opened
    last: Found | None = None
    followers = _followers(cuts)
    for number, cut in enumerate(cuts):
        inside = cut.start < open_until
        if cut.start < block_until and not cut.bracketed:
            continue
        if cut.says.effect == "above" or (_looks_back(cut) and not page.has_words(cut.end, body_end)):
            above = None if inside else _above(page, cut, free_from)
            if above:
                yield above
        elif cut.says.effect == "opens" or (cut.says.effect == "continues" and last and not inside):
            end = _passage_end(page, cut, followers[number], body_end, inside)
            if end is not None:
                found = (
                    _continued(last, cut, end) if cut.says.effect == "continues" and last else _found(page, cut, end)
                )
                yield found
                last = found
                if cut.bracketed:
                    open_until = max(open_until, end)
                else:
                    block_until = max(block_until, end)
        if not inside or cut.bracketed:
            free_from = max(free_from, cut.end, open_until, block_until)


def _cuts(page: Page, notes: list[Note], base: date | None) -> Iterator[_Cut]:
    for note in notes:
        if note.whole and note.says.effect:
            yield _Cut(note.start, note.end, note.says, True)
    for start, end in page.paragraphs:
        if (
            page.text[end - 1] == ":"
            and end - start <= _LONGEST_ANNOUNCEMENT
            and page.text[start] not in _NO_ANNOUNCEMENT
        ):
            says = read_note(page.words((start, end)), base, bare=True)
            if says.effect == "opens":
                yield _Cut(start, end, says, False)


def _followers(cuts: list[_Cut]) -> list[_Cut | None]:
    """For each cut the next one that would end the passage that it opens."""
    followers: list[_Cut | None] = [None] * len(cuts)
    for i in range(len(cuts) - 2, -1, -1):
        followers[i] = cuts[i + 1] if _ends_passages(cuts[i + 1]) else followers[i + 1]
    return followers


def _looks_back(cut: _Cut) -> bool:
    return cut.says.rule is not None and cut.says.rule.either


def _passage_end(page: Page, cut: _Cut, follower: _Cut | None, body_end: int, inside: bool) -> int | None:
    """Where the passage that ``cut`` announces ends; ``None`` where it announces none."""
    block = _block_end(page, cut, body_end)
    if block is not None:
        return block
    if not cut.bracketed and (inside or not _is_open(cut.says)):
        return None
    end = follower.start if follower else body_end
    if follower and follower.says.effect == "opens":
        end = _before_headline(page, cut.end, end)
    return end if page.has_words(cut.end, end) else None


def _is_open(says: Announcement) -> bool:
    return says.rule is not None and says.rule.open and (says.outlet is not None or bool(says.people))


def _ends_passages(cut: _Cut) -> bool:
    return cut.says.effect != "continues" if cut.bracketed else _is_open(cut.says)


def _before_headline(page: Page, start: int, end: int) -> int:
    """``end``, or the start of the headline that stands right before it: that one belongs to what comes next."""
    i = page.paragraph_at(end - 1)
    headline = page.paragraphs[i]
    alone = i > 0 and page.paragraphs[i - 1][0] >= start and page.blank_lines(page.paragraphs[i - 1], headline) > 0
    return headline[0] if alone and is_title(page.words(headline)) else end


def _block_end(page: Page, cut: _Cut, body_end: int) -> int | None:
    """The end of the marked, indented or quoted block right after ``cut``, if there is one."""
    first = page.paragraph_at(cut.end - 1) + 1
    if first >= len(page.paragraphs) or page.starts[first] >= body_end:
        return None
    if page.text[page.starts[first]] == ">":
        return _marked_end(page, first, body_end)
    indent = max(_BLOCK_INDENT, page.indent(cut.start) + 1)
    if _is_indented(page, page.paragraphs[first], indent):
        return _indented_end(page, first, body_end, indent)
    return None if cut.bracketed else _quotation_end(page, first, body_end)


def _marked_end(page: Page, first: int, body_end: int) -> int:
    last = first
    while last + 1 < len(page.paragraphs) and page.starts[last + 1] < body_end:
        if page.text[page.starts[last + 1]] != ">":
            break
        last += 1
    return page.paragraphs[last][1]


def _indented_end(page: Page, first: int, body_end: int, indent: int) -> int:
    """The last indented paragraph before running text at the margin; headings at the margin do not end the block."""
    last = first
    for i in range(first + 1, len(page.paragraphs)):
        span = page.paragraphs[i]
        if span[0] >= body_end:
            break
        if _is_indented(page, span, indent):
            last = i
        elif not is_title(page.words(span)):
            break
    return page.paragraphs[last][1]


def _is_indented(page: Page, span: Span, indent: int) -> bool:
    """Whether every line of a paragraph is."""
    if page.indent(span[0]) < indent:
        return False
    rest = page.words(span).split("\n")[1:]
    return all(len(line) - len(line.lstrip()) >= _BLOCK_INDENT for line in rest)


def _quotation_end(page: Page, first: int, body_end: int) -> int | None:
    """The end of the quotation that fills the paragraphs from ``first`` on, each opening with its mark."""
    opening = page.text[page.starts[first]]
    if opening not in _OPENING:
        return None
    closing = _CLOSING[_OPENING.index(opening)]
    for i in range(first, len(page.paragraphs)):
        start, end = page.paragraphs[i]
        if end > body_end or page.text[start] != opening:
            return None
        at = page.text.find(closing, start + 1, end)
        if at >= 0:
            return end if at >= end - 2 else None
    return None


def _above(page: Page, cut: _Cut, free_from: int) -> Found | None:
    """The passage from the first running text after ``free_from`` to the note below it."""
    for span in page.paragraphs[page.paragraph_at(max(free_from - 1, 0)) :]:
        if span[0] >= cut.start:
            break
        if span[0] >= free_from and (is_prose(page.words(span)) or not is_title(page.words(span))):
            return _found(page, cut, cut.start, span[0])
    return None


def _found(page: Page, cut: _Cut, end: int, start: int | None = None) -> Found:
    says, start = cut.says, cut.end if start is None else start
    marks = rules("notes", "mark")
    return Found(
        kind="letter" if says.letter else "quoted",
        start=start,
        end=end,
        rule=says.rule.id if says.rule else "",
        outlet=says.outlet,
        authors=says.people or _byline(page, start, end),
        published=says.day,
        abridged=says.abridged or any(mark.pattern.search(page.text, start, end) for mark in marks),
        announced=(cut.start, cut.end),
    )


def _continued(before: Found, cut: _Cut, end: int) -> Found:
    return replace(before, start=cut.end, end=end, announced=(cut.start, cut.end))


def _byline(page: Page, start: int, end: int) -> tuple[str, ...]:
    """The people that a byline among the first paragraphs names."""
    pattern = compiled(load_rules("en/voices/headings.yaml")["by"]["pattern"])
    first = bisect_left(page.starts, start)
    for span in page.paragraphs[first : first + _BYLINES_WITHIN]:
        if span[1] <= end and (match := pattern.fullmatch(page.words(span)[:_LONGEST_ANNOUNCEMENT])):
            return split_people(match["people"])
    return ()
