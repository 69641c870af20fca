"""What a table is, and the columns by which each passage is found again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...reports import ClaimLine, Lookup

Cell = str | int | float | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``means`` says in a sentence what stands in it, ``width`` is in characters."""

    name: str
    means: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` have a cell for each column; they can be gone through once."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


PASSAGE = (
    Column("document", "The name of the document.", 24),
    Column("document_sha256", "The SHA-256 of the document's original bytes, which is its id.", 14),
    Column("outlet", "Who published the document.", 20),
    Column("url", "Where the document was found on the web.", 20),
    Column("published", "The day on which whoever speaks here published it.", 12),
    Column("page", "The page on which the passage begins, from 1, where the format has pages.", 7),
    Column("start", "Where the passage begins in the document's text, in characters from 0.", 8),
    Column("end", "Where the passage ends in the document's text: the first character behind it.", 8),
    Column("passage", "The exact words of the document from start to end.", 70),
)
TIME = (
    Column("when", "When it is said to have happened, in words; empty where no time is given.", 24),
    Column("edtf", "The same in EDTF (ISO 8601-2): a/b is throughout, [a..b] some time within.", 24),
    Column("earliest", "The first day that this allows; empty where it is open.", 12),
    Column("latest", "The last day that this allows, included; empty where it is open.", 12),
)
SPOT = (
    Column("place", "Where.", 20),
    Column("country", "The country of the place (ISO 3166-1).", 9),
    Column("latitude", "In degrees north (WGS 84).", 10),
    Column("longitude", "In degrees east (WGS 84).", 10),
)


def passage_cells(lookup: Lookup, line: ClaimLine) -> Row:
    """The cells of ``PASSAGE`` for a claim."""
    document = lookup.of_document(line.document).document
    return (
        line.document_name,
        line.document,
        line.outlet,
        document.url,
        line.published,
        line.page,
        line.start,
        line.end,
        document.text[line.start : line.end],
    )


def time_cells(line: ClaimLine) -> Row:
    """The cells of ``TIME`` for a claim."""
    return line.when, line.edtf, line.earliest, line.latest


def listed(words: Iterable[str]) -> str | None:
    """Several names or sentences in one cell."""
    return "; ".join(words) or None


def ids(several: Iterable[str]) -> str | None:
    """Several ids in one cell, a blank between them."""
    return " ".join(several) or None
