"""How SQLite is set up: its file, its settings, its transactions."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.pool import QueuePool

from ..errors import CaseError
from . import lock
from .faults import damaged, shown, told
from .migrating import HEAD, is_known, migrate, version_of

FILE = "case.sqlite"


def create_database(folder: Path) -> None:
    """Make the tables in a new ``case.sqlite``: all of them, or none when interrupted."""
    engine = _engine(folder, "rwc")
    try:
        with told(folder), engine.connect() as connection:
            # Readers go on while one process writes; the setting stays with the file.
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with transaction(engine, folder, writing=True) as connection:
            if version_of(connection) is None:
                migrate(connection)
    finally:
        engine.dispose()


def holds_tables(folder: Path) -> bool:
    """Whether a database is there and anything was ever made in it."""
    if not (folder / FILE).is_file():
        return False
    engine = _engine(folder, "rw")
    try:
        with transaction(engine, folder) as connection:
            return bool(inspect(connection).get_table_names())
    finally:
        engine.dispose()


def open_database(folder: Path) -> Engine:
    """An engine on the case's database, migrated where it is older. Raises ``CaseError`` when it is not one of ours."""
    with told(folder):
        if folder.is_file():
            name = shown(folder)
            raise CaseError(f"{name} is a file, not a case. Add it to a case with: allegedly add CASE {name}")
        if not (folder / FILE).is_file():
            raise _no_case(folder, "it holds no case.sqlite")
    engine = _engine(folder, "rw" if os.access(folder, os.W_OK) else "ro")
    try:
        with transaction(engine, folder) as connection:
            version = version_of(connection)
        _check_version(folder, version)
        if version != HEAD:
            with transaction(engine, folder, writing=True) as connection:
                migrate(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(engine: Engine, folder: Path, *, writing: bool = False) -> Iterator[Connection]:
    """One transaction: all of it, or none. A writer takes its turn at the start and cannot fail on that later."""
    try:
        with told(folder), engine.connect() as bare:
            connection = bare.execution_options(begin="BEGIN IMMEDIATE" if writing else "BEGIN")
            with connection.begin():
                yield connection
    except (ValueError, TypeError) as error:
        if writing:
            raise
        # A date, a list or a text that is none came out of a row: what is asked for is checked before.
        raise CaseError(damaged(folder, str(error))) from error


def _check_version(folder: Path, version: str | None) -> None:
    if version is None:
        raise _no_case(folder, "its case.sqlite has no tables of a case")
    if not is_known(version):
        raise CaseError(
            f"The case {shown(folder)} was made by a newer Allegedly (its tables are at version {version}, this one "
            f"knows {HEAD}). Update Allegedly to open it."
        )


def _no_case(folder: Path, why: str) -> CaseError:
    return CaseError(f"{shown(folder)} is not a case: {why}. Make one with: allegedly new {shown(folder)}")


def _engine(folder: Path, mode: str) -> Engine:
    # On a read-only disk SQLite cannot make the files that it shares with writers, and needs none: nobody writes.
    still = mode == "ro" and not (folder / f"{FILE}-wal").exists()
    address = f"file:{quote(os.fsencode((folder / FILE).absolute()))}?mode={mode}{'&immutable=1' * still}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=lock.WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # Every commit reaches the disk: what a case holds (receipts, refusals, judgements) cannot all be worked
            # out again from the originals, and one commit for many documents costs little.
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("begin")
        if statement:
            connection.exec_driver_sql(statement)

    return engine
