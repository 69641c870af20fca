"""Items spread over worker processes on this machine.

A pool of the standard library breaks as a whole when one worker dies, and its workers outlive a killed parent. Here
each worker has a pipe of its own: an item whose worker died is known, another worker takes its place, and a worker
whose parent is gone reads the end of its pipe and leaves.
"""

import multiprocessing
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from ..quiet import quietly
from .failed import Failed

Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_AHEAD = 4
"""Items begun or finished for each process before the oldest is taken: bounds memory when one item is slow."""

# Forked workers share the language model that the parent has loaded, and start at once; elsewhere forking is not safe.
_FORKS = sys.platform == "linux"
CONTEXT: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
_IDLE = -1
_END = object()


def processes(
    function: Callable[[Item], Result], items: Iterable[Item], n: int
) -> Generator[Result | Failed, None, None]:
    """The results in the order of ``items``, worked out by ``n`` processes; ``Failed`` where one died.

    What ``function`` raises is raised here, at its item's turn. Closing the iterator, or Ctrl-C, ends the workers.
    """
    pool = _Pool(function, n)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.stop()


@dataclass(frozen=True, slots=True)
class _Answer:
    result: Any
    error: Exception | None = None


@dataclass
class _Worker:
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    item: int = _IDLE
    """The number of the item that it works on."""


class _Pool:
    def __init__(self, function: Callable[[Any], Any], n: int) -> None:
        self._function = function
        self._n = n
        self._workers: list[_Worker] = []
        self._done: dict[int, _Answer] = {}

    def run(self, items: Iterator[Any]) -> Iterator[Any]:
        begun = taken = 0
        more = True
        while True:
            while more and begun - taken < self._n * LOOK_AHEAD and (worker := self._idle()) is not None:
                item = next(items, _END)
                more = item is not _END
                if more:
                    self._give(worker, begun, item)
                    begun += 1
            if taken in self._done:
                yield _opened(self._done.pop(taken))
                taken += 1
            elif taken < begun:
                self._collect()
            else:
                return

    def stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.pipe.close()
            worker.process.join()
            worker.process.close()
        self._workers = []

    def _idle(self) -> _Worker | None:
        """A worker with nothing to do; a new one while there are fewer than ``n``."""
        idle = next((worker for worker in self._workers if worker.item == _IDLE), None)
        return self._start() if idle is None and len(self._workers) < self._n else idle

    def _start(self) -> _Worker:
        ours, theirs = CONTEXT.Pipe()
        # A forked worker inherits our ends of all pipes; while it held one, no worker could see that we are gone.
        inherited = [*(worker.pipe for worker in self._workers), ours] if _FORKS else []
        process = CONTEXT.Process(target=quietly, args=(_work, self._function, theirs, inherited), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _give(self, worker: _Worker, number: int, item: Any) -> None:
        worker.item = number
        try:
            worker.pipe.send(item)
        except OSError:
            self._bury(worker)

    def _collect(self) -> None:
        """Wait until at least one busy worker has an answer or is dead."""
        busy = [worker for worker in self._workers if worker.item != _IDLE]
        ready = wait([worker.pipe for worker in busy])
        for worker in busy:
            if worker.pipe in ready:
                try:
                    self._done[worker.item] = worker.pipe.recv()
                    worker.item = _IDLE
                except (EOFError, OSError):
                    self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        worker.process.join()
        self._done[worker.item] = _Answer(Failed(cause(worker.process.exitcode)))
        worker.pipe.close()
        worker.process.close()
        self._workers.remove(worker)


def _work(
    function: Callable[[Any], Any], pipe: "Connection[Any, Any]", inherited: "list[Connection[Any, Any]]"
) -> None:
    """The life of a worker: take an item, give its answer, until the parent closes the pipe or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends us in order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    try:
        while True:
            pipe.send(_answer(function, pipe.recv()))
    except (EOFError, OSError):
        return


def _answer(function: Callable[[Any], Any], item: Any) -> _Answer:
    try:
        return _Answer(function(item))
    except Exception as error:  # noqa: BLE001 (whatever it is, it is raised again where the result is taken)
        return _Answer(None, portable(error))


def portable(error: Exception) -> Exception:
    """The error itself if it survives the way between processes, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    except Exception:  # noqa: BLE001 (its own code decides what it raises)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _opened(answer: _Answer) -> Any:
    if answer.error is not None:
        raise answer.error
    return answer.result


def cause(status: int | None) -> str:
    if status is not None and status < 0:
        return f"it was ended by the signal {-status}, {signal.strsignal(-status)}"
    return f"it ended with the status {status}"
