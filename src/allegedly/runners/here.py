"""The processes of this machine, as one who has work for many sees them."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .failed import Failed
from .processes import processes
from .serial import serial

Item = TypeVar("Item")
Result = TypeVar("Result")


class Runner(Protocol):
    """Whoever works items out, ``n`` at a time."""

    @property
    def n(self) -> int: ...

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], named: Callable[[Item], str]
    ) -> Generator[Result | Failed, None, None]:
        """The results in the order of ``items``; ``named`` says of each what tells its work from any other."""


@dataclass(frozen=True, slots=True)
class Here:
    """One process, or ``n`` others on this machine."""

    n: int = 1

    def run(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        named: Callable[[Item], str],
    ) -> Generator[Result | Failed, None, None]:
        return serial(function, items) if self.n == 1 else processes(function, items, self.n)
