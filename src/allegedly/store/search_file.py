"""The index for searching beside a database that is no file of SQLite.

It stands in FTS5 as that of ``case.sqlite`` does, so that words, phrases and ranks are the same in every store. All of
it can be worked out again from the database: whoever searches brings it up to date.
"""

import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, TextClause, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from ..errors import CaseError
from . import fulltext
from .sqlite import engine_in_memory, engine_of, transaction
from .tables import passage

SEARCH_FILE = "search.sqlite"
Reads = Callable[[], AbstractContextManager[Connection]]
"""Begins to read the case's database, as it is at one moment."""

_AT_ONCE = 100
"""Documents whose passages are in memory."""
_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")
"""What SQLite says of a file that is in pieces, or has other tables than ours: our statements are always the same."""
_RANGES = select(passage.c.document_id, func.min(passage.c.id), func.max(passage.c.id)).group_by(passage.c.document_id)
_TABLES = (
    "CREATE TABLE IF NOT EXISTS passage (id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, start INTEGER NOT NULL, "
    '"end" INTEGER NOT NULL, text TEXT NOT NULL)',
    "CREATE VIRTUAL TABLE IF NOT EXISTS passage_index USING fts5("
    "text, content='passage', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TABLE IF NOT EXISTS fits (state TEXT NOT NULL)",
)
_STATE = text("SELECT state FROM fits")
_NO_STATE = text("DELETE FROM fits")
_NEW_STATE = text("INSERT INTO fits VALUES (:state)")


class SearchFile:
    """``search.sqlite`` in the folder of a case, for a database that ``read`` reads and whose passages are in another
    ``state`` whenever there are new ones. Where nothing may be written, it is in memory.
    """

    def __init__(self, folder: Path, read: Reads, state: TextClause) -> None:
        self._folder = folder
        self._read = read
        self._state = state
        self._open: Engine | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        if self._open is not None:
            self._open.dispose()
            self._open = None

    def find(self, query: str, limit: int, offset: int) -> fulltext.Ranked:
        """Passages that fit, as ``fulltext.find`` gives them."""
        with self._lock:
            try:
                return self._find(query, limit, offset)
            except CaseError as error:
                if not _is_broken(error):
                    raise
                self._throw_away()
                return self._find(query, limit, offset)

    def mend(self) -> None:
        """Throw the file away where it is not what it should be: the next search makes it anew."""
        with self._lock:
            try:
                engine = self._up_to_date()
                with transaction(engine, self._folder, writing=True) as index:
                    sound = fulltext.is_sound(index)
            except CaseError as error:
                if not _is_broken(error):
                    raise
                sound = False
            if not sound:
                self._throw_away()

    def _find(self, query: str, limit: int, offset: int) -> fulltext.Ranked:
        engine = self._up_to_date()
        with transaction(engine, self._folder) as index:
            return fulltext.find(index, query, limit, offset)

    def _up_to_date(self) -> Engine:
        """The index as an engine, with all passages that the database has."""
        engine = self._opened()
        with transaction(engine, self._folder) as index, self._read() as source:
            if index.execute(_STATE).scalar() == source.execute(self._state).scalar():
                return engine
        # The database is looked at again when nobody else writes to the index, which so is never ahead of it.
        with transaction(engine, self._folder, writing=True) as index, self._read() as source:
            state = source.execute(self._state).scalar()
            _fill(index, source)
            index.execute(_NO_STATE)
            index.execute(_NEW_STATE, {"state": state})
        return engine

    def _opened(self) -> Engine:
        if self._open is None:
            kept = os.access(self._folder, os.W_OK)
            self._open = engine_of(self._folder / SEARCH_FILE, "rwc") if kept else engine_in_memory()
            with transaction(self._open, self._folder, writing=True) as index:
                for table in _TABLES:
                    index.exec_driver_sql(table)
        return self._open

    def _throw_away(self) -> None:
        self.close()
        for tail in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                (self._folder / f"{SEARCH_FILE}{tail}").unlink()


def _fill(index: Connection, source: Connection) -> None:
    """Take the passages that are missing; where there are others than in the database, it is another one: take all."""
    there = {tuple(row) for row in index.execute(_RANGES)}
    wanted = {tuple(row) for row in source.execute(_RANGES)}
    if not there <= wanted:
        index.execute(delete(passage))
        fulltext.index_all(index)
        there = set()
    new = sorted(wanted - there, key=lambda one: one[1])
    for first in range(0, len(new), _AT_ONCE):
        ids = [one[0] for one in new[first : first + _AT_ONCE]]
        found = source.execute(select(passage).where(passage.c.document_id.in_(ids)).order_by(passage.c.id))
        rows = [dict(row._mapping) for row in found]
        index.execute(insert(passage), rows)
        fulltext.index(index, rows)


def _is_broken(error: CaseError) -> bool:
    cause = error.__cause__
    name = getattr(cause.orig, "sqlite_errorname", "") if isinstance(cause, DBAPIError) else ""
    return name.startswith(_BROKEN)
