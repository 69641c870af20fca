"""Pages from the web, when a person asks for them by address, and never otherwise."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from .errors import RefusedInputError
from .store import MAX_BYTES
from .version import __version__

SECONDS = 30.0
"""The longest that a server may be silent."""
_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. ``path`` names it, ``url`` is where it was found in the end, after redirections."""

    path: Path
    url: str
    data: bytes


def is_address(words: str) -> bool:
    """Whether this is an address of the web, no path on the disk."""
    return _ADDRESS.match(words) is not None


def fetch(address: str) -> Fetched:
    """What is at a web address. Raises ``RefusedInputError`` with a sentence where nothing can be had of it."""
    asked = urllib.request.Request(address, headers={"User-Agent": f"Allegedly/{__version__}", "Accept": "*/*"})  # noqa: S310
    try:
        with _opener().open(asked, timeout=SECONDS) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
            url: str = answer.geturl()
    except urllib.error.HTTPError as error:
        error.close()  # it is an answer too, and holds the connection
        raise RefusedInputError(f"{address} cannot be had: its server says {error.code} {error.reason}.") from error
    except (OSError, ValueError, HTTPException) as error:
        why = getattr(error, "reason", None) or error
        raise RefusedInputError(f"{address} cannot be had ({why}). Check the address and the connection.") from error
    if len(data) > MAX_BYTES:
        raise RefusedInputError(f"{address} is larger than {MAX_BYTES // 1024**2} MB; save the part that you need.")
    return Fetched(_path(url), url, data)


def _opener() -> urllib.request.OpenerDirector:
    """It knows the web and nothing else: no address leads to the disk of this machine, or to FTP, on whatever way."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _path(url: str) -> Path:
    """What to call it: host and path, as a file would be."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step not in ("", ".", "..")]
    return Path(parts.netloc.rpartition("@")[2], *steps)
