"""A team: people with accounts who read and judge one case, and nobody else.

Kept in ``team.sqlite`` in the case's folder, apart from the case: who may come in is no part of what the case says, and
goes into no bundle and no export.
"""

from .accounts import ROLES, Account, Role, may
from .audit import Event
from .database import FILE
from .errors import NO_TEAM, AttemptsError, BusyHashingError, NoAccountError, TeamError, WrongPasswordError
from .sessions import Lasting, Session
from .team import LoggedIn, Team

__all__ = [
    "FILE",
    "NO_TEAM",
    "ROLES",
    "Account",
    "AttemptsError",
    "BusyHashingError",
    "Event",
    "Lasting",
    "LoggedIn",
    "NoAccountError",
    "Role",
    "Session",
    "Team",
    "TeamError",
    "WrongPasswordError",
    "may",
]
