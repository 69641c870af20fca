"""Power cuts: what people do is written down call by call, and at each call every state is tried in which a file system
may leave the disk then. What was told as done is there; the case opens, and ``verify`` passes.
"""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from . import shim
from .deeds import Deed, deeds, is_case, let_time_stand, opened, warm_up
from .disks import Call, Disk, Tree, calls, lay_out
from .kills import outputs

CUT = ("new", "add", "judge", "restore", "migrate 0001", "export html", "export csv", "export bundle", "make views")
"""Of these, where none is named: each way of writing once."""
MUTATIONS = {
    "the bytes of originals": ("add", "allegedly.store.originals", "os.fsync"),
    "the names of originals": ("add", "allegedly.store.originals", "sync_folder"),
    "the bytes of files for others": ("export html", "allegedly.exporters.whole", "os.fsync"),
    "the names of files for others": ("export html", "allegedly.exporters.whole", "sync_folder"),
    "the bytes of folders for others": ("export csv", "allegedly.exporters.whole", "sync_file"),
    "the names in folders for others": ("export csv", "allegedly.exporters.whole", "sync_folder"),
    "the bytes of a restored case": ("restore", "allegedly.bundling", "os.fsync"),
    "the names of a restored case": ("restore", "allegedly.bundling", "sync_folder"),
}
"""What would be lost if the program did not sync it: by which deed that shows, and where it is done."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A state after a power cut, and what had been told by then."""

    what: str
    tree: Tree
    told: tuple[str, ...]
    where: str


@dataclass
class Outcome:
    tried: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """A line for each state that is not survived."""


def main(names: Sequence[str], seed: int, times: int) -> int:
    """Try so many states of each deed, all where there are fewer; returns how many were not survived."""
    let_time_stand()
    chosen = [deeds()[name] for name in names or CUT]
    warm_up(chosen)
    failed = 0
    for deed in chosen:
        found = cut(deed, random.Random(seed), times)  # noqa: S311
        print(f"  {deed.name:<16} {found.tried.total():>6} states, {len(found.wrong)} not survived", flush=True)
        for one in found.wrong[:20]:
            print(f"    {one}")
        failed += len(found.wrong)
    return failed


def main_mutations(names: Sequence[str], seed: int, times: int) -> int:
    """Leave out one sync after the other; returns how many of them nothing shows."""
    let_time_stand()
    warm_up(deeds()[deed] for deed, _, _ in MUTATIONS.values())
    unseen = 0
    for what, (name, module, call) in MUTATIONS.items():
        if names and name not in names:
            continue
        found = cut(deeds()[name], random.Random(seed), times, partial(_without, module, call))  # noqa: S311
        print(f"  {what:<34} {len(found.wrong):>5} of {found.tried.total()} states show it", flush=True)
        unseen += not found.wrong
    return unseen


def _without(module: str, call: str) -> None:
    """Let a module's call do nothing."""
    found = import_module(module)
    if call == "os.fsync":
        vars(found)["os"] = SimpleNamespace(**{**vars(os), "fsync": lambda handle: None})
    else:
        vars(found)[call] = lambda path: None


def cut(deed: Deed, chance: random.Random, times: int, mutate: Callable[[], None] | None = None) -> Outcome:
    """What becomes of a deed in up to ``times`` of the states in which a power cut may leave it."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as temporary:
        place = Path(temporary)
        folder, begun = place / "here", place / "begun"
        folder.mkdir()
        _well(shim.run(partial(deed.start, folder)))
        shutil.copytree(folder, begun)
        before = outputs(folder)
        _well(shim.run(partial(_do, deed, folder, mutate), [folder], log=place / "log"))
        checking = partial(_problems, deed, folder, before, outputs(folder))
        moments = list(_moments(begun, folder, list(calls(place / "log"))))
        found = Outcome()
        for moment in chance.sample(moments, min(times, len(moments))):
            shutil.rmtree(folder)
            folder.mkdir()
            lay_out(moment.tree, folder)
            ended = shim.run(partial(checking, moment.told))
            found.tried[moment.what] += 1
            wrong = [ended.fault or ended.sentence] if ended.fault or ended.sentence else ended.gave
            found.wrong += [f"{moment.what}, {moment.where}: {'; '.join(map(str, wrong))}"] if wrong else []
        return found


def _well(ended: shim.Ended) -> None:
    if ended.fault or ended.sentence:
        raise RuntimeError(ended.fault or ended.sentence)


def _do(deed: Deed, folder: Path, mutate: Callable[[], None] | None) -> None:
    if mutate is not None:
        mutate()
    if deed.name == "add":  # each document is told by itself
        with opened(folder) as case:
            case.add([folder / "in"], progress=lambda step, *_: shim.mark(f"{step.outcome} {step.document}"))
        return
    deed.do(folder, shim.mark)


def _moments(begun: Path, folder: Path, done: Sequence[Call]) -> Iterator[Moment]:
    """Every state at every call, the same one only once while the same had been told."""
    disk = Disk(begun, str(folder))
    told: list[str] = []
    met: set[bytes] = set()
    for number, call in enumerate(done):
        if call.kind == "K":
            told.append(call.path)
        else:
            disk.happen(call)
        for what, tree in disk.states():
            key = _key(tree, told)
            if key not in met:
                met.add(key)
                where = f"call {number} ({call.kind} {call.path.removeprefix(str(folder))}), {len(told)} told"
                yield Moment(what, dict(tree), tuple(told), where)


def _key(tree: Tree, told: Sequence[str]) -> bytes:
    digest = sha256(repr(told).encode())
    for path, data in sorted(tree.items()):
        digest.update(f"{path}\0{-1 if data is None else len(data)}\0".encode())
        digest.update(data or b"")
    return digest.digest()


def _problems(
    deed: Deed, folder: Path, before: Mapping[str, bytes], whole: Mapping[str, bytes], told: Sequence[str]
) -> list[str]:
    """What is wrong in a state, when so much had been told."""
    is_done = f"{deed.name} {len(deed.steps) - 1}" in told
    problems: list[str] = []
    if deed.keeps or is_done or is_case(folder):
        problems += _problems_of_case(deed, folder, told)
    left = outputs(folder)
    for name in {*before, *whole, *left}:
        allowed = [whole.get(name)] if is_done else [before.get(name), whole.get(name)]
        if left.get(name) not in allowed:
            problems.append(f"{name} is neither as before nor whole" if not is_done else f"{name} is not what was told")
    return problems


def _problems_of_case(deed: Deed, folder: Path, told: Sequence[str]) -> list[str]:
    with opened(folder) as case:
        problems = [*case.verify().problems]
        there: dict[str, set[Any]] = {
            "added": {entry.id for entry in case.documents()},
            "refused": {refusal.sha256 for refusal in case.refusals()},
        }
        for outcome, own in (words.split(" ", 1) for words in told):
            if outcome in there and own not in there[outcome]:
                problems.append(f"{own} was told as {outcome} and is not there")
        judged = sum(1 for words in told if words.startswith("judge "))
        if len(case.judgements()) < judged:
            problems.append(f"{judged} judgements were told and {len(case.judgements())} are there")
    return problems
