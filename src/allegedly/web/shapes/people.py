"""Who is logged in, and the accounts of a team."""

from pydantic import ConfigDict, Field

from ...team import Role
from ...team.audit import What
from .base import PageOf, Shape

_NAME = 200
_PASSWORD = 4000
"""More than can be taken, so that what is too long is told by whoever knows how long it may be."""


class Me(Shape):
    """Who asks; without a ``name`` nobody is logged in. ``password_by`` is who gave the password, if it was another."""

    team: bool
    name: str | None
    role: Role | None
    password_by: str | None = None


class NewSession(Shape):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=_NAME)
    password: str = Field(max_length=_PASSWORD, repr=False)


class NewPassword(Shape):
    """``old`` is needed for one's own."""

    model_config = ConfigDict(extra="forbid")

    new: str = Field(max_length=_PASSWORD, repr=False)
    old: str | None = Field(default=None, max_length=_PASSWORD, repr=False)


class NewPerson(Shape):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=_NAME)
    role: Role
    password: str = Field(max_length=_PASSWORD, repr=False)


class NewRole(Shape):
    model_config = ConfigDict(extra="forbid")

    role: Role


class Disabling(Shape):
    model_config = ConfigDict(extra="forbid")

    disabled: bool


class PersonRow(Shape):
    """An account; ``sessions`` counts where somebody is logged in with it, ``last_login`` is null if never."""

    name: str
    role: Role
    disabled: bool
    created_at: str
    created_by: str
    changed_at: str
    changed_by: str
    password_by: str
    sessions: int
    last_login: str | None


class EventRow(Shape):
    id: int
    at: str
    who: str | None
    what: What
    whom: str | None
    detail: str | None
    address: str | None


class EventPage(PageOf[EventRow]):
    pass
