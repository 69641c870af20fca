"""What the server is called by those who ask it, and where they ask from."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from ..errors import AllegedlyError

LOOPBACK = "127.0.0.1"
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Site:
    """``hosts`` as a browser names them, ``origins`` of its own pages, the first of which is opened.

    ``is_public``: reached through a proxy that does TLS. What such a proxy says of who asks is believed from
    ``proxies`` only.
    """

    hosts: frozenset[str]
    origins: tuple[str, ...]
    cookie: str
    is_public: bool = False
    proxies: tuple[_Network, ...] = ()

    @classmethod
    def here(cls, host: str, port: int) -> "Site":
        """On an address of this machine, without TLS."""
        own = f"[{host}]" if ":" in host else host
        names = [own] if own != LOOPBACK else [LOOPBACK, "localhost"]
        hosts = [f"{name}:{port}" for name in names] + (names if port == 80 else [])
        return cls(frozenset(hosts), tuple(f"http://{one}" for one in hosts), f"allegedly_{port}")

    @classmethod
    def public(cls, address: str, proxies: Iterable[str] = ()) -> "Site":
        """At the address that a proxy with TLS has. Raises ``AllegedlyError`` for what is no such address."""
        parts = urlsplit(address)
        wrong = parts.username or parts.query or parts.fragment or parts.path not in ("", "/")
        try:
            name, port = parts.hostname, parts.port
        except ValueError:
            name, port = None, None
        if parts.scheme != "https" or not name or wrong or not name.isascii():
            raise AllegedlyError(f"{address!r} is no address like https://case.example.org; without a path, in ASCII.")
        own = f"[{name}]" if ":" in name else name
        is_usual = port in (None, 443)
        return cls(
            frozenset({own, f"{own}:443"} if is_usual else {f"{own}:{port}"}),
            (f"https://{own}" if is_usual else f"https://{own}:{port}",),
            "__Host-allegedly" if is_usual else f"__Host-allegedly_{port}",  # whatever port, a browser has one jar
            is_public=True,
            proxies=tuple(map(_network, ("127.0.0.0/8", "::1/128", *proxies))),
        )

    def address_of(self, scope: Scope) -> str:
        """Who asks: the last one in the chain that is no proxy of ours. What is before it anybody may have made up."""
        client = scope.get("client")
        own = str(client[0]) if client else ""
        if not self.is_public:
            return own
        told = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
        for before in reversed(told):
            if not self._is_proxy(own) or _address(before) is None:
                break
            own = str(_address(before))
        return own

    def let_in(self, answer: Response, token: str) -> None:
        """Hand the browser what it shows from now on; no script and no other site gets it."""
        answer.set_cookie(
            self.cookie, token, httponly=True, samesite="strict", path="/", secure=self.is_public, max_age=None
        )

    def let_out(self, answer: Response) -> None:
        answer.delete_cookie(self.cookie, httponly=True, samesite="strict", path="/", secure=self.is_public)

    def _is_proxy(self, address: str) -> bool:
        one = _address(address)
        return one is not None and any(one in network for network in self.proxies)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    one = _address(host)
    return one is not None and one.is_loopback


def _address(written: str) -> _Address | None:
    try:
        one = ipaddress.ip_address(written.strip())
    except ValueError:
        return None
    return (one.ipv4_mapped or one) if one.version == 6 else one


def _network(written: str) -> _Network:
    try:
        return ipaddress.ip_network(written, strict=False)
    except ValueError:
        raise AllegedlyError(f"{written!r} is no address of a proxy; write it as in 192.0.2.7 or 10.0.0.0/8.") from None
