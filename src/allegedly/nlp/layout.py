"""Where the paragraphs of a plain text begin and end."""

import re

from ..model import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"\n")
_WRAPPED_LINE = re.compile(r"[^\n]{45,90}[^\s.!?:\"'”’)\]]\n[a-z]")


def paragraphs(text: str) -> list[Span]:
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
    return found


def _is_hard_wrapped(text: str) -> bool:
    head = text[:20_000]
    wrapped = len(_WRAPPED_LINE.findall(head))
    return wrapped >= 2 and wrapped * 4 >= head.count("\n") - head.count("\n\n") * 2


def _append_stripped(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        found.append((first, first + len(stripped)))
