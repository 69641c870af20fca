"""What a disk or a database can refuse, put as one sentence with its remedy."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ..errors import BusyError, CaseError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def shown(path: Path | str) -> str:
    """A path as text that can be stored and printed, whatever bytes the file system allows in it."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn the faults of the disk and of the database under ``folder`` into a ``CaseError``."""
    try:
        yield
    except OSError as error:
        raise CaseError(_of_disk(folder, error)) from error
    except (DBAPIError, sqlite3.Error) as error:
        sentence = _of_database(folder, error.orig if isinstance(error, DBAPIError) else error)
        if sentence is None:
            raise
        raise CaseError(sentence) from error


def busy(folder: Path) -> BusyError:
    return BusyError(
        f"Another process is writing to the case {shown(folder)}. Wait until it has finished, then try again."
    )


def damaged(folder: Path, how: str) -> str:
    return (
        f"The database of the case {shown(folder)} is damaged ({how}). Restore it from a backup, or make a new case "
        "and add the files in its folder 'originals'."
    )


def _of_disk(folder: Path, error: OSError) -> str:
    if error.errno in _FULL:
        return _full(folder)
    if error.errno in _CLOSED:
        return _closed(folder)
    return f"The case {shown(folder)} cannot be read or written ({error.strerror or error}). Check the disk."


def _of_database(folder: Path, error: BaseException | None) -> str | None:
    """The sentence for an error of SQLite; ``None`` when it is a fault of ours."""
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return str(busy(folder))
    if name == "SQLITE_CONSTRAINT_TRIGGER":  # our only triggers are those of a file that is put aside
        return (
            f"The case {shown(folder)} keeps its records in a database of a server now. Open it anew: end what has it "
            "open, and start that again."
        )
    if name.startswith("SQLITE_FULL"):
        return _full(folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return _closed(folder)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return (
            f"The database of the case {shown(folder)} cannot be read or written ({error}). Check that the disk is "
            "there, has space left and allows writing."
        )
    if isinstance(error, sqlite3.OperationalError) or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        # What is left are missing tables, texts that are not UTF-8 and the like: our statements are always the same.
        return damaged(folder, str(error))
    return None


def _full(folder: Path) -> str:
    return (
        f"The disk that holds the case {shown(folder)} is full. Free some space and do the same again: what was "
        "stored so far is kept."
    )


def _closed(folder: Path) -> str:
    return (
        f"The case {shown(folder)} may not be opened or changed. Check its permissions, and that its disk is not "
        "read-only."
    )
