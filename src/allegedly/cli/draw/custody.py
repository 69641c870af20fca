"""The log of custody on a terminal."""

from collections.abc import Sequence

from rich.console import Console

from ...reports.custody import CustodyView
from ..terminal import as_line, own

_SHOWN_OF_HASH = 16


def draw_custody(out: Console, lines: Sequence[CustodyView]) -> None:
    """A line each, with the beginning of its hash; the last one's in full, as one notes it elsewhere."""
    width = len(f"{lines[-1].number:,}") if lines else 1
    for line in lines:
        by = f", by {line.by}" if line.by else ""
        told = f"{line.number:>{width},}  {line.at}  {line.hash[:_SHOWN_OF_HASH]}  {line.words}{by}"
        out.print(as_line(told), soft_wrap=True)
    if not lines:
        out.print(own("Nothing came in yet, so that the log of custody is empty."), soft_wrap=True)
