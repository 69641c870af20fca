"""The appendix on custody: which files the report rests on, how each came in, and how to check that none changed."""

from collections.abc import Iterable, Iterator

from ...model.custody import head_of
from ...reports.receiving import receipt_words
from ...reports.text import one_line
from ..material import Material
from .blocks import Block, Break, Inlines, Paragraph, Row, Table, Words, words
from .hands import at_minute

_HEADER = ("No.", "File", "SHA-256 of its bytes", "Bytes", "Received, under which path", "How and by whom")
_LOG = (
    "Every file that came into the case, and every judgement, has a line in the log of custody, which was written at "
    "that moment. Each line holds the SHA-256 of the line before it, so that none can be changed, taken out or put in "
    "without another hash at the end. "
)
_PROVES = (
    "Who keeps the case could write the whole log anew. What shows that nobody did is its last hash, noted elsewhere "
    "and early: on paper, in a letter, in a public register. This report notes it too, as it was when it was written."
)
_CHECK = (
    "To check a file: its SHA-256 must be the number given here, by any program that computes it, for one sha256sum. "
    "To check the case: allegedly verify CASE --head HEAD compares every file, record and line, and says whether the "
    "log still holds the line that was noted."
)


def custody_blocks(material: Material) -> Iterator[Block]:
    """Nothing where the case hands over no log."""
    if not material.custody:
        return
    head = head_of(material.custody)
    yield Paragraph(words(_LOG, _PROVES))
    yield Paragraph(words("The log ends here at ", Words(str(head), "code"), "."))
    yield Paragraph(words(_CHECK))
    yield Table("The files that this report rests on", _HEADER, (5, 18, 30, 8, 24, 15), lambda: _rows(material))


def _rows(material: Material) -> Iterator[Row]:
    for place, own in enumerate(material.originals, 1):
        size, received = material.sizes.get(own), material.receipts.get(own, ())
        cells = (
            words(f"{place:,}"),
            words(one_line(material.name_of_original(own)) or "no name"),
            words(Words(own, "code")),
            words("not told" if size is None else f"{size:,}"),
            _lines(f"{at_minute(one.received_at)}: {material.told_path(one.path)}" for one in received),
            _lines(receipt_words(one) or "not noted" for one in received),
        )
        yield Row(cells)


def _lines(told: Iterable[str]) -> Inlines:
    """Each on a line of its own."""
    found: list[Words | Break] = []
    for one in told:
        found += [*([Break()] if found else []), Words(one_line(one))]
    return tuple(found) or words("not told")
