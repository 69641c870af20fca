"""How a command ends: its exit status, and one sentence on standard error for whatever went wrong.

0    done
1    done, but some input was refused, or something is not as it was
2    the call was wrong, or could not be carried out
130  stopped with Ctrl-C
141  whoever read the output has left (as in ``allegedly timeline CASE | head``)
"""

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn, ParamSpec, TextIO, TypeVar

from ..errors import AllegedlyError, RefusedInputError

REFUSED, WRONG, STOPPED, READER_LEFT = 1, 2, 130, 141

P = ParamSpec("P")
R = TypeVar("R")


def told(command: Callable[P, R], stopped: str = "Stopped.") -> Callable[P, R]:
    """``command``, with every error that a user can meet told in one sentence; ``stopped`` is said after Ctrl-C."""

    @functools.wraps(command)
    def careful(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()
        except KeyboardInterrupt:
            end(STOPPED, stopped)
        except RefusedInputError as error:
            end(REFUSED, str(error))
        except AllegedlyError as error:
            end(WRONG, str(error))
        except OSError as error:
            end(WRONG, of_system(error))
        except MemoryError:
            end(
                WRONG,
                "The memory of this machine is not enough. Close other programs, or use fewer processes.",
            )
        return result

    return careful


def end(status: int, sentence: str | None = None) -> NoReturn:
    """Leave with ``status``, the sentence on a line of standard error."""
    if sentence is not None:
        say(sentence)
    _exit(status)


def say(sentence: str) -> None:
    """One line on standard error."""
    from ..reports.text import one_line, visible

    with contextlib.suppress(OSError):  # where nobody reads standard error any more, there is no other place to tell it
        print(visible(one_line(sentence)), file=sys.stderr, flush=True)  # noqa: T201 (the one place that prints)


def of_system(error: OSError) -> str:
    """What the system refused, as a sentence."""
    name = error.filename
    where = os.fsencode(name).decode("utf-8", "backslashreplace") if isinstance(name, str | bytes) else None
    what = error.strerror or str(error)
    if isinstance(error, PermissionError) and where:
        return f"{where} may not be read or written; check its permissions."
    if isinstance(error, FileNotFoundError) and where:
        return f"{where} is not there; check the path."
    return f"{where} cannot be read or written ({what})." if where else f"Reading or writing failed ({what})."


def prepare_streams() -> None:
    """Let no character stop the output: what the terminal's encoding does not have is written as an escape.

    A stream that is closed reads as empty and swallows what is written.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 (open to the end)
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _leave_quietly() -> NoReturn:
    # What is still buffered would raise again when the interpreter closes the stream.
    _to_nowhere(sys.stdout)
    _exit(READER_LEFT)


def _to_nowhere(stream: TextIO) -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError):
        return


def _exit(status: int) -> NoReturn:
    import typer

    raise typer.Exit(status)
