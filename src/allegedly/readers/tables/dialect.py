"""How a table is written down: what parts its columns, and whether cells stand in quotes."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ..composing import MAX_CODE_POINTS
from .columns import known_names

_SEPARATORS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 262_144
_SAMPLE_ROWS = 200
_MOST_ALIKE = 0.5

csv.field_size_limit(MAX_CODE_POINTS)


@dataclass(frozen=True, slots=True)
class Dialect:
    separator: str = ","
    quoted: bool = True
    skipped: int = 0
    """Code points before the first row: the line in which Excel tells the separator."""

    def rows(self, text: str, *, strict: bool = False) -> Iterator[list[str]]:
        """The rows of a table. Raises ``csv.Error`` for a cell that is too long."""
        lines = io.StringIO(text, newline="")
        lines.seek(self.skipped)
        if self.quoted:
            return csv.reader(lines, delimiter=self.separator, skipinitialspace=True, strict=strict)
        return csv.reader(lines, delimiter=self.separator, quoting=csv.QUOTE_NONE)


def dialect_of(text: str, *, tabs: bool) -> Dialect:
    """The dialect whose first row has the most names that are known, and in which rows are as wide as the first.

    Method: each separator, with and without quotes, is tried on the beginning; ``csv.Sniffer`` takes letters of running
    text for separators. ``tabs``: the name of the file says that tabs part its columns.
    """
    if told := _TOLD.match(text):
        return Dialect(told[1], skipped=told.end())
    separators = ("\t", *_SEPARATORS) if tabs else _SEPARATORS
    dialects = [Dialect(separator, quoted) for separator in dict.fromkeys(separators) for quoted in (True, False)]
    return max(dialects, key=lambda dialect: _fit(dialect, text[:_SAMPLE]))


def _fit(dialect: Dialect, sample: str) -> tuple[int, bool, float, bool, bool, int]:
    """How well a dialect fits: how many names it makes known, whether most rows are alike, how many are, whether
    quotation marks stand only around cells, whether they mean anything, how wide it is.
    """
    try:
        rows = [row for row in islice(dialect.rows(sample), _SAMPLE_ROWS) if row]
    except csv.Error:
        rows = []
    if not rows:
        return 0, False, 0.0, False, dialect.quoted, 0
    width = len(rows[0])
    told = rows[:-1] if len(rows) > 2 else rows  # the last may be cut off
    alike = sum(len(row) == width for row in told) / len(told)
    return known_names(rows[0]), alike > _MOST_ALIKE, alike, _is_clean(dialect, sample), dialect.quoted, width


def _is_clean(dialect: Dialect, sample: str) -> bool:
    """Whether no quotation mark that ends a cell has something behind it."""
    try:
        for _ in islice(dialect.rows(sample, strict=True), _SAMPLE_ROWS):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return True
