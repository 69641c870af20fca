"""The store on SQLite: one file, one machine. Its settings, its transactions, its own ways."""

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.pool import QueuePool, StaticPool

from ..errors import CaseError
from . import fulltext, lock
from .backup import keep_backup
from .faults import damaged, shown, told
from .migrating import HEAD, check_version, migrate, no_case, version_of
from .rows import Values
from .sql_store import SqlStore

FILE = "case.sqlite"


class SqliteStore(SqlStore):
    """The store of a case whose database is ``case.sqlite`` in its folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, Sqlite(folder))


class Sqlite:
    """The ``Dialect`` of SQLite; its index for searching stands in the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine = open_database(folder)
        self._path = (folder / FILE).absolute()
        self._file = _which(self._path)
        self._watch: Connection | None = None
        self._watching = threading.Lock()

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self._engine.dispose()

    def transaction(self, *, writing: bool = False) -> AbstractContextManager[Connection]:
        return self._writing() if writing else transaction(self._engine, self._folder)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with transaction(self._engine, self._folder, writing=True) as connection:
            yield connection
            if _which(self._path) != self._file:  # it would go into a file that nobody finds any more
                raise CaseError(
                    f"The case {shown(self._folder)} was moved or replaced while it was open; this was not written. "
                    "Open it where it is now, and do the same again."
                )

    def insert_new(self, table: Table) -> Insert:
        return insert(table).on_conflict_do_nothing()

    def version(self) -> str:
        # SQLite says whether others wrote since this connection was made: it is kept, and writes nothing itself.
        with self._watching, told(self._folder):
            if self._watch is None:
                self._watch = self._engine.connect()
            return str(self._watch.exec_driver_sql("PRAGMA data_version").scalar())

    def index(self, connection: Connection, passages: Sequence[Values]) -> None:
        fulltext.index(connection, passages)

    def find(self, query: str, limit: int, offset: int) -> fulltext.Ranked:
        with self.transaction() as connection:
            return fulltext.find(connection, query, limit, offset)

    def alone(self, wait: float | None) -> AbstractContextManager[None]:
        return nullcontext()  # the lock in the folder does: that is where the file is

    def problems(self) -> Iterator[str]:
        with self.transaction() as connection:
            for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
                if line != "ok":
                    yield f"The database is damaged: {line}."
            for line in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"The table {line[0]} speaks of something that the table {line[2]} does not have."
        if os.access(self._folder, os.W_OK):  # SQLite checks an index only where it could write
            with self.transaction(writing=True) as connection:
                if not fulltext.is_sound(connection):
                    yield "The index for searching does not agree with the passages."

    def snapshot(self, folder: Path) -> None:
        """Page by page, whoever writes to it meanwhile."""
        _copy(self._folder, folder / FILE)


_ACTING = "SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')"
"""What would act by itself on all that is written: a case from elsewhere could so lose what it was told to keep."""


def create_database(folder: Path) -> None:
    """Make the tables in a new ``case.sqlite``: all of them, or none when interrupted."""
    engine = engine_of(folder / FILE, "rwc")
    try:
        with told(folder), engine.connect() as connection:
            # Readers go on while one process writes; the setting stays with the file.
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        with transaction(engine, folder, writing=True) as connection:
            if version_of(connection) is None:
                migrate(connection)
    finally:
        engine.dispose()


@contextmanager
def fresh_database(folder: Path) -> Iterator[Connection]:
    """A transaction on a new ``case.sqlite``, to fill its tables; the passages in it are searchable at the end."""
    create_database(folder)
    engine = engine_of(folder / FILE, "rw")
    try:
        with transaction(engine, folder, writing=True) as connection:
            yield connection
            fulltext.index_all(connection)
    finally:
        engine.dispose()  # and with the last connection the file is whole by itself


def holds_tables(folder: Path) -> bool:
    """Whether a database is there and anything was ever made in it."""
    if not (folder / FILE).is_file():
        return False
    engine = engine_of(folder / FILE, "rw")
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
            raise no_case(folder, "it holds no case.sqlite")
    engine = engine_of(folder / FILE, "rw" if os.access(folder, os.W_OK) else "ro")
    try:
        with transaction(engine, folder) as connection:
            version = version_of(connection)
            acting = connection.exec_driver_sql(_ACTING).first()
        if acting is not None:
            raise CaseError(damaged(folder, "it has a trigger or a view, of which Allegedly makes none"))
        check_version(folder, version, f"its {FILE}")
        if version != HEAD:
            _bring_up_to_date(engine, folder)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _bring_up_to_date(engine: Engine, folder: Path) -> None:
    """Migrate an older database, once a copy of it is safe beside it. Whoever writes meanwhile waits for the end."""
    with transaction(engine, folder, writing=True) as connection:
        version = version_of(connection)
        if version is None or version == HEAD:
            return  # another process was first
        backup = keep_backup(folder / FILE, version, lambda copy: _copy(folder, copy))
        migrate(connection, backup.sha256)
    told_of = "The case %s was brought from version %s to %s; as it was before, its database is kept in %s."
    logging.getLogger("allegedly").warning(told_of, shown(folder), version, HEAD, shown(backup.path.name))


def _copy(folder: Path, target: Path) -> None:
    address = address_of_file(folder / FILE, "ro")
    with (
        told(folder),
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def _which(path: Path) -> tuple[int, int] | None:
    """The file itself that has this name now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


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


def address_of_file(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


def engine_of(path: Path, mode: str) -> Engine:
    """An engine on a file of SQLite."""
    # On a read-only disk SQLite cannot make the files that it shares with writers, and needs none: nobody writes.
    still = mode == "ro" and not path.with_name(f"{path.name}-wal").exists()
    address = f"{address_of_file(path, mode)}{'&immutable=1' * still}"

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

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True
    )  # what it stores is no part of what it raises
    event.listen(engine, "begin", _begin)
    return engine


def engine_in_memory() -> Engine:
    """An engine on a database that is gone when it is disposed of; one thread at a time may use it."""
    engine = create_engine(
        "sqlite+pysqlite://", poolclass=StaticPool, connect_args={"isolation_level": None, "check_same_thread": False}
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get("begin")
    if statement:
        connection.exec_driver_sql(statement)
