"""What happened to accounts and who came in: who, when, what; never a password, a token, or a name that nobody has."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from ..clock import now

What = Literal[
    "logged_in",
    "logged_out",
    "failed",
    "added",
    "role",
    "password",
    "disabled",
    "enabled",
    "removed",
    "sessions_ended",
]
_KEPT = 50_000
"""Of failures; of all else everything is."""
_SWEPT_AFTER = 1_000


@dataclass(frozen=True, slots=True)
class Event:
    """``who`` did ``what`` to ``whom``, or tried to come in; ``None`` for a name that nobody has."""

    id: int
    at: str
    who: str | None
    what: What
    whom: str | None
    detail: str | None
    address: str | None


def note(
    connection: sqlite3.Connection,
    who: str | None,
    what: What,
    *,
    whom: str | None = None,
    detail: str | None = None,
    address: str | None = None,
) -> None:
    """Write an event down, in the transaction of what it tells of."""
    row = (now(), who, what, whom, detail, address)
    made = connection.execute(
        "INSERT INTO event (at, who, what, whom, detail, address) VALUES (?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    if made is not None and made % _SWEPT_AFTER == 0:
        connection.execute(
            "DELETE FROM event WHERE what = 'failed' AND id <= ("
            "SELECT id FROM event WHERE what = 'failed' ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (_KEPT,),
        )


def events(connection: sqlite3.Connection, offset: int, limit: int) -> tuple[int, list[Event]]:
    """How many there are, and some of them, the latest first."""
    total: int = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    rows = connection.execute(
        "SELECT id, at, who, what, whom, detail, address FROM event ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset)
    )
    return total, [Event(*row) for row in rows]
