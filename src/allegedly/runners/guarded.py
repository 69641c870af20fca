"""A process that runs what may go astray, one item after the other, with limits of time and memory.

Parsers of foreign formats are the case in point: they are not ours, and files come from anybody.
"""

import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..errors import AllegedlyError
from ..quiet import quietly
from .failed import Failed
from .processes import CONTEXT, cause, portable

Item = TypeVar("Item")
Result = TypeVar("Result")

SECONDS = 300.0
"""The longest that one result may take: a book of a thousand pages takes half of it on a slow machine."""
MEGABYTES = 1_536
"""What the process may take beside what it was born with: the pictures of a large page, decoded, fit into it."""


class Guarded(Generic[Item, Result]):
    """The results of ``function(item)``, which yields them, item by item. Use it in a ``with`` block, or ``stop`` it.

    The process is started when it is first needed, and anew after one that went astray.
    """

    def __init__(
        self, function: Callable[[Item], Iterator[Result]], *, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> None:
        self._function = function
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None
        self._is_busy = False

    def __enter__(self) -> "Guarded[Item, Result]":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def run(self, item: Item) -> Generator[Result | Failed, None, None]:
        """The results, one at a time, as they are asked for; at last ``Failed`` where the process had to be ended, or
        died. What ``function`` raises is raised here. Left before its end, the process is ended too.
        """
        if self._is_busy:
            raise RuntimeError("the results of another item are not taken yet")
        is_over, self._is_busy = False, True
        try:
            pipe = self._begin(item)
            while not is_over:
                kind, result = self._next(pipe)
                is_over = kind != "result"
                if kind == "raised":
                    raise result
                if kind in ("result", "failed"):
                    yield result
                if kind == "failed":
                    self.stop()
        finally:
            self._is_busy = False
            if not is_over:
                self.stop()

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is None:
            return
        assert self._pipe is not None  # noqa: S101 (they come and go together)
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()
        self._process = self._pipe = None

    def _begin(self, item: Item) -> "Connection[Any, Any]":
        if self._process is None:
            self._pipe, theirs = CONTEXT.Pipe()
            arguments = (_work, self._function, theirs, self._pipe, self._megabytes)
            self._process = CONTEXT.Process(target=quietly, args=arguments, daemon=True)
            self._process.start()
            theirs.close()
        assert self._pipe is not None  # noqa: S101
        with suppress(OSError):  # it is dead: that shows when it is listened to
            self._pipe.send(item)
        return self._pipe

    def _next(self, pipe: "Connection[Any, Any]") -> tuple[str, Any]:
        try:
            if not pipe.poll(self._seconds):
                return "failed", Failed(f"it took more than {self._seconds:g} seconds")
            kind, result = pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return "failed", Failed(cause(self._process.exitcode))
        if kind == "failed":
            return "failed", Failed(f"it needed more than {self._megabytes:,} MB of memory")
        return kind, result


def _work(
    function: Callable[[Any], Iterator[Any]],
    pipe: "Connection[Any, Any]",
    inherited: "Connection[Any, Any]",
    megabytes: int,
) -> None:
    """The life of the process: take an item, give its results, until the parent closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends us in order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    inherited.close()  # as long as we held it, we could not see that the parent is gone
    _limit_memory(megabytes)
    with suppress(EOFError, OSError):
        while True:
            _give(function, pipe.recv(), pipe)


def _give(function: Callable[[Any], Iterator[Any]], item: Any, pipe: "Connection[Any, Any]") -> None:
    try:
        for result in function(item):
            pipe.send(("result", result))
    except MemoryError:
        pipe.send(("failed", None))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, it is raised again where the results are taken)
        pipe.send(("raised", error if isinstance(error, AllegedlyError) else portable(error)))
    else:
        pipe.send(("over", None))


def _limit_memory(megabytes: int) -> None:
    """Allow so much beside what is taken now. Where the system cannot, the limit of time is the only one."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        limit = pages * resource.getpagesize() + megabytes * 1024**2
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
