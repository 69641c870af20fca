"""Us beside our peers: ``python -m benchmarks.peers [--data FOLDER] [--only TITLE] [--rounds N] [--docs]``.

Each side answers the same questions, in turns, each time in a new process on one thread; its seconds are those of the
processor, the median of the rounds, without starting and loading. A peer that is not installed, and data that are not
there, get a line that says so. ``--docs`` writes the tables into ``docs/benchmarks.md``. The peers' environment is made
by ``make bench-peers``; ``--python`` names another one.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ..machine import machine
from ..page import write_between
from . import copies, dates, names, quotations
from .comparing import ROOT, Compared, Comparison, Measured, asking, better_elsewhere, compare, shown

COMPARISONS: list[Comparison] = [
    quotations.COMPARISON,
    *dates.COMPARISONS,
    *copies.COMPARISONS,
    names.COMPARISON,
]
_ROUNDS = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.peers", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="the folder of public data and cases")
    parser.add_argument("--python", type=Path, default=ROOT / ".venv-peers/bin/python", help="that of the peers")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--only", default="", help="only comparisons whose title contains this")
    parser.add_argument("--docs", action="store_true", help="write the tables into the page on benchmarks")
    options = parser.parse_args()
    if options.docs and options.only:
        parser.error("--docs writes all tables; leave out --only")
    ask = asking(Path(sys.executable), options.python)
    parts = []
    for comparison in COMPARISONS:
        if options.only in comparison.title:
            parts.append(told(compare(comparison, options.data / "data", ask, options.rounds)))
            print(parts[-1], end="\n\n", flush=True)
    if options.docs:
        today = datetime.now(UTC).date().isoformat()
        head = f"Measured on {today}, {machine()}; the median of {options.rounds} rounds."
        write_between("peers", "\n\n".join([head, *parts]))
    return 0


def told(compared: Compared) -> str:
    """One comparison in Markdown: its table, where a peer is ahead, how each was set, and what is missing."""
    comparison = compared.comparison
    return "\n".join([f"### {comparison.title}", "", comparison.texts, "", *_lines(compared)])


def _lines(compared: Compared) -> Iterator[str]:
    if compared.skipped:
        yield f"*{compared.skipped}.*"
        return
    there = [one for one in compared.measured if not one.missing]
    figures = list(there[0].figures) if there else []
    if there:
        yield f"| | {' | '.join(figures)} |"
        yield f"|---|{'---:|' * len(figures)}"
        yield from (_row(one, figures) for one in there)
        yield ""
    if there and there[0] is compared.measured[0]:
        yield " ".join(better_elsewhere(compared)) or "No peer is ahead in any of these."
        yield ""
    for one in compared.measured:
        yield f"- *{one.side.name}*: {one.side.settings if not one.missing else f'not compared: {one.missing}'}."


def _row(one: Measured, figures: list[str]) -> str:
    values = " | ".join(shown(name, one.figures[name]) for name in figures)
    return f"| {one.side.name} {one.version} | {values} |"


if __name__ == "__main__":
    sys.exit(main())
