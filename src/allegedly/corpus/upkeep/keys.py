"""Keys of what is kept on the shelf, and what hangs together through them."""

from collections.abc import Collection, Iterable
from hashlib import blake2b

from ...model.protocols import Shelf


def key_of(*parts: str) -> int:
    """A number of 63 bits, the same in every process."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def hanging_together(
    shelf: Shelf,
    space: str,
    names: Iterable[str],
    linked: Iterable[Collection[str]] = (),
    also: Collection[int] = (),
) -> set[str]:
    """All items that a chain of ties leads to from these; each of the ``linked`` sets of names is tied too, and so are
    those that share one of the keys ``also``.
    """
    others = [shelf.knots_of(space, together) for together in linked]
    knots, found, asked = set[int](), set[str](), set[int]()
    new = {*names}
    while new:
        knots |= shelf.knots_of(space, new)
        while reached := [one for one in others if not knots.isdisjoint(one) and not one <= knots]:
            knots.update(*reached)
        last = shelf.in_knots(space, knots) - found
        found |= last
        keys = {key for key in shelf.keys_of(space, last) if key in also} - asked if also else set[int]()
        asked |= keys
        new = shelf.names_with_keys(space, keys) - found
    return found
