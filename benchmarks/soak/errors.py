"""A disk that refuses: one call after the other fails with "no space left", "quota exceeded" or an error of the device.

Each is told in one sentence, nothing that was stored is lost, and when the disk takes things again the same command
gives the same case. Small acts are tried at each of their calls; what people do to a case at as many as are asked for.
"""

import errno
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from allegedly.exporters.whole import whole_folder, write_part, write_whole
from allegedly.model import sha256
from allegedly.store import Originals, only_writer
from allegedly.web import dropped

from . import shim
from .deeds import Deed, deeds, let_time_stand, warm_up
from .kills import Ground, after, ground

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
_MODES: tuple[shim.Mode, ...] = ("fail once", "fail on")
_DATA = b"bytes " * 5000


def main(names: Sequence[str], seed: int, times: int) -> int:
    """Fail so many calls of deeds, besides all of the small acts; returns how many were not survived."""
    let_time_stand()
    chosen = [deed for name, deed in deeds().items() if not names or name in names]
    wrong = [] if names else list(_small_acts())
    chance = random.Random(seed)  # noqa: S311
    warm_up(chosen)
    told: Counter[str] = Counter()
    for number, deed in enumerate(chosen):
        share = times // len(chosen) + (number < times % len(chosen))
        if share:
            with ground(deed) as found:
                for _ in range(share):
                    wrong += failed(found, chance, told)
    print(f"  {told.total()} calls of deeds failed: " + ", ".join(f"{told[one]} {one}" for one in sorted(told)))
    for one in wrong:
        print(f"  {one}")
    return len(wrong)


def failed(found: Ground, chance: random.Random, told: Counter[str]) -> list[str]:
    """What is wrong after one call, or all from it on, failed."""
    folder = found.anew()
    mode, error, at = chance.choice(_MODES), chance.choice(ERRORS), chance.randint(1, max(1, found.calls))
    ended = shim.run(partial(in_words, found.deed, folder), [folder], mode=mode, at=at, error=error)
    where = f"{found.deed.name}, {mode} {errno.errorcode[error]} at call {at} {ended.hit}"
    told["told in a sentence" if ended.sentence else "ended well all the same"] += 1
    problems = [f"a fault instead of a sentence: {ended.fault}"] if ended.fault else []
    problems += [f"told so: {ended.sentence}"] if ended.sentence and not is_one_sentence(ended.sentence) else []
    return [f"{where}: {problem}" for problem in (*problems, *after(found))]


def in_words(deed: Deed, folder: Path) -> None:
    """The deed as a command does it: what the system refuses is told in a sentence as well."""
    from allegedly.cli.outcome import of_system
    from allegedly.errors import AllegedlyError

    try:
        deed.do(folder)
    except OSError as error:
        raise AllegedlyError(of_system(error)) from error


def is_one_sentence(words: str) -> bool:
    return "\n" not in words and words.endswith((".", ")")) and "Traceback" not in words


def _small_acts() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as temporary:
        for name, (begin, act, is_whole) in ACTS.items():
            count = 0
            for error in ERRORS:
                for mode in _MODES:
                    for at in range(1, 1000):
                        folder = Path(temporary) / f"{name} {error} {mode} {at}"
                        folder.mkdir()
                        begin(folder)
                        ended = shim.run(partial(_refusing, act, folder), [folder], mode=mode, at=at, error=error)
                        count += ended.hit is not None
                        for problem in _after_act(ended, partial(act, folder), partial(is_whole, folder)):
                            yield f"{name}, {mode} {errno.errorcode[error]} at call {at} {ended.hit}: {problem}"
                        if ended.hit is None:
                            break
            print(f"  {name:<28} {count:>5} calls failed, all there are", flush=True)


def _refusing(act: Callable[[Path], None], folder: Path) -> None:
    """An act may raise what the system does: whoever calls it tells that."""
    try:
        act(folder)
    except OSError as error:
        if error.errno not in ERRORS:
            raise


def _after_act(ended: shim.Ended, again: Callable[[], None], is_whole: Callable[[bool], list[str]]) -> Iterator[str]:
    """What is wrong then, and when the act is done again."""
    if ended.fault:
        yield ended.fault
    yield from is_whole(False)
    repeated = shim.run(again)
    if repeated.fault or repeated.sentence:
        yield f"cannot be done again: {repeated.fault or repeated.sentence}"
    yield from is_whole(True)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def _nothing(folder: Path) -> None:
    """The act begins with an empty folder."""


def _old(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "a").write_bytes(b"old")


def _put(folder: Path) -> None:
    Originals(folder / "originals").put(sha256(_DATA), _DATA)


def _is_original(folder: Path, done: bool) -> list[str]:
    state = Originals(folder / "originals").state(sha256(_DATA))
    return [state] if state and (done or state != "is missing") else []


def _write(folder: Path) -> None:
    write_whole(folder / "out" / "a", ["new"] * 9000)


def _write_folder(folder: Path) -> None:
    with whole_folder(folder / "out", ["b"]) as made:
        write_part(made / "a", ["new"] * 9000)
        write_part(made / "deep" / "c", ["c"])


def _is_old_or_new(folder: Path, done: bool, *, new: dict[str, bytes]) -> list[str]:
    # What could not even be taken away stays hidden, until the next time.
    there = {name: data for name, data in _files(folder).items() if done or ".part" not in name}
    wrong = [name for name, data in there.items() if data not in (b"old", new.get(name))]
    wrong += [name for name in new if done and there.get(name) != new[name]]
    return [f"{name} is neither as before nor whole" for name in wrong]


def _hold(folder: Path) -> None:
    with only_writer(folder, wait=0):
        pass


def _is_held_by_nobody(folder: Path, done: bool) -> list[str]:
    with only_writer(folder, wait=0):
        return []


def _place(folder: Path) -> None:
    waiting = folder / "case" / "incoming" / f"{0:016x}"
    waiting.mkdir(parents=True, exist_ok=True)
    dropped.remember(waiting, None, "ana")
    place, aside = dropped.place_for(waiting, "b/a.txt"), dropped.aside_for(folder / "case")
    aside.write_bytes(_DATA)
    try:
        dropped.put_at(place, aside)
    except FileExistsError:
        return
    finally:
        aside.unlink(missing_ok=True)


def _is_placed(folder: Path, done: bool) -> list[str]:
    found = [data for name, data in _files(folder).items() if name.endswith("a.txt")]
    return ["what was sent is not whole"] if any(data != _DATA for data in found) or (done and not found) else []


_NEW = {"out/a": b"new" * 9000}
Act = tuple[Callable[[Path], None], Callable[[Path], None], Callable[[Path, bool], list[str]]]
ACTS: dict[str, Act] = {
    "keep an original": (_nothing, _put, _is_original),
    "write a file": (_nothing, _write, partial(_is_old_or_new, new=_NEW)),
    "write a file anew": (_old, _write, partial(_is_old_or_new, new=_NEW)),
    "write a folder": (_nothing, _write_folder, partial(_is_old_or_new, new={**_NEW, "out/deep/c": b"c"})),
    "write a folder anew": (_old, _write_folder, partial(_is_old_or_new, new={**_NEW, "out/deep/c": b"c"})),
    "hold a case alone": (_nothing, _hold, _is_held_by_nobody),
    "keep what was sent": (_nothing, _place, _is_placed),
}
"""What begins, what is done, and what is wrong then; asked before and after it is done again."""
