"""From elements to paragraphs of text."""

import re
from collections.abc import Container
from functools import cache
from typing import Any

from ..resources import load_yaml

_BREAKS = frozenset(("br", "lb"))
_QUOTES = frozenset(("blockquote", "quote"))
_INDENT = "    "
_WHITE_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{2,}")


def paragraphs_of(element: Any, *, without: Container[Any] = ()) -> list[str]:
    """The paragraphs of an element; those of a block quotation are indented, line breaks stay line feeds.

    ``without``: elements below it whose words are left out.
    """
    blocks, silent = element_names("blocks"), element_names("silent")
    found: list[str] = []
    current: list[str] = []
    quotes = 0  # block quotations around the place
    stack = [(element, False)]  # an element, and whether its content is behind us
    while stack:
        node, is_behind = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in blocks and node not in without:
            found.extend(_paragraphs(current, quotes > 0))
            current = []
            quotes += (tag in _QUOTES) * (-1 if is_behind else 1)
        if not is_behind and tag and tag not in silent and node not in without:
            current.append("\n" if tag in _BREAKS else _collapsed(node.text))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
        elif node is not element:
            current.append(_collapsed(node.tail))
    return [*found, *_paragraphs(current, False)]


@cache
def element_names(section: str) -> frozenset[str]:
    """A list of names from ``markup.yaml``."""
    return frozenset(load_yaml("en/voices/markup.yaml")[section])


def text_of(element: Any, *, without: Container[Any] = ()) -> str:
    """The words of an element on one line."""
    return " ".join(" ".join(paragraphs_of(element, without=without)).split())


def _collapsed(text: str | None) -> str:
    return _WHITE_SPACE.sub(" ", text) if text else ""


def _paragraphs(pieces: list[str], quoted: bool) -> list[str]:
    text = _LINE_END.sub("\n", "".join(pieces))
    indent = _INDENT if quoted else ""
    parts = (part.strip() for part in _BLANK_LINES.split(text))
    return [indent + part.replace("\n", "\n" + indent) for part in parts if part]
