"""All benchmarks of ``make bench``, in the order in which they are run, of sizes that fit into a quarter of an hour.

Each gives figures by name (``benchmarks.figures``); those with a floor or a ceiling in ``floors.yaml`` are held to it.
The same on larger cases, and for hours: ``python -m benchmarks.speed.NAME``, ``python -m benchmarks.soak NAME``.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .figures import Benchmark, Figure, Measurement, SkippedError, Unit
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
from .quality.meantime import MEANTIME
from .soak import load, sample
from .speed import annotate, entities, formats, interface, prints, processes, rooms, stores, upkeep
from .speed import reuse as copies

_DOCUMENTS, _FEW, _PRINTED = 60, 20, 4096
"""Of the made cases: what the interface is timed on and added to, what is put into two databases, and what has
fingerprints only.
"""

Score = Callable[[Path], Mapping[str, float]]
Read = Callable[[Path], tuple[Tallies, list[str]]]


def _scored(name: str, score: Score, needs: Sequence[str], unit: Unit, **units: Unit) -> Benchmark:
    """Figures of public data, which lie at ``needs`` in their folder; in ``unit``, or in what ``units`` says of one."""

    def measure(data: Path) -> Measurement:
        _there(data / "data", needs)
        return _measurement(score(data / "data"), unit, units)

    return Benchmark(name, measure)


def _own(name: str, score: Callable[[], Mapping[str, float]], unit: Unit, **units: Unit) -> Benchmark:
    """The same, of what is in the repository or made up."""
    return Benchmark(name, lambda _: _measurement(score(), unit, units))


def _measurement(figures: Mapping[str, float], unit: Unit, units: Mapping[str, Unit]) -> Measurement:
    return Measurement([Figure(name, value, units.get(name, unit)) for name, value in figures.items()])


def _read(name: str, score: Read, needs: Sequence[str] = (), shows: bool = True) -> Benchmark:
    """Whole documents against a reader's answers; ``shows`` is whether what is wrong may be looked at."""

    def measure(data: Path) -> Measurement:
        _there(data, needs)
        tallies, wrong = score(data)
        asked = {name: tally for name, tally in tallies.items() if tally.asked}
        figures = [Figure(name, tally.share, "share", str(tally)) for name, tally in asked.items()]
        return Measurement(figures, wrong if shows else ())

    return Benchmark(name, measure)


def _there(folder: Path, needs: Sequence[str]) -> None:
    for place in needs:
        if not (folder / place).exists():
            raise SkippedError(f"{folder / place} is not there")


_MENTIONS: dict[str, Unit] = {"time_growth": "times", "memory_growth": "times", "mentions_a_second": "/s"}
_COPIES: dict[str, Unit] = {"time_growth": "times", "memory_growth": "times", "documents_a_second": "/s"}
_PAIRS: dict[str, Unit] = {"pairs_a_second": "/s", "speed_over_jaro_winkler": "times"}
_WORDS: dict[str, Unit] = dict.fromkeys(
    (
        "words",
        "words_with_tagger",
        "words_of_copies",
        "parse",
        "parse_of_copies",
        "time_over_bare",
        "attribution_over_bare",
        "page_over_bare",
    ),
    "times",
)
_INTERFACE: dict[str, Unit] = {
    "seconds_to_start": "s", "seconds_to_show": "s", "memory_server": "MB", "memory_with_helpers": "MB",
}  # fmt: skip
_UPKEEP: dict[str, Unit] = {"add_over_annotate": "times", "add_over_annotate_cold": "times"}
_PRINTS: dict[str, Unit] = {f"{name}_{kind}": "MB" for name in ("megabytes", "memory") for kind in prints.KINDS}
_LOAD: dict[str, Unit] = {"p95": "ms", "requests_a_second": "/s"}

BENCHMARKS: Sequence[Benchmark] = [
    # First, while the process holds nothing else: what the collector has to look through slows our side alone.
    _own("speed", annotate.score, "s", **_WORDS),
    _own("processes", processes.score, "times"),
    _read("koussa", lambda data: cases.score_post(data / "cases/koussa"), ["cases/koussa/gold.yaml"]),
    _read("sample", lambda _: cases.score_sample()),
    _read("passages.open", lambda _: cases.score_passages("open")),
    _read("passages.blind", lambda _: cases.score_passages("blind"), shows=False),
    _scored("attribution", attribution.score, [attribution.POLNEAR], "%", documents=""),
    _scored("carb", lambda data: carb.score(data / carb.CARB), [carb.CARB], "share"),
    _own("sources", lambda: sources.score(sources.CASES), "%"),
    _scored("time", time.score, [MEANTIME, time.WIKIWARS], "%"),
    _own("times", lambda: time_items.score(time_items.CASES), "%"),
    _scored("names", lambda data: names.score(data / "names"), ["names/name_pairs.csv"], "share", **_PAIRS),
    _scored("numbers", numbers.score, ["contradiction"], "%"),
    _scored("places", places.score, ["places"], "share"),
    _scored("metonymy", metonymy.score, ["places/relocar"], "%"),
    _scored("types", types.score, ["events/plover"], "%"),
    _scored("coreference", coreference.score, [MEANTIME], "%"),
    _own("differences", lambda: differences.score(differences.CASES), "%"),
    _scored("events", events.score, [MEANTIME], "%"),
    _scored("timelines", timelines.score, ["timelines"], "%"),
    _own("origins", lambda: origins.score(origins.CASES), "%"),
    _scored("strikes", worth.score, [attribution.POLNEAR], "%"),
    _scored("reuse", reuse.score, [reuse.FOLDER], "share"),
    _own("wire", wire.score, "share"),
    _own("copies", copies.score, "", **_COPIES),
    _own("entities", entities.score, "", **_MENTIONS),
    _own("formats", formats.score, "/s"),
    _own("upkeep", lambda: upkeep.score(_DOCUMENTS), "s", **_UPKEEP),
    _own("prints", lambda: prints.score(_PRINTED), "s", **_PRINTS),
    _own("stores", lambda: stores.score(_FEW), "times"),
    _own("interface", lambda: interface.score(interface.kept(_DOCUMENTS), rounds=4), "ms", **_INTERFACE),
    _own("rooms", lambda: rooms.score(interface.kept(_DOCUMENTS), rounds=1), "ms"),
    _own("load", lambda: load.score(interface.kept(_DOCUMENTS)), "", **_LOAD),
    *(_own(f"soak.{one.name}", one.score, "") for one in sample.SAMPLES),
]
