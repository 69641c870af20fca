"""The command line. Importing it loads neither Typer nor anything heavy; a command loads what it needs when it runs."""

import sys

__all__ = ["main"]


def main() -> None:
    """Entry point of ``allegedly``; leaves with the exit status that the reference gives."""
    try:
        from .app import app
        from .outcome import prepare_streams

        prepare_streams()
        app(prog_name="allegedly")
    except KeyboardInterrupt:  # before a command has begun, or in its last breath
        sys.exit(130)
