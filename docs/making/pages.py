"""Makes the pages that only the code can tell: the commands, from the Typer app, and the addresses of the server, from
its description. ``python -m docs.making.pages FOLDER`` writes them; none is kept in the repository.
"""

import sys
from pathlib import Path

from docs.making import commands, http

MADE = {
    "reference/commands.md": commands.page,
    "reference/http.md": http.addresses,
    "reference/shapes.md": http.shapes,
}
"""What makes each page, by its address below docs/."""


def main(folder: Path) -> None:
    """Write every page under its address."""
    for address, make in MADE.items():
        target = folder / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(make(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
