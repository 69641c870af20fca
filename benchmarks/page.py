"""What was measured, written into the page of the documentation that tells of it."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def write_between(name: str, markdown: str, page: Path = PAGE) -> None:
    """Puts ``markdown`` between ``<!-- NAME: begin -->`` and ``<!-- NAME: end -->``, which stand in the page once.

    Raises ``ValueError`` where they do not.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = page.read_text("utf-8")
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"{page.name} must have {begin} and {end} once each.")
    between = re.compile(f"(?<={re.escape(begin)}).*(?={re.escape(end)})", re.DOTALL)
    page.write_text(between.sub(lambda _: f"\n\n{markdown.strip()}\n\n", text), "utf-8")
