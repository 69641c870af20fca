"""Faults and load: ``python -m benchmarks.soak [NAME...] [--seed N] [--times N] [--of WHAT]``; without a name, all.

Each prints what it tried and what was not survived; the status is 1 where anything was not.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from . import errors, flips, full, judging, kills, load, power, sameness, shim, writers

Soak = Callable[[Sequence[str], int, int], int]
"""Called with what it is to be limited to, a seed, and how often; gives how much went wrong."""

SOAKS: dict[str, tuple[Soak, int]] = {
    "kills": (kills.main, 200),
    "errors": (errors.main, 300),
    "full": (full.main, 110),
    "power": (power.main, 100_000),
    "syncs": (power.main_mutations, 100_000),
    "writers": (writers.main, 3),
    "flips": (flips.main, 3_000),
    "judging": (judging.main, 5_000),
    "sameness": (sameness.main, 1),
    "load": (load.main, load.MINUTES),
}
"""What there is, and how often it is tried where nothing is said."""
_WATCHED = {"kills", "errors", "full", "power", "syncs", "writers"}
"""Those that stand between the program and its disk."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.soak", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SOAKS)}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, help="how often, instead of the usual number")
    parser.add_argument("--of", action="append", default=[], metavar="WHAT", help="only this, or only while it is done")
    options = parser.parse_args()
    if unknown := {*options.names} - {*SOAKS}:
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(SOAKS)}")
    if _WATCHED & {*(options.names or SOAKS)}:
        shim.loaded()
    failed = 0
    for name in options.names or SOAKS:
        soak, usual = SOAKS[name]
        print(f"\n{name}, seed {options.seed}", flush=True)
        failed += soak(options.of, options.seed, usual if options.times is None else options.times)
    print(f"\n{failed} not survived")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
