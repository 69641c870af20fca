"""The timeline of one party or thing: what is told to have happened by it, to it or with it, in the order of time.

Wider than the chronology: every happening that a text names counts, worth a claim or not. What one sentence tells of
one time is one row, and what its text gives no day for is never put under a day that another text gives.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby, takewhile

from ..corpus.timeline import Telling, TimelineRow
from ..corpus.timeline import timeline_of as rows_of
from ..model import Annotated
from ..model.corpus import CaseEntity, Member
from ..model.records import Label, TimeBasis
from ..names import fold
from .known import KnownBy
from .lines import voice_words
from .lookup import CorpusRecords, Lookup, document_name
from .naming import find_bearers, nobody
from .numbers import counted
from .text import one_line, sentence_around
from .when import in_words

HOW_KNOWN: dict[TimeBasis, str] = {
    "judged": "a person's word",
    "own_clause": "in its own words",
    "governing_clause": "time taken from the clause it hangs on",
    "narration": "day carried on from the narration",
    "told": "the text gives no day; this is the one that it opens with or was published on",
}
"""How the time of a happening is known, the surest first."""
_BASES = (*HOW_KNOWN, "none")
_Sentence = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that tells of it; ``start`` and ``end`` are its place in the document.

    ``words`` are those for what happened. ``when`` is ``None`` where the text leaves it undated, ``how`` is one of
    ``HOW_KNOWN``, ``basis`` its short form.
    """

    document: str
    document_name: str
    outlet: str | None
    published: date | None
    voice: str | None
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    label: Label
    when: str | None
    basis: TimeBasis
    how: str | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened at one time, with all passages that tell of it. ``happened`` has a word for each happening.

    Its time is that of the passage that gives it most exactly; ``basis`` and ``how`` as there. All of it ``None``, and
    the basis "none", for what is undated.
    """

    happened: tuple[str, ...]
    when: str | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    basis: TimeBasis
    how: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TimelineOf:
    """``name`` as it was asked for; ``cast`` are the names that the cast has for whoever bears it.

    ``dated`` is in the order of time, ``undated`` in that of documents. ``documents`` counts those that tell of it;
    ``unread`` those of the case that were read before happenings were kept. ``known_by`` as in the chronology.
    """

    name: str
    cast: tuple[str, ...]
    documents: int
    dated: tuple[TimelineEntry, ...]
    undated: tuple[TimelineEntry, ...]
    unread: int
    known_by: KnownBy | None


def timeline_of(
    annotated: Sequence[Annotated], corpus: CorpusRecords, name: str, known_by: KnownBy | None = None
) -> TimelineOf:
    """The timeline of whoever or whatever goes by a name or an id, from documents that were read for happenings.

    Raises ``NotFoundError`` when nobody and nothing does.
    """
    lookup = Lookup(annotated, corpus)
    bearers = find_bearers(lookup, name)
    rows = rows_of(annotated, bearers.name, members=_members(bearers.entities), others=_members(bearers.namesakes))
    if not rows and not bearers.entities and not any(_names(item, name) for item in annotated):
        raise nobody(lookup, name)
    entries = [_entry(lookup, together) for together in _together(lookup, rows)]
    return TimelineOf(
        name=name,
        cast=tuple(one_line(entity.name) for entity in bearers.entities),
        documents=len({passage.document for entry in entries for passage in entry.passages}),
        dated=tuple(entry for entry in entries if entry.when is not None),
        undated=tuple(entry for entry in entries if entry.when is None),
        unread=sum(item.happenings is None for item in annotated),
        known_by=known_by,
    )


def _members(entities: Iterable[CaseEntity]) -> list[Member]:
    return [member for entity in entities for member in entity.members]


def _names(item: Annotated, name: str) -> bool:
    """Whether the words stand in a document, though nothing is told to have happened by them."""
    words = fold(name)
    return bool(words) and f" {words} " in f" {fold(item.document.text)} "


def _together(lookup: Lookup, rows: Iterable[TimelineRow]) -> Iterator[list[TimelineRow]]:
    """Rows of one time of which one sentence tells: "walked across, carrying a bag"."""

    def moment(row: TimelineRow) -> tuple[int, bool, str]:
        """What is dated by its text comes before what is only told of that day."""
        return row.rank, _basis_of_row(lookup, row) == "told", row.time.edtf or ""

    for _, members in groupby(sorted(rows, key=moment), key=moment):
        group_of: dict[_Sentence, list[TimelineRow]] = {}
        for row in members:
            own = [_sentence(lookup, telling) for telling in row.tellings]
            mates = {id(group_of[one]): group_of[one] for one in own if one in group_of}
            joined = [*(other for mate in mates.values() for other in mate), row]
            for one in joined:
                group_of.update((_sentence(lookup, telling), joined) for telling in one.tellings)
        yield from sorted({id(one): one for one in group_of.values()}.values(), key=partial(_place, lookup))


def _basis_of_row(lookup: Lookup, row: TimelineRow) -> TimeBasis:
    """That of the surest of the tellings that give its time."""
    leading = (one for one in row.tellings if one.happening.time.edtf == row.time.edtf)
    return min((_basis(lookup, one) for one in leading), key=_BASES.index)


def _basis(lookup: Lookup, telling: Telling) -> TimeBasis:
    """What takes its time from a clause of the same sentence that has none of its own is as much a guess as that."""
    time = telling.happening.time
    if time.basis != "governing_clause":
        return time.basis
    document, first, last = _sentence(lookup, telling)
    happenings = lookup.of_document(document).happenings or ()
    start = bisect_left(happenings, first, key=lambda one: one.start)
    beside = takewhile(lambda one: one.start < last, happenings[start:])
    bases = {one.time.basis for one in beside if one.time.edtf == time.edtf}
    return "told" if "told" in bases and "own_clause" not in bases else time.basis


def _place(lookup: Lookup, rows: Iterable[TimelineRow]) -> tuple[int, int]:
    tellings = (telling for row in rows for telling in row.tellings)
    return min((lookup.place_of_document[one.document], one.happening.start) for one in tellings)


def _sentence(lookup: Lookup, telling: Telling) -> _Sentence:
    text = lookup.of_document(telling.document).document.text
    return telling.document, *sentence_around(text, telling.happening.start, telling.happening.end)


def _entry(lookup: Lookup, rows: Sequence[TimelineRow]) -> TimelineEntry:
    time = rows[0].time
    basis = min((_basis_of_row(lookup, row) for row in rows), key=_BASES.index)
    told: dict[tuple[_Sentence, Label], list[Telling]] = {}
    for telling in (one for row in rows for one in row.tellings):
        told.setdefault((_sentence(lookup, telling), telling.happening.stance.label), []).append(telling)
    passages = [_passage(lookup, sentence, tellings) for (sentence, _), tellings in told.items()]
    return TimelineEntry(
        happened=tuple(dict.fromkeys(row.tellings[0].happening.kind for row in rows)),
        when=in_words(time.edtf, time.earliest, time.latest),
        edtf=time.edtf,
        earliest=time.earliest,
        latest=time.latest,
        basis=basis,
        how=HOW_KNOWN.get(basis),
        passages=tuple(sorted(passages, key=lambda one: (lookup.place_of_document[one.document], one.start))),
    )


def _passage(lookup: Lookup, sentence: _Sentence, tellings: Sequence[Telling]) -> Passage:
    document = lookup.of_document(sentence[0]).document
    ordered = sorted(tellings, key=lambda one: one.happening.start)
    first, basis = ordered[0].happening, min((_basis(lookup, one) for one in tellings), key=_BASES.index)
    voice = document.voice_at(first.start)
    return Passage(
        document=document.id,
        document_name=document_name(document),
        outlet=document.outlet,
        published=lookup.published_of(document, voice),
        voice=voice_words(voice),
        start=sentence[1],
        end=sentence[2],
        text=one_line(document.text[slice(*sentence[1:])]),
        words=tuple(dict.fromkeys(one_line(one.happening.text) for one in ordered)),
        label=first.stance.label,
        when=in_words(first.time.edtf, first.time.earliest, first.time.latest),
        basis=basis,
        how=HOW_KNOWN.get(basis),
    )


def nothing_told(view: TimelineOf) -> str:
    """A sentence for a timeline without entries."""
    who = view.cast[0] if view.cast else view.name
    return f"No passage here tells of anything that happened by, to or with {who}."


def not_read(view: TimelineOf) -> str:
    """A sentence about the documents that are left out until they are read anew."""
    were, them = ("was", "it") if view.unread == 1 else ("were", "them")
    told = f"{counted(view.unread, 'document')} {were} read by an earlier version and {were} left out"
    return f"{told}; the next `allegedly add` reads {them} anew."
