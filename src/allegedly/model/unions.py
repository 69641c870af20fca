"""Which things hang together: disjoint sets that can be joined (Galler & Fischer 1964)."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Sets of things. A thing that was never joined is a set of its own; the thing joined to stays the root."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def root(self, thing: T) -> T:
        """The thing that stands for the set of this one."""
        parents = self._parents
        while (parent := parents.get(thing, thing)) != thing:
            parents[thing] = thing = parents.get(parent, parent)
        return thing

    def join(self, a: T, b: T) -> None:
        """Make one set of the sets of two things."""
        first, second = self.root(a), self.root(b)
        if first != second:
            self._parents[second] = first
