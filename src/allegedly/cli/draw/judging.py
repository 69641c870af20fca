"""Judgements and what they would change, on a terminal."""

from rich.console import Console
from rich.text import Text

from ...model import Judgement
from ...reports import EntryChange, PartyView, Preview
from ...reports.numbers import counted
from ...reports.text import one_line, shorten
from ..terminal import heading, own, quoted, show, theirs
from .claim import INDENT, said_by

_ID = 8
_BETWEEN = {"same": "is the same as", "different": "is not the same as", "unsure": "may or may not be"}


def draw_judgement(console: Console, made: Judgement) -> None:
    """One line of the log, and why."""
    show(console, Text.assemble(own(f"{made.id[:_ID]}  ", "bold"), _said(made)))
    told = theirs(f"{made.by}, {made.at}{f': {one_line(made.why)}' if made.why else ''}", "dim")
    show(console, told, INDENT)


def _said(made: Judgement) -> Text:
    if made.kind == "undo":
        return own(f"takes back {(made.undoes or '')[:_ID]}")
    names = [theirs(one_line(subject.name)) for subject in made.subjects]
    if made.kind == "alias":
        return Text.assemble(quoted(one_line(made.name or "")), own(" stands for "), names[0])
    return Text.assemble(names[0], own(f" {_BETWEEN[made.kind]} "), names[1])


def draw_preview(console: Console, view: Preview) -> None:
    """What a judgement would change."""
    if view.changes_nothing:
        show(console, own("It would change nothing."))
        return
    show(console, heading("The cast"))
    for sign, parties in (("-", view.before), ("+", view.after)):
        for party in parties:
            _draw_party(console, sign, party)
    if view.entries:
        show(console, heading("The chronology"))
        for entry in view.entries:
            _draw_entry(console, entry)
    differences = f"{view.differences_before:,} before, {view.differences_after:,} after"
    show(console, own(f"Differences between accounts: {differences}."))


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
    show(console, own(f"{entry.change}:"), 2)
    for line in entry.lines:
        words = quoted(shorten(line.text, max(console.width - 2 * INDENT, 20)))
        show(console, words, INDENT)
        show(console, said_by(line), INDENT + 2)
