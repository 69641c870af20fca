"""A small sample of the soak for ``make bench``, each a program of its own, as its faults need to be loaded first."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..figures import SkippedError
from . import full, shim


class Sample(NamedTuple):
    """One soak by its name, how often, of what alone, and what says why it cannot be here."""

    name: str
    times: int
    of: Sequence[str] = ()
    why_not: Callable[[], str | None] = lambda: None

    def score(self) -> dict[str, float]:
        """How much was not survived; raises ``SkippedError`` where the machine lacks what it needs."""
        if told := self.why_not():
            raise SkippedError(told.rstrip("."))
        command = [sys.executable, "-m", "benchmarks.soak", self.name, "--times", str(self.times)]
        command += [word for what in self.of for word in ("--of", what)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
        ended = re.search(r"^(\d+) not survived$", done.stdout, re.MULTILINE)
        if ended is None:
            raise RuntimeError(done.stderr)
        return {"not_survived": float(ended[1])}


SAMPLES: Sequence[Sample] = [
    Sample("kills", 6, ["add", "judge", "export csv"], shim.why_not),
    Sample("errors", 6, ["add", "judge", "export csv"], shim.why_not),
    Sample("full", 4, ["add", "export csv"], lambda: shim.why_not() or full.why_not()),
    Sample("power", 40, ["add", "export csv"], shim.why_not),
    Sample("flips", 60),
    Sample("judging", 20),
]
