"""The copy of a database that is made before its tables are changed: whatever goes wrong then, it is there."""

import hashlib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ..disk import sync_folder
from .faults import told


class Backup(NamedTuple):
    """Where the copy is, and its SHA-256."""

    path: Path
    sha256: str


def keep_backup(database: Path, version: str, copy: Callable[[Path], None]) -> Backup:
    """Copy ``database``, whose tables are at ``version``, beside it; safe on the disk on return. Raises ``CaseError``.

    It is "case.sqlite.0003.backup". One that is there from before stays: where it is another, the new one is numbered.
    """
    part = database.with_name(f"{database.name}.{version}.backup.part")
    with told(database.parent):
        try:
            part.unlink(missing_ok=True)
            copy(part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            made = _hash(part)
            for number in count(1):
                own = version if number == 1 else f"{version}-{number}"
                target = database.with_name(f"{database.name}.{own}.backup")
                if not target.exists():
                    part.rename(target)
                elif _hash(target) != made:
                    continue
                sync_folder(database.parent)  # also of one that is there: who made it may have been killed just before
                return Backup(target, made)
        finally:
            for left in (part, part.with_name(f"{part.name}-journal")):
                left.unlink(missing_ok=True)
    raise AssertionError  # counting has no end


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
