"""The differences between accounts on a terminal: what differs, then both sides with their sources."""

from rich.console import Console
from rich.text import Text

from ...reports import ClaimLine, Conflict, Conflicts, Settlement, Side
from ...reports.conflicts import kind_of
from ...reports.lookup import SHORT_ID
from ...reports.numbers import counted
from ...reports.origins import apparent
from ...reports.text import one_line
from ...reports.when import day
from ..terminal import heading, marked, own, show, theirs
from .claim import INDENT, passage, said_by, stands_in

_LINES_OF_PASSAGE = 3


def draw_conflicts(console: Console, view: Conflicts, id_length: int, *, everything: bool, only_open: bool) -> None:
    if view.known_by is not None:
        show(console, own(view.known_by.words))
        console.print()
    for one in view.conflicts:
        _draw_conflict(console, one, id_length)
    if not view.conflicts:
        show(console, own(f"No {'open ' if only_open else ''}difference between accounts was found."))
    elif view.settled:
        left_out = ", not shown" if only_open else ""
        show(console, own(f"{view.open:,} open, {view.settled:,} settled{left_out}."))
    else:
        show(console, own(f"{counted(view.open, 'open difference')}."))
        if view.open:
            show(
                console,
                own("Settle one, with a code of each side: allegedly judge CASE settled CODE CODE --why WORDS", "dim"),
            )
    if view.others and not everything:
        told = "that exclude nothing: updates, coarser or finer values, plans"
        show(console, own(f"{view.others:,} more {told} (--all)."))


def _draw_conflict(console: Console, one: Conflict, id_length: int) -> None:
    values = " / ".join(side.value for side in one.sides)
    show(console, heading(f"{kind_of(one)}: {values}"))
    show(console, theirs(one.happening, "italic"), 2)
    for side in one.sides:
        _draw_side(console, side, id_length)
    if one.shared_origins:
        stands = "stands" if one.shared_origins == 1 else "stand"
        show(console, own(f"{counted(one.shared_origins, 'apparent origin')} {stands} on both sides."), 2)
    if one.settled is not None:
        show(console, settled(one.settled), 2)
    console.print()


def settled(made: Settlement) -> Text:
    """By whom a difference was settled, when and why, and the code that takes it back."""
    told = theirs(f"settled by {made.by}, {made.at}: {one_line(made.why)}", "green")
    return told.append(f"  {made.judgement[:SHORT_ID]}", style="dim")


def _draw_side(console: Console, side: Side, id_length: int) -> None:
    first, *others = side.accounts
    counts = [counted(side.documents, "document")]
    if side.least is not None and side.most is not None:
        counts.append(apparent(side.least, side.most))
    show(console, Text.assemble(theirs(side.value, "bold"), own(f"  {', '.join(counts)}", "dim")), 2)
    label = Text.assemble(marked(first.label), "  ")
    room = (console.width - INDENT) * _LINES_OF_PASSAGE - len(label) - 2
    show(console, label.append_text(passage(first, room)), INDENT)
    show(console, said_by(first), INDENT)
    published = own(f"  {_published(first)}", "dim")
    show(console, stands_in(first, id_length).append_text(published), INDENT)
    if others:
        codes = ", ".join(f"{line.document_name} {line.claim[:id_length]}" for line in others)
        show(console, theirs(f"also {codes}", "dim"), INDENT)


def _published(line: ClaimLine) -> str:
    told = "of unknown date" if line.published is None else f"published {day(line.published)}"
    return told if line.when is None else f"{told}, tells of {line.when}"
