"""The tables of a report: the documents, and the log of judgements."""

from collections.abc import Iterator, Sequence

from ...model import Document
from ...reports import JudgementView, Lookup
from ...reports.lookup import SHORT_ID, document_name
from ...reports.published import published_words
from ...reports.receiving import receipt_words
from ...reports.rulings import said, standing
from ...reports.text import one_line
from ..material import Material
from .blocks import Break, Inline, Inlines, Quotation, Row, Table, Words, words
from .hands import SIGN, at_minute
from .notes import Notes, document_anchor, document_link, document_number

_OF_DOCUMENTS = (
    "No.",
    "Document",
    "Published (how known)",
    "Received, under which path",
    "What the reader says",
    "Claims",
)
_KINDS = {"text/plain": "plain text", "text/html": "HTML"}


def documents_table(material: Material) -> Table:
    """One row a document; a note leads to it by its number."""

    def rows() -> Iterator[Row]:
        for place, item in enumerate(material.annotated):
            document = item.document
            yield Row(
                (
                    words(f"{place + 1:,}"),
                    _about(document),
                    words(published_words(document)),
                    _received(material, document),
                    _left_out(material, document),
                    words(f"{len(item.claims):,}"),
                ),
                document_anchor(place),
            )

    return Table("The documents of this report", _OF_DOCUMENTS, (5, 35, 14, 20, 19, 7), rows)


def _about(document: Document) -> Inlines:
    """What it is called, who published it, what it is, and the hash of its original."""
    title, name = one_line(document.title or ""), document_name(document)
    told = [words(Words(one_line(name), "strong"))]
    told.append(words(f"“{title}”") if title and title != name else ())
    who = (document.outlet, ", ".join(document.authors))
    told.append(words(", ".join(one_line(part) for part in who if part)))
    told.append(words(_kind(document)))
    told.append(words(one_line(document.url)) if document.url else ())
    told.append(words("SHA-256 ", Words(document.id, "code")))
    return _lines(told)


def _kind(document: Document) -> str:
    pages = f", {len(document.pages):,} pages" if len(document.pages) > 1 else ""
    return f"{_KINDS.get(document.media_type, document.media_type)}, {len(document.text):,} characters{pages}"


def _received(material: Material, document: Document) -> Inlines:
    """Each receipt; a case that hands none over says only the path under which the document was read."""
    receipts = material.receipts.get(document.id, ())
    if receipts:
        return _lines(
            [
                words(
                    f"{at_minute(one.received_at)}: {one_line(material.told_path(one.path))}",
                    f", {one_line(how)}" if (how := receipt_words(one)) else None,
                )
                for one in receipts
            ]
        )
    return words(f"time not told; {one_line(material.told_path(document.path))}" if document.path else "not told")


def _left_out(material: Material, document: Document) -> Inlines:
    """What it came in, and what the reader guessed or left out."""
    told = [words(one_line(notice)) for notice in document.notices]
    return _lines([_came_in(material, document), *told]) or words("nothing noted")


def _came_in(material: Material, document: Document) -> Inlines:
    if document.parent is None:
        return ()
    place = material.lookup.place_of_document.get(document.parent)
    if place is not None:
        return words("came in ", document_link(material.annotated[place].document, place))
    paths = [one_line(material.told_path(one.path)) for one in material.receipts.get(document.parent, ())]
    return words("came in ", *([f"{paths[0]}, "] if paths else []), "SHA-256 ", Words(document.parent, "code"))


def _lines(told: Sequence[Inlines]) -> Inlines:
    """Each on a line of its own, those that say nothing left out."""
    there = [one for one in told if one]
    return tuple(inline for number, one in enumerate(there) for inline in (*_break(number), *one))


def _break(number: int) -> tuple[Inline, ...]:
    return (Break(),) if number else ()


def judgements_table(log: Sequence[JudgementView], lookup: Lookup, notes: Notes) -> Table:
    """The log in its order; nothing is ever taken out of it."""

    def rows() -> Iterator[Row]:
        for line in log:
            state = Words(standing(line), "judged" if line.state == "in_force" else "quiet")
            cells = (
                words(f"{line.number:,}", Break(), Words(line.id[:SHORT_ID], "code")),
                words(at_minute(line.at)),
                words(one_line(line.by)),
                words(Words(f"{SIGN} {said(line)}", "judged"), *_shown(line, lookup, notes)),
                words(one_line(line.why) or "no reason is given"),
                words(state),
            )
            yield Row(cells, f"judgement-{line.number}")

    header = ("No., id", "When", "By whom", "What", "Why", "How it stands")
    return Table("The log of judgements", header, (8, 13, 12, 37, 18, 12), rows)


def _shown(line: JudgementView, lookup: Lookup, notes: Notes) -> Iterator[Inline]:
    """What was shown to whom decided: notes for claims that are there, else the passages themselves."""
    claims = [subject.entity for subject in line.subjects if subject.kind == "claim"]
    if claims and all(claim in lookup.by_claim for claim in claims):
        yield from (one for claim in claims for one in (Words(" "), notes.mark(claim)))
        return
    for shown in line.evidence:
        place = lookup.place_of_document.get(shown.document)
        document = Words(shown.document, "code") if place is None else document_number(place)
        told = f", characters {shown.start:,} to {shown.end:,} of "
        yield from words(Break(), "Shown: ", Quotation(shown.exact), told, document)
