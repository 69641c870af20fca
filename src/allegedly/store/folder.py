"""Makes the folder of a new case."""

from pathlib import Path

from ..errors import CaseError
from .faults import shown, told
from .sqlite import FILE, create_database, holds_tables


def create_folder(folder: Path) -> None:
    """An empty case at ``folder``, which must be empty or not there. Raises ``CaseError``.

    Only its owner may enter: it may speak of people who must not be known. What an interrupted attempt left in it
    does not count as content.
    """
    with told(folder):
        if folder.exists() and not folder.is_dir():
            raise CaseError(f"{shown(folder)} is a file; give the name of a folder that is empty or not there yet.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_free(folder):
            raise CaseError(f"{shown(folder)} is not empty; give the name of a folder that is empty or not there yet.")
        (folder / "originals").mkdir(exist_ok=True)
    create_database(folder)


def _is_free(folder: Path) -> bool:
    names = {entry.name for entry in folder.iterdir()}
    database = {FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal"}
    if names - database - {"originals"}:
        return False
    originals = folder / "originals"
    return not (originals.exists() and any(originals.iterdir())) and not holds_tables(folder)
