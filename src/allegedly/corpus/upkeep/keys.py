"""Keys of what is kept on the shelf, and what hangs together through them.

A *tie* is a key through which two items can influence what is made of each other; what is linked by a chain of ties has
to be worked out together, and nothing else has a say in it. A *mark* only finds items again.
"""

from collections.abc import Callable, Collection, Iterable
from hashlib import blake2b

from ...model.protocols import Shelf


def tie(*parts: str) -> int:
    return _number(parts) | 1


def mark(*parts: str) -> int:
    return _number(parts)


def _number(parts: Iterable[str]) -> int:
    """An even number of 62 bits, the same in every process."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 2 << 1


def hanging_together(
    shelf: Shelf,
    space: str,
    names: Collection[str],
    *,
    also: Collection[int] = (),
    linked: Callable[[Collection[str]], Iterable[str]] = lambda names: (),
) -> set[str]:
    """All items that a chain of ties, of the marks ``also``, or of what is ``linked`` leads to from these."""
    found, last, asked = set(names), set(names), set[int]()
    while last:
        keys = {key for key in shelf.keys_of(space, last) if key & 1 or key in also} - asked
        asked |= keys
        last = {*shelf.names_with_keys(space, keys), *linked(last)} - found
        found |= last
    return found
