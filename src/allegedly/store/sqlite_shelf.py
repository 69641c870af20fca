"""The shelf on SQLite, in a file of its own beside the database: delete it, and all of it is worked out again."""

import sqlite3
import threading
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import CaseError
from ..model.protocols import Item, PrintIndex
from ..model.unions import Unions
from . import lock
from .faults import shown
from .lock import is_held_elsewhere
from .parquet_prints import ParquetPrints
from .prints import PRINTS, ShelfPrints
from .sealing import SealBeside

FILE = "corpus.sqlite"
_VERSION = 2
"""Of the tables; a file of another one is thrown away."""
_AT_A_TIME = 500
"""Names or keys asked for in one query. A CROSS JOIN keeps SQLite to the order in which the tables are written."""
MANY = 10_000
"""Of more documents than these the fingerprints are kept in Parquet files, where DuckDB is installed."""
_CACHE = 64 * 1024
"""So many kilobytes of the file a writer holds in memory: what is written goes all over the file, and with SQLite's own
two megabytes each page goes out and comes back very many times.
"""
_TABLES = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE IF NOT EXISTS item (
    id INTEGER PRIMARY KEY, space TEXT NOT NULL, name TEXT NOT NULL, document TEXT, knot INTEGER NOT NULL,
    content TEXT NOT NULL, crc INTEGER NOT NULL, UNIQUE (space, name));
