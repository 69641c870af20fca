"""Slows down who guesses: after a few failures for an account, or from an address, each next one has to wait longer.

Kept in memory, of a bounded size. Whoever has come in from an address before is not kept out from there by what others
try for the same name.
"""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from .errors import AttemptsError
from .names import skeleton

_MOST = 10_000
"""Of accounts, and of addresses, that are remembered."""
_FORGOTTEN = 3600.0
"""Seconds after the last failure."""


@dataclass(frozen=True, slots=True)
class Patience:
    """``free`` failures cost nothing; after that the wait doubles from a second up to ``longest`` seconds."""

    free: int
    longest: float


_ACCOUNT = Patience(5, 60.0)
"""Not longer: by failing on purpose one could keep somebody out."""
_ADDRESS = Patience(30, 900.0)
"""An office is one address."""


@dataclass(slots=True)
class _Failures:
    count: int = 0
    until: float = 0.0
    last: float = 0.0


class _Counted:
    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def wait(self, key: str, at: float) -> float:
        """Seconds until one may try; 0 for at once."""
        found = self._failures.get(key)
        return max(0.0, found.until - at) if found else 0.0

    def begin(self, key: str, at: float) -> None:
        """It counts as failed from its beginning: else many could be tried at once."""
        found = self._failures.pop(key, None)
        if found is None or at - found.last > _FORGOTTEN:
            found = _Failures()
        found.count += 1
        found.last = at
        beyond = found.count - self._patience.free
        if beyond >= 0:
            found.until = at + min(self._patience.longest, 2.0 ** min(beyond, 20))
        self._failures[key] = found
        while len(self._failures) > _MOST:
            self._failures.popitem(last=False)

    def take_back(self, key: str) -> None:
        """It was no failure."""
        found = self._failures.get(key)
        if found is not None:
            found.count, found.until = found.count - 1, 0.0

    def forget(self, key: str) -> None:
        self._failures.pop(key, None)


class Attempts:
    """``clock`` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._accounts = _Counted(_ACCOUNT)
        self._addresses = _Counted(_ADDRESS)
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    def begin(self, name: str, address: str) -> None:
        """Before a password is looked at. Raises ``AttemptsError`` where it is too early."""
        who, where, at = skeleton(name), _network(address), self._clock()
        with self._lock:
            is_known = (who, where) in self._known
            wait = max(self._addresses.wait(where, at), 0.0 if is_known else self._accounts.wait(who, at))
            if wait > 0:
                raise AttemptsError(ceil(wait))
            self._accounts.begin(who, at)
            self._addresses.begin(where, at)

    def succeeded(self, name: str, address: str) -> None:
        who, where = skeleton(name), _network(address)
        with self._lock:
            self._accounts.forget(who)
            self._addresses.take_back(where)  # not forgotten: who has an account must not guess for others that way
            self._known[who, where] = None
            self._known.move_to_end((who, where))
            while len(self._known) > _MOST:
                self._known.popitem(last=False)

    def give_up(self, name: str, address: str) -> None:
        """It was not looked at: nobody is to wait for that."""
        with self._lock:
            self._accounts.take_back(skeleton(name))
            self._addresses.take_back(_network(address))


def _network(address: str) -> str:
    """An address as one is counted: of IPv6 the network that a household is given (/64)."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if one.version == 6:
        mapped = one.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((one, 64), strict=False))
    return str(one)
