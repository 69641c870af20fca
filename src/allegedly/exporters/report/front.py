"""What stands first in a report: what it is about, how much that is, and to what it was narrowed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import sha256
from ...reports import Filters, JudgementView
from ...reports.numbers import counted
from ...reports.text import one_line
from ...reports.when import day
from ..html.page import PROMISE
from ..material import Material
from .blocks import Block, Paragraph, Words, words
from .hands import at_minute

SUBTITLE = "A sourced report of what is said to have happened"


def front_blocks(material: Material, log: Sequence[JudgementView], fingerprint: str) -> Iterator[Block]:
    """No day of today: a report tells of a state of the case, which its fingerprint identifies."""
    yield Paragraph(words(PROMISE))
    yield Paragraph(words(_what_of(material)))
    for sentence in material.cut:
        yield Paragraph(words(Words("Narrowed. ", "strong"), sentence), "judged")
    yield from (Paragraph(words(line), "item") for line in _counts(material, log))
    yield Paragraph(words("State of the case (SHA-256) ", Words(fingerprint, "code"), "."), "quiet")


def fingerprint_of(material: Material) -> str:
    """Tells the documents, the readings, the judgements and what was asked for from all others."""
    parts = [
        material.title,
        *(item.document.id for item in material.annotated),
        *sorted({f"{name} {value}" for item in material.annotated for name, value in item.made_by}),
        *(one.id for one in material.corpus.judgements),
        *_asked(material.filters),
        material.known_by.words if material.known_by is not None else "",
    ]
    return sha256("\n".join(parts).encode("utf-8", "replace"))


def _asked(filters: Filters) -> Iterator[str]:
    """What a claim must fit; chosen claims in an order that does not change from one process to the next."""
    yield repr(replace(filters, only=None))
    yield from sorted(filters.only or ())


def _what_of(material: Material) -> str:
    """How many documents, from when to when."""
    published = [item.document.published for item in material.annotated]
    known = [one for one in published if one is not None]
    parts = [counted(len(published), "document")]
    if known:
        first, last = min(known), max(known)
        parts.append(f"published on {day(first)}" if first == last else f"published from {day(first)} to {day(last)}")
    if len(known) < len(published):
        parts.append(f"{len(published) - len(known):,} of unknown date")
    return f"It is made from {', '.join(parts)}."


def _counts(material: Material, log: Sequence[JudgementView]) -> Iterator[str]:
    view, cast, conflicts = material.chronology, material.cast, material.conflicts
    undated = sum(len(document.claims) for document in view.undated)
    entries = sum(len(group.entries) for group in view.groups)
    yield counted(view.claims, "claim") + (f", {view.shown:,} of them shown" if view.shown != view.claims else "")
    yield f"{counted(entries, 'entry', 'entries')} in the chronology, {counted(undated, 'claim')} without a date"
    named = (("person", cast.persons, None), ("organisation", cast.organisations, None), ("place", cast.places, None))
    yield ", ".join(counted(len(members), kind, many) for kind, members, many in named)
    settled = f"{conflicts.settled:,} settled by a person"
    differences = counted(conflicts.open + conflicts.settled, "difference")
    yield f"{differences} between accounts: {conflicts.open:,} open, {settled}"
    ledger = material.ledger
    yield counted(len(ledger.dated) + len(ledger.undated), _ONE, _MANY)
    yield counted(material.questions.count, "open question")
    yield _judged(log)


_ONE = "offer, demand, request, promise or threat"
_MANY = "offers, demands, requests, promises and threats"


def _judged(log: Sequence[JudgementView]) -> str:
    if not log:
        return "no judgement by a person: all of it is machine reading"
    standing = sum(line.state == "in_force" and line.kind != "undo" for line in log)
    people = len({one_line(line.by) for line in log})
    told = f"{counted(len(log), 'judgement')} by {counted(people, 'person', 'people')}, {standing:,} in force"
    return f"{told}; the last on {at_minute(log[-1].at)}"
