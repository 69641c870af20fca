"""Moves the records of a case from its file to a server: a team goes on with what one of them began."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import Connection

from ..errors import CaseError
from .address import address_of, checked, write_address
from .copying import are_same, copy_rows, is_empty
from .faults import shown
from .lock import only_writer
from .postgresql import filled_database
from .sqlite import FILE, open_database, transaction
from .tables import metadata

_ASIDE = f"{FILE}.moved"


def move_to_server(folder: Path, database: str) -> None:
    """Copy all records of the case in ``folder`` into the empty ``database`` of this address, where it is from then on.

    The file is put aside, not deleted. Cut off at any moment, the case is whole where it was or where it goes to, and
    the same call goes on. Raises ``CaseError``.
    """
    address = checked(database)
    if address_of(folder) is not None:
        raise CaseError(f"The case {shown(folder)} keeps its records in a database of a server already.")
    with only_writer(folder):
        engine = open_database(folder)
        try:
            # Nobody judges while rows are copied: the file is held as by one who writes.
            with transaction(engine, folder, writing=True) as source:
                _copy(source, folder, address)
                write_address(folder, address)
                _forbid_writing(source)
        finally:
            engine.dispose()
        put_aside(folder)


def put_aside(folder: Path) -> None:
    """Give the file of a case that has moved another name. Hold the case's lock around it."""
    if not (folder / FILE).is_file():
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = next(name for name in _names() if not (folder / name).exists())
    for tail in ("", "-wal", "-shm"):
        with suppress(OSError):
            (folder / f"{FILE}{tail}").rename(folder / f"{name}{tail}")


def _names() -> Iterator[str]:
    yield _ASIDE
    yield from (f"{_ASIDE}-{number}" for number in count(2))


def _copy(source: Connection, folder: Path, address: str) -> None:
    """All rows; those that an earlier move has brought there, and was cut off then, are not brought again."""

    def fits(there: Connection) -> bool:
        return is_empty(there) or are_same(source, there)

    with filled_database(folder, address, fits) as target:
        if is_empty(target):
            copy_rows(source, target)


def _forbid_writing(connection: Connection) -> None:
    """Whoever has the file open still, as the interface may, is told: what was written there would be lost."""
    for table in metadata.sorted_tables:
        for what in ("INSERT", "DELETE"):
            connection.exec_driver_sql(
                f'CREATE TRIGGER IF NOT EXISTS "moved_{table.name}_{what}" BEFORE {what} ON "{table.name}" '
                "BEGIN SELECT RAISE(ABORT, 'moved'); END"
            )
