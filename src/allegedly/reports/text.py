"""Words of documents, made fit to be shown: on one line, short enough, and with nothing in them that acts."""

import re
from bisect import bisect_right
from functools import lru_cache

from ..model import Span
from ..nlp.layout import paragraphs
from ..unseen import visible

__all__ = ["one_line", "sentence_around", "shorten", "visible"]
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"([.!?…]+[\"'”’»)\]]*)\s+(?=[\"'“‘«(\[]*[^\W\d_a-z]|[\"'“‘«(\[]*\d)")
_LONGEST_CONTEXT = 300
_ELLIPSIS = "…"


def one_line(text: str) -> str:
    """``text`` with each run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def shorten(text: str, width: int) -> str:
    """``text``, cut at a word's end to at most ``width`` characters with an ellipsis; inside a word only if it must."""
    if len(text) <= width:
        return text
    cut = text.rfind(" ", 0, width)
    kept = text[: cut if cut > width // 2 else width - 1]
    return kept.rstrip(" ,;:—–-") + _ELLIPSIS


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that holds ``text[start:end]``, or the end of one and the start of another where it spans two.

    Sentences end at a full stop before a capital, so an abbreviation may cut one short; never inside the passage, never
    over a paragraph's border, and no further than 300 characters away.
    """
    first, last = _paragraph_around(text, start, end)
    first, last = max(first, start - _LONGEST_CONTEXT), min(last, end + _LONGEST_CONTEXT)
    for stop in _SENTENCE_END.finditer(text, first, min(start + 3, end)):  # it looks at what comes behind the stop
        if stop.end() <= start:
            first = stop.end()
    stop_behind = _SENTENCE_END.search(text, max(start, end - 1), last)
    return first, last if stop_behind is None else max(stop_behind.end(1), end)


@lru_cache(maxsize=8)  # a report asks for many passages of the same document
def _starts(text: str) -> tuple[int, ...]:
    return tuple(start for start, _ in paragraphs(text))


def _paragraph_around(text: str, start: int, end: int) -> Span:
    spans = paragraphs(text)
    if not spans:
        return start, end
    starts = _starts(text)
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_right(starts, max(start, end - 1)) - 1, first)
    return min(spans[first][0], start), max(spans[last][1], end)
