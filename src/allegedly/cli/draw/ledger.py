"""The ledger on a terminal."""

from rich.console import Console
from rich.text import Text

from ...reports import Ledger, LedgerEntry
from ...reports.numbers import counted
from ..terminal import arrow, heading, legend, marked, own, show, theirs
from .claim import INDENT, draw_source, passage

_NO_ANSWER_HERE = "no passage here tells of an answer"


def draw_ledger(console: Console, view: Ledger, id_length: int) -> None:
    for entry in view.dated:
        _draw_entry(console, entry, id_length)
    if view.undated:
        show(console, heading("Undated, by document"))
        for entry in view.undated:
            _draw_entry(console, entry, id_length)
    total = len(view.dated) + len(view.undated)
    show(console, own(f"{counted(total, 'entry', 'entries')}; {len(view.undated):,} undated."))
    if total:
        show(console, legend())


def _draw_entry(console: Console, entry: LedgerEntry, id_length: int) -> None:
    line = entry.line
    what = entry.kind.capitalize() if entry.polarity == "positive" else f"No {entry.kind}"
    parties = f"{' and '.join(entry.by) or 'somebody unnamed'}"
    if entry.to:
        parties += f" {arrow()} {' and '.join(entry.to)}"
    show(console, Text.assemble(own(what, "bold"), "  ", theirs(parties), "  ", marked(line.label)))
    if line.when is not None:
        basis = f" ({line.basis})" if line.basis is not None else ""
        show(console, own(f"{line.when}{basis}"), INDENT)
    for term in entry.terms:
        show(console, Text.assemble("- ", theirs(term)), INDENT)
    for condition in entry.conditions:
        show(console, Text.assemble("on condition: ", theirs(condition)), INDENT)
    show(console, passage(line, (console.width - INDENT) * 2), INDENT)
    draw_source(console, line, id_length)
    for other in entry.accounts:
        show(console, Text.assemble(own("also: "), passage(other, console.width - INDENT)), INDENT)
        draw_source(console, other, id_length, INDENT + 2)
    _draw_answers(console, entry, id_length)
    console.print()


def _draw_answers(console: Console, entry: LedgerEntry, id_length: int) -> None:
    if not entry.answers and entry.polarity == "positive":
        show(console, own(f"answer: none ({_NO_ANSWER_HERE})", "dim"), INDENT)
    for answer in entry.answers:
        who = f" by {' and '.join(answer.who)}" if answer.who else ""
        room = console.width - INDENT
        words = Text.assemble(own("answer: "), own(answer.state, "bold"), theirs(who), ": ", passage(answer.line, room))
        show(console, words, INDENT)
        draw_source(console, answer.line, id_length, INDENT + 2)
