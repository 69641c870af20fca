"""A disk that is full: small ones in memory, with so little room left that what people do fills them at each stage.

Each is told in one sentence, what is there can still be read and verified, and with more room the same command gives
the same case. Disks of one's own need a name space: this program starts itself anew in one (``unshare``).
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from allegedly.errors import CaseError

from . import shim
from .deeds import Deed, deeds, is_case, let_time_stand, opened, warm_up
from .errors import in_words, is_one_sentence
from .kills import after, ground

FILLED = ("new", "add", "judge", "merge", "make views", "restore", "migrate 0001", "export html", "export csv",
          "export bundle", "export report-docx")  # fmt: skip
_PAGE = 4096
_ROOMY = "256m"
_INSIDE = "ALLEGEDLY_OWN_DISKS"
_MOUNT = shutil.which("mount") or "/bin/mount"


def why_not() -> str | None:
    """Why there can be no disks of one's own here, in a sentence."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return "Name spaces, in which small disks can be made, are there on Linux with unshare only."
    made = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)  # noqa: S607
    return f"This machine allows no name spaces: {made.stderr.decode().strip()}." if made.returncode else None


def own_disks() -> None:
    """Start this program anew where it may make disks."""
    if _INSIDE not in os.environ:
        command = ["unshare", "-rm", sys.executable, *sys.orig_argv[1:]]
        os.execvpe("unshare", command, {**os.environ, _INSIDE: "yes"})  # noqa: S606, S607 (ourselves)


def mounted(place: Path, *options: str) -> None:
    subprocess.run([_MOUNT, "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)], check=True)  # noqa: S603


def main(names: Sequence[str], seed: int, times: int) -> int:
    """Try each deed with so many different rooms; returns how many were not survived."""
    own_disks()
    let_time_stand()
    chosen = [deeds()[name] for name in names or FILLED]
    warm_up(chosen)
    chance = random.Random(seed)  # noqa: S311
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        mounted(place, f"size={_ROOMY}")
        for deed in chosen:
            told, problems = _filled(deed, place, chance, max(1, times // len(chosen)))
            print(f"  {deed.name:<20} " + ", ".join(f"{told[one]} {one}" for one in sorted(told)), flush=True)
            wrong += problems
        subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607
    for one in wrong:
        print(f"  {one}")
    return len(wrong)


def _filled(deed: Deed, place: Path, chance: random.Random, times: int) -> tuple[Counter[str], list[str]]:
    told: Counter[str] = Counter()
    wrong: list[str] = []
    with ground(deed, place) as found:
        needed = _growth(deed, found.anew(), place)
        for room in sorted(chance.sample(range(needed + 1), min(times, needed + 1))):
            folder = found.anew()
            _make_room(place, _used(place) + room * _PAGE)
            ended = shim.run(partial(in_words, deed, folder))
            told["told in a sentence" if ended.sentence else "ended well"] += 1
            problems = [ended.fault] if ended.fault else []
            problems += [] if ended.sentence is None or is_one_sentence(ended.sentence) else [ended.sentence]
            problems += shim.run(partial(_read, folder)).gave or []
            _make_room(place, _ROOMY)
            problems += after(found)
            wrong += [f"{deed.name} with room for {room} pages: {one}" for one in problems]
    return told, wrong


def _growth(deed: Deed, folder: Path, place: Path) -> int:
    """How many pages a deed needs, more or less: what is only there for a while is seen where it is made."""
    before = _used(place)
    shim.run(partial(deed.do, folder))
    return 2 * max(16, (_used(place) - before) // _PAGE)


def _read(folder: Path) -> list[str]:
    """What is wrong when it is read on a disk that takes nothing. SQLite needs a little room even to read."""
    try:
        if not is_case(folder):
            return []
        with opened(folder) as case:
            case.timeline()
            case.search("otto")
            return [*case.verify().problems]
    except CaseError as error:
        return [] if is_one_sentence(str(error)) else [str(error)]


def _used(place: Path) -> int:
    status = os.statvfs(place)
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def _make_room(place: Path, size: int | str) -> None:
    subprocess.run([_MOUNT, "-o", f"remount,size={size}", str(place)], check=True)  # noqa: S603
