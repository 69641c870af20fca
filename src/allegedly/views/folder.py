"""The files of views beside a case: one for each state of it, and each day by which it is asked what was known."""

import json
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from ..model import Judgement, sha256
from ..version import __version__
from .tables import VERSION

FOLDER = "views"
_KEPT = 8
"""So many days are kept beside the whole case; of each only the newest state."""
_AT_WORK = 3600
"""Seconds after which nobody is at work any more on a file that is half made."""


def path_of(case: Path, revision: str, known_by: date | None) -> Path:
    return case / FOLDER / f"{_of(known_by)}-{revision}.sqlite"


def revision(keys: Mapping[str, str], log: Iterable[Judgement], known_by: date | None) -> str:
    """What tells a state of a case from every other: the keys of its readings, its judgements, and this release."""
    parts = [VERSION, __version__, sorted(keys.items()), [judgement.id for judgement in log], str(known_by)]
    return sha256(json.dumps(parts).encode())[:16]


def revision_of(path: Path) -> str:
    """The state of the case that a file is of."""
    return path.stem.rpartition("-")[2]


def newest(case: Path, revision: str, known_by: date | None) -> Path | None:
    """The file of this state, else the one that was made last."""
    exact = path_of(case, revision, known_by)
    if exact.is_file():
        return exact
    return max((case / FOLDER).glob(f"{_of(known_by)}-*.sqlite"), key=made_at, default=None)


def sweep(keep: Path) -> None:
    """Take away other states of the same, all days but those that were made last, and what was left half made."""
    files = sorted(keep.parent.glob("*.sqlite"), key=made_at, reverse=True)
    files = [keep, *(file for file in files if file != keep)]
    kept: set[str] = set()
    for file in files:
        day = _day_of(file)
        if day in kept or (day != _of(None) and len(kept - {_of(None)}) >= _KEPT):
            _take_away(file)
        kept.add(day)
    for file in keep.parent.glob("*.part"):
        if time.time() - made_at(file) > _AT_WORK:
            _take_away(file)


def _take_away(file: Path) -> None:
    with suppress(OSError):  # another process reads it, where that forbids it
        file.unlink()


def _of(known_by: date | None) -> str:
    return "all" if known_by is None else known_by.isoformat()


def _day_of(path: Path) -> str:
    return path.stem.rpartition("-")[0]


def made_at(path: Path) -> float:
    """When a file of views was made, in seconds since 1970; 0 where it is gone."""
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0
