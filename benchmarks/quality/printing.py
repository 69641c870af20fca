"""A module of figures as a command: ``python -m benchmarks.quality.NAME [DATA] [--errors]``."""

import sys
from collections.abc import Callable
from pathlib import Path


def print_figures(score: Callable[[Path, bool], dict[str, float]], data: Path) -> None:
    """Prints what ``score`` makes of the folder that was named, else of ``data``; ``--errors``: also what is wrong."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    for figure, value in score(Path(folders[0]) if folders else data, "--errors" in sys.argv).items():
        print(f"{figure:32} {value:g}")
