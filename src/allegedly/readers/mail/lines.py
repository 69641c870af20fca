"""The paragraphs of a message's body, each with how deep it is quoted."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..html_text import deep_paragraphs_of, text_of, tree_of

Deep = tuple[int, str]
"""How many quotations a paragraph stands in, and its words without their marks."""
_MARKS = re.compile(r">(?:[^\S\n]?>)*[^\S\n]?")
_LINE_END = re.compile(r"\r\n?|\n")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SIGNATURE = "-- "
_LONGEST_LABEL = 30


def plain_paragraphs(text: str) -> list[Deep]:
    """Those of a plain text, its line breaks kept. ">" at the start of a line is the mark of a quotation."""
    lines = _LINE_END.split(text)
    return _grouped(_marked(line, _is_escaped(lines, i)) for i, line in enumerate(lines))


def flowed_paragraphs(text: str, *, delete_space: bool) -> list[Deep]:
    """Those of a plain text whose lines flow (RFC 3676): a line with a space at its end goes on in the next one."""
    found: list[Deep] = []
    goes_on = False
    for line in _LINE_END.split(text):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if goes_on and found[-1][0] == depth and words != _SIGNATURE:
            found[-1] = depth, found[-1][1] + words
        else:
            found.append((depth, words))
        goes_on = words.endswith(" ") and words != _SIGNATURE
        if goes_on and delete_space:
            found[-1] = depth, found[-1][1][:-1]
    return _grouped(found)


def html_paragraphs(markup: str) -> list[Deep]:
    """Those of a message in HTML; block quotations are what is quoted."""
    tree = tree_of(markup)
    if tree is None:
        return []
    hidden = {element for element in tree.iter() if _HIDDEN.search(element.get("style") or "")}
    _join_labels(tree)
    found: list[Deep] = []
    for depth, words in deep_paragraphs_of(tree, without=hidden):
        lines = (_marked(" ".join(line.split()), False) for line in words.split("\n"))
        found.extend(_grouped((depth + marks, line) for marks, line in lines))
    return found


def _marked(line: str, escaped: bool) -> Deep:
    if escaped:
        return 0, line[1:]
    match = _MARKS.match(line)
    return (match[0].count(">"), line[match.end() :]) if match else (0, line)


def _is_escaped(lines: list[str], i: int) -> bool:
    """Whether a mark only keeps a line that begins with "From" from being taken for the next message's."""
    around = (lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines))
    return lines[i].startswith(">From ") and not any(line.startswith(">") for line in around)


def _grouped(lines: Iterable[Deep]) -> list[Deep]:
    """Lines to paragraphs: they end at empty lines, and where the depth changes."""
    return list(_groups(lines))


def _groups(lines: Iterable[Deep]) -> Iterator[Deep]:
    depth, current = 0, list[str]()
    for deep, line in lines:
        if current and (deep != depth or not line.strip()):
            yield depth, "\n".join(current)
            current = []
        if line.strip():
            depth = deep
            current.append(line.rstrip())
    if current:
        yield depth, "\n".join(current)


def _join_labels(tree: Any) -> None:
    """Put a head that is laid out as a table ("From:" in one cell, the name in the next) on lines of its own."""
    for row in tree.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) != 2 or not _is_label(text_of(cells[0])):
            continue
        for cell in cells:
            cell.tag = "span"
        cells[0].tail = " "


def _is_label(words: str) -> bool:
    return len(words) <= _LONGEST_LABEL and words.endswith(":")
