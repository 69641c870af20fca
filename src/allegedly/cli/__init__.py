"""The command line. Importing it loads neither Typer nor anything heavy; a command loads what it needs when it runs."""

import signal
import sys
from types import FrameType
from typing import NoReturn

from ..quiet import keep_quiet, tell

__all__ = ["main"]


def main() -> None:
    """Entry point of ``allegedly``; leaves with the exit status that the reference gives."""
    keep_quiet()
    signal.signal(signal.SIGTERM, _ended)
    try:
        from .app import app
        from .outcome import prepare_streams

        prepare_streams()
        app(prog_name="allegedly")
    except KeyboardInterrupt:  # before a command has begun, or in its last breath
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 (a fault of ours is told as one, and without a word of any document)
        tell(error)
        sys.exit(2)


def _ended(number: int, _: FrameType | None) -> NoReturn:
    """Leave in order when asked to: what is half written is taken away."""
    sys.exit(128 + number)
