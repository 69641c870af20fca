"""Opens the interface on an address of this machine, until it is stopped."""

import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from ..errors import AllegedlyError
from .app import BUILT, create_app
from .desk import Desk
from .guard import Guard

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the interface is; ``url`` has the token that opens it."""

    url: str
    is_built: bool


def serve(
    folder: Path, *, by: str, host: str = LOOPBACK, port: int = 0, processes: int = 1, ready: Callable[[Address], None]
) -> None:
    """Serve the case in a folder until Ctrl-C; ``ready`` is told the address once it answers.

    ``port`` 0 takes any that is free. Raises ``AllegedlyError`` where the address is taken, or the folder is no case.
    """
    with closing(Desk(folder, by, processes=processes)) as desk, _listening(host, port) as listening:
        port = listening.getsockname()[1]
        hosts = _names(host, port)
        app = Guard(create_app(desk), keys=desk.keys, hosts=hosts, cookie=f"allegedly_{port}")
        config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, timeout_keep_alive=20)
        if threading.current_thread() is threading.main_thread():
            # The server raises it again when it has ended: so what is open here is closed as after Ctrl-C.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        server = _Server(config, lambda: ready(Address(f"http://{hosts[0]}/?token={desk.keys.address}", is_built())))
        server.run(sockets=[listening])


def is_built() -> bool:
    return (BUILT / "index.html").is_file()


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


def _names(host: str, port: int) -> list[str]:
    """What a browser may call this server; the first is the one that is opened."""
    own = f"[{host}]" if ":" in host else host
    names = [own] if own != LOOPBACK else [LOOPBACK, "localhost"]
    return [f"{name}:{port}" for name in names] + (names if port == 80 else [])
