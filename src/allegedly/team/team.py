"""The team of a case: its accounts, who is logged in, and what was done to both."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from . import accounts, sessions
from .accounts import Account, Role
from .attempts import Attempts
from .audit import Event, events, note
from .database import Database
from .errors import BusyHashingError, TeamError, WrongPasswordError
from .passwords import Hashing, check_new
from .sessions import Lasting, Session

_MOST_VIEWS = 200


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Somebody who was just let in. ``token`` is nowhere else."""

    token: str
    name: str
    role: Role


class Team:
    """Use it in a ``with`` block, or close it. ``create`` makes a file where there is none; ``clock`` gives Unix time.

    Every method raises ``CaseError`` where the disk or the file refuses, and ``TeamError`` for what cannot be.
    """

    def __init__(
        self,
        folder: Path,
        *,
        create: bool = False,
        lasting: Lasting | None = None,
        hashing: Hashing | None = None,
        attempts: Attempts | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.lasting = lasting or Lasting()
        self._clock = clock
        self._hashing = hashing or Hashing()
        self._attempts = attempts or Attempts()
        self._database = Database(folder, create=create)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Accounts

    def accounts(self) -> list[Account]:
        with self._database.reading() as connection:
            return accounts.accounts(connection)

    def account(self, name: str) -> Account:
        with self._database.reading() as connection:
            return accounts.account(connection, name)

    def add(self, name: str, role: Role, password: str, *, by: str | None) -> Account:
        """A new account, made by ``by``; nobody for the first."""
        with self._database.reading() as connection:
            checked = accounts.check_name(connection, name)
        kept = self._new_password(checked, password)
        with self._database.writing() as connection:
            accounts.add(connection, accounts.check_name(connection, checked), role, kept, by)
            return accounts.account(connection, checked)

    def set_role(self, name: str, role: Role, *, by: str) -> None:
        with self._database.writing() as connection:
            accounts.set_role(connection, name, role, by)

    def set_disabled(self, name: str, disabled: bool, *, by: str) -> None:
        with self._database.writing() as connection:
            accounts.set_disabled(connection, name, disabled, by)

    def set_password(self, name: str, password: str, *, by: str) -> None:
        """Give somebody another password; whoever is logged in with the old one no longer is."""
        kept = self._new_password(self.account(name).name, password)
        with self._database.writing() as connection:
            accounts.set_password(connection, name, kept, by)

    def remove(self, name: str, *, by: str) -> None:
        with self._database.writing() as connection:
            accounts.remove(connection, name, by)

    # Coming in, and leaving

    def log_in(self, name: str, password: str, address: str) -> LoggedIn:
        """Raises ``WrongPasswordError``, or ``AttemptsError`` and ``BusyHashingError`` where it was not looked at."""
        kept = self._known(name, password, address)
        with self._database.writing() as connection:
            if accounts.password_of(connection, kept[0]) != kept:
                raise WrongPasswordError  # changed while it was looked at
            sessions.sweep(connection, self._clock(), self.lasting)
            token = sessions.begin(connection, kept[0], address, self._clock(), self.lasting)
            note(connection, kept[0], "logged_in", address=address)
            return LoggedIn(token, kept[0], accounts.account(connection, kept[0]).role)

    def session(self, token: str, *, using: bool = True) -> Session | None:
        """Whose token it is; ``using`` it puts its end off, asking how things stand does not."""
        at = self._clock()
        with self._database.reading() as connection:
            found = sessions.find(connection, sessions.key_of(token), at, self.lasting)
        if found is not None and using and sessions.is_to_be_noted(found, at):
            with self._database.writing() as connection:
                sessions.note_use(connection, found, at)
        return found

    def log_out(self, session: Session) -> None:
        with self._database.writing() as connection:
            sessions.end(connection, session.key)
            note(connection, session.name, "logged_out", address=session.address)

    def change_password(self, session: Session, old: str, new: str) -> LoggedIn:
        """Change one's own: all of one's sessions end, and a new one begins."""
        name, before = self._known(session.name, old, session.address)
        if old == new:
            raise TeamError("That is the password that you have.")
        kept = self._new_password(name, new)
        with self._database.writing() as connection:
            if accounts.password_of(connection, name) != (name, before):
                raise WrongPasswordError
            accounts.set_password(connection, name, kept, name)
            token = sessions.begin(connection, name, session.address, self._clock(), self.lasting)
            return LoggedIn(token, name, accounts.account(connection, name).role)

    def sessions(self) -> list[Session]:
        with self._database.reading() as connection:
            return sessions.going_on(connection, self._clock(), self.lasting)

    def end_sessions(self, name: str, *, by: str) -> int:
        """How many ended."""
        with self._database.writing() as connection:
            own = accounts.account(connection, name).name
            ended = sessions.end_all(connection, own)
            note(connection, by, "sessions_ended", whom=own, detail=str(ended))
            return ended

    def events(self, offset: int = 0, limit: int = 100) -> tuple[int, list[Event]]:
        with self._database.reading() as connection:
            return events(connection, offset, limit)

    def last_logins(self) -> dict[str, str]:
        """When each came in last."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT who, max(at) FROM event WHERE what = 'logged_in' GROUP BY who")
            return {row[0]: row[1] for row in rows}

    # What each keeps for themselves

    def saved_views(self, name: str) -> list[tuple[str, str]]:
        """Names and addresses, in the order in which they were saved."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, url FROM saved_view WHERE person = ? ORDER BY rowid", (name,))
            return [(row[0], row[1]) for row in rows]

    def save_view(self, person: str, name: str, url: str) -> None:
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO saved_view VALUES (?, ?, ?)", (person, name, url))
            if connection.execute("SELECT count(*) FROM saved_view WHERE person = ?", (person,)).fetchone()[0] > (
                _MOST_VIEWS
            ):
                raise TeamError(f"There are {_MOST_VIEWS} saved views already; delete one first.")

    def forget_view(self, person: str, name: str) -> None:
        with self._database.writing() as connection:
            connection.execute("DELETE FROM saved_view WHERE person = ? AND name = ?", (person, name))

    def _known(self, name: str, password: str, address: str) -> tuple[str, str]:
        """Name and hash of whose password it is. As long and with the same words for a name that nobody has."""
        self._attempts.begin(name, address)
        try:
            with self._database.reading() as connection:
                kept = accounts.password_of(connection, name)
            fits = self._hashing.fits(password, kept and kept[1])
        except BusyHashingError:
            self._attempts.give_up(name, address)
            raise
        if kept is None or not fits:
            self._failed(name, address)
            raise WrongPasswordError
        self._attempts.succeeded(name, address)
        return self._renewed(kept, password)

    def _renewed(self, kept: tuple[str, str], password: str) -> tuple[str, str]:
        """The hash made anew where its parameters are of old."""
        name, before = kept
        if not self._hashing.is_of_old(before):
            return kept
        after = self._hashing.hashed(password)
        with self._database.writing() as connection:
            accounts.rehash(connection, name, before, after)
        return name, after

    def _failed(self, name: str, address: str) -> None:
        """Only a name that somebody has is written down: others may be passwords in the wrong field."""
        with self._database.writing() as connection:
            kept = (accounts.as_kept(name),)
            known = connection.execute("SELECT name FROM account WHERE name = ?", kept).fetchone()
            note(connection, known and known[0], "failed", address=address)

    def _new_password(self, name: str, password: str) -> str:
        check_new(password, name)
        return self._hashing.hashed(password)
