"""Every figure beside its floor: ``python -m benchmarks [--data FOLDER] [--only NAME] [--verbose] [--docs]``.

Fails with status 1 where a figure lies under its floor (or over its ceiling), and where one that has a floor was not
measured, unless its data or program is not there, which is said. ``--docs`` writes the figures that have floors into
``docs/benchmarks.md``.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from .figures import Row, SkippedError, bounds, rows
from .machine import machine
from .page import write_between
from .registry import BENCHMARKS


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="the folder of public data and cases")
    parser.add_argument("--only", default="", help="only benchmarks whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="also what went wrong, item by item")
    parser.add_argument("--docs", action="store_true", help="write the table into the page on benchmarks")
    options = parser.parse_args()
    if options.docs and options.only:
        parser.error("--docs writes the whole table; leave out --only")
    known, begun = bounds(), time.monotonic()
    table: list[Row] = []
    skipped: dict[str, str] = {}
    print(f"{'benchmark':<16} {'figure':<32} {'value':>14}  bound")
    for benchmark in BENCHMARKS:
        if options.only not in benchmark.name:
            continue
        try:
            measured = benchmark.measure(options.data)
        except SkippedError as error:
            skipped[benchmark.name] = str(error)
            print(f"{benchmark.name:<16} skipped: {error}", flush=True)
            continue
        for row in rows(benchmark, measured.figures, known):
            table.append(row)
            print(_line(row), flush=True)
        if options.verbose:
            print("\n".join(f"    {line}" for line in measured.wrong))
    missed = [row for row in table if row.missed]
    took = f"{(time.monotonic() - begun) / 60:.0f} minutes"
    print(f"\n{len(table)} figures, {sum(row.bound is not None for row in table)} with a bound, in {took}.")
    print("\n".join(f"MISSED: {_line(row)}" for row in missed) or "None is missed.")
    if options.docs:
        write_between("bench", _page(table, skipped, took))
    return 1 if missed else 0


def _line(row: Row) -> str:
    note = f"  ({row.figure.note})" if row.figure and row.figure.note else ""
    bound = f"{row.bound}{'   MISSED' if row.missed else ''}" if row.bound else ""
    return f"{row.benchmark:<16} {row.name:<32} {row.value:>14}  {bound}{note}".rstrip()


def _page(table: Sequence[Row], skipped: dict[str, str], took: str) -> str:
    """What has a bound, as a table in Markdown, and on what it was measured."""
    today = datetime.now(UTC).date().isoformat()
    lines = [
        f"| {row.benchmark} | `{row.name}` | {row.value} | {row.bound}{' **missed**' if row.missed else ''} |"
        for row in table
        if row.bound
    ]
    head = ["| benchmark | figure | value | bound |", "|---|---|---:|---|"]
    left = [f"- *{name}* was skipped: {why}." for name, why in skipped.items()]
    return "\n".join([f"Measured on {today}, {machine()}, in {took}.", "", *head, *lines, "", *left])


if __name__ == "__main__":
    sys.exit(main())
