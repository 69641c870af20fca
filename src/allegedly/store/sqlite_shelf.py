"""The shelf on SQLite, in a file of its own beside the database: delete it, and all of it is worked out again."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import CaseError
from ..model.protocols import Item
from . import lock
from .faults import shown

FILE = "corpus.sqlite"
_AT_A_TIME = 500
"""Names or keys asked for in one query. A CROSS JOIN keeps SQLite to the order in which the tables are written."""
_TABLES = """
CREATE TABLE IF NOT EXISTS item (
    id INTEGER PRIMARY KEY, space TEXT NOT NULL, name TEXT NOT NULL, document TEXT, content TEXT NOT NULL,
    UNIQUE (space, name));
CREATE INDEX IF NOT EXISTS item_document ON item (document, space) WHERE document IS NOT NULL;
CREATE TABLE IF NOT EXISTS item_key (key INTEGER, item INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS key_of_item ON item_key (item);
"""


class SqliteShelf:
    """The ``Shelf`` of a case folder. Raises ``CaseError`` with one sentence when the disk or the file refuses."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        with self._told():
            self._connection = sqlite3.connect(
                self._path, timeout=lock.WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            # What is lost in a power cut is worked out again: only a file in pieces would be worse than none.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_TABLES)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
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
            keys: list[tuple[int, int | None]] = []
            for item in some:
                row = space, item.name, item.document, item.content
                made = self._connection.execute(
                    "INSERT INTO item (space, name, document, content) VALUES (?, ?, ?, ?)", row
                )
                keys.extend((key, made.lastrowid) for key in item.keys)
            self._connection.executemany("INSERT INTO item_key VALUES (?, ?)", keys)

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

    def of_documents(self, space: str, documents: Iterable[str]) -> dict[str, str]:
        return self._found("SELECT name, content FROM item WHERE space = ? AND document IN ({})", space, documents)

    def keys_of(self, space: str, names: Iterable[str]) -> set[int]:
        query = "SELECT key, NULL FROM item CROSS JOIN item_key ON item = id WHERE space = ? AND name IN ({})"
        return set(self._found(query, space, names))

    def with_keys(self, space: str, keys: Iterable[int]) -> dict[str, str]:
        query = "SELECT name, content FROM item_key CROSS JOIN item ON item = id WHERE space = ? AND key IN ({})"
        return self._found(query, space, keys)

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
        except sqlite3.Error as error:
            raise CaseError(
                f"What is read across the documents cannot be kept in {shown(self._path)} ({error}). Free space on the "
                "disk, or delete the file: it is worked out again."
            ) from error


def _portions(asked: Iterable[object]) -> Iterator[list[object]]:
    waiting = iter(asked)
    while some := list(islice(waiting, _AT_A_TIME)):
        yield some


def _marks(some: Collection[object]) -> str:
    return ",".join("?" * len(some))
