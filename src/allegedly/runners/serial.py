"""One item after the other, in this process."""

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from .failed import Failed

Item = TypeVar("Item")
Result = TypeVar("Result")


def serial(function: Callable[[Item], Result], items: Iterable[Item]) -> Generator[Result | Failed, None, None]:
    """The results in order, each worked out when it is asked for. What ``function`` raises is raised here."""
    yield from map(function, items)
