"""Two at once: whatever people do to a case, another does something to it at the same time. One waits for the other, or
is told in a sentence that somebody writes; what was told as done is there afterwards, and the case is whole.
"""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

from allegedly.exporters import FORMATS

from . import shim
from .deeds import TWO, deeds, let_time_stand, make_older, opened, warm_up

Work = Callable[[Path, str], Any]


def main(names: Sequence[str], seed: int, times: int) -> int:
    """Each pair so often, for two that begin at once; returns how many were not survived."""
    let_time_stand()
    warm_up(())
    pairs = list(combinations_with_replacement(WORKS, 2))
    chance = random.Random(seed)  # noqa: S311
    chosen = [pair for pair in pairs if not names or set(names) & set(pair)] * times
    told: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        begun = Path(temporary) / "begun"
        begun.mkdir()
        if fault := shim.run(partial(_begin, begun)).fault:
            raise RuntimeError(fault)
        for number, (one, other) in enumerate(chance.sample(chosen, len(chosen))):
            folder = Path(temporary) / f"here{number}"
            shutil.copytree(begun, folder)
            if "open an older case" in (one, other):
                make_older(folder / "case", "0001")
            ended = shim.together([partial(WORKS[one][0], folder, "a"), partial(WORKS[other][0], folder, "b")])
            told.update(
                "waited or went on" if end.sentence is None else "was told that somebody writes" for end in ended
            )
            problems = [end.fault for end in ended if end.fault]
            problems += [
                end.sentence for end in ended if end.sentence and "Another process is writing" not in end.sentence
            ]
            done = [
                (name, whose) for name, whose, end in zip((one, other), "ab", ended, strict=True) if not end.sentence
            ]
            checked = shim.run(partial(_problems, folder, done))
            problems += [checked.fault or checked.sentence or ""] if checked.gave is None else checked.gave
            wrong += [f"{one} and {other}: {problem}" for problem in problems]
            shutil.rmtree(folder)
    print(f"  {len(chosen)} times two at once: " + ", ".join(f"{count} {what}" for what, count in told.items()))
    for one in wrong:
        print(f"  {one}")
    return len(wrong)


def _begin(folder: Path) -> None:
    deeds()["read across"].begin(folder)
    for whose in "ab":
        (folder / whose).mkdir()
        for number in range(6):
            (folder / whose / f"{number}.txt").write_text(f"Anna wrote {whose} {number} in 1950. Zoe read it.")


def _problems(folder: Path, done: Sequence[tuple[str, str]]) -> list[str]:
    with opened(folder) as case:
        problems = [*case.verify().problems]
        problems += [
            f"{name} was told as done and is not there"
            for name, whose in done
            if not WORKS[name][1](case, folder, whose)
        ]
        case.timeline()
    return problems


def _add(folder: Path, whose: str) -> None:
    with opened(folder) as case:
        case.add([folder / whose])


def _judge(folder: Path, whose: str) -> None:
    with opened(folder) as case:
        case.decide("same" if whose == "a" else "different", *TWO, by=whose)


def _accept(folder: Path, whose: str) -> None:
    with opened(folder) as case:
        claims = sorted(claim.id for one in case.annotated() for claim in one.claims)
        case.decide("accept", claims["ab".index(whose)], by=whose, at_once=True)


def _export(folder: Path, whose: str) -> None:
    with opened(folder) as case:
        material = case.material("Case")
    FORMATS["csv"].write(material, folder / "out" / "tables")


def _bundle(folder: Path, whose: str) -> None:
    with opened(folder) as case:
        case.bundle(folder / "out" / "bundle")


def _views(folder: Path, whose: str) -> None:
    with opened(folder) as case:
        case.make_views()


def _open(folder: Path, whose: str) -> None:
    opened(folder).close()


def _is_added(case: Any, folder: Path, whose: str) -> bool:
    there = {entry.path for entry in case.documents()}
    return all(str(path) in there for path in (folder / whose).iterdir())


def _is_judged(case: Any, folder: Path, whose: str) -> bool:
    return whose in {made.by for made in case.judgements()}


def _is_exported(case: Any, folder: Path, whose: str) -> bool:
    return all(path.stat().st_size for path in (folder / "out" / "tables").iterdir())


def _is_bundled(case: Any, folder: Path, whose: str) -> bool:
    from allegedly.bundling import check

    return check(folder / "out" / "bundle")[1] == []


def _are_views(case: Any, folder: Path, whose: str) -> bool:
    return case.views() is not None


def _is_open(case: Any, folder: Path, whose: str) -> bool:
    return True


WORKS: dict[str, tuple[Work, Callable[[Any, Path, str], bool]]] = {
    "add": (_add, _is_added),
    "judge": (_judge, _is_judged),
    "accept a claim": (_accept, _is_judged),
    "export tables": (_export, _is_exported),
    "bundle": (_bundle, _is_bundled),
    "make views": (_views, _are_views),
    "open an older case": (_open, _is_open),
}
"""What is done, and whether it is there."""
