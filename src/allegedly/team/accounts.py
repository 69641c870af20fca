"""Accounts: who there is, and what each may do. Every change is written down with who made it."""

import sqlite3
from dataclasses import dataclass
from typing import Literal, get_args

from ..clock import now
from .audit import note
from .errors import NoAccountError, TeamError
from .names import as_name, skeleton

Role = Literal["read", "judge", "manage"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may also do what those before it may."""
_COLUMNS = "name, role, disabled, created_at, created_by, changed_at, changed_by, password_by"


@dataclass(frozen=True, slots=True)
class Account:
    """``password_by`` is who gave the password last: until its owner does, somebody else knows it."""

    name: str
    role: Role
    disabled: bool
    created_at: str
    created_by: str
    changed_at: str
    changed_by: str
    password_by: str


def may(role: Role, needed: Role) -> bool:
    return ROLES.index(role) >= ROLES.index(needed)


def accounts(connection: sqlite3.Connection) -> list[Account]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM account ORDER BY name")  # noqa: S608 (our own columns)
    return [_of_row(row) for row in rows]


def account(connection: sqlite3.Connection, given: str) -> Account:
    """Raises ``NoAccountError``."""
    name = as_kept(given)
    row = connection.execute(f"SELECT {_COLUMNS} FROM account WHERE name = ?", (name,)).fetchone()  # noqa: S608
    if row is None:
        raise NoAccountError("There is nobody of that name.")
    return _of_row(row)


def as_kept(given: str) -> str:
    """A name as an account would have it; empty for what can be none."""
    try:
        return as_name(given)
    except TeamError:
        return ""


def check_name(connection: sqlite3.Connection, given: str) -> str:
    """A name as it is kept. Raises ``TeamError`` where it can be none, or would be taken for that of somebody else."""
    name = as_name(given)
    looks = skeleton(name)
    if not looks:
        raise TeamError("A name has letters or digits.")
    there = connection.execute("SELECT name FROM account WHERE skeleton = ?", (looks,)).fetchone()
    if there is not None:
        if there[0] == name:
            raise TeamError(f"There is an account of the name {name} already.")
        raise TeamError(f"{name} would be taken for {there[0]}; take another name.")
    if connection.execute("SELECT 1 FROM gone WHERE skeleton = ?", (looks,)).fetchone():
        raise TeamError(f"{name} was removed, and judgements may bear that name; take another.")
    return name


def add(connection: sqlite3.Connection, name: str, role: Role, password_hash: str, by: str | None) -> None:
    """``by`` nobody: by oneself, as the first."""
    giver = by or name
    row = (name, skeleton(name), role, password_hash, now(), giver, now(), giver, giver)
    connection.execute(
        "INSERT INTO account (name, skeleton, role, password, created_at, created_by, changed_at, changed_by, "
        "password_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    note(connection, by, "added", whom=name, detail=role)
    _check_managed(connection)


def set_role(connection: sqlite3.Connection, name: str, role: Role, by: str) -> None:
    """Their sessions end: each was let in as somebody else."""
    there = account(connection, name)
    if there.role == role:
        return
    name = there.name
    _change(connection, name, "role", role, by)
    note(connection, by, "role", whom=name, detail=role)
    _end_sessions(connection, name)
    _check_managed(connection)


def set_disabled(connection: sqlite3.Connection, name: str, disabled: bool, by: str) -> None:
    there = account(connection, name)
    if there.disabled == disabled:
        return
    name = there.name
    _change(connection, name, "disabled", int(disabled), by)
    note(connection, by, "disabled" if disabled else "enabled", whom=name)
    _end_sessions(connection, name)
    _check_managed(connection)


def set_password(connection: sqlite3.Connection, name: str, password_hash: str, by: str) -> None:
    name = account(connection, name).name
    _change(connection, name, "password", password_hash, by)
    connection.execute("UPDATE account SET password_by = ? WHERE name = ?", (by, name))
    note(connection, by, "password", whom=name)
    _end_sessions(connection, name)


def remove(connection: sqlite3.Connection, name: str, by: str) -> None:
    """The account goes; its name stays with what it judged, and is given to nobody else."""
    name = account(connection, name).name
    connection.execute("INSERT OR REPLACE INTO gone VALUES (?, ?, ?)", (skeleton(name), name, now()))
    connection.execute("DELETE FROM account WHERE name = ?", (name,))
    note(connection, by, "removed", whom=name)
    _check_managed(connection)


def password_of(connection: sqlite3.Connection, name: str) -> tuple[str, str] | None:
    """Name and hash of an account that may come in; small and capital letters as they were given."""
    wanted = (as_kept(name),)
    row = connection.execute("SELECT name, password FROM account WHERE name = ? AND NOT disabled", wanted).fetchone()
    return (row[0], row[1]) if row else None


def rehash(connection: sqlite3.Connection, name: str, before: str, after: str) -> None:
    """The same password with other parameters, unless it was changed meanwhile."""
    connection.execute("UPDATE account SET password = ? WHERE name = ? AND password = ?", (after, name, before))


def _change(connection: sqlite3.Connection, name: str, column: str, value: str | int, by: str) -> None:
    connection.execute(
        f"UPDATE account SET {column} = ?, changed_at = ?, changed_by = ? WHERE name = ?",  # noqa: S608 (our own)
        (value, now(), by, name),
    )


def _end_sessions(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM session WHERE name = ?", (name,))


def _check_managed(connection: sqlite3.Connection) -> None:
    """Raises ``TeamError``, by which the transaction is undone, where nobody could manage any more."""
    if not connection.execute("SELECT 1 FROM account WHERE role = 'manage' AND NOT disabled").fetchone():
        raise TeamError("At least one account must be able to manage; give that role to somebody first.")


def _of_row(row: tuple[str, Role, int, str, str, str, str, str]) -> Account:
    return Account(row[0], row[1], bool(row[2]), *row[3:])
