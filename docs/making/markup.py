"""Markdown for the pages that are made."""

import re
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table with an empty line after it; nothing where there are no rows."""
    lines = [_row(row) for row in rows]
    return [_row(head), "|" + "---|" * len(head), *lines, ""] if lines else []


def paragraphs(text: str | None) -> list[str]:
    """A docstring as paragraphs, double backticks as one."""
    return [line for part in re.split(r"\n\s*\n", (text or "").strip()) if part for line in (plain(part), "")]


def plain(text: str) -> str:
    """On one line, and nothing in it that Markdown would take for its own."""
    return re.sub(r"\s+", " ", text.replace("``", "`")).replace("<", "&lt;").strip()


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
