"""``kill -9`` in the middle of whatever a person does to a case; then they do the same again.

Half of the moments are system calls (before, within or after one that changes a file), the others points in time. After
each the case opens, ``verify`` passes, what was written for others is as before or whole; and when the same command
has run again, case, reports and files are as if nothing had been.
"""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from . import shim
from .deeds import Deed, deeds, is_case, let_time_stand, opened, warm_up

_AT_CALLS: tuple[shim.Mode, ...] = ("kill before", "kill within", "kill after")


@dataclass(frozen=True, slots=True)
class Ground:
    """A deed's beginning, and how it ends when nobody disturbs it; ``calls`` and ``seconds`` are what it takes."""

    deed: Deed
    place: Path
    before: dict[str, bytes]
    whole: dict[str, Any]
    calls: int
    seconds: float

    @property
    def folder(self) -> Path:
        return self.place / "here"

    def anew(self) -> Path:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.place / "begun", self.folder, symlinks=True)
        return self.folder


def main(names: Sequence[str], seed: int, times: int) -> int:
    """Kill so often, spread over the deeds; print how many landed where. Returns how many were not survived."""
    let_time_stand()
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    chosen = [deed for name, deed in deeds().items() if not names or name in names]
    warm_up(chosen)
    landed: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for number, deed in enumerate(chosen):
        share = times // len(chosen) + (number < times % len(chosen))
        if not share:
            continue
        with ground(deed) as found:
            for _ in range(share):
                where, problems = _killed(found, chance)
                landed[deed.name, where] += 1
                wrong += [f"{deed.name}, killed at {where}: {problem}" for problem in problems]
    _tell(landed, wrong)
    return len(wrong)


@contextmanager
def ground(deed: Deed, on: Path | None = None) -> Iterator[Ground]:
    """What a deed begins and ends with, in a folder ``on`` a disk; else in memory, if there is a disk there."""
    memory = Path("/dev/shm")  # noqa: S108 (fast; a kill leaves what was written, wherever it is)
    with tempfile.TemporaryDirectory(dir=on or (memory if memory.is_dir() else None)) as temporary:
        place = Path(temporary)
        begun = place / "here"
        begun.mkdir()
        _went_well(shim.run(partial(deed.start, begun)))
        before = _went_well(shim.run(partial(outputs, begun))).gave
        shutil.copytree(begun, place / "begun", symlinks=True)
        ended = _went_well(shim.run(partial(deed.do, begun), [begun]))
        whole = _went_well(shim.run(partial(deed.result, begun))).gave
        yield Ground(deed, place, before, whole, ended.calls, ended.seconds)


def _went_well(ended: shim.Ended) -> shim.Ended:
    if ended.killed or ended.fault or ended.sentence:
        raise RuntimeError(ended.fault or ended.sentence or "it was killed")
    return ended


def _killed(found: Ground, chance: random.Random) -> tuple[str, list[str]]:
    """Where a kill landed, and what was not survived."""
    folder = found.anew()
    work = partial(found.deed.do, folder)
    if chance.random() < 0.5 and found.calls:
        at = chance.randint(1, found.calls)
        while not (ended := shim.run(work, [folder], mode=chance.choice(_AT_CALLS), at=at)).hit:
            at = max(1, at // 2)  # with several processes there are more calls or fewer
            work = partial(found.deed.do, found.anew())
        where = place_of(ended.hit, folder) if ended.hit else ""
    else:
        moment = chance.uniform(0, found.seconds)
        while not (ended := shim.run(work, killed_after=moment)).killed:
            moment *= 0.7  # it was over before, on a machine that has less to do now
            work = partial(found.deed.do, found.anew())
        where = "a point in time"
    return where, after(found)


def after(found: Ground) -> list[str]:
    """What is wrong in the state that a cut has left, then with the deed done again."""
    folder = found.folder
    problems = [*shim_problems(shim.run(partial(state, found.deed, folder)), "left")]
    left = shim.run(partial(outputs, folder)).gave
    problems += [f"{name} is neither as before nor whole" for name in _halves(found, left)]
    again = shim.run(partial(found.deed.do, folder))
    if again.sentence or again.fault:
        return [*problems, f"doing it again fails: {again.sentence or again.fault}"]
    then = shim.run(partial(found.deed.result, folder))
    if then.fault or then.sentence:
        return [*problems, f"its end cannot be read: {then.fault or then.sentence}"]
    return [*problems, *(f"ends otherwise: {what}" for what in differences(found.whole, then.gave))]


def shim_problems(ended: shim.Ended, when: str) -> Iterator[str]:
    if ended.fault or ended.sentence:
        yield f"{when}: {ended.fault or ended.sentence}"
    yield from ended.gave or ()


def state(deed: Deed, folder: Path) -> list[str]:
    """What is wrong with the case as it is."""
    if not deed.keeps and not is_case(folder):
        return []
    with opened(folder, real=deed.real) as case:
        return [*case.verify().problems]


def outputs(folder: Path) -> dict[str, bytes]:
    """What stands in the folder for others, save what is hidden."""
    files = (path for path in (folder / "out").rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if "/." not in name}


def _halves(found: Ground, left: dict[str, bytes]) -> Iterator[str]:
    whole = {f"out/{name}": data for name, data in found.whole["output"].items()}
    for name, data in left.items():
        if data not in (found.before.get(name), whole.get(name)):
            yield name
    for name in found.before.keys() & whole.keys() - left.keys():
        yield name


def differences(whole: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for name in whole:
        if whole[name] != now[name]:
            yield f"{name} {_first_difference(whole[name], now[name])}"


def _first_difference(one: Any, other: Any) -> str:
    if isinstance(one, dict) and isinstance(other, dict):
        names = [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
        return f"at {names[0]}: {_first_difference(one.get(names[0]), other.get(names[0]))}"
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        extra = [thing for thing in other if thing not in one]
        missing = [thing for thing in one if thing not in other]
        return f"has {str(extra)[:300]} and lacks {str(missing)[:300]}"
    return f"is {str(other)[:200]} and was {str(one)[:200]}"


def place_of(hit: tuple[str, str], folder: Path) -> str:
    """A call as it is counted: its kind, and of what."""
    kind, path = hit
    inside = path.removeprefix(f"{folder}/")
    for part, name in (
        ("case/originals", "an original"),
        ("corpus.sqlite", "the shelf"),
        ("case/case.sqlite", "the store"),
        ("case/views", "the views"),
        ("case/incoming", "what was sent"),
        ("out", "what is written for others"),
    ):
        if part in inside:
            return f"{kind} of {name}"
    return f"{kind} of the folder"


def _tell(landed: Counter[tuple[str, str]], wrong: list[str]) -> None:
    print(f"{sum(landed.values())} kills, {len(wrong)} not survived\n")
    by_deed: Counter[str] = Counter()
    by_place: Counter[str] = Counter()
    for (deed, where), count in landed.items():
        by_deed[deed] += count
        by_place[where] += count
    for title, counted in (("During", by_deed), ("At", by_place)):
        print(title)
        for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
            print(f"  {count:>5}  {name}")
    for one in wrong:
        print(one)
