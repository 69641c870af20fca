"""Nothing that a test runs may reach for a network: what tries is stopped, and written down so that the test fails.

Python loads a module of this name when it starts, so this watches over every process that a test starts as well: its
folder is put on their path, and ``RECORD`` in their environment names the file in which they write what they tried.
"""

import ipaddress
import os
import sys
import traceback
from pathlib import Path
from typing import Any

RECORD = "ALLEGEDLY_TESTS_NETWORK"
HERE = str(Path(__file__).resolve().parent)
_CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
_LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class ReachedForNetworkError(BaseException):
    """Not an ``Exception``: whoever asks the network in vain and goes on is to be seen, too."""


def watch(record: str) -> None:
    """Watch this process from now on, and all that it starts. There is no way back."""
    os.environ[RECORD] = record
    path = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if HERE not in path:
        os.environ["PYTHONPATH"] = os.pathsep.join([HERE, *filter(None, path)])
    sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        _hold(event, arguments[1])
    elif event in _LOOKING_UP:
        _hold(event, (arguments[0],))


def _hold(event: str, address: Any) -> None:
    if _is_here(address):
        return
    with Path(os.environ[RECORD]).open("a", encoding="utf-8") as record:
        record.write(f"{event} {address!r}\n{''.join(traceback.format_stack(limit=12))}\n")
    raise ReachedForNetworkError(f"{event} {address!r}")


def _is_here(address: Any) -> bool:
    """Whether it is a socket of this machine: one with a file's name, or a loopback's."""
    if not isinstance(address, tuple):
        return address is None or isinstance(address, str | bytes)  # of a Unix socket; datagrams go where one connected
    host = address[0].decode("ascii", "replace") if isinstance(address[0], bytes) else address[0]
    if host is None or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


if RECORD in os.environ:
    watch(os.environ[RECORD])
