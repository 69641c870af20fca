"""The ways of being let in: with the address that was printed at the start, or with an account."""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice
from typing import Protocol
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from ..team import Team
from .asking import Asker
from .site import Site

READING = {"GET", "HEAD"}
_ONLY_ASKING = ("/api/state", "/api/me", "/api/jobs/")
"""What pages ask by themselves, again and again: nobody sits there because of that."""
_MOST_COOKIES = 8
"""Of our name in one request. A browser sends one for each path and domain that fits; each costs a look at the file."""


class Door(Protocol):
    closed: str
    """Why somebody is not let in, in a sentence."""

    def entered(self, scope: Scope) -> Response | None:
        """The answer to an address that lets in by itself."""

    async def asker(self, scope: Scope) -> Asker | None:
        """Who asks, if they have been let in."""

    def is_open(self, scope: Scope) -> bool:
        """Whether anybody may ask this."""


@dataclass(frozen=True)
class Keys:
    """The secrets of one start: in the address, in the cookie, and in the header of what writes."""

    address: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    writing: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class OneStart:
    """Whoever has the address of this start may do everything, under the one name ``by``."""

    closed = "This page needs the address that `allegedly serve` printed when it started; open that one."

    def __init__(self, keys: Keys, site: Site, by: str) -> None:
        self._keys = keys
        self._site = site
        self._asker = Asker(by, "manage", keys.writing)

    def entered(self, scope: Scope) -> Response | None:
        """For the address with its token: the cookie, and the same address without it."""
        given = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = given.pop("token", [""])[0] if scope["method"] in READING else ""
        if not token or not secrets.compare_digest(token.encode(), self._keys.address.encode()):
            return None
        rest = urlencode(given, doseq=True)
        path = "/" + scope["path"].lstrip("/\\")  # never "//host", which is another server
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), HTTPStatus.SEE_OTHER)
        self._site.let_in(answer, self._keys.cookie)
        return answer

    async def asker(self, scope: Scope) -> Asker | None:
        own = self._keys.cookie.encode()
        return self._asker if any(secrets.compare_digest(one, own) for one in _cookies(scope, self._site)) else None

    def is_open(self, scope: Scope) -> bool:
        return False


class Members:
    """Whoever has an account and is logged in. Its own pages anybody gets: they hold nothing of the case."""

    closed = "Nobody is logged in, or not any more. Log in again."

    def __init__(self, team: Team, site: Site) -> None:
        self._team = team
        self._site = site

    def entered(self, scope: Scope) -> Response | None:
        return None

    async def asker(self, scope: Scope) -> Asker | None:
        using = not (scope["method"] in READING and scope["path"].startswith(_ONLY_ASKING))
        for one in _cookies(scope, self._site):
            token = one.decode("utf-8", "replace")
            session = await run_in_threadpool(self._team.session, token, using=using)
            if session is not None:
                # Nobody who lacks the cookie can work it out, and it ends with the session.
                writing = hmac.new(token.encode(), b"writing", hashlib.sha256).hexdigest()
                return Asker(session.name, session.role, writing, session)
        return None

    def is_open(self, scope: Scope) -> bool:
        method, path = scope["method"], scope["path"]
        if path.startswith("/api/") or path == "/api":
            return (method, path) in (("GET", "/api/me"), ("POST", "/api/session"))
        return method in READING


def _cookies(scope: Scope, site: Site) -> Iterator[bytes]:
    """What the browser has under our name. It sends the cookies of all programs of this machine, in whatever form they
    were given to it, so that one that is none must not hide ours.
    """
    headers = Headers(scope=scope).getlist("cookie")
    named = (one.strip().partition("=") for given in headers for one in given.split(";"))
    return islice((value.encode() for own, _, value in named if own == site.cookie), _MOST_COOKIES)
