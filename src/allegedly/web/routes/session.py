"""Coming in with an account, leaving, and one's own password."""

from typing import Any

from fastapi import APIRouter, HTTPException, Response

from ...team import Session, Team
from ..answers import AT_THE_DOOR, MISSING, TheDesk
from ..asking import ANYBODY, READ, Asker, TheAsker, TheRequest
from ..desk import Desk
from ..shapes import Me, NewPassword, NewSession

router = APIRouter()


@router.get("/me", response_model=Me, dependencies=ANYBODY)
def me(desk: TheDesk, request: TheRequest) -> Any:
    """Who asks, if anybody is logged in."""
    asker = request.asker
    if asker is None:
        return Me(team=True, name=None, role=None)
    giver = None if desk.team is None else desk.team.account(asker.name).password_by
    return Me(
        team=desk.team is not None,
        name=asker.name,
        role=asker.role,
        password_by=None if giver == asker.name else giver,
    )


@router.post("/session", response_model=Me, responses=MISSING | AT_THE_DOOR, dependencies=ANYBODY)
def log_in(desk: TheDesk, request: TheRequest, new: NewSession, answer: Response) -> Any:
    """Log in. A session that was there ends, and the new one has another token."""
    team = team_of(desk)
    made = team.log_in(new.name, new.password, request.address)
    if request.asker is not None and request.asker.session is not None:
        team.log_out(request.asker.session)
    request.site.let_in(answer, made.token)
    return Me(team=True, name=made.name, role=made.role)


@router.delete("/session", response_model=Me, responses=MISSING, dependencies=READ)
def log_out(desk: TheDesk, request: TheRequest, asker: TheAsker, answer: Response) -> Any:
    team, session = _logged_in(desk, asker)
    team.log_out(session)
    request.site.let_out(answer)
    return Me(team=True, name=None, role=None)


@router.put("/me/password", response_model=Me, responses=MISSING | AT_THE_DOOR, dependencies=READ)
def change_password(desk: TheDesk, request: TheRequest, asker: TheAsker, given: NewPassword, answer: Response) -> Any:
    """Change one's own password. All of one's sessions end, and this page gets a new one."""
    team, session = _logged_in(desk, asker)
    made = team.change_password(session, given.old or "", given.new)
    request.site.let_in(answer, made.token)
    return Me(team=True, name=made.name, role=made.role)


def team_of(desk: Desk) -> Team:
    if desk.team is None:
        raise HTTPException(404, "Nobody has an account here: the case is served to one person.")
    return desk.team


def _logged_in(desk: Desk, asker: Asker) -> tuple[Team, Session]:
    team = team_of(desk)
    if asker.session is None:
        raise HTTPException(401, "Nobody is logged in.")
    return team, asker.session
