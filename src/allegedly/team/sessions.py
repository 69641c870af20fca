"""Sessions: who is let in until when. Only the hash of a token is kept, so that who reads the file has none."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass

from .accounts import Role

_EACH = 20
"""So many at once of one account; the oldest end."""
_NOTED_AFTER = 30.0
"""Seconds: that it is used is not written down with every request."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long one stays logged in, in seconds: at most, and without doing anything."""

    longest: float = 12 * 3600.0
    idle: float = 3600.0


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in. ``key`` is what their session is kept under."""

    name: str
    role: Role
    key: bytes
    began: float
    used: float
    ends: float
    address: str


def key_of(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def begin(connection: sqlite3.Connection, name: str, address: str, at: float, lasting: Lasting) -> str:
    """A new session; its token."""
    token = secrets.token_urlsafe(32)
    row = (key_of(token), name, at, at, at + lasting.longest, address)
    connection.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.execute(
        "DELETE FROM session WHERE name = ?1 AND token_sha256 NOT IN "
        "(SELECT token_sha256 FROM session WHERE name = ?1 ORDER BY began DESC, rowid DESC LIMIT ?2)",
        (name, _EACH),
    )
    return token


def find(connection: sqlite3.Connection, key: bytes, at: float, lasting: Lasting) -> Session | None:
    """The session of a key, unless it has ended."""
    row = connection.execute(
        "SELECT s.name, a.role, s.token_sha256, s.began, s.used, s.ends, s.address FROM session s "
        "JOIN account a ON a.name = s.name WHERE s.token_sha256 = ? AND NOT a.disabled AND s.ends > ? AND s.used > ?",
        (key, at, at - lasting.idle),
    ).fetchone()
    return Session(*row) if row else None


def is_to_be_noted(session: Session, at: float) -> bool:
    return at - session.used > _NOTED_AFTER


def note_use(connection: sqlite3.Connection, session: Session, at: float) -> None:
    connection.execute("UPDATE session SET used = ? WHERE token_sha256 = ?", (at, session.key))


def end(connection: sqlite3.Connection, key: bytes) -> None:
    connection.execute("DELETE FROM session WHERE token_sha256 = ?", (key,))


def end_all(connection: sqlite3.Connection, name: str) -> int:
    """How many there were."""
    return connection.execute("DELETE FROM session WHERE name = ?", (name,)).rowcount


def sweep(connection: sqlite3.Connection, at: float, lasting: Lasting) -> None:
    """Take away those that have ended."""
    connection.execute("DELETE FROM session WHERE ends <= ? OR used <= ?", (at, at - lasting.idle))


def going_on(connection: sqlite3.Connection, at: float, lasting: Lasting) -> list[Session]:
    rows = connection.execute(
        "SELECT s.name, a.role, s.token_sha256, s.began, s.used, s.ends, s.address FROM session s "
        "JOIN account a ON a.name = s.name WHERE s.ends > ? AND s.used > ? ORDER BY s.name, s.began",
        (at, at - lasting.idle),
    )
    return [Session(*row) for row in rows]
