"""The chronology of a report, and the claims for which the texts give no time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ...reports import Chronology, ClaimLine, Entry, EntryDifference, Group, Lookup, Undated
from ...reports.entries import difference_in_words, not_shown, order_of
from ...reports.happenings import PerhapsSame
from ...reports.joins import JoinView
from ...reports.numbers import counted
from .accounts import account, passage, perhaps, source
from .blocks import Block, Break, Heading, Inline, Inlines, Paragraph, Words, joined, words
from .hands import MACHINE, SIGN, settled_words
from .judged import Judged, judgement_words
from .notes import Notes

_JUDGED = "judgement"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of the chronology's entries, by the claims that they tell."""

    by_claim: dict[str, int]

    @classmethod
    def of(cls, view: Chronology) -> "Numbered":
        entries = (entry for group in view.groups for entry in group.entries)
        return cls(
            {
                line.claim: number
                for number, entry in enumerate(entries, 1)
                for line in (*entry.accounts, *entry.undated)
            }
        )

    def of_entry(self, entry: Entry) -> int:
        return self.by_claim[entry.accounts[0].claim]


def years(view: Chronology) -> tuple[Heading, ...]:
    return tuple(_year_heading(year) for year, _ in groupby(view.groups, _year))


def chronology_blocks(view: Chronology, notes: Notes, numbered: Numbered, judged: Judged) -> Iterator[Block]:
    for year, groups in groupby(view.groups, _year):
        yield _year_heading(year)
        for group in groups:
            yield Heading(3, group.heading[:1].upper() + group.heading[1:])
            for entry in group.entries:
                yield from _entry(entry, notes, numbered)
                yield from _judged(entry, judged)


def undated_blocks(view: Chronology, lookup: Lookup, notes: Notes, numbered: Numbered) -> Iterator[Block]:
    """By document, the documents in their order."""
    for heading, documents in groupby(view.undated, lambda one: published_in(lookup, one.document, "undated")):
        yield heading
        for document in documents:
            yield Heading(3, f"{document.document_name} ({counted(len(document.claims), 'claim')})")
            yield from _undated(document, notes, numbered)


def published_in(lookup: Lookup, document: str, part: str) -> Heading:
    """The heading under which a document stands in a part."""
    published = lookup.of_document(document).document.published
    if published is None:
        return Heading(2, "Documents of unknown date", f"{part}-unknown")
    return Heading(2, f"Documents of {published.year:04}", f"{part}-{published.year:04}")


def by_year(lookup: Lookup, documents: Iterable[str], part: str) -> tuple[Heading, ...]:
    return tuple(dict.fromkeys(published_in(lookup, document, part) for document in documents))


def _year(group: Group) -> int:
    return order_of((group.earliest, group.latest, group.edtf))[0].year


def _year_heading(year: int) -> Heading:
    return Heading(2, f"{year:04}", f"year-{year:04}")


def _entry(entry: Entry, notes: Notes, numbered: Numbered) -> Iterator[Block]:
    lead, number = entry.accounts[0], numbered.of_entry(entry)
    yield Paragraph(_lead(lead, entry, number, notes), "entry", f"entry-{number}")
    many = len(entry.accounts) + len(entry.undated) + entry.not_shown > 1
    if many:
        yield Paragraph(words(*_counts(entry)), "remark")
        yield from (Paragraph(_difference(one), "remark") for one in entry.differences)
    for line in (*entry.accounts[1:], *entry.undated):
        told = (line.when or "no date") if line.when != entry.when else None
        yield Paragraph(account(line, notes, *_against(line, entry), when=told), "account")
    yield from (Paragraph(_joined(why, joins, notes), "remark") for why, joins in _by_why(entry.joined))
    for other in entry.perhaps_same:
        yield perhaps(other, notes, numbered.by_claim.get(other.claim))


def _judged(entry: Entry, judged: Judged) -> Iterator[Block]:
    """What people judged of its accounts: which tell of the same, of another happening, or where that is open."""
    claims = (line.claim for line in (*entry.accounts, *entry.undated))
    return (Paragraph(judgement_words(line), "remark") for line in judged.about(claims))


def _lead(line: ClaimLine, entry: Entry, number: int, notes: Notes) -> Inlines:
    tags: list[Inline | str] = [Words(f"{number:,}", "strong"), " · ", Words(line.label, "label")]
    if len(entry.accounts) + len(entry.undated) > 1:
        tags.extend(one for tag in _against(line, entry) for one in (" · ", tag))
    for tag in (entry.where, line.basis):
        tags.extend([" · ", tag] if tag is not None else [])
    return words(*tags, Break(), *passage(line, notes), Break(), *source(line))


def _against(line: ClaimLine, entry: Entry) -> tuple[Words, ...]:
    """That an account speaks against the happening, where its label does not say so."""
    told = line.label == "denied" or line.claim not in entry.against
    return () if told else (Words("against it", "differs"),)


def _counts(entry: Entry) -> Iterator[str | Words]:
    """How many accounts, how many against it, other times, what filters left out, and the sentence about origins."""
    accounts = counted(len(entry.accounts) + len(entry.undated), "account")
    yield f"{accounts} in {counted(entry.documents, 'document')}"
    yield f", {len(entry.against):,} against it. " if entry.against else ". "
    if entry.differs:
        yield f"Also dated {', '.join(entry.differs)}. "
    if entry.not_shown:
        yield Words(f"{not_shown(entry)} (left out by the filters). ", "differs")
    if entry.origins is not None:
        yield entry.origins


def _difference(one: EntryDifference) -> Inlines:
    """Two values that exclude each other; one that was settled says by whom, when and why."""
    told = Words(difference_in_words(one), "differs")
    return words(told) if one.settled is None else words(told, " ", settled_words(one.settled))


def _by_why(joins: Iterable[JoinView]) -> Iterator[tuple[JoinView, list[JoinView]]]:
    """Joins that are told in the same words, together."""
    found: dict[tuple[str, str], list[JoinView]] = {}
    for join in joins:
        found.setdefault((join.rule, join.why), []).append(join)
    return ((together[0], together) for together in found.values())


def _joined(first: JoinView, joins: list[JoinView], notes: Notes) -> Inlines:
    """Why accounts are taken to tell of one happening; accounts that are not shown here have notes all the same."""
    pairs = joined([words("notes ", notes.mark(one.a), " and ", notes.mark(one.b)) for one in joins], "; ")
    if first.rule == _JUDGED:
        return words(Words(f"{SIGN} Joined by judgement: {first.why}", "judged"), ": ", *pairs, ".")
    return words(f"Taken together: {first.why} ", Words(f"({MACHINE})", "machine"), ": ", *pairs, ".")


def _undated(document: Undated, notes: Notes, numbered: Numbered) -> Iterator[Block]:
    others: dict[str, tuple[PerhapsSame, ...]] = {one.claim: one.perhaps_same for one in document.perhaps}
    for line in document.claims:
        number = numbered.by_claim.get(line.claim)
        told = [Words(f"another account in entry {number:,}", "quiet")] if number is not None else []
        yield Paragraph(account(line, notes, *told), "account")
        for other in others.get(line.claim, ()):
            yield perhaps(other, notes, numbered.by_claim.get(other.claim))
