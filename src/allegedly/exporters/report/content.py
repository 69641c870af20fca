"""The content of a report, part by part, whatever it is drawn as."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ..material import Material
from .blocks import Block, Heading, Paragraph, Part, Report, words
from .chronology import Numbered, by_year, chronology_blocks, undated_blocks, years
from .custody import custody_blocks
from .disputes import conflict_blocks, conflict_sections, ledger_blocks, ledger_sections, question_blocks
from .front import SUBTITLE, fingerprint_of, front_blocks
from .judged import Judged
from .method import METHOD_SECTIONS, how_to_read, method_blocks
from .notes import Notes
from .people import WHEREABOUTS, cast_blocks, cast_sections, whereabouts_blocks
from .records import documents_table, judgements_table

LEFT_OUT = ("The whole texts of the documents are not in a report, only the passages that it cites.",)
_NOTHING = "Nothing here."
_INTRODUCTIONS = {
    "undated": "Claims for which the text gives no time, by document.",
    "cast": "Who and what the documents name, those of most documents first.",
    "differences": "Where accounts of one happening give values of which not both can hold, the gravest first.",
    "ledger": "What was offered, demanded, requested, promised or threatened, and the answers.",
    "questions": "What the texts themselves say is not known, what they ask, and what somebody would not say.",
    "documents": "What the report is made from, in the order in which the case lists it.",
    "custody": "The files that the report rests on, how they came in, and how to check that none was changed since.",
    "judgements": "Everything that people decided in this case, in the order of the log, also what was taken back.",
}


def report_of(material: Material) -> Report:
    """The whole report; its parts are worked out while they are drawn."""
    lookup, view = material.lookup, material.chronology
    numbered, judged = Numbered.of(view), Judged(lookup)
    notes, log = Notes(lookup, judged), judged.log
    fingerprint, filtered = fingerprint_of(material), material.filters.narrow()
    people = (WHEREABOUTS,) if material.whereabouts else ()
    custody: tuple[Part, ...] = ()
    if material.custody:
        custody = (_part("custody", "Custody", lambda: custody_blocks(material), wide=True),)
    parts = (
        Part("reading", "How to read this report", lambda: how_to_read(filtered=filtered)),
        _part("chronology", "Chronology", lambda: chronology_blocks(view, notes, numbered, judged), years(view)),
        _part(
            "undated",
            "Claims without a date",
            lambda: undated_blocks(view, lookup, notes, numbered),
            by_year(lookup, (one.document for one in view.undated), "undated"),
        ),
        _part(
            "cast",
            "Cast",
            lambda: chain(cast_blocks(material.cast, lookup, judged), whereabouts_blocks(material.whereabouts, notes)),
            (*cast_sections(material.cast), *people),
        ),
        _part(
            "differences",
            "Differences between accounts",
            lambda: conflict_blocks(material.conflicts, notes),
            conflict_sections(material.conflicts),
        ),
        _part(
            "ledger",
            "Offers and answers",
            lambda: ledger_blocks(material.ledger, notes),
            ledger_sections(material.ledger),
        ),
        _part(
            "questions",
            "Open questions",
            lambda: question_blocks(material.questions, lookup, notes),
            by_year(lookup, (one.document for one in material.questions.documents), "questions"),
        ),
        _part("documents", "Documents", lambda: [documents_table(material)] if material.annotated else [], wide=True),
        _part("judgements", "Judgements", lambda: [judgements_table(log, lookup, notes)] if log else [], wide=True),
        *custody,
        Part("method", "Method and limits", lambda: method_blocks(material.annotated, log), METHOD_SECTIONS),
    )
    front = tuple(front_blocks(material, log, fingerprint))
    return Report(material.title or "Case", SUBTITLE, fingerprint, front, parts, notes.footnotes)


def _part(
    anchor: str,
    title: str,
    blocks: Callable[[], Iterable[Block]],
    sections: tuple[Heading, ...] = (),
    *,
    wide: bool = False,
) -> Part:
    """A part with its introduction; an empty one says so."""

    def whole() -> Iterator[Block]:
        if anchor in _INTRODUCTIONS:
            yield Paragraph(words(_INTRODUCTIONS[anchor]), "quiet")
        empty = True
        for block in blocks():
            empty = False
            yield block
        if empty:
            yield Paragraph(words(_NOTHING))

    return Part(anchor, title, whole, sections, wide)
