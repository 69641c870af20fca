"""Passwords: which are taken, and how they are kept (argon2id with the parameters of RFC 9106).

Length counts and nothing else: no rules of composition, no end after so many days (NIST SP 800-63B).
"""

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..resources import load_lexicon
from .errors import BusyHashingError, TeamError
from .names import skeleton

SHORTEST = 12
"""Characters."""
LONGEST = 1024
"""Bytes in UTF-8."""
_FEWEST_DIFFERENT = 4
_AT_ONCE = 2
"""Each takes 64 MiB while it is worked out."""
_WAITING = 12
"""So many may wait for their turn, each of them a thread of the server; more are sent away."""


def as_password(given: str) -> str:
    """``given`` as it is compared: the same however a keyboard composes it (RFC 8265, with NFKC)."""
    return unicodedata.normalize("NFKC", given)


def check_new(password: str, name: str) -> None:
    """Raises ``TeamError`` for a password that cannot be taken for that name."""
    plain = as_password(password)
    if len(plain) < SHORTEST:
        raise TeamError(f"A password has at least {SHORTEST} characters; several words make a good one.")
    if _is_too_long(plain):
        raise TeamError(f"A password has at most {LONGEST:,} bytes.")
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in plain):
        raise TeamError("A password has no control characters.")
    core = skeleton(plain)
    if core and not core.replace(skeleton(name), ""):
        raise TeamError("The password is the name itself; take another.")
    if "".join(plain.casefold().split()) in load_lexicon("common_passwords.tsv") or len(set(plain)) < _FEWEST_DIFFERENT:
        raise TeamError("That password is one of those that are tried first; take another.")


class Hashing:
    """Makes and compares hashes, few at a time: many log-ins at once must take neither all memory nor all threads."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()  # RFC 9106, low memory: 64 MiB, 3 passes, 4 lanes
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._here = 0
        self._nobodys = ""

    def hashed(self, password: str) -> str:
        with self._in_turn():
            return self._hasher.hash(_bytes(as_password(password)))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether it is the password of a hash; without one ``False``, after as long a time."""
        plain = as_password(password)
        with self._in_turn():
            try:
                nobodys = self._made_for_nobody()  # also where it is not needed: else the first time would tell
                self._hasher.verify(kept or nobodys, b"" if _is_too_long(plain) else _bytes(plain))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_of_old(self, kept: str) -> bool:
        """Whether it was made with other parameters than are used now."""
        return self._hasher.check_needs_rehash(kept)

    def _made_for_nobody(self) -> str:
        with self._lock:
            self._nobodys = self._nobodys or self._hasher.hash(secrets.token_urlsafe(32))
            return self._nobodys

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        with self._lock:
            if self._here >= _AT_ONCE + _WAITING:
                raise BusyHashingError
            self._here += 1
        try:
            with self._turn:
                yield
        finally:
            with self._lock:
                self._here -= 1


def _is_too_long(plain: str) -> bool:
    return len(_bytes(plain)) > LONGEST


def _bytes(plain: str) -> bytes:
    return plain.encode("utf-8", "surrogatepass")  # halves of characters are in no password that was taken
