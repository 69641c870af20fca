"""Judgements and what they would change, on a terminal."""

from rich.console import Console
from rich.text import Text

from ...model.codec import encode
from ...reports import Decision, EntryChange, JudgementView, PartyView, Preview
from ...reports.lookup import SHORT_ID
from ...reports.numbers import counted
from ...reports.rulings import said, standing
from ...reports.text import one_line, shorten
from ..terminal import heading, own, quoted, show, theirs, write_json
from .claim import INDENT, said_by

_BETWEEN = {"joined": "with:", "parted": "from:"}


def draw_judgement(console: Console, line: JudgementView) -> None:
    """One line of the log, whether it is in force, and why it was written."""
    show(console, Text.assemble(own(f"{line.id[:SHORT_ID]}  ", "bold"), theirs(said(line))))
    told = theirs(f"{line.by}, {line.at}{f': {one_line(line.why)}' if line.why else ''}", "dim")
    show(console, Text.assemble(own(f"{standing(line)}; ", "dim"), told), INDENT)


def draw_decision(console: Console, made: Decision) -> None:
    """The line of the log that was written, or stood there already, and what it does."""
    draw_judgement(console, made.view)
    for sentence in made.told:
        show(console, theirs(sentence))


def print_decision(made: Decision) -> None:
    """The same for machines: the line, with ``known`` and ``told``."""
    write_json({**encode(made.view), "known": made.known, "told": list(made.told)})


def draw_preview(console: Console, view: Preview) -> None:
    """What a judgement would change."""
    for sentence in (*view.told, *view.lists):
        show(console, theirs(sentence))
    if view.changes_nothing:
        if not view.told:
            show(console, own("It would change nothing."))
        return
    if view.before or view.after:
        show(console, heading("The cast"))
    for sign, parties in (("-", view.before), ("+", view.after)):
        for party in parties:
            _draw_party(console, sign, party)
    if view.entries:
        show(console, heading("The chronology"))
        for entry in view.entries:
            _draw_entry(console, entry)
    differences = f"{view.differences_before:,} before, {view.differences_after:,} after"
    show(console, own(f"Open differences between accounts: {differences}."))


def _draw_party(console: Console, sign: str, party: PartyView) -> None:
    others = [name for name in party.names if name != party.name]
    also = f" ({', '.join(others)})" if others else ""
    words = Text.assemble(
        own(f"{sign} "), theirs(party.name, "bold"), theirs(also), own(f"  {_documents(party)}", "dim")
    )
    show(console, words, 2)


def _documents(party: PartyView) -> str:
    return counted(party.documents, "document")


def _draw_entry(console: Console, entry: EntryChange) -> None:
    for number, part in enumerate(entry.parts):
        show(console, own(f"{entry.change}:" if number == 0 else _BETWEEN.get(entry.change, "and:")), 2)
        for line in part:
            words = quoted(shorten(line.text, max(console.width - 2 * INDENT, 20)))
            show(console, words, INDENT)
            show(console, said_by(line), INDENT + 2)
