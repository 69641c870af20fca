"""What is in an element of a feed, by short names of the vocabularies that feeds are written in."""

import re
from functools import lru_cache
from typing import Any

from ..html_text import has_markup, text_of, tree_of

_VOCABULARIES = (
    ("http://www.w3.org/2005/Atom", "atom:"),
    ("http://purl.org/atom/ns#", "atom:"),
    ("http://purl.org/rss/1.0/modules/content/", "content:"),
    ("http://purl.org/dc/elements/1.1/", "dc:"),
    ("http://purl.org/dc/terms/", "dcterms:"),
    ("http://purl.org/syndication/thread/1.0", "thr:"),
    ("http://purl.org/atom/app#", "app:"),
    ("http://www.w3.org/2007/app", "app:"),
    ("http://schemas.google.com/blogger/2018", "blogger:"),
    ("http://rssnamespace.org/feedburner/ext/1.0", "feedburner:"),
    ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/rdf/simple/0.9/", ""),
    ("http://my.netscape.com/publish/formats/rss-0.91.dtd", ""),
    ("http://backend.userland.com/rss", ""),
    ("http://backend.userland.com/rss2", ""),
)
_PREFIXES = dict(_VOCABULARIES)
_WORDPRESS = re.compile(r"https?://wordpress\.org/export/[\d.]+/(excerpt/)?$")


class Fields:
    """The elements in an element by name ("title", "dc:creator"), in their order.

    ``home``: the vocabulary of names without one.
    """

    def __init__(self, element: Any, home: str = "") -> None:
        self._found: dict[str, list[Any]] = {}
        for child in element:
            if isinstance(child.tag, str):
                self._found.setdefault(short_name(child.tag, home), []).append(child)

    def all(self, name: str) -> list[Any]:
        return self._found.get(name, [])

    def first(self, *names: str) -> Any | None:
        """The first element that has one of these names, the names in order of preference."""
        return next((self._found[name][0] for name in names if name in self._found), None)

    def text(self, *names: str) -> str:
        """The words of the first of these that has any."""
        return next((words for name in names for child in self.all(name) if (words := inner_text(child))), "")


@lru_cache(4_096)
def short_name(tag: str, home: str = "") -> str:
    """The name of an element with the short name of its vocabulary; one of an unknown vocabulary keeps it in full."""
    if not tag.startswith("{"):
        return home + tag
    vocabulary, _, name = tag[1:].partition("}")
    if (prefix := _PREFIXES.get(vocabulary)) is not None:
        return prefix + name
    match = _WORDPRESS.match(vocabulary)
    return tag if match is None else ("excerpt:" if match[1] else "wp:") + name


def local_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def inner_text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def line_of(words: str) -> str | None:
    """A title or a name on one line, without the markup that it may have been written with."""
    if has_markup(words):
        tree = tree_of(words)
        words = "" if tree is None else text_of(tree)
    return " ".join(words.split()) or None
