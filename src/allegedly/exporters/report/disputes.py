"""Where accounts differ, what was offered and answered, and what is open, in a report."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ...reports import (
    Answer,
    ClaimLine,
    Conflict,
    Conflicts,
    Ledger,
    LedgerEntry,
    Lookup,
    Question,
    Questions,
    Side,
)
from ...reports.conflicts import kind_of
from ...reports.numbers import counted
from ...reports.origins import apparent
from ...reports.when import day
from .accounts import account, listed, passage, source
from .blocks import Block, Break, Heading, Inline, Inlines, Paragraph, Words, joined, words
from .chronology import published_in
from .hands import settled_words
from .notes import Notes

_IN_FULL = 3
"""So many accounts of a side are told in full; a happening with hundreds of accounts can have thousands of
differences."""
_NO_ANSWER = "Answer: none; no passage here tells of one."


def conflict_sections(view: Conflicts) -> tuple[Heading, ...]:
    return tuple(heading for heading, found in _by_state(view) if found)


def conflict_blocks(view: Conflicts, notes: Notes) -> Iterator[Block]:
    told: set[str] = set()
    for heading, found in _by_state(view):
        if found:
            yield heading
            for one in found:
                yield from _conflict(one, notes, told)
    if view.others:
        others = "differences that exclude nothing (updates, coarser or finer values, plans) are not listed here"
        yield Paragraph(words(f"{view.others:,} more {others}."), "quiet")


def _by_state(view: Conflicts) -> tuple[tuple[Heading, list[Conflict]], ...]:
    still_open = [one for one in view.conflicts if one.settled is None]
    settled = [one for one in view.conflicts if one.settled is not None]
    return (
        (Heading(2, f"Open ({len(still_open):,})", "differences-open"), still_open),
        (Heading(2, f"Settled by a person ({len(settled):,})", "differences-settled"), settled),
    )


def _conflict(one: Conflict, notes: Notes, told: set[str]) -> Iterator[Block]:
    """Both sides; an account that was ``told`` in this part already is not told in full again."""
    values = " / ".join(side.value for side in one.sides)
    yield Heading(3, f"{kind_of(one)}: {values}")
    yield Paragraph(words(Words(one.happening, "theirs")))
    for side in one.sides:
        yield Paragraph(_side(side), "remark")
        new = [line for line in side.accounts[:_IN_FULL] if line.claim not in told]
        told.update(line.claim for line in new)
        yield from listed(new, notes)
        others = [line for line in side.accounts if line not in new]
        if others:
            yield Paragraph(_others(others, notes, further=bool(new)), "account")
    if one.shared_origins:
        stands = "stands" if one.shared_origins == 1 else "stand"
        shared = f"{counted(one.shared_origins, 'apparent origin')} {stands} on both sides."
        yield Paragraph(words(shared), "remark")
    if one.settled is not None:
        yield Paragraph(words(settled_words(one.settled)), "judged")


def _others(lines: Sequence[ClaimLine], notes: Notes, *, further: bool) -> Inlines:
    """Accounts that give the same value and were told in full before, or are too many for that, by their notes."""
    accounts = counted(len(lines), "further account" if further else "account")
    told = [words(line.document_name, notes.mark(line.claim)) for line in lines]
    return words(f"{accounts}, told above or in the notes: ", *joined(told, ", "))


def _side(side: Side) -> Inlines:
    counts = [counted(len(side.accounts), "account"), counted(side.documents, "document")]
    if side.least is not None and side.most is not None:
        counts.append(apparent(side.least, side.most))
    return words(Words(side.value, "strong"), Words(f"  {', '.join(counts)}", "quiet"))


def ledger_sections(view: Ledger) -> tuple[Heading, ...]:
    titles = (("With a date", view.dated, "ledger-dated"), ("Without a date", view.undated, "ledger-undated"))
    return tuple(Heading(2, f"{title} ({len(found):,})", anchor) for title, found, anchor in titles if found)


def ledger_blocks(view: Ledger, notes: Notes) -> Iterator[Block]:
    found = [entries for entries in (view.dated, view.undated) if entries]
    for heading, entries in zip(ledger_sections(view), found, strict=True):
        yield heading
        for entry in entries:
            yield from _ledger_entry(entry, notes)


def _ledger_entry(entry: LedgerEntry, notes: Notes) -> Iterator[Block]:
    kind = entry.kind.capitalize() if entry.polarity == "positive" else f"No {entry.kind}"
    to = f" to {' and '.join(entry.to)}" if entry.to else ""
    yield Heading(3, f"{kind}: {' and '.join(entry.by) or 'somebody unnamed'}{to}")
    yield Paragraph(account(entry.line, notes, when=entry.line.when or "no date"), "account")
    yield from listed(entry.accounts, notes)
    yield from _terms("Terms, in the text's words: ", entry.terms)
    yield from _terms("On condition: ", entry.conditions)
    yield from (Paragraph(_answer(answer, notes), "account") for answer in entry.answers)
    if not entry.answers and entry.polarity == "positive":
        yield Paragraph(words(_NO_ANSWER), "remark")


def _terms(opened: str, terms: Iterable[str]) -> Iterator[Block]:
    quoted = [Words(f"“{term}”", "theirs") for term in terms]
    between = [one for number, term in enumerate(quoted) for one in ([Words("; "), term] if number else [term])]
    if quoted:
        yield Paragraph(words(opened, *between), "remark")


def _answer(answer: Answer, notes: Notes) -> Inlines:
    who = f" by {' and '.join(answer.who)}" if answer.who else ""
    opened = words("Answer: ", Words(answer.state, "strong"), f"{who} · ")
    return (*opened, *account(answer.line, notes, when=answer.line.when))


def question_blocks(view: Questions, lookup: Lookup, notes: Notes) -> Iterator[Block]:
    for heading, documents in groupby(view.documents, lambda one: published_in(lookup, one.document, "questions")):
        yield heading
        for document in documents:
            yield Heading(3, document.document_name)
            for voice in document.voices:
                for question in voice.questions:
                    yield from _question(question, notes)


def _question(question: Question, notes: Notes) -> Iterator[Block]:
    since = f"; open as of {day(question.since)}" if question.since is not None else ""
    opened: list[Inline | str] = [Words(question.kind, "strong"), f" · {question.who}{since}: "]
    line = question.line
    yield Paragraph(words(*opened, *passage(line, notes), Break(), *source(line)), "account")
    for answer in question.answers:
        told = words("A later document speaks to this: ", *account(answer, notes, when=answer.when))
        yield Paragraph(told, "remark")
