"""What was measured, as a table, as a picture, and on paper for a case of ten million documents."""

import json
from dataclasses import asdict, dataclass, field
from itertools import chain
from math import ceil, log
from pathlib import Path
from statistics import linear_regression
from typing import Any, Literal, TypeVar

MOST = 1.1
"""The exponent with which a cost may grow with the documents."""
AT_A_RATE = "Adding: read"
"""The line that is some documents' time, times their number: that it grows in step is how it was made."""
LARGE = 1_000
"""Documents from which on memory tells how it grows: before, most is what every process holds anyway."""
Unit = Literal["s", "ms", "MB"]
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a line costs in a case of one size: seconds of the processor, milliseconds of an answer or megabytes on the
    disk, and the most memory of its process in megabytes, where it had one of its own.
    """

    value: float
    unit: Unit = "s"
    memory: float | None = None

    def __str__(self) -> str:
        shown = f"{_figure(self.value)} {self.unit}"
        return shown if self.memory is None else f"{shown}, {self.memory:,.0f} MB"


@dataclass(slots=True)
class Figures:
    """``costs`` by line ("group: name") and number of documents; ``missing`` says why a line was not measured."""

    machine: str = ""
    day: str = ""
    sample: int = 0
    costs: dict[str, dict[int, Cost]] = field(default_factory=dict)
    missing: dict[str, dict[int, str]] = field(default_factory=dict)

    def put(self, line: str, count: int, cost: Cost) -> None:
        self.costs.setdefault(line, {})[count] = cost

    def has(self, line: str, count: int) -> bool:
        """Whether the line was measured, or it is known why not."""
        return count in self.costs.get(line, ()) or count in self.missing.get(line, ())

    def drop(self, count: int) -> None:
        """Leave out all that was measured in a case of ``count``."""
        self.costs = _without(count, self.costs)
        self.missing = _without(count, self.missing)

    @property
    def counts(self) -> list[int]:
        return sorted({*chain.from_iterable(self.costs.values()), *chain.from_iterable(self.missing.values())})

    def groups(self) -> dict[str, list[str]]:
        """The lines of each group."""
        found: dict[str, list[str]] = {}
        for line in dict.fromkeys((*self.costs, *self.missing)):
            found.setdefault(line.partition(": ")[0], []).append(line)
        return found

    def exponent(self, line: str, *, memory: bool = False) -> float | None:
        """The slope of the line through the costs, both in logarithms (least squares).

        ``None`` for fewer than two, of which memory counts from ``LARGE`` on, and for what was measured ``AT_A_RATE``.
        """
        own = sorted(self.costs.get(line, {}).items()) if line != AT_A_RATE else []
        told = ((n, cost.memory if memory else cost.value) for n, cost in own if not memory or n >= LARGE)
        points = {log(n): log(value) for n, value in told if value}
        return linear_regression([*points], [*points.values()]).slope if len(points) > 1 else None

    def too_steep(self) -> list[str]:
        """The lines that grow faster than they may."""
        return [line for line in self.costs if _is_steep(self.exponent(line))]

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> "Figures":
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        costs = {line: {int(n): Cost(**one) for n, one in own.items()} for line, own in data.pop("costs").items()}
        missing = {line: {int(n): why for n, why in own.items()} for line, own in data.pop("missing").items()}
        return cls(**data, costs=costs, missing=missing)


def table(figures: Figures) -> str:
    """A table in Markdown for each group, with the exponents of time and of memory; too steep ones stand out."""
    counts = figures.counts
    told = f"{figures.sample} documents were read by the machine, all others told from them"
    parts = [f"Measured on {figures.day}: {figures.machine}. {told}."]
    for group, lines in figures.groups().items():
        head = [group, *(f"{count:,} documents" for count in counts), "exponent"]
        rows = [
            [line.partition(": ")[2], *(_cell(figures, line, n) for n in counts), _slopes(figures, line)]
            for line in lines
        ]
        parts.append("\n".join(map(_row, [head, ["---"] + ["--:"] * (len(head) - 1), *rows])))
    reasons = sorted({why for own in figures.missing.values() for why in own.values()})
    parts += [f"Not measured (—): {'; '.join(reasons)}."] if reasons else []
    steep = figures.too_steep()
    steeper = ", ".join(f"{line} ({figures.exponent(line):.2f})" for line in steep)
    parts.append(f"Over {MOST}: {steeper}." if steep else f"No time grows with an exponent over {MOST}.")
    return "\n\n".join(parts)


def paper(figures: Figures, count: int = 10_000_000, *, cores: int = 16, gigabytes: int = 64) -> str:
    """What a case of ``count`` documents would cost, from the largest case measured and its exponents where over 1, on
    machines of so many cores and so much memory.
    """
    shown = [("what", "in the largest case measured", f"with {count:,} documents")]
    rows = {
        "Adding: read": f"hours of a core; {cores} cores to a machine",
        "Adding: add": "hours of the one process that writes",
        "Across: kept beside the case": "hours of one process, once",
        "Interface: views": "hours of one process, after every change",
        "Reports: timeline": "hours of one process",
    }
    for line, what in rows.items():
        far = _far(figures, line, count)
        if far is not None:
            shown.append((f"{line}: {what}", str(far[0]), f"{_figure(far[1] / 3600)} h"))
    reading = _far(figures, "Adding: read", count)
    if reading is not None:
        machines = ceil(reading[1] / 3600 / 24 / cores)
        shown.append((f"machines of {cores} cores that read them in a day", "", f"{machines:,}"))
    for line in figures.groups().get("Disk", []):
        far = _far(figures, line, count)
        shown += [(line, str(far[0]), f"{far[1] / 1e6:,.1f} TB")] if far is not None else []
    far = _far(figures, "Reports: timeline", count, memory=True)
    if far is not None and far[0].memory is not None:
        shown.append(("memory of a report", f"{far[0].memory:,.0f} MB", f"{far[1] / 1e6:,.1f} TB"))
        cases = ceil(far[1] / (gigabytes * 1000))
        shown.append((f"cases into which to part it so that a report takes {gigabytes} GB", "", f"{cases:,}"))
    return "\n".join(map(_row, [shown[0], ("---", "--:", "--:"), *shown[1:]]))


def _without(count: int, lines: dict[str, dict[int, Told]]) -> dict[str, dict[int, Told]]:
    left = {line: {n: told for n, told in own.items() if n != count} for line, own in lines.items()}
    return {line: own for line, own in left.items() if own}


def _far(figures: Figures, line: str, count: int, *, memory: bool = False) -> tuple[Cost, float] | None:
    """The cost in the largest case measured, and in one of ``count``: at least in step with the documents.

    ``None`` where there is none, or memory of a small one alone.
    """
    own = figures.costs.get(line)
    if not own or (memory and max(own) < LARGE):
        return None
    most = max(own)
    value = own[most].memory if memory else own[most].value
    slope = max(1.0, figures.exponent(line, memory=memory) or 1.0)
    return None if value is None else (own[most], value * (count / most) ** slope)


def _cell(figures: Figures, line: str, count: int) -> str:
    cost = figures.costs.get(line, {}).get(count)
    return "—" if cost is None else str(cost)


def _slopes(figures: Figures, line: str) -> str:
    slope, memory = figures.exponent(line), figures.exponent(line, memory=True)
    if slope is None:
        return ""
    shown = f"**{slope:.2f}**" if _is_steep(slope) else f"{slope:.2f}"
    return shown if memory is None else f"{shown} (memory {memory:.2f})"


def _is_steep(slope: float | None) -> bool:
    return slope is not None and slope > MOST


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"
