"""From markup to elements, and from elements to paragraphs of text."""

import re
from collections.abc import Container
from functools import cache
from typing import Any

import lxml.html
from lxml import etree

from ..resources import load_yaml

_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|(\d{1,8}));?", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|dd|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|li|ol|p|pre|s"
    r"|section|small|span|strong|sub|sup|table|tbody|td|tr|u|ul)(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});",
    re.IGNORECASE,
)
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_BREAKS = frozenset(("br", "lb"))
_QUOTES = frozenset(("blockquote", "quote"))
_INDENT = "    "
_WHITE_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{2,}")


def tree_of(markup: str) -> Any | None:
    """The parsed page, without characters that no text may have; ``None`` where there is no element in it.

    The tags that end the page are left out too: browsers show what stands after them, the parser drops it.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(allowed(_END_OF_PAGE.sub("", markup)).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def allowed(markup: str) -> str:
    """Markup with U+FFFD for characters, plain or by number, that no text may have."""
    return _REFERENCE.sub(_reference, _FORBIDDEN.sub("\ufffd", markup))


def has_markup(words: str) -> bool:
    """Whether words that may be plain are HTML after all."""
    return _MARKUP.search(words) is not None


def paragraphs_of(element: Any, *, without: Container[Any] = ()) -> list[str]:
    """The paragraphs of an element; those of a block quotation are indented, line breaks stay line feeds.

    ``without``: elements below it whose words are left out.
    """
    return [
        _INDENT + words.replace("\n", "\n" + _INDENT) if depth else words
        for depth, words in deep_paragraphs_of(element, without=without)
    ]


def deep_paragraphs_of(element: Any, *, without: Container[Any] = ()) -> list[tuple[int, str]]:
    """The paragraphs of an element, each with the number of block quotations around it."""
    blocks, silent = element_names("blocks"), element_names("silent")
    found: list[tuple[int, str]] = []
    current: list[str] = []
    quotes = 0  # block quotations around the place
    stack = [(element, False)]  # an element, and whether its content is behind us
    while stack:
        node, is_behind = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in blocks and node not in without:
            found.extend((quotes, words) for words in _paragraphs(current))
            current = []
            quotes += (tag in _QUOTES) * (-1 if is_behind else 1)
        if not is_behind and tag and tag not in silent and node not in without:
            current.append("\n" if tag in _BREAKS else _collapsed(node.text))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
        elif node is not element:
            current.append(_collapsed(node.tail))
    return [*found, *((0, words) for words in _paragraphs(current))]


@cache
def element_names(section: str) -> frozenset[str]:
    """A list of names from ``markup.yaml``."""
    return frozenset(load_yaml("en/voices/markup.yaml")[section])


def text_of(element: Any, *, without: Container[Any] = ()) -> str:
    """The words of an element on one line."""
    return " ".join(" ".join(paragraphs_of(element, without=without)).split())


def _collapsed(text: str | None) -> str:
    return _WHITE_SPACE.sub(" ", text) if text else ""


def _paragraphs(pieces: list[str]) -> list[str]:
    text = _LINE_END.sub("\n", "".join(pieces))
    parts = (part.strip() for part in _BLANK_LINES.split(text))
    return [part for part in parts if part]


def _reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "\ufffd" if code > 0x10FFFF or _FORBIDDEN.match(chr(code)) else match[0]