CREATE INDEX IF NOT EXISTS item_knot ON item (knot);
CREATE INDEX IF NOT EXISTS item_document ON item (document, space) WHERE document IS NOT NULL;
CREATE TABLE IF NOT EXISTS item_key (key INTEGER, item INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS key_of_item ON item_key (item);
"""

_whole: dict[Path, str] = {}
"""In what state this process found, or left, which file whole."""
_looking = threading.Lock()


class SqliteShelf:
    """The ``Shelf`` of a case folder. Raises ``CaseError`` with one sentence when the disk or the file refuses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder.absolute() / FILE
        self._seal = SealBeside(self._path)
        self._here, self._in_files = ShelfPrints(self), ParquetPrints(self, folder)
        try:
            self._open_whole()
        except (sqlite3.Error, OSError) as error:
            raise self._refused(error) from error

    def _open_whole(self) -> None:
        """Open the file, unless it is damaged: then it is thrown away.

        This process looks once at each state that was sealed; at one that was not, all the way through, only where it
        never found the file whole: what ends a writer so that this is damaged ends this process too.
        """
        with _looking:
            state = self._seal.state()
            whole = not state or state == _whole.get(self._path) or self._seal.holds()
            if whole is False:
                self._take_away()
            self._open()
            known = self._path in _whole or is_held_elsewhere(self._folder)  # who writes to it now seals it then
            if whole is None and not known:
                if not self._is_whole():
                    self._throw_away()
                    self._open()
                whole = self._seal.renew() is not None
            self._state = self._seal.state()
            if whole is not None:
                _whole[self._path] = self._state

    def _is_whole(self) -> bool:
        """Where the file was written to and not sealed, for who did was ended: all of it is looked through.

        All that stands in an item but its content stands in an index as well, with which SQLite compares it.
        """
        try:
            rows = self._connection.execute("SELECT content, crc FROM item")
            if not all(_crc(content) == crc for content, crc in rows):
                return False
            return self._connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
        except sqlite3.Error:
            return False

    def _open(self) -> None:
        self._connection = self._connected()
        try:
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # no database, or one in pieces
            version, tables = None, 0
        if version != (_VERSION if tables else 0):
            self._throw_away()
            self._connection = self._connected()
        # What is lost in a power cut is worked out again: only a file in pieces would be worse than none.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        if not tables or version != _VERSION:
            self._connection.executescript(_TABLES)

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=lock.WAIT_SECONDS, isolation_level=None, check_same_thread=False)

    def _throw_away(self) -> None:
        """Take the file away: all of it is worked out again."""
        self._connection.close()
        self._take_away()

    def _take_away(self) -> None:
        self._seal.remove()
        for file in (self._path, *(self._path.with_name(f"{FILE}{tail}") for tail in ("-wal", "-shm"))):
            with suppress(OSError):
                file.unlink()

    def close(self) -> None:
        self._in_files.close()
        self._connection.close()
        if self._seal.state() != self._state and not is_held_elsewhere(self._folder):
            sealed = self._seal.renew()
            if sealed is not None:
                _whole[self._path] = sealed

    @property
    def prints(self) -> PrintIndex:
        return self._in_files if self._in_files.is_used() else self._here

    @contextmanager
    def changing(self, documents: int = 0) -> Iterator[None]:
        with self._large_cache(), self._transaction("BEGIN IMMEDIATE"):
            self._in_files.sweep()
            if self._in_files.is_available() and max(documents, self._count(PRINTS)) > MANY:
                self._here.move_to(self._in_files)
            yield
        # What was merged is not listed any more; should another one write by now, that one sweeps.
        with suppress(CaseError), self._transaction("BEGIN IMMEDIATE"):
            self._in_files.sweep()

    @contextmanager
    def _large_cache(self) -> Iterator[None]:
        """Only for who writes: of those who ask there may be many at once."""
        with self._told():
            [before] = self._connection.execute("PRAGMA cache_size").fetchone()
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # it was damaged and thrown away
                self._connection.execute(f"PRAGMA cache_size = {before}")

    def looking(self) -> AbstractContextManager[None]:
        return self._transaction("BEGIN")

    @contextmanager
    def trying(self) -> Iterator[None]:
        with self._told():
            self._connection.execute("SAVEPOINT trying")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK TO trying")
                self._connection.execute("RELEASE trying")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._told():
            self._connection.execute(begin)
            try:
                yield
            except BaseException:
                with suppress(sqlite3.ProgrammingError):  # it was damaged and thrown away: what damaged it is told
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def clear(self) -> None:
        self._connection.execute("DELETE FROM item_key")
        self._connection.execute("DELETE FROM item")

    def put(self, space: str, items: Iterable[Item]) -> None:
        waiting = iter(items)
        while some := list(islice(waiting, _AT_A_TIME)):
            self.drop(space, [item.name for item in some])
            first = 1 + (self._connection.execute("SELECT max(id) FROM item").fetchone()[0] or 0)
            knots = self._knots(space, some, first)
            rows = (
                (number, space, item.name, item.document, knots[number], item.content, _crc(item.content))
                for number, item in enumerate(some, first)
            )
            self._connection.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            keys = ((key, number) for number, item in enumerate(some, first) for key in item.keys | item.ties)
            self._connection.executemany("INSERT INTO item_key VALUES (?, ?)", keys)

    def _knots(self, space: str, items: Sequence[Item], first: int) -> Mapping[int, int]:
        """The knot of each new item by its number; those on the shelf become one where a new one ties them."""
        unions: Unions[int] = Unions()
        met: dict[int, int] = {}
        there: set[int] = set()
        # Of the items that a key ties one is enough, since they are of one knot: there may be very many.
        one = "SELECT knot FROM item_key CROSS JOIN item ON item = id WHERE key = tie AND space = ? LIMIT 1"
        for some in _portions({key for item in items for key in item.ties}):
            query = f"WITH asked (tie) AS (VALUES {','.join(['(?)'] * len(some))}) SELECT tie, ({one}) FROM asked"  # noqa: S608
            for key, knot in self._connection.execute(query, (*some, space)):
                if knot is not None:
                    met[key] = knot
                    there.add(knot)
        for number, item in enumerate(items, first):
            for key in item.ties:
                unions.join(met.setdefault(key, number), number)
        # The oldest number stays: that of what is large already, which would take long to change in each of its items.
        oldest: dict[int, int] = {}
        for knot in (*sorted(there), *range(first, first + len(items))):
            oldest.setdefault(unions.root(knot), knot)
        moved = [(number, space, knot) for knot in sorted(there) if (number := oldest[unions.root(knot)]) != knot]
        self._connection.executemany("UPDATE item SET knot = ? WHERE space = ? AND knot = ?", moved)
        return {number: oldest[unions.root(number)] for number in range(first, first + len(items))}

    def drop(self, space: str, names: Iterable[str]) -> None:
        for some in _portions(names):
            where = f"space = ? AND name IN ({_marks(some)})"
            self._connection.execute(
                f"DELETE FROM item_key WHERE item IN (SELECT id FROM item WHERE {where})",  # noqa: S608 (marks only)
                (space, *some),
            )
            self._connection.execute(f"DELETE FROM item WHERE {where}", (space, *some))  # noqa: S608

    def get(self, space: str, names: Iterable[str]) -> dict[str, str]:
        return self._found("SELECT name, content FROM item WHERE space = ? AND name IN ({})", space, names)

    def all(self, space: str) -> dict[str, str]:
        with self._told():
            query = "SELECT name, content FROM item WHERE space = ? ORDER BY name"
            return dict(self._connection.execute(query, (space,)))

    def _count(self, space: str) -> int:
        return int(self._connection.execute("SELECT count(*) FROM item WHERE space = ?", (space,)).fetchone()[0])

    def names_beginning(self, space: str, beginning: str) -> set[str]:
        with self._told():
            # "g" comes after whatever can follow.
            query = "SELECT name FROM item WHERE space = ? AND name >= ? AND name < ?"
            return {name for (name,) in self._connection.execute(query, (space, beginning, f"{beginning}g"))}

    def of_documents(self, space: str, documents: Iterable[str]) -> dict[str, str]:
        return self._found("SELECT name, content FROM item WHERE space = ? AND document IN ({})", space, documents)

    def keys_of(self, space: str, names: Iterable[str]) -> set[int]:
        query = "SELECT key, NULL FROM item CROSS JOIN item_key ON item = id WHERE space = ? AND name IN ({})"
        return set(self._found(query, space, names))

    def knots_of(self, space: str, names: Iterable[str]) -> set[int]:
        return set(self._found("SELECT knot, NULL FROM item WHERE space = ? AND name IN ({})", space, names))

    def in_knots(self, space: str, knots: Iterable[int]) -> set[str]:
        return set(self._found("SELECT name, NULL FROM item WHERE +space = ? AND knot IN ({})", space, knots))

    def with_keys(self, space: str, keys: Iterable[int]) -> dict[str, str]:
        # By name: who has many of the keys would have its content read for each.
        return self.get(space, self.names_with_keys(space, keys))

    def names_with_keys(self, space: str, keys: Iterable[int]) -> set[str]:
        query = "SELECT name, NULL FROM item_key CROSS JOIN item ON item = id WHERE space = ? AND key IN ({})"
        return set(self._found(query, space, keys))

    def names_by_key(self, space: str, keys: Iterable[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        query = "SELECT key, name FROM item_key CROSS JOIN item ON item = id WHERE space = ? AND key IN ({})"
        with self._told():
            for some in _portions(keys):
                for key, name in self._connection.execute(query.format(_marks(some)), (space, *some)):
                    found[key].append(name)
        return found

    def _found(self, query: str, space: str, asked: Iterable[object]) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        with self._told():
            for some in _portions(asked):
                found.update(self._connection.execute(query.format(_marks(some)), (space, *some)))
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._refused(error) from error
        except sqlite3.DatabaseError as error:  # in pieces: whoever asks next begins anew
            self._throw_away()
            raise self._refused(error) from error

    def _refused(self, error: sqlite3.Error | OSError) -> CaseError:
        return CaseError(
            f"What is read across the documents cannot be kept in {shown(self._path)} ({error}). Free space on the "
            "disk, or delete the file: it is worked out again."
        )


def _crc(content: object) -> int | None:
    return zlib.crc32(content.encode()) if isinstance(content, str) else None


def _portions(asked: Iterable[object]) -> Iterator[list[object]]:
    waiting = iter(asked)
    while some := list(islice(waiting, _AT_A_TIME)):
        yield some


def _marks(some: Collection[object]) -> str:
    return ",".join("?" * len(some))
