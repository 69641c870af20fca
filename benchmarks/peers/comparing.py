"""What a comparison is, and how it is run: the sides take turns, each time in a new process, for several rounds."""

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
SECONDS = "CPU seconds"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


class Side(NamedTuple):
    """Who takes part: a name, the package whose version is told, what answers (see ``side``), and how it was set."""

    name: str
    package: str
    work: str
    settings: str


class Task(NamedTuple):
    """What every side is asked, and what an answer is worth: figures by name."""

    question: Any
    score: Callable[[Any], dict[str, float]]


class Comparison(NamedTuple):
    """One task on data of one kind; ``needs`` is where they lie below the folder of data, empty for made ones.

    ``sides`` begin with ours. ``less_is_better`` names figures, beside the seconds, of which that is so.
    """

    title: str
    texts: str
    needs: str
    task: Callable[[Path], Task]
    sides: Sequence[Side]
    less_is_better: frozenset[str] = frozenset()


class Measured(NamedTuple):
    """What one side reached, the seconds of the processor among its figures; or why there is nothing of it."""

    side: Side
    version: str = ""
    figures: Mapping[str, float] = {}
    missing: str = ""


class Compared(NamedTuple):
    comparison: Comparison
    measured: Sequence[Measured]
    skipped: str = ""
    """Why nothing was compared, where that is so."""


Ask = Callable[[Side, Any], dict[str, Any]]
"""Gives the reply of a side to a question, as ``side`` writes it."""


class NotAnsweredError(Exception):
    """A side could not answer; the message is the last line that it wrote."""


def compare(comparison: Comparison, data: Path, ask: Ask, rounds: int) -> Compared:
    """All sides on the same question; the median of ``rounds`` is each one's seconds."""
    if comparison.needs and not (data / comparison.needs).exists():
        return Compared(comparison, (), f"skipped: {comparison.needs} is not in the folder of data")
    task = comparison.task(data)
    replies: dict[Side, list[dict[str, Any]]] = {side: [] for side in comparison.sides}
    missing: dict[Side, str] = {}
    for _ in range(rounds):
        for side in comparison.sides:
            if side not in missing:
                try:
                    replies[side].append(ask(side, task.question))
                except NotAnsweredError as error:
                    missing[side] = str(error)
    return Compared(
        comparison,
        [
            Measured(side, missing=missing[side]) if side in missing else _measured(side, replies[side], task)
            for side in comparison.sides
        ],
    )


def _measured(side: Side, replies: Sequence[dict[str, Any]], task: Task) -> Measured:
    seconds = median(reply["seconds"] for reply in replies)
    return Measured(side, replies[0]["version"], {**task.score(replies[0]["answer"]), SECONDS: seconds})


def asking(python_of_ours: Path, python_of_peers: Path) -> Ask:
    """Asks each side in a new process of its Python, on one thread."""

    def ask(side: Side, question: Any) -> dict[str, Any]:
        python = python_of_ours if side.package == "allegedly" else python_of_peers
        if not python.is_file():
            raise NotAnsweredError("its environment is not there")
        done = subprocess.run(  # noqa: S603 (our own)
            [python, "-m", "benchmarks.peers.side", side.package, side.work],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | _ONE_THREAD,
            check=False,
        )
        if done.returncode:
            raise NotAnsweredError((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
        reply: dict[str, Any] = json.loads(done.stdout)
        return reply

    return ask


def better_elsewhere(compared: Compared) -> list[str]:
    """A sentence for each figure in which a peer is ahead of us, by as many digits as are shown."""
    ours, *peers = compared.measured
    less_is_better = {SECONDS, *compared.comparison.less_is_better}
    found = []
    for name, value in ours.figures.items():
        our = shown(name, value)
        for peer in (one for one in peers if not one.missing):
            theirs = shown(name, peer.figures[name])
            if theirs != our and (float(theirs) < float(our)) == (name in less_is_better):
                found.append(f"{peer.side.name} is ahead in {name}: {theirs} against our {our}.")
    return found


def shown(name: str, value: float) -> str:
    return f"{value:.2f}" if name == SECONDS else f"{value:.1f}"
