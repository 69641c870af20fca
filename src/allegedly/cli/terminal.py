"""How things look on a terminal: signs, widths, and a console on which nothing from a document can act."""

import json
import sys
from collections.abc import Iterable
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

from ..model.codec import encode
from ..model.records import Label
from ..reports.lines import LABELS
from ..reports.text import visible
from ..unseen import on_a_line

WIDTH_WHEN_PIPED = 80
NARROWEST, WIDEST = 40, 110
_PARTS = 10_000
"""So many pieces of JSON, most of them a word or a sign, are written at once."""
SIGNS: dict[Label, str] = {
    "asserted": "●",
    "hedged": "◌",
    "denied": "⊘",
    "planned": "○",
    "conditional": "◇",
    "question": "?",
    "unknown": "_",
}
_PLAIN_SIGNS: dict[Label, str] = {
    "asserted": "*",
    "hedged": "~",
    "denied": "x",
    "planned": "o",
    "conditional": "<",
    "question": "?",
    "unknown": "_",
}
_STYLES: dict[Label, str] = {"hedged": "yellow", "denied": "red", "planned": "cyan", "conditional": "cyan"}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Whoever read the output has left: what that means for the exit status is not for Rich to say."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console for what the product says: no markup, no guessing at numbers, a stable width when piped."""
    stream = sys.stderr if stderr else sys.stdout
    made = _Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    made.width = min(max(made.width, NARROWEST), WIDEST) if made.is_terminal else WIDTH_WHEN_PIPED
    return made


def sign(label: Label) -> Text:
    """The sign of a label; its word always stands beside it."""
    return Text((SIGNS if _has_signs() else _PLAIN_SIGNS)[label], style=_STYLES.get(label, ""))


def marked(label: Label) -> Text:
    """Sign and word."""
    return Text.assemble(sign(label), " ", (label, _STYLES.get(label, "")))


def legend() -> Text:
    return Text("  ").join(marked(label) for label in LABELS)


def arrow() -> str:
    return "→" if _has_signs() else "->"


def own(words: str, style: str | Style = "") -> Text:
    """The product's own words."""
    return Text(words, style=style)


def theirs(words: str, style: str | Style = "") -> Text:
    """Words from a document, with nothing in them that acts on the terminal."""
    return Text(visible(words), style=style)


def as_line(words: str, style: str | Style = "") -> Text:
    """The same for what is told on a line of its own, names of files in it: it begins no other."""
    return Text(on_a_line(words), style=style)


def quoted(words: str, style: str | Style = "") -> Text:
    """A passage between quotation marks."""
    left, right = ("“", "”") if _has_signs() else ('"', '"')
    return Text.assemble(left, theirs(words), right, style=style)


def show(out: Console, words: Text, indent: int = 0, label: str = "") -> None:
    """Print on as many lines as it takes, indented, no spaces at their ends; ``label`` stands before the first."""
    room = max(out.width - indent - len(label), NARROWEST // 2)
    for number, line in enumerate(words.wrap(out, room)):
        line.rstrip()
        before = Text(label, style="dim") if number == 0 else Text(" " * len(label))
        out.print(Text.assemble(" " * indent, before, line))


def heading(words: str) -> Text:
    return as_line(words, "bold")


def print_json(view: Any) -> None:
    """A view model as JSON: dates as ISO 8601, what is absent as null."""
    write_json(encode(view))


def write_json(data: Any) -> None:
    """Indented JSON; UTF-8 when piped, plain ASCII on a terminal, where no character may act.

    It is written as it is made: as one text the report of a large case takes as much memory as all of its records.
    """
    parts = json.JSONEncoder(ensure_ascii=sys.stdout.isatty(), indent=2).iterencode(data)
    sys.stdout.flush()
    while text := "".join(islice(parts, _PARTS)):
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))  # half of a surrogate pair, as JSON escapes it
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def write_lines(lines: Iterable[bytes]) -> None:
    """Lines of JSON to standard output, whatever its encoding: as they are, on a terminal as plain ASCII."""
    is_seen = sys.stdout.isatty()
    sys.stdout.flush()
    for line in lines:
        acts = is_seen and not line.isascii()
        sys.stdout.buffer.write((json.dumps(json.loads(line)).encode() if acts else line) + b"\n")
    sys.stdout.buffer.flush()


def short_ids(ids: Iterable[str], least: int = 6) -> int:
    """How many characters tell all these ids apart."""
    ordered = sorted(set(ids))
    return max(least, max((_shared(a, b) for a, b in pairwise(ordered)), default=0) + 1)


def _shared(one: str, other: str) -> int:
    """How many characters two strings have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@cache
def _has_signs() -> bool:
    """Whether the output's encoding has the signs."""
    try:
        "".join([*SIGNS.values(), "“”→"]).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
