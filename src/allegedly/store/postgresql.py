"""The store on PostgreSQL: one database of a server, for a team. Its settings, its transactions, its own ways."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, inspect, text
from sqlalchemy.dialects.postgresql import Insert, insert

from ..errors import CaseError
from . import fulltext, lock
from .copying import copy_rows, is_empty
from .faults import busy, damaged, shown
from .migrating import HEAD, check_version, migrate, version_of
from .rows import Values
from .search_file import SearchFile
from .server import engine_of, only_here, told_by_server
from .sql_store import SqlStore
from .sqlite import fresh_database
from .tables import metadata

_OLDEST = 12
_KEY = 0x616C6C6567656400
"""Of the advisory locks: "alleged", so that they are told from those of others."""
_READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_WRITING = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
_TURN = "UPDATE turn SET number = number + 1, version = (number + 1) || ' ' || clock_timestamp()"
_TAKE_TURN = f"SET LOCAL lock_timeout = {{wait}}; {_TURN}"
_TAKE_TURN_OF_TABLES = f"SET LOCAL lock_timeout = {{wait}}; SELECT pg_advisory_xact_lock({_KEY})"
"""While tables are made, which is before there is a row to change."""
_VERSION = text("SELECT version FROM turn")
_NEW_PASSAGES = text("UPDATE turn SET passages = version")
_PASSAGES = text("SELECT passages FROM turn")
"""Another one whenever there are new passages."""
_OTHER_ORDER = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
    "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation o ON o.oid = a.attcollation "
    "WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND o.collname <> 'C' "
    "AND pg_table_is_visible(c.oid) AND c.relname = ANY(:ours)"
)


class PostgresqlStore(SqlStore):
    """The store of a case whose database is the one that ``case.toml`` in its folder names."""

    def __init__(self, folder: Path, address: str) -> None:
        super().__init__(folder, Postgresql(folder, address))


class Postgresql:
    """The ``Dialect`` of PostgreSQL; its index for searching is a file in the case's folder."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self._address = address
        self._engine = open_database(folder, address)
        self._index = SearchFile(folder, self.transaction, _PASSAGES)

    def close(self) -> None:
        self._index.close()
        self._engine.dispose()

    def transaction(self, *, writing: bool = False) -> AbstractContextManager[Connection]:
        return transaction(self._engine, self._folder, self._address, writing=writing)

    def insert_new(self, table: Table) -> Insert:
        return insert(table).on_conflict_do_nothing()

    def version(self) -> str:
        with told_by_server(self._folder, self._address), self._engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            return str(alone.execute(_VERSION).scalar_one())

    def index(self, connection: Connection, passages: Sequence[Values]) -> None:
        connection.execute(_NEW_PASSAGES)

    def find(self, query: str, limit: int, offset: int) -> fulltext.Ranked:
        return self._index.find(query, limit, offset)

    def problems(self) -> Iterator[str]:
        with self.transaction() as connection:
            for table, column, _ in connection.execute(_OTHER_ORDER, {"ours": [*metadata.tables]}):
                yield f"The column {column} of the table {table} is sorted in another order than that of characters."
        self._index.mend()

    @contextmanager
    def alone(self, wait: float | None) -> Iterator[None]:
        deadline = time.monotonic() + (lock.WAIT_SECONDS if wait is None else wait)
        with only_here(self._folder, self._address) as taken:
            while not taken(_KEY):
                if time.monotonic() >= deadline:
                    raise busy(self._folder)
                time.sleep(lock.PAUSE_SECONDS)
            yield

    def snapshot(self, folder: Path) -> None:
        with fresh_database(folder) as copy, self.transaction() as connection:
            copy_rows(connection, copy)


@contextmanager
def filled_database(folder: Path, address: str, fits: Callable[[Connection], bool] = is_empty) -> Iterator[Connection]:
    """A transaction in which the tables are there, to fill them: all of it, or nothing is ever there.

    Raises ``CaseError`` where the database has tables already, unless they are those of a case and what is in them
    ``fits``.
    """
    engine = engine_of(address)
    try:
        with transaction(engine, folder, address, writing=True, turn=_TAKE_TURN_OF_TABLES) as connection:
            _check_server(folder, connection)
            version = version_of(connection)
            if version is None and not inspect(connection).get_table_names():
                _bring_to_head(connection)
            elif version != HEAD or not fits(connection):
                raise CaseError(
                    f"The database {address} is not empty. A case wants one for itself: make one with createdb, and "
                    "name that."
                )
            yield connection
            connection.exec_driver_sql(_TURN)
            connection.execute(_NEW_PASSAGES)
    finally:
        engine.dispose()


def open_database(folder: Path, address: str) -> Engine:
    """An engine on the case's database, migrated where it is older. Raises ``CaseError`` when it is not one of ours."""
    engine = engine_of(address)
    try:
        with transaction(engine, folder, address) as connection:
            _check_server(folder, connection)
            version = version_of(connection)
        check_version(folder, version, f"the database {address}")
        if version != HEAD:
            with transaction(engine, folder, address, writing=True, turn=_TAKE_TURN_OF_TABLES) as connection:
                _bring_to_head(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(
    engine: Engine, folder: Path, address: str, *, writing: bool = False, turn: str = _TAKE_TURN
) -> Iterator[Connection]:
    """One transaction: all of it, or none. A reader sees one moment. A writer takes its turn at the start.

    The turn is the one row of a table. Who changes it waits for who did before, and sees all that those wrote.
    """
    try:
        with told_by_server(folder, address), engine.connect() as bare:
            connection = bare.execution_options(**(_WRITING if writing else _READING))
            with connection.begin():
                if writing:
                    connection.exec_driver_sql(turn.format(wait=int(lock.WAIT_SECONDS * 1000)))
                yield connection
    except (ValueError, TypeError) as error:
        if writing:
            raise
        raise CaseError(damaged(folder, str(error))) from error


def _check_server(folder: Path, connection: Connection) -> None:
    version = connection.dialect.server_version_info or (0,)
    if version < (_OLDEST,):
        raise CaseError(
            f"The server of the case {shown(folder)} is PostgreSQL {version[0]}; version {_OLDEST} or newer is needed. "
            "Update the server."
        )
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise CaseError(
            f"The database of the case {shown(folder)} is in the encoding {encoding}, which does not hold every text. "
            "Make one with: createdb --encoding UTF8 --template template0 NAME"
        )


def _bring_to_head(connection: Connection) -> None:
    """Make the tables what this program knows, inside the caller's transaction; with the order of texts of SQLite."""
    if version_of(connection) == HEAD:  # somebody else did meanwhile
        return
    migrate(connection)
    for table, column, kind in connection.execute(_OTHER_ORDER, {"ours": [*metadata.tables]}).all():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
