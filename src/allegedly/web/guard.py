"""Who may ask: whoever was let in (``doors``), from this server's own pages, by its own name.

Every request must name this server as its host, so that a page elsewhere cannot reach it under a name of its own (DNS
rebinding). What writes must come from a page of this server (Origin) and carry a second token that only such a page can
read (CSRF). Answers forbid all that the pages do not need: scripts and styles of other files than ours, frames, forms,
other hosts. What is sent must come within a bounded time and size.
"""

import asyncio
import secrets
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import AllegedlyError
from .asking import ASKED, Asked, Asker
from .doors import READING, Door
from .site import Site

TOKEN_HEADER = "X-Allegedly-Token"  # noqa: S105 (a name)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-DNS-Prefetch-Control": "off",
    "Cache-Control": "no-store",
}
_PUBLIC = {"Strict-Transport-Security": "max-age=31536000"}
_FOREIGN_HOST = "This server answers to its own address only."
_FOREIGN_PAGE = "Only a page of this server may ask it for anything."
_NO_TOKEN = "This page is of an earlier start of the server; load it again."  # noqa: S105 (a sentence)
_TWO_LENGTHS = "The request says in two ways how long it is."
_TOO_LARGE = "That is more than is taken at once."
_TOO_SLOW = "What was sent took too long to come."
MAX_BODY = 64 * 1024
"""Of what is sent as JSON. Files have a limit of their own."""
_SECONDS = 30.0
"""For all of what is sent as JSON; for each piece of a file."""


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, *, door: Door, site: Site) -> None:
        self._app = app
        self._door = door
        self._site = site
        self._said = {**_ALWAYS, **(_PUBLIC if site.is_public else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close"})  # there are none
            else:
                await self._app(scope, receive, send)
            return
        try:
            let = await self._let_through(scope)
        except AllegedlyError as error:  # whether somebody is let in cannot be looked up
            let = _told(scope, str(error), HTTPStatus.SERVICE_UNAVAILABLE)
        if isinstance(let, Response):
            await let(scope, receive, self._guarded(send))
            return
        scope[ASKED] = let
        limited = _timely(receive) if scope["path"].startswith("/api/uploads") else _limited(receive)
        await self._app(scope, limited, self._guarded(send))

    async def _let_through(self, scope: Scope) -> Asked | Response:
        """What is known of who asks, or why not."""
        headers = Headers(scope=scope)
        if "transfer-encoding" in headers and "content-length" in headers:
            # A proxy may have read the one and we the other: what one of us takes for a body is a request to the other.
            return _told(scope, _TWO_LENGTHS, HTTPStatus.BAD_REQUEST, {"Connection": "close"})
        if headers.get("host", "").lower() not in self._site.hosts:
            return _told(scope, _FOREIGN_HOST, HTTPStatus.MISDIRECTED_REQUEST)
        if (entered := self._door.entered(scope)) is not None:
            return entered
        asker, is_open = await self._door.asker(scope), self._door.is_open(scope)
        if asker is None and not is_open:
            return _told(scope, self._door.closed, HTTPStatus.UNAUTHORIZED)
        if not _is_own_page(headers) and not (is_open and _is_followed_link(scope, headers)):
            return _told(scope, _FOREIGN_PAGE, HTTPStatus.FORBIDDEN)
        if scope["method"] not in READING:
            refused = self._refusal_to_write(scope, headers, None if is_open else asker)
            if refused is not None:
                return refused
        return Asked(asker, self._site.address_of(scope), self._site)

    def _refusal_to_write(self, scope: Scope, headers: Headers, asker: Asker | None) -> Response | None:
        """Without an asker: to log in there is nothing yet that a page could read."""
        if headers.get("origin") not in self._site.origins:
            return _told(scope, _FOREIGN_PAGE, HTTPStatus.FORBIDDEN)
        given = headers.get(TOKEN_HEADER, "").encode()
        if asker is not None and not secrets.compare_digest(given, asker.writing.encode()):
            return _told(scope, _NO_TOKEN, HTTPStatus.FORBIDDEN)
        return None

    def _guarded(self, send: Send) -> Send:
        """Every answer says what a browser may do with it; one that says more about itself keeps that."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._said.items():
                    headers.setdefault(name, value)
                headers["Server"] = "allegedly"
            await send(message)

        return send_guarded


def _is_own_page(headers: Headers) -> bool:
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _is_followed_link(scope: Scope, headers: Headers) -> bool:
    """Whether somebody opens a page from elsewhere, as from a message, in a window of its own."""
    is_page = not scope["path"].startswith("/api/") and scope["method"] in READING
    return is_page and (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")


def _told(
    scope: Scope, sentence: str, status: HTTPStatus, headers: dict[str, str] | None = None
) -> JSONResponse | PlainTextResponse:
    """Why not: to a page as the API says it, to a person as plain text."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": sentence}, status, headers)
    return PlainTextResponse(sentence, status, headers)


def _limited(receive: Receive) -> Receive:
    """What is sent, all of it within the time and the size that are allowed."""
    size, begun, more = 0, asyncio.get_running_loop().time(), True

    async def receive_limited() -> Message:
        nonlocal size, more
        left = _SECONDS - (asyncio.get_running_loop().time() - begun)
        message = await (_soon(receive, left) if more else receive())
        size += len(message.get("body", b""))
        more = more and message.get("more_body", False)
        if size > MAX_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        return message

    return receive_limited


def _timely(receive: Receive) -> Receive:
    """A file as it comes, each piece of it within the time that is allowed."""
    more = True

    async def receive_timely() -> Message:
        nonlocal more
        message = await (_soon(receive, _SECONDS) if more else receive())
        more = more and message.get("more_body", False)
        return message

    return receive_timely


async def _soon(receive: Receive, seconds: float) -> Message:
    try:
        async with asyncio.timeout(seconds):
            return await receive()
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, _TOO_SLOW, {"Connection": "close"}) from None
