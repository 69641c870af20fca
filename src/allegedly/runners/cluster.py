"""Items spread over the workers of a Dask cluster, which may be other machines.

Each piece of work bears the name that its caller gives it, and nothing is written by a worker: work that is done twice,
since a worker was lost or two people add the same, gives the same result, which is taken once.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any, TypeVar

from ..errors import AllegedlyError
from .failed import Failed

Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_AHEAD = 3
"""Items begun or finished for each thread of a worker before the oldest is taken."""
SECONDS = 20.0
"""How long a scheduler, and the first worker, may let one wait."""
GRACE = 300.0
"""How long it may be without any worker later, in seconds."""
MISSING = "A cluster needs Dask: pip install 'allegedly[cluster]'."


class Cluster:
    """The workers that a Dask scheduler has at an address such as ``tcp://10.0.0.5:8786``. Close it, or use ``with``.

    Raises ``AllegedlyError`` where nothing answers there, and where there is no worker.
    """

    def __init__(self, address: str) -> None:
        self._distributed = distributed()
        self._address = address
        client = None
        try:
            client = self._distributed.Client(address, timeout=SECONDS, set_as_default=False)
            client.wait_for_workers(1, timeout=SECONDS)
            self._client = client
        except (OSError, TimeoutError, ValueError) as error:
            if client is not None:
                client.close()
            raise AllegedlyError(
                f"No cluster answers at {address} ({error or type(error).__name__}). Start one there with "
                "`dask scheduler`, and on each machine, where Allegedly is installed too, `dask worker ADDRESS`."
            ) from None

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    @property
    def n(self) -> int:
        """How much is worked on at once."""
        return max(1, sum(int(threads) for threads in self._client.nthreads().values()))

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], named: Callable[[Item], str]
    ) -> Generator[Result | Failed, None, None]:
        """The results in the order of ``items``; ``Failed`` where an item cost several workers their lives.

        Two items with one name are one piece of work. What ``function`` raises is raised here, at its item's turn.
        Closing the iterator, or Ctrl-C, calls off what is not done.
        """
        begun: deque[Any] = deque()
        waiting = iter(items)
        try:
            while True:
                for item in self._more(waiting, len(begun)):
                    begun.append(self._client.submit(function, item, key=f"allegedly-{named(item)}"))
                if not begun:
                    return
                yield self._taken(begun[0])
                begun.popleft()
        finally:
            for future in begun:
                with suppress(Exception):  # the scheduler may be gone
                    future.cancel()

    def _more(self, waiting: Iterator[Item], begun: int) -> Iterator[Item]:
        for _ in range(self.n * LOOK_AHEAD - begun):
            try:
                yield next(waiting)
            except StopIteration:
                return

    def _taken(self, future: Any) -> Any:
        from distributed.client import FutureCancelledError

        try:
            return self._result(future)
        except self._distributed.KilledWorker as error:
            return Failed(f"each of the workers that had it died, {error.allowed_failures + 1} in all")
        except FutureCancelledError:
            raise AllegedlyError(
                f"The cluster at {self._address} is gone. What was read is kept; the same command goes on from there."
            ) from None
        except ImportError as error:
            raise AllegedlyError(
                f"The workers at {self._address} cannot do the work ({error}). Install the same Allegedly on each."
            ) from None

    def _result(self, future: Any) -> Any:
        """Waits as long as there is a worker, or one may come in the place of the last one."""
        left = GRACE
        while left > 0:
            try:
                return future.result(timeout=SECONDS)
            except TimeoutError:
                if future.done():
                    raise
                left = GRACE if self._client.nthreads() else left - SECONDS
        raise AllegedlyError(
            f"The cluster at {self._address} has had no worker for {GRACE:g} seconds. Start one there with "
            f"`dask worker {self._address}`. What was read is kept; the same command goes on from there."
        )


def distributed() -> ModuleType:
    """The library that speaks with a cluster. Raises ``AllegedlyError`` where it is not installed."""
    try:
        import distributed
    except ImportError:
        raise AllegedlyError(MISSING) from None
    return distributed
