"""Keys of what is kept on the shelf, and what hangs together through them."""

from collections.abc import Collection, Iterable
from hashlib import blake2b

from ...model.protocols import Shelf


def key_of(*parts: str) -> int:
    """A number of 63 bits, the same in every process."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def hanging_together(
    shelf: Shelf, space: str, names: Iterable[str], linked: Iterable[Collection[str]] = ()
) -> set[str]:
    """All items that a chain of ties leads to from these; each of the ``linked`` sets of names is tied too."""
    others = [shelf.knots_of(space, together) for together in linked]
    return shelf.in_knots(space, knots_together(shelf.knots_of(space, names), others))


def knots_together(knots: Iterable[int], linked: Iterable[Collection[int]]) -> set[int]:
    """The knots that these are one with, each of the ``linked`` sets being one."""
    found, others = {*knots}, [*linked]
    while reached := [one for one in others if not found.isdisjoint(one) and not found.issuperset(one)]:
        found.update(*reached)
    return found
