"""Draws the pictures of the explanation from what the program reads out of the texts in ``pictures.yaml``.

``python -m docs.making.pictures`` writes them into ``docs/img``. They are kept in the repository, so that the pages can
be read without building them; a test draws them anew and compares.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from docs.making import drawings

HERE = Path(__file__).parent
FOLDER = HERE.parent / "img"
DRAWN: dict[str, Callable[[dict[str, Any]], str]] = {
    "chains": drawings.chains,
    "origins": drawings.origins,
    "events": drawings.events,
    "time": drawings.time,
    "stance": drawings.stance,
    "differences": drawings.differences,
    "judgements": drawings.judgements,
    "custody": drawings.custody,
}
_SAME_TEXTS = {"events": "origins"}


def main() -> None:
    """Draw all of them."""
    for name in DRAWN:
        (FOLDER / f"{name}.svg").write_text(drawn(name), "utf-8")


def drawn(name: str) -> str:
    """One picture; raises ``AssertionError`` where the program does not read what is expected."""
    texts = yaml.safe_load((HERE / "pictures.yaml").read_text("utf-8"))
    return DRAWN[name](texts[_SAME_TEXTS.get(name, name)])


if __name__ == "__main__":
    main()
