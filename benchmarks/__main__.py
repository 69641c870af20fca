"""Prints every figure beside its floor: ``python -m benchmarks [--data FOLDER] [--only NAME] [--verbose]``.

Fails with status 1 when a figure lies under its floor (for timings: over its ceiling). Figures on data that is not
there are said to be skipped, and why.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from .quality import (
    attribution,
    carb,
    cases,
    coreference,
    differences,
    events,
    metonymy,
    names,
    numbers,
    origins,
    places,
    reuse,
    sources,
    time,
    time_items,
    timelines,
    types,
    wire,
    worth,
)
from .quality.case import Tallies
from .speed import annotate, entities
from .speed import reuse as reuse_speed

FLOORS = Path(__file__).with_name("floors.yaml")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; ``shown`` is how it is printed."""

    name: str
    value: float
    shown: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="the folder of public data and cases")
    parser.add_argument("--only", default="", help="only groups whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="also what went wrong, item by item")
    options = parser.parse_args()
    floors = yaml.safe_load(FLOORS.read_text("utf-8")) or {}
    failed = False
    for name, group in _groups(options.data, options.verbose).items():
        if options.only not in name:
            continue
        print(f"\n{name}")
        for figure in group():
            floor = floors.get(f"{name}.{figure.name}")
            good = floor is None or (figure.value >= floor if floor >= 0 else figure.value <= -floor)
            failed = failed or not good
            print(f"  {figure.name:<32} {figure.shown:<22} {_against(floor, good)}")
    return 1 if failed else 0


def _against(floor: float | None, good: bool) -> str:
    """A floor is written as it is, a ceiling with a minus sign."""
    if floor is None:
        return ""
    bound = f"floor {floor:g}" if floor >= 0 else f"ceiling {-floor:g}"
    return bound if good else f"{bound}   MISSED"


def _groups(data: Path, verbose: bool) -> dict[str, Callable[[], Iterator[Figure]]]:
    return {
        "koussa": lambda: _case(
            lambda: cases.score_post(data / "cases/koussa"), data / "cases/koussa/gold.yaml", verbose
        ),
        "sample": lambda: _case(cases.score_sample, None, verbose),
        "passages.open": lambda: _case(lambda: cases.score_passages("open"), None, verbose),
        "passages.blind": lambda: _case(lambda: cases.score_passages("blind"), None, verbose=False),
        "attribution": lambda: _scores(attribution.score, data / "data"),
        "carb": lambda: _scores(carb.score, data / "data" / carb.CARB),
        "sources": lambda: _scores(sources.score, sources.CASES),
        "time": lambda: _scores(time.score, data / "data"),
        "times": lambda: _scores(time_items.score, time_items.CASES),
        "names": lambda: _scores(names.score, data / "data/names"),
        "numbers": lambda: _scores(numbers.score, data / "data"),
        "places": lambda: _scores(places.score, data / "data"),
        "metonymy": lambda: _scores(metonymy.score, data / "data"),
        "types": lambda: _scores(types.score, data / "data"),
        "coreference": lambda: _scores(coreference.score, data / "data"),
        "differences": lambda: _scores(differences.score, differences.CASES),
        "events": lambda: _scores(events.score, data / "data"),
        "timelines": lambda: _scores(timelines.score, data / "data"),
        "origins": lambda: _scores(origins.score, origins.CASES),
        "strikes": lambda: _scores(worth.score, data / "data"),
        "reuse": lambda: _scores(reuse.score, data / "data"),
        "wire": lambda: (Figure(name, value, f"{value:.3f}") for name, value in wire.score().items()),
        "copies": lambda: (Figure(name, value, f"{value:,.2f}") for name, value in reuse_speed.score().items()),
        "speed": _speed,
        "entities": lambda: (Figure(name, value, f"{value:,.2f}") for name, value in entities.score().items()),
    }


def _case(scored: Callable[[], tuple[Tallies, list[str]]], needs: Path | None, verbose: bool) -> Iterator[Figure]:
    if needs is not None and not needs.exists():
        print(f"  skipped: {needs} is not there")
        return
    tallies, wrong = scored()
    for name, tally in tallies.items():
        if tally.asked:
            yield Figure(name, tally.share, str(tally))
    if verbose:
        print("\n".join(f"    {line}" for line in wrong))


def _scores(score: Callable[[Path], dict[str, float]], folder: Path) -> Iterator[Figure]:
    if not folder.exists():
        print(f"  skipped: {folder} is not there")
        return
    for name, value in score(folder).items():
        yield Figure(name, value, f"{value:.3f}" if value < 100 else f"{value:,.0f}")


def _speed() -> Iterator[Figure]:
    by_rules, with_tagger, words = annotate.words_ratios()
    yield Figure("words", by_rules, f"{by_rules:.2f} of bare spaCy ({words:,} words)")
    yield Figure("words_with_tagger", with_tagger, f"{with_tagger:.2f} of bare spaCy")
    for stage, seconds in annotate.stage_seconds().items():
        yield Figure(f"{stage}_seconds", seconds, f"{seconds:.4f} s for 700 words")
    help_seconds = annotate.cold_start("--help")
    yield Figure("help_seconds", help_seconds, f"{help_seconds:.2f} s")
    page_seconds = annotate.cold_page()
    yield Figure("page_seconds", page_seconds, f"{page_seconds:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
