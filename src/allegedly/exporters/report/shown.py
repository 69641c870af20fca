"""Words as they can be drawn anywhere: with nothing in them that acts, and with one kind of line end."""

import re

from ...reports.text import one_line, visible
from ...unseen import written_out

_LINE_END = re.compile(r"\r\n?")
_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # XML has no place for the last two


def in_line(text: str) -> str:
    """Words that are to stand on one line; spaces at their ends stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    middle = _shown(one_line(text))
    return f"{' ' if before else ''}{middle}{' ' if after and middle else ''}"


def to_the_letter(text: str) -> str:
    """A passage with its white space as it is; the line ends of all systems are line feeds."""
    return _shown(_LINE_END.sub("\n", text))


def _shown(text: str) -> str:
    return _NO_CHARACTERS.sub(lambda found: written_out(found.group()), visible(text))
