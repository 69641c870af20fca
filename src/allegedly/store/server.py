"""Connections to a server of PostgreSQL, and what it can refuse, put as one sentence with its remedy."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from ..errors import CaseError
from .address import psycopg
from .faults import busy, damaged, shown

_SECONDS_TO_CONNECT = 10
_MOST = 40
"""Connections of one process, beside those that it keeps: the interface answers so many at once."""
_KEEP_ALIVE = "SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
"""So that a lock whose holder lost its power is given up within a minute, and not after hours."""

_AGAIN = "do the same again: what was stored so far is kept."
_SENTENCES = {
    "53100": "The disk of the server that holds {it} is full. Free some space there and " + _AGAIN,
    "53": "The server that holds {it} has no room for one more connection or query ({why}). Close what is not needed "
    "there, or raise its limits.",
    "28": "The server does not let you into {it} ({why}). Check the name in the address; the password belongs into "
    "~/.pgpass or PGPASSWORD.",
    "3D": "There is no such database as {it} ({why}). Make it with createdb, or check the address, as it was given or "
    "stands in case.toml.",
    "42501": "You may not do that in {it} ({why}). Let its owner grant you the rights.",
    "25006": "{it} may only be read ({why}). Name a server that takes changes in case.toml, or let its owner open it.",
    "57014": "The server that holds {it} broke off ({why}). Raise its statement_timeout, or try again.",
    "57": "The server that holds {it} is stopping or starting ({why}). Wait until it is there, then " + _AGAIN,
    "08": "The server that holds {it} is not there, or went away ({why}). Check that it runs and can be reached, then "
    + _AGAIN,
    "58": "The server cannot read or write {it} ({why}). Check its disk.",
}
"""By what SQLSTATE begins with; what is longer stands first."""
_AT_THE_DOOR = (
    (re.compile("password|authentication|pg_hba|role .* does not exist"), "28"),
    (re.compile("database .* does not exist"), "3D"),
    (re.compile("too many|remaining connection slots"), "53"),
    (re.compile("permission denied for database"), "42501"),
    (re.compile("starting up|shutting down|recovery"), "57"),
)
"""A server that lets nobody in sends no SQLSTATE that the driver passes on, only words; those in English tell more."""

_connections: set[Any] = set()


def engine_of(address: str) -> Engine:
    """An engine on the database; nothing is asked of it yet."""
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connected(address),
        poolclass=QueuePool,
        max_overflow=_MOST,
        pool_pre_ping=True,  # a server that was started anew meanwhile is no fault
        hide_parameters=True,  # what it stores is no part of what it raises
    )
    event.listen(engine, "close", lambda connection, _: _connections.discard(connection))
    return engine


@contextmanager
def only_here(folder: Path, address: str) -> Iterator[Callable[[int], bool]]:
    """A function that takes a lock among all who use the database, if nobody else has it, and so until the end."""
    with told_by_server(folder, address):
        connection = _connected(address, autocommit=True)

    def taken(key: int) -> bool:
        with told_by_server(folder, address):
            return bool(connection.execute("SELECT pg_try_advisory_lock(%s)", [key]).fetchone()[0])

    try:
        with told_by_server(folder, address):
            connection.execute(_KEEP_ALIVE)
        yield taken
    finally:
        _connections.discard(connection)
        connection.close()


@contextmanager
def told_by_server(folder: Path, address: str) -> Iterator[None]:
    """Turn the faults of the server into a ``CaseError``."""
    try:
        yield
    except Exception as error:
        sentence = _sentence(folder, address, error.orig if isinstance(error, DBAPIError) else error)
        if sentence is None:
            raise
        raise CaseError(sentence) from error


def _connected(address: str, *, autocommit: bool = False) -> Any:
    driver = psycopg()
    parts = driver.conninfo.conninfo_to_dict(address)
    # Custody compares days as the texts that the server makes of them.
    options = f"{parts.get('options') or os.environ.get('PGOPTIONS', '')} -c DateStyle=ISO"
    defaults = {"client_encoding": "UTF8", "application_name": "allegedly", "options": options}
    if "connect_timeout" not in parts and "PGCONNECT_TIMEOUT" not in os.environ:
        defaults["connect_timeout"] = str(_SECONDS_TO_CONNECT)
    connection = driver.connect(address, autocommit=autocommit, **defaults)
    _connections.add(connection)
    return connection


def _sentence(folder: Path, address: str, error: BaseException | None) -> str | None:
    """The sentence for an error of the driver; ``None`` when it is a fault of ours."""
    if not isinstance(error, psycopg().Error):
        return None
    state = getattr(error, "sqlstate", None) or _state_by_words(error)
    why = _shortened(str(error))
    if state is None:
        return None
    if state.startswith(("55P03", "40")):
        return str(busy(folder))
    if state.startswith(("XX", "42P01", "42703")):
        return damaged(folder, why)
    found = next((form for beginning, form in _SENTENCES.items() if state.startswith(beginning)), None)
    return found and _capital(found.format(it=f"the database {address} of the case {shown(folder)}", why=why))


def _state_by_words(error: BaseException) -> str | None:
    if not isinstance(error, psycopg().OperationalError | psycopg().InterfaceError):
        return None
    words = str(error)
    return next((state for pattern, state in _AT_THE_DOOR if pattern.search(words)), "08")


def _shortened(words: str) -> str:
    """The last thing that was said, without where."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    line = lines[0] if lines else "it does not say why"
    return re.sub(r"^(connection failed: )?(connection to server .*? failed: )?([A-Z]{5,}: +)?", "", line).rstrip(".")


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _let_go_in_child() -> None:
    """A forked worker must not keep the connections of its parent open: a lock would outlive who holds it."""
    for connection in _connections:
        with suppress(Exception):
            handle = os.open(os.devnull, os.O_RDWR)
            os.dup2(handle, connection.fileno())
            os.close(handle)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)
