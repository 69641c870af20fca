"""What was read already, so that it need not be made out again: the log of judgements, and the list of documents.

They are asked for many times for each judgement and each page of the interface; a thousand lines of either take fifty
milliseconds.
"""

import threading

from sqlalchemy import Connection, Select, func, select

from ..model import Judgement
from ..model.codec import decode
from ..model.protocols import DocumentEntry
from .rows import entry_of
from .tables import document, judgement, reading


class KnownLog:
    """Of one store: it only grows. Several threads may ask at once."""

    def __init__(self) -> None:
        self._lines: tuple[Judgement, ...] = ()
        self._lock = threading.Lock()

    def read(self, connection: Connection) -> tuple[Judgement, ...]:
        """All lines, in order, of which only those are made out that are new."""
        with self._lock:
            known = self._lines
        if not _begins_with(connection, known):
            known = ()
        last = known[-1].number if known else 0
        query = select(judgement.c.content).where(judgement.c.number > last).order_by(judgement.c.number)
        lines = (*known, *(decode(Judgement, content) for content in connection.execute(query).scalars()))
        with self._lock:
            if len(lines) > len(self._lines) or not known:
                self._lines = lines
        return lines


def _begins_with(connection: Connection, known: tuple[Judgement, ...]) -> bool:
    """Whether the log still begins with these lines: as many up to the last, which is the same one."""
    if not known:
        return True
    upto = select(func.count()).select_from(judgement).where(judgement.c.number <= known[-1].number)
    last = select(judgement.c.id).where(judgement.c.number == known[-1].number)
    return connection.execute(upto).scalar() == len(known) and connection.execute(last).scalar() == known[-1].id


class KnownEntries:
    """The list of all documents of one store: it changes where one comes or goes, or is read otherwise."""

    def __init__(self) -> None:
        self._keys: dict[str, str | None] = {}
        self._entries: tuple[DocumentEntry, ...] = ()
        self._lock = threading.Lock()

    def read(self, connection: Connection, query: Select[tuple[object, ...]]) -> list[DocumentEntry]:
        """What the ``query`` for all of them gives."""
        keys = dict(connection.execute(select(document.c.id, reading.c.key).outerjoin(reading)).tuples().all())
        with self._lock:
            if keys == self._keys:
                return list(self._entries)
        entries = tuple(entry_of(row) for row in connection.execute(query))
        with self._lock:
            self._keys, self._entries = keys, entries
        return list(entries)
