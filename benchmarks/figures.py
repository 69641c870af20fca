"""The shape that all benchmarks share: figures with a unit, bounds they may not cross, and what gives them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

FLOORS = Path(__file__).with_name("floors.yaml")
Unit = Literal["share", "%", "s", "ms", "MB", "times", "/s", ""]
"""Of 1 is all; per cent; seconds; milliseconds; megabytes; a ratio; how many a second; a number of things."""


class SkippedError(Exception):
    """What a benchmark needs is not there; the message says what, in a sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; ``note`` is printed beside it."""

    name: str
    value: float
    unit: Unit
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a benchmark gave, and what went wrong item by item, where that may be looked at."""

    figures: Sequence[Figure]
    wrong: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A group of figures by its name; ``measure`` is given the folder of public data and cases.

    It raises ``SkippedError`` where data, or a program that it needs, is not there.
    """

    name: str
    measure: Callable[[Path], Measurement]


@dataclass(frozen=True, slots=True)
class Bound:
    """How far a figure may go."""

    value: float
    direction: Literal["at least", "at most"]

    def __str__(self) -> str:
        return f"{self.direction} {self.value:g}"

    def holds(self, value: float) -> bool:
        return value >= self.value if self.direction == "at least" else value <= self.value


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``figure`` is ``None`` where a bound stands for what was not measured."""

    benchmark: str
    name: str
    figure: Figure | None
    bound: Bound | None

    @property
    def missed(self) -> bool:
        return self.bound is not None and (self.figure is None or not self.bound.holds(self.figure.value))

    @property
    def value(self) -> str:
        return shown(self.figure) if self.figure else "not measured"


def bounds(floors: Path = FLOORS) -> dict[str, Bound]:
    """The bounds by ``benchmark.figure``; a minus sign in the file makes one that a figure must stay under."""
    written: Mapping[str, float] = yaml.safe_load(floors.read_text("utf-8")) or {}
    return {name: Bound(abs(value), "at least" if value >= 0 else "at most") for name, value in written.items()}


def rows(benchmark: Benchmark, figures: Sequence[Figure], known: Mapping[str, Bound]) -> Iterator[Row]:
    """Every figure with its bound, then the bounds of this benchmark that no figure is there for."""
    prefix = f"{benchmark.name}."
    for figure in figures:
        yield Row(benchmark.name, figure.name, figure, known.get(prefix + figure.name))
    measured = {prefix + figure.name for figure in figures}
    for name, bound in known.items():
        if name.startswith(prefix) and name not in measured:
            yield Row(benchmark.name, name[len(prefix) :], None, bound)


def shown(figure: Figure) -> str:
    """As many digits as tell something: 0.894 share, 78.5 %, 12,345 /s."""
    value = figure.value
    digits = 0 if abs(value) >= 100 or figure.unit == "" else 3 if figure.unit == "share" or abs(value) < 1 else 2
    return f"{value:,.{digits}f} {figure.unit if figure.unit != 'share' else ''}".rstrip()
