"""The chronology on a terminal."""

from rich.console import Console
from rich.text import Text

from ...reports import Chronology, ClaimLine, Entry, EntryDifference, Undated
from ...reports.entries import not_shown
from ...reports.numbers import counted
from ...reports.origins import apparent
from ..terminal import as_line, heading, legend, marked, own, show, theirs
from .claim import INDENT, by_hand, draw_source, passage, perhaps
from .conflicts import settled

_LINES_OF_PASSAGE = 2


def draw_chronology(console: Console, view: Chronology, id_length: int, *, most: int | None = None) -> int:
    """Draw the chronology, or its first ``most`` entries without the undated ones. Returns how many entries it drew."""
    drawn = 0
    if view.known_by is not None:
        show(console, own(view.known_by.words))
        console.print()
    for group in view.groups:
        entries = group.entries if most is None else group.entries[: most - drawn]
        if not entries:
            break
        show(console, heading(_opened(group.heading)))
        for entry in entries:
            _draw_entry(console, entry, id_length)
        drawn += len(entries)
    if most is None:
        _draw_undated(console, view.undated, id_length)
        _draw_count(console, view)
    return drawn


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _draw_entry(console: Console, entry: Entry, id_length: int) -> None:
    lead = entry.accounts[0]
    _draw_claim(console, lead, id_length, where=entry.where, against=_against(lead, entry))
    if len(entry.accounts) + len(entry.undated) + entry.not_shown > 1:
        show(console, _summary(entry), INDENT)
        for difference in entry.differences:
            show(console, _difference(difference), INDENT)
    for line in (*entry.accounts[1:], *entry.undated):
        show(console, _account(console, line, entry), INDENT)
    for other in entry.perhaps_same:
        show(console, perhaps(other, id_length), INDENT)
    console.print()


def _draw_claim(console: Console, line: ClaimLine, id_length: int, *, where: str | None, against: Text) -> None:
    room = (console.width - INDENT) * _LINES_OF_PASSAGE - 2
    first = Text.assemble("  ", marked(line.label)).append_text(against)
    if where is not None:
        first.append("  ").append_text(theirs(where, "bold"))
    if line.basis is not None:
        first.append("  ").append_text(own(f"({line.basis})", "dim"))
    show(console, first)
    show(console, passage(line, room), INDENT)
    draw_source(console, line, id_length)


def _summary(entry: Entry) -> Text:
    """How many accounts, from how many documents and origins, which other times they give, and what is not shown."""
    accounts = len(entry.accounts) + len(entry.undated)
    parts = [f"{counted(accounts, 'account')} in {counted(entry.documents, 'document')}"]
    if entry.least is not None and entry.most is not None and entry.most > 0:
        parts.append(apparent(entry.least, entry.most))
    words = own(", ".join(parts), "italic")
    if entry.against and len(entry.against) < accounts:
        words.append(f"; {counted(len(entry.against), 'account')} against it", style="red")
    if entry.differs:
        words.append(f"; also dated {', '.join(entry.differs)}", style="italic")
    if entry.not_shown:
        words.append(f"; {not_shown(entry)}", style="red" if entry.denials_not_shown else "italic")
    return words


def _against(line: ClaimLine, entry: Entry) -> Text:
    """That an account speaks against the happening, where its label does not say so."""
    told = line.claim in entry.against and line.label != "denied" and len(entry.accounts) + len(entry.undated) > 1
    return own("  against it", "red") if told else Text()


def _difference(one: EntryDifference) -> Text:
    differ = "the accounts may differ in" if one.relation == "possible_conflict" else "the accounts differ in"
    slot = f"{differ} {one.slot}" if one.slot != "polarity" else differ.removesuffix(" in")
    words = theirs(f"{slot}: {' / '.join(one.values)}", "red" if one.settled is None else "")
    return words if one.settled is None else words.append("; ").append_text(settled(one.settled))


def _account(console: Console, line: ClaimLine, entry: Entry) -> Text:
    """Another account on at most two lines: its sign, its own time where it differs, its chain and its passage."""
    head = Text.assemble(marked(line.label), _against(line, entry), "  ")
    if line.when != entry.when:
        head.append(f"{line.when or 'no date'}: ", style="red" if line.when is not None else "italic")
    head.append_text(theirs(line.chain_words)).append(": ")
    tail = by_hand(line)
    room = (console.width - INDENT) * _LINES_OF_PASSAGE - len(head) - len(tail) - 2
    return head.append_text(passage(line, max(room, console.width - INDENT))).append_text(tail)


def _draw_undated(console: Console, undated: tuple[Undated, ...], id_length: int) -> None:
    if not undated:
        return
    show(console, heading("Undated, by document"))
    for document in undated:
        others = {one.claim: one.perhaps_same for one in document.perhaps}
        show(console, as_line(f"{document.document_name} ({counted(len(document.claims), 'claim')})"))
        for line in document.claims:
            head = Text.assemble(marked(line.label), "  ")
            tail = Text.assemble("  ", own(line.claim[:id_length], "dim"), by_hand(line))
            room = 2 * (console.width - INDENT) - len(head) - len(tail) - 2
            show(console, Text.assemble(head, passage(line, room), tail), 2)
            for other in others.get(line.claim, ()):
                show(console, perhaps(other, id_length), INDENT)
        console.print()


def _draw_count(console: Console, view: Chronology) -> None:
    undated = sum(len(document.claims) for document in view.undated)
    shown = f"{view.shown:,} of " if view.shown != view.claims else ""
    show(
        console,
        own(f"{shown}{counted(view.claims, 'claim')} in {counted(view.documents, 'document')}; {undated:,} undated."),
    )
    show(console, legend())
