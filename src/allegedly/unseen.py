"""Characters that nobody sees and that act: on a terminal, on the order of a line, or on who takes two names for one.

Controls; marks that turn the direction of writing (Unicode Standard Annex 9); characters without a width and fillers
that look like a space or like nothing; the letters of tags; halves of a pair; what is no character at all. Joiners and
what chooses the form of a sign belong into many scripts and into emoji, so they count where nothing is before them
that could be joined or have another form.
"""

import re
import unicodedata

_ALWAYS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_BY_WHAT_IS_BEFORE = "\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = re.compile(f"[{_ALWAYS}]")
_ANY = re.compile(f"[{_ALWAYS}{_BY_WHAT_IS_BEFORE}]")
_EVERY = re.compile(f"[\t\n\r\xad{_ALWAYS}{_BY_WHAT_IS_BEFORE}]+")
_LINE_ENDS = re.compile("[\n\r]")
_EDGES = re.compile(rf"\A[\s{_ALWAYS}]+|[\s{_ALWAYS}]+\Z")
_JOINERS = "\u200c\u200d"
_JOINED = {"Lo", "Mc", "So", "Sk"}
_OTHER_FORMS = {*_JOINED, "Sm", "Po", "Nd"}


def visible(text: str) -> str:
    """``text`` with its unseen characters written out, as in "⟨U+202E⟩"; tabs, line ends and soft hyphens stay."""
    if text.isascii() and text.isprintable():
        return text
    return _ANY.sub(lambda found: written_out(found[0]) if is_unseen(text, found.start()) else found[0], text)


def on_a_line(text: str) -> str:
    """The same, line ends written out too: for what is told on a line of its own, where a name of a file that has one
    would begin a second line, with whatever words it likes.
    """
    return _LINE_ENDS.sub(lambda found: written_out(found[0]), visible(text))


def without_unseen(text: str, instead: str = "") -> str:
    """``text`` with each run of unseen characters, of tabs and of line ends replaced: for names of files."""
    return _EVERY.sub(instead, text)


def stripped(text: str) -> str:
    """``text`` without what nobody sees at its two ends, spaces among it."""
    return _EDGES.sub("", text)


def is_unseen(text: str, at: int) -> bool:
    """Whether nobody sees the character at an offset; of one that stands for itself or forms what is before it, no."""
    if _UNSEEN.match(text, at) or not _ANY.match(text, at):
        return _UNSEEN.match(text, at) is not None
    before = at - 1
    while before >= 0 and not _UNSEEN.match(text, before) and _follows(text[before]):
        before -= 1
    forms = _JOINED if text[at] in _JOINERS else _OTHER_FORMS
    return before < 0 or unicodedata.category(text[before]) not in forms


def _follows(character: str) -> bool:
    """Whether it is a mark on what is before it, or joins it."""
    return character in _JOINERS or unicodedata.category(character) == "Mn"


def written_out(character: str) -> str:
    """A character by its number."""
    return f"⟨U+{ord(character):04X}⟩"
