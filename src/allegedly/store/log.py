"""The log of judgements as it was read: it only grows, so that what is known of it need not be made out again.

It is asked for many times for each judgement and each page of the interface; a thousand lines take fifty milliseconds.
"""

import threading

from sqlalchemy import Connection, func, select

from ..model import Judgement
from ..model.codec import decode
from .tables import judgement


class KnownLog:
    """Of one store; several threads may ask at once."""

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
