"""Who may ask: this machine's own browser, with the address that was printed when the server started.

Every request must name this server as its host, so that a page elsewhere cannot reach it under a name of its own (DNS
rebinding). A token in the opened address is changed for a cookie that no script and no other site gets. What writes
must come from a page of this server (Origin) and carry a second token that only such a page can read (CSRF). Answers
forbid all that the pages do not need: scripts and styles of other files than ours, frames, forms, other hosts.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "X-Allegedly-Token"  # noqa: S105 (a name)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-DNS-Prefetch-Control": "off",
    "Cache-Control": "no-store",
}
_READING = {"GET", "HEAD"}
_NO_SESSION = "This page needs the address that `allegedly serve` printed when it started; open that one."
_FOREIGN_HOST = "This server answers to its own address only."
_FOREIGN_PAGE = "Only a page of this server may ask it for anything."
_NO_TOKEN = "This page is of an earlier start of the server; load it again."  # noqa: S105 (a sentence)
_TOO_LARGE = "That is more than is taken at once."
MAX_BODY = 64 * 1024
"""Of what is sent as JSON. Files have a limit of their own."""


@dataclass(frozen=True)
class Keys:
    """The secrets of one start: in the address, in the cookie, and in the header of what writes."""

    address: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    writing: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Guard:
    """Wraps the application. ``hosts`` are those that it answers to, each with its port."""

    def __init__(self, app: ASGIApp, *, keys: Keys, hosts: Iterable[str], cookie: str) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(hosts)
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close"})  # there are none
            else:
                await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, _guarded(send))
            return
        limited = receive if scope["path"].startswith("/api/uploads") else _limited(receive)
        await self._app(scope, limited, _guarded(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return _told(scope, _FOREIGN_HOST, HTTPStatus.MISDIRECTED_REQUEST)
        if (entered := self._entered(scope)) is not None:
            return entered
        if not any(secrets.compare_digest(one, self._keys.cookie.encode()) for one in _cookies(headers, self._cookie)):
            return _told(scope, _NO_SESSION, HTTPStatus.UNAUTHORIZED)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _told(scope, _FOREIGN_PAGE, HTTPStatus.FORBIDDEN)
        return None if scope["method"] in _READING else self._refusal_to_write(scope, headers)

    def _refusal_to_write(self, scope: Scope, headers: Headers) -> Response | None:
        if headers.get("origin") not in {f"http://{host}" for host in self._hosts}:
            return _told(scope, _FOREIGN_PAGE, HTTPStatus.FORBIDDEN)
        given = headers.get(TOKEN_HEADER, "").encode()
        if not secrets.compare_digest(given, self._keys.writing.encode()):
            return _told(scope, _NO_TOKEN, HTTPStatus.FORBIDDEN)
        return None

    def _entered(self, scope: Scope) -> Response | None:
        """For the address with its token: the cookie, and the same address without it."""
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = asked.pop("token", [""])[0] if scope["method"] in _READING else ""
        if not token or not secrets.compare_digest(token.encode(), self._keys.address.encode()):
            return None
        rest = urlencode(asked, doseq=True)
        path = "/" + scope["path"].lstrip("/\\")  # never "//host", which is another server
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), HTTPStatus.SEE_OTHER)
        answer.set_cookie(self._cookie, self._keys.cookie, httponly=True, samesite="strict", path="/")
        return answer


def _told(scope: Scope, sentence: str, status: HTTPStatus) -> Response:
    """Why not: to a page as the API says it, to a person as plain text."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": sentence}, status)
    return PlainTextResponse(sentence, status)


def _cookies(headers: Headers, name: str) -> Iterator[bytes]:
    """What the browser has under our name. It sends the cookies of all programs of this machine, in whatever form they
    were given to it, so that one that is none must not hide ours.
    """
    for given in headers.getlist("cookie"):
        for one in given.split(";"):
            own, _, value = one.strip().partition("=")
            if own == name:
                yield value.encode()


def _guarded(send: Send) -> Send:
    """Every answer says what a browser may do with it; one that says more about itself keeps that."""

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**_ALWAYS, "Content-Security-Policy": POLICY}.items():
                headers.setdefault(name, value)
            headers["Server"] = "allegedly"
        await send(message)

    return send_guarded


def _limited(receive: Receive) -> Receive:
    size = 0

    async def receive_limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        return message

    return receive_limited
