"""The people of a team, for who manages it."""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Response

from ...model.codec import encode
from ...team import Team
from ..answers import AT_THE_DOOR, MISSING, Limit, Offset, TheDesk, given
from ..asking import MANAGE, TheAsker
from ..shapes import Disabling, EventPage, NewPassword, NewPerson, NewRole, PersonRow
from .session import team_of

router = APIRouter()


@router.get("/people", response_model=list[PersonRow], responses=MISSING, dependencies=MANAGE)
def people(desk: TheDesk) -> Any:
    return _people(team_of(desk))


@router.post("/people", response_model=list[PersonRow], responses=MISSING | AT_THE_DOOR, dependencies=MANAGE)
def add(desk: TheDesk, asker: TheAsker, new: NewPerson) -> Any:
    """A new account, with a first password."""
    team = team_of(desk)
    team.add(new.name, new.role, new.password, by=asker.name)
    return _people(team)


@router.put("/people/{name}/role", response_model=list[PersonRow], responses=MISSING, dependencies=MANAGE)
def set_role(desk: TheDesk, asker: TheAsker, name: str, new: NewRole) -> Any:
    """Their sessions end."""
    team = team_of(desk)
    team.set_role(name, new.role, by=asker.name)
    return _people(team)


@router.put("/people/{name}/disabled", response_model=list[PersonRow], responses=MISSING, dependencies=MANAGE)
def set_disabled(desk: TheDesk, asker: TheAsker, name: str, new: Disabling) -> Any:
    """Nobody comes in with an account that is disabled; all else of it stays."""
    team = team_of(desk)
    team.set_disabled(name, new.disabled, by=asker.name)
    return _people(team)


@router.put(
    "/people/{name}/password", response_model=list[PersonRow], responses=MISSING | AT_THE_DOOR, dependencies=MANAGE
)
def set_password(desk: TheDesk, asker: TheAsker, name: str, given: NewPassword) -> Any:
    """A new password for who has lost theirs; their sessions end."""
    team = team_of(desk)
    team.set_password(name, given.new, by=asker.name)
    return _people(team)


@router.delete("/people/{name}/sessions", response_model=list[PersonRow], responses=MISSING, dependencies=MANAGE)
def end_sessions(desk: TheDesk, asker: TheAsker, name: str) -> Any:
    team = team_of(desk)
    team.end_sessions(name, by=asker.name)
    return _people(team)


@router.delete("/people/{name}", response_model=list[PersonRow], responses=MISSING, dependencies=MANAGE)
def remove(desk: TheDesk, asker: TheAsker, name: str) -> Any:
    """The account goes; what it judged keeps its name, which nobody else is given."""
    team = team_of(desk)
    team.remove(name, by=asker.name)
    return _people(team)


@router.get("/events", response_model=EventPage, responses=MISSING, dependencies=MANAGE)
def events(desk: TheDesk, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Who came in, who failed to, and what was done to accounts; the latest first."""
    total, found = team_of(desk).events(offset, limit)
    return given({"total": total, "offset": offset, "items": [encode(one) for one in found]})


def _people(team: Team) -> list[dict[str, Any]]:
    sessions = Counter(one.name for one in team.sessions())
    last = team.last_logins()
    return [
        {**encode(one), "sessions": sessions[one.name], "last_login": last.get(one.name)} for one in team.accounts()
    ]
