"""The file of the team: its tables, its settings, its transactions."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import CaseError
from .errors import NO_TEAM

FILE = "team.sqlite"
_WAIT = 5.0
"""Seconds that one waits for another who writes."""
_STEPS = (
    """
    CREATE TABLE account (
        name TEXT PRIMARY KEY,
        skeleton TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL CHECK (role IN ('read', 'judge', 'manage')),
        password TEXT NOT NULL,
        disabled INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL,
        password_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE gone (skeleton TEXT PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE TABLE session (
        token_sha256 BLOB PRIMARY KEY,
        name TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
        began REAL NOT NULL,
        used REAL NOT NULL,
        ends REAL NOT NULL,
        address TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_name ON session (name);
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        who TEXT,
        what TEXT NOT NULL,
        whom TEXT,
        detail TEXT,
        address TEXT
    ) STRICT;
    CREATE TABLE saved_view (
        person TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        PRIMARY KEY (person, name)
    ) STRICT;
    """,
)
"""What leads from each version of the tables to the next; the number of steps taken stands in the file."""


class Database:
    """One connection for all threads, each of which waits for its turn; a statement takes a fraction of a millisecond.

    Raises ``CaseError`` with one sentence where the disk or the file refuses.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self._path = folder / FILE
        self._lock = threading.RLock()
        with self._told():
            if create:
                self._make()
            elif not self._path.is_file():
                raise CaseError(NO_TEAM)
            self._connection = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            try:
                self._set_up()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._told():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it, or none."""
        with self._lock, self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _make(self) -> None:
        """An empty file that nobody else of the machine can read; the files that SQLite puts beside it are like it."""
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))

    def _set_up(self) -> None:
        for setting in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            self._connection.execute(f"PRAGMA {setting}")
        if self._version() == len(_STEPS):
            return
        with self.writing() as connection:
            version = self._version()  # another may have been faster
            if version > len(_STEPS):
                raise CaseError("The team of this case was made by a newer Allegedly. Update Allegedly to open it.")
            for step in _STEPS[version:]:
                for statement in filter(str.strip, step.split(";")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(_STEPS)}")

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return version

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CaseError(f"{self._path.name} cannot be read or written ({error.strerror or error}).") from error
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise CaseError(f"Another process is writing to {self._path.name}. Try again.") from error
            raise CaseError(f"{self._path.name} cannot be read or written ({error}).") from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise CaseError(f"{self._path.name} is damaged ({error}). Restore it from a backup.") from error
