"""Items in lists, so that a worker has enough to do at once and none is left idle at the start."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from typing import TypeVar

from ..errors import AllegedlyError
from .failed import Failed
from .processes import processes

Item = TypeVar("Item")
Result = TypeVar("Result")

LARGEST = 16
"""Documents of the longest list: enough passages for the parser to take many at once."""


def sizes(n: int) -> Iterator[int]:
    """How long each list should be for ``n`` processes: short ones first, doubled after every ``n``."""
    size = LARGEST if n == 1 else 2
    while True:
        yield from [size] * n
        size = min(size * 2, LARGEST)


def in_processes(
    function: Callable[[Iterable[Item]], Iterator[Result]], items: Iterable[Item], n: int
) -> Iterator[Result]:
    """What ``function(items)`` gives, in order, worked out list by list in ``n`` processes.

    What it raises is raised here; ``AllegedlyError`` when a process dies.
    """
    with closing(processes(partial(_all, function), _lists(items, n), n)) as lists:
        for results in lists:
            if isinstance(results, Failed):
                raise AllegedlyError(
                    f"A process that was reading documents died ({results.why}). "
                    "If memory ran out, use fewer processes."
                )
            yield from results


def _all(function: Callable[[Iterable[Item]], Iterator[Result]], items: list[Item]) -> list[Result]:
    return list(function(items))


def _lists(items: Iterable[Item], n: int) -> Iterator[list[Item]]:
    left = iter(items)
    for size in sizes(n):
        taken = list(islice(left, size))
        if not taken:
            return
        yield taken
