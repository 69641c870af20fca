"""Makes the folder of a new case, and opens the store of one that is there."""

from contextlib import suppress
from pathlib import Path

from ..disk import make_folder
from ..errors import CaseError
from .address import ADDRESS_FILE, UNFINISHED_ADDRESS, address_of, checked, write_address
from .faults import shown, told
from .lock import only_writer
from .sql_store import SqlStore
from .sqlite import FILE, SqliteStore, create_database, holds_tables


def open_store(folder: Path) -> SqlStore:
    """The store of the case in ``folder``: in the database that its ``case.toml`` names, or else in its file."""
    address = address_of(folder)
    if address is None:
        return SqliteStore(folder)
    # What only teams need is not loaded for others.
    from .moving import put_aside
    from .postgresql import PostgresqlStore

    if (folder / FILE).is_file():  # the move to the server was cut off in its last step
        with suppress(CaseError), only_writer(folder, wait=0):
            put_aside(folder)
    return PostgresqlStore(folder, address)


def create_folder(folder: Path, database: str | None = None) -> None:
    """An empty case at ``folder``, which must be empty or not there. Raises ``CaseError``.

    Its records are kept in the ``database`` of this address, which must be empty, or else in a file in the folder.

    Only its owner may enter: it may speak of people who must not be known. What an interrupted attempt left in it
    does not count as content.
    """
    address = None if database is None else checked(database)
    with told(folder):
        if folder.exists() and not folder.is_dir():
            raise CaseError(f"{shown(folder)} is a file; give the name of a folder that is empty or not there yet.")
        make_folder(folder, 0o700)
        if not _is_free(folder):
            raise CaseError(f"{shown(folder)} is not empty; give the name of a folder that is empty or not there yet.")
        folder.chmod(0o700)  # one that was there already was made for anything
        make_folder(folder / "originals")
    if address is None:
        create_database(folder)
    else:
        _create_on_server(folder, address)


def _create_on_server(folder: Path, address: str) -> None:
    from .postgresql import filled_database

    with filled_database(folder, address):
        pass
    write_address(folder, address)


def _is_free(folder: Path) -> bool:
    names = {entry.name for entry in folder.iterdir()}
    database = {FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal"}
    if ADDRESS_FILE in names or names - database - {"originals", UNFINISHED_ADDRESS}:
        return False
    originals = folder / "originals"
    return not (originals.exists() and any(originals.iterdir())) and not holds_tables(folder)
