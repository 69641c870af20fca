"""The timeline of one party or thing, on a terminal."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from ...reports import TimelineOf
from ...reports.numbers import counted
from ...reports.timelines import Passage, TimelineEntry, not_read, nothing_told
from ...reports.when import day
from ..terminal import heading, legend, marked, own, quoted, show, theirs
from .claim import INDENT


def draw_timeline_of(console: Console, view: TimelineOf) -> None:
    if view.known_by is not None:
        show(console, own(view.known_by.words))
        console.print()
    for title, entries in groupby(view.dated, key=_title):
        _draw_entries(console, title, entries)
    if view.undated:
        _draw_entries(console, "Undated", view.undated)
    if view.unread:
        show(console, own(not_read(view)))
    if not view.dated and not view.undated:
        show(console, theirs(nothing_told(view)))
        return
    show(console, own(_count(view)))
    show(console, legend())


def _title(entry: TimelineEntry) -> str:
    when = entry.when or ""
    return f"Told without a day, in a text of {when}" if entry.basis == "told" else when[:1].upper() + when[1:]


def _draw_entries(console: Console, title: str, entries: Iterable[TimelineEntry]) -> None:
    show(console, heading(title))
    for entry in entries:
        copies: dict[tuple[str, str], list[Passage]] = {}
        for passage in entry.passages:
            copies.setdefault((passage.text, passage.label), []).append(passage)
        for same in copies.values():
            _draw_passage(console, entry, same)
        console.print()


def _draw_passage(console: Console, entry: TimelineEntry, same: Sequence[Passage]) -> None:
    """A sentence, once for all documents that have it word for word."""
    first = same[0]
    show(console, Text.assemble("  ", marked(first.label), "  ", theirs(", ".join(first.words), "bold")))
    show(console, quoted(first.text), INDENT)
    for passage in same:
        show(console, _source(entry, passage), INDENT)


def _source(entry: TimelineEntry, passage: Passage) -> Text:
    """Where it stands, and when it says that it was, where that is not plainly what the heading says."""
    parts = [f"{passage.document_name}:{passage.start}", passage.voice, passage.published and day(passage.published)]
    words = theirs(", ".join(part for part in parts if part), "dim")
    if passage.when != entry.when:
        words.append(f"  {passage.when or 'no date'}", style="italic")
    if passage.how is not None and passage.basis not in ("own_clause", entry.basis if entry.basis == "told" else ""):
        words.append(f"  ({passage.how})", style="dim")
    return words


def _count(view: TimelineOf) -> str:
    entries = counted(len(view.dated) + len(view.undated), "entry", "entries")
    return f"{entries} from {counted(view.documents, 'document')}; {len(view.undated):,} undated."
