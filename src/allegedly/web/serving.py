"""Opens the interface on an address of this machine, until it is stopped."""

import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from ..errors import AllegedlyError
from ..heaps import few_heaps
from ..quiet import is_debugging
from ..team import NO_TEAM, Lasting, Team
from .app import BUILT, create_app
from .connections import MOST, Connection
from .desk import Desk
from .doors import Door, Members, OneStart
from .guard import Guard
from .site import LOOPBACK, Site, is_loopback


@dataclass(frozen=True, slots=True)
class Address:
    """Where the interface is; without a team ``url`` has the token that opens it."""

    url: str
    is_built: bool


@dataclass(frozen=True, slots=True)
class ForTeam:
    """Served to people with accounts: at the ``public`` address of a proxy that does TLS, with ``proxies`` beside those
    of this machine; or in a network without encryption, only if that is meant so.
    """

    public: str | None = None
    proxies: Sequence[str] = ()
    unencrypted: bool = False
    lasting: Lasting = Lasting()  # noqa: RUF009 (frozen)


def serve(
    folder: Path,
    *,
    by: str,
    host: str = LOOPBACK,
    port: int = 0,
    processes: int = 1,
    team: ForTeam | None = None,
    ready: Callable[[Address], None],
) -> None:
    """Serve the case in a folder until Ctrl-C; ``ready`` is told the address once it answers.

    ``port`` 0 takes any that is free. Raises ``AllegedlyError`` where the address is taken, the folder is no case, or
    passwords would go through a network for everybody to read.
    """
    few_heaps()
    with ExitStack() as stack:
        members = _team(folder, host, team, stack)
        desk = stack.enter_context(closing(Desk(folder, by, processes=processes, team=members)))
        listening = stack.enter_context(_listening(host, port))
        port = listening.getsockname()[1]
        site = Site.public(team.public, team.proxies) if team and team.public else Site.here(host, port)
        door: Door = Members(members, site) if members else OneStart(desk.keys, site, desk.by)
        if threading.current_thread() is threading.main_thread():
            # The server raises it again when it has ended: so what is open here is closed as after Ctrl-C.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        url = site.origins[0] + ("/" if members else f"/?token={desk.keys.address}")
        app = Guard(create_app(desk), door=door, site=site)
        _Server(_config(app), lambda: ready(Address(url, is_built()))).run(sockets=[listening])


def is_built() -> bool:
    return (BUILT / "index.html").is_file()


def _team(folder: Path, host: str, wanted: ForTeam | None, stack: ExitStack) -> Team | None:
    if wanted is None:
        return None
    if wanted.public:
        Site.public(wanted.public, wanted.proxies)  # said before anything is opened
    if not is_loopback(host) and not wanted.unencrypted and not (wanted.public and wanted.proxies):
        raise AllegedlyError(
            f"On {host} passwords and texts would go through the network for everybody to read. Put a proxy that does "
            "TLS before it on this machine and give its address with --public (and with --proxy one that is on another "
            "machine, in a network of your own), or say --unencrypted."
        )
    members = stack.enter_context(closing(Team(folder, lasting=wanted.lasting)))
    if not members.accounts():
        raise AllegedlyError(NO_TEAM)
    return members


def _config(app: Guard) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        # What goes wrong is told by the application, without a word of any document; this would write all of it.
        log_config=uvicorn.config.LOGGING_CONFIG if is_debugging() else None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what a proxy says of who asks is the site's matter
        timeout_keep_alive=20,
        limit_concurrency=MOST,
    )


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # By the protocol asyncio knows to send answers at once; without it each waits 40 ms for its second half.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise AllegedlyError(f"Port {port} of {host} cannot be used: {error.strerror}. Give another --port.") from error
    return listening
