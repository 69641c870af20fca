"""Paragraphs and table rows as they come along in an RTF file, for the body, a note, a comment or a margin."""

from dataclasses import dataclass, field

from ..rows import row_paragraphs
from ..story import tidy


@dataclass(slots=True)
class Flow:
    """One stream of text: its paragraphs so far, the one that is open, and the table row that is."""

    paragraphs: list[str] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)
    _cells: list[list[str]] = field(default_factory=list)

    def write(self, words: str) -> None:
        self._words.append(words)

    def end_paragraph(self, *, in_table: bool = False) -> None:
        """End the open paragraph; outside of a table an open row ends before it."""
        words = tidy(_whole_characters("".join(self._words)))
        self._words.clear()
        if in_table:
            self._cell.append(words)
            return
        self.end_row()
        if words:
            self.paragraphs.append(words)

    def end_cell(self) -> None:
        self.end_paragraph(in_table=True)
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
        self.paragraphs.extend(row_paragraphs(self._cells))
        self._cell, self._cells = [], []

    def end(self) -> list[str]:
        """All paragraphs."""
        self.end_paragraph(in_table=bool(self._cell or self._cells))
        self.end_row()
        return self.paragraphs


def _whole_characters(text: str) -> str:
    """Characters that were written as two halves put together."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
