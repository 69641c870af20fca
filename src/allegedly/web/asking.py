"""Who asks, and what a route needs them to be allowed. Each route says so itself: see ``READ`` and the others."""

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, HTTPException, Request

from ..team import Role, Session, may
from .site import Site

ASKED = "allegedly.asked"
"""Where in a request's scope the guard puts what it found out."""
_NOBODY = "Nobody is logged in."
_MAY_NOT = {
    "read": "This account may not read here.",
    "judge": "This account may read, but not judge.",
    "manage": "Only who manages the case may do this.",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. ``writing`` is what their pages send along when they change something."""

    name: str
    role: Role
    writing: str
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was let through: ``asker`` is ``None`` only where that needs nobody in particular."""

    asker: Asker | None
    address: str
    site: Site


def asked(request: Request) -> Asked:
    return cast(Asked, request.scope[ASKED])


TheRequest = Annotated[Asked, Depends(asked)]


def the_asker(request: TheRequest) -> Asker:
    if request.asker is None:
        raise HTTPException(401, _NOBODY)
    return request.asker


TheAsker = Annotated[Asker, Depends(the_asker)]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a route asks for before anything else. ``role`` is ``None`` where anybody may come."""

    role: Role | None

    def __call__(self, request: TheRequest) -> None:
        if self.role is not None:
            check(the_asker(request), self.role)


def check(asker: Asker, needed: Role) -> None:
    """Raises what is answered to who may not."""
    if not may(asker.role, needed):
        raise HTTPException(403, _MAY_NOT[needed])


ANYBODY: list[Any] = [Depends(Needs(None))]
READ: list[Any] = [Depends(Needs("read"))]
JUDGE: list[Any] = [Depends(Needs("judge"))]
MANAGE: list[Any] = [Depends(Needs("manage"))]
