"""What is in an element of a feed, by short names of the vocabularies that feeds are written in."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from ..html_dates import day_in
from ..html_text import text_of, tree_of

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
_MARKUP = re.compile(r"<\s*/?\s*[a-z][a-z0-9]*\b[^<>]*>|&#?\w{2,8};", re.IGNORECASE)
_ISO_TIME = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?)\d*\s*(Z|[+-]\d\d:?\d\d)?\s*$", re.I
)


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
    if _MARKUP.search(words):
        tree = tree_of(words)
        words = "" if tree is None else text_of(tree)
    return " ".join(words.split()) or None


def has_markup(words: str) -> bool:
    return _MARKUP.search(words) is not None


def days(*values: str) -> Iterator[date]:
    """The days that these values name, each as its writer's clock had it."""
    for value in values:
        day = day_in(value) if value and not value.startswith("0000") else None
        moment = None if day or not value else _mail_time(value)
        if found := day or (moment.date() if moment else None):
            yield found


def moment_of(value: str) -> datetime | None:
    """The moment that a value names, for putting in order; one without a zone is taken for UTC."""
    if match := _ISO_TIME.match(value):
        return _in_utc(f"{match[1]}T{match[2]}{(match[3] or 'Z').upper()}")
    day = day_in(value)
    mailed = None if day else _mail_time(value)
    return _in_utc(f"{day}T00:00Z") if day else _in_utc(mailed.isoformat()) if mailed else None


def _in_utc(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _mail_time(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
