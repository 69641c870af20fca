"""Between a program and its disk: ``faults.c``, built and loaded, and children that run with it.

It has to be loaded before the C library: ``loaded`` starts this program anew with it.
"""

import ctypes
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from allegedly.errors import AllegedlyError

SOURCE = Path(__file__).with_name("faults.c")
Mode = Literal["count", "kill before", "kill within", "kill after", "fail once", "fail on"]
MODES: tuple[Mode, ...] = ("count", "kill before", "kill within", "kill after", "fail once", "fail on")
_KINDS = {
    "C": "create", "W": "write", "T": "truncate", "S": "sync", "R": "rename", "U": "unlink", "D": "rmdir",
    "M": "mkdir", "L": "link", "A": "mode",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: what it ``gave``, the ``sentence`` of an error that users meet, or the ``fault`` of ours.

    ``hit`` is the call at which it was ended or failed, as kind and path; ``calls`` how many there were.
    """

    killed: bool
    gave: Any
    sentence: str | None
    fault: str | None
    hit: tuple[str, str] | None
    calls: int
    seconds: float


def why_not() -> str | None:
    """Why calls cannot be watched here, in a sentence; ``None`` where they can."""
    if sys.platform != "linux":
        return "System calls are watched on Linux only."
    return None if shutil.which("cc") else "There is no C compiler (cc) to build what watches system calls."


def environment() -> dict[str, str]:
    """What a program is to be started with."""
    return {**os.environ, "LD_PRELOAD": str(_built())}


def loaded() -> None:
    """Start this program anew with the library, where it is not loaded yet."""
    if "LD_PRELOAD" not in os.environ:
        command = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, command, environment())  # noqa: S606 (ourselves)


def run(
    work: Callable[[], Any],
    watch: Sequence[Path] = (),
    *,
    mode: Mode = "count",
    at: int = 0,
    error: int = 0,
    log: Path | None = None,
    killed_after: float | None = None,
) -> Ended:
    """What comes of ``work`` in a process of its own, with its ``at``-th call below the folders ``watch`` ended or
    failed, or after so many seconds, it and all that it started; ``log`` is where its calls are written down.
    """
    ours, theirs = os.pipe()
    sys.stdout.flush()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _live(work, watch, theirs, (at, MODES.index(mode), error), log)
    os.close(theirs)
    with open(ours, "rb") as pipe:  # noqa: PTH123 (a descriptor)
        pipe.read(1)  # it is a group of its own now
        if killed_after is not None:
            time.sleep(killed_after)
            _end(child)
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - begun
    _end(child)  # whoever of its group is left
    hit = _library().faults_hit().decode("utf-8", "replace")
    gave, sentence, fault = pickle.loads(told) if told else (None, None, None)  # noqa: S301 (our own bytes)
    where = (_KINDS[hit[0]], hit[2:]) if hit else None
    return Ended(os.WIFSIGNALED(status), gave, sentence, fault, where, _library().faults_calls(), seconds)


def together(works: Sequence[Callable[[], Any]]) -> list[Ended]:
    """What comes of each work, all at once in processes of their own."""
    begun, children = time.monotonic(), []
    for work in works:
        ours, theirs = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ours)
            _live(work, (), theirs, (0, 0, 0), None)
        os.close(theirs)
        children.append((child, ours))
    return [_ended(child, pipe, begun) for child, pipe in children]


def _ended(child: int, pipe: int, begun: float) -> Ended:
    with open(pipe, "rb") as told:
        gave, sentence, fault = pickle.loads(told.read()[1:])  # noqa: S301 (our own bytes)
    os.waitpid(child, 0)
    return Ended(False, gave, sentence, fault, None, 0, time.monotonic() - begun)


def mark(words: str) -> None:
    """Write down that something was told to the user now."""
    _library().faults_mark(words.encode())


def _live(
    work: Callable[[], Any], watch: Sequence[Path], pipe: int, armed: tuple[int, int, int], log: Path | None
) -> None:
    os.setsid()
    told: tuple[Any, str | None, str | None]
    with open(pipe, "wb") as out:
        out.write(b".")
        out.flush()
        try:
            handle = -1 if log is None else os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            for folder in watch:
                _library().faults_watch(os.fsencode(folder))
            at, mode, error = armed
            _library().faults_arm(at, mode, error, handle)
            told = (work(), None, None)
        except AllegedlyError as wrong:
            told = (None, str(wrong), None)
        except BaseException:  # noqa: BLE001 (told by the parent)
            told = (None, None, traceback.format_exc())
        _library().faults_forget()
        out.write(pickle.dumps(told))
    os._exit(0)


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    library.faults_hit.restype = ctypes.c_char_p
    library.faults_calls.restype = ctypes.c_long
    library.faults_arm.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_int)
    return library


@cache
def _built() -> Path:
    source = SOURCE.read_bytes()
    target = Path(tempfile.gettempdir()) / f"allegedly-faults-{os.getuid()}-{sha256(source).hexdigest()[:16]}.so"
    if not target.exists():
        part = target.with_suffix(f".{os.getpid()}")
        command = ["cc", "-O1", "-Wall", "-shared", "-fPIC", "-o", str(part), str(SOURCE)]
        subprocess.run(command, check=True)  # noqa: S603
        part.replace(target)
    return target
