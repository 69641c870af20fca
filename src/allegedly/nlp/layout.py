"""Where the paragraphs of a plain text begin and end."""

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import pairwise, zip_longest

from ..model import Span
from ..resources import wording

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"\n")
_SPEAKER = re.compile(r"(?:([QA])[.:]|([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):)\s+(?=\S)")
_CAPITALS = re.compile(r"(?<![\w.])([A-Z][A-Z.’'-]*[A-Z](?: [A-Z][A-Z.’'-]*[A-Z]){0,3}):\s+(?=\S)")
_SENTENCE_END = ".!?:\"'”’)]"


@lru_cache(maxsize=8)  # several stages ask for those of the same text
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``: spans without surrounding white space, in order, none empty.

    A blank line always ends a paragraph. A single line feed ends one too, unless the text is hard-wrapped, which shows
    in lines of 45 to 90 characters that break off in mid-sentence and go on in lower case.
    """
    border = _BLANK_LINE if _is_hard_wrapped(text) else _LINE
    found: list[Span] = []
    start = 0
    for match in border.finditer(text):
        _append_stripped(found, text, start, match.start())
        start = match.end()
    _append_stripped(found, text, start, len(text))
    return tuple(found)


@lru_cache(maxsize=8)
def speaker_labels(text: str) -> tuple[tuple[Span, Span], ...]:
    """The turns of an interview: for each the span of the speaker's label ("Q", "Anna Berg") and that of the words.

    Labels stand at the start of a paragraph, before a colon (Q and A also before a full stop), or anywhere in it in
    capitals ("WEISS: ..."). There must be at least two speakers, one of
    whom speaks twice; otherwise there are no turns. The fields of an e-mail's head ("From: ...") are none.
    """
    turns: list[tuple[re.Match[str], int]] = []
    for start, end in paragraphs(text):
        first = _SPEAKER.match(text, start, end)
        found = [*([first] if first else []), *_CAPITALS.finditer(text, first.end() if first else start, end)]
        labels = [
            label for label in found if label.group(label.lastindex or 0).lower() not in wording.words("head_fields")
        ]
        turns.extend(
            (label, following.start() if following else end) for label, following in zip_longest(labels, labels[1:])
        )
    speakers = Counter(match.group(match.lastindex or 0) for match, _ in turns)
    if len(speakers) < 2 or speakers.most_common(1)[0][1] < 2:
        return ()
    spans = ((match.span(match.lastindex or 0), _stripped(text, match.end(), end)) for match, end in turns)
    return tuple((label, words) for label, words in spans if words[0] < words[1])


def paragraph_index(paragraphs: tuple[Span, ...], offset: int) -> int:
    """The number of the paragraph at ``offset``; ``paragraphs`` are sorted."""
    return bisect_right(paragraphs, (offset, float("inf"))) - 1


def _is_hard_wrapped(text: str) -> bool:
    lines = [line.strip() for line in text[:20_000].split("\n")]
    wrapped = sum(_breaks_off(line, after) for line, after in pairwise(lines))
    together = sum(bool(line and after) for line, after in pairwise(lines))
    return wrapped >= 2 and wrapped * 4 >= together


def _breaks_off(line: str, after: str) -> bool:
    return 45 <= len(line) <= 90 and line[-1] not in _SENTENCE_END and after[:1].islower()


def _append_stripped(found: list[Span], text: str, start: int, end: int) -> None:
    span = _stripped(text, start, end)
    if span[0] < span[1]:
        found.append(span)


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without white space around it."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))
