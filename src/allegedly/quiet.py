"""What goes wrong in the program itself is told without a word of what it was working on.

The last line of a traceback quotes what a function was given, and a library warns of what it finds in a file: names and
passages, on a screen or in a log that outlives the case. So neither is told, unless ``ALLEGEDLY_DEBUG`` asks for it.
"""

import logging
import os
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import ParamSpec

ASKED_FOR_BY = "ALLEGEDLY_DEBUG"

P = ParamSpec("P")


def is_debugging() -> bool:
    """Whether somebody asked to be told everything."""
    return os.environ.get(ASKED_FOR_BY, "") not in ("", "0")


def keep_quiet() -> None:
    """Let nothing in this process write of what it reads: for the beginning of each process of the program.

    No core is dumped either, where the system asks the process: it would hold all that is in memory.
    """
    if is_debugging():
        return
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())  # what nobody handles is written to standard error otherwise
    sys.excepthook = lambda _, error, __: tell(error)
    threading.excepthook = lambda thrown: tell(thrown.exc_value)
    sys.unraisablehook = lambda thrown: tell(thrown.exc_value)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    except (ImportError, OSError, ValueError):
        return


def quietly(function: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """The life of a process of its own; ``multiprocessing`` would tell all of what it raises."""
    keep_quiet()
    try:
        function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 (whatever it is, it ends the process)
        tell(error)
        sys.exit(1)


def tell(error: BaseException | None) -> None:
    """Write a fault to standard error."""
    if error is None or sys.stderr is None:
        return
    told = "".join(traceback.format_exception(error)) if is_debugging() else "".join(_without_words(error))
    try:
        sys.stderr.write(told)
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody reads it any more
        return


def _without_words(error: BaseException) -> Iterator[str]:
    """Where it arose and of which kind it is, with what it arose from; lines of code, and no values."""
    yield f"A fault in Allegedly; please report it. What it quotes is left out ({ASKED_FOR_BY}=1 shows it).\n"
    seen = set[int]()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield from traceback.format_tb(current.__traceback__)
        yield f"{type(current).__module__}.{type(current).__qualname__}\n"
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
