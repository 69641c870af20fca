"""A claim on a terminal: the parts that several reports share."""

from rich.console import Console
from rich.text import Text

from ...reports import ClaimLine
from ...reports.happenings import PerhapsSame
from ...reports.lines import hand_words, place_words
from ...reports.text import shorten
from ..terminal import own, quoted, show, theirs

INDENT = 4
_BRACKETS = 4


def passage(line: ClaimLine, room: int) -> Text:
    """The passage in quotation marks, cut to ``room`` characters, with who acts in brackets where it does not say."""
    if line.who is None:
        return quoted(shorten(line.text, room))
    who = shorten(line.who, room // 2)
    cut = shorten(line.text, max(room - len(who) - _BRACKETS, room // 2))
    return Text.assemble(own("["), theirs(who), own("] "), quoted(cut))


def said_by(line: ClaimLine) -> Text:
    """The chain, outermost first."""
    return theirs(line.chain_words)


def stands_in(line: ClaimLine, id_length: int) -> Text:
    """Document, place in it, voice, the claim's id, and who checked or edited it."""
    voice = f", {line.voice}" if line.voice is not None else ""
    return Text.assemble(
        theirs(place_words(line)),
        theirs(voice),
        "  ",
        own(line.claim[:id_length], "bold"),
        by_hand(line),
        style="dim",
    )


def by_hand(line: ClaimLine) -> Text:
    """Who checked or edited a claim, to stand behind the rest; nothing for what the machine alone has read."""
    words = hand_words(line.hand)
    return Text() if words is None else Text.assemble("  ", theirs(words, "green"))


def perhaps(other: PerhapsSame, id_length: int) -> Text:
    """Another happening that may be this one; `allegedly judge` takes the code."""
    opened = "left open whether the same happening as" if other.unsure else "perhaps the same happening as"
    words = Text.assemble(own(f"{opened} ", "yellow"), theirs(other.words))
    return words.append(f"  {other.claim[:id_length]}", style="bold")


def draw_source(console: Console, line: ClaimLine, id_length: int, indent: int = INDENT) -> None:
    """The two lines under a passage: through whom it came, and where it stands."""
    show(console, said_by(line), indent)
    show(console, stands_in(line, id_length), indent)
