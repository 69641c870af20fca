"""When a page was published, as far as its markup says so in full. A date of change or of copyright is none."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..resources.wording import day_of
from .headings import read_day
from .html_text import element_names, text_of

_ARTICLE_TYPES = ("article", "posting", "report", "review", "statement")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|_|$)")
_LONGEST_DATE = 100
_ASIDE = frozenset(("aside", "nav", "footer"))


def published_day(tree: Any, url: str | None) -> date | None:
    """The day of publication: from JSON-LD, else ``meta``, microdata, dated elements (where all agree), the address."""
    for told in (_json_ld(tree), _meta(tree), _microdata(tree)):
        if found := next(told, None):
            return found
    for shown in (_time_elements(tree), _dated_elements(tree)):
        days = set(shown)
        if len(days) == 1:
            return days.pop()
    match = _URL_DAY.search(url or "")
    return day_of(*map(int, match.groups())) if match else None


def day_in(value: str | None) -> date | None:
    """The day of a value in markup: ISO 8601, or written out, with or without a time."""
    if not value:
        return None
    match = _ISO.match(value)
    return day_of(*map(int, match.groups())) if match else read_day(" ".join(value.split()))


def _days(values: Iterable[str | None]) -> Iterator[date]:
    return (day for value in values if (day := day_in(value)))


def _json_ld(tree: Any) -> Iterator[date]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _days(item.get("datePublished") for item in _articles(data))


def _articles(data: Any) -> Iterator[dict[str, str]]:
    """The articles of a JSON-LD graph, the outer ones first; not what they cite or who comments on them."""
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            kinds = item.get("@type")
            names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
            if any(name.endswith(_ARTICLE_TYPES) for name in names) and isinstance(item.get("datePublished"), str):
                yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)


def _meta(tree: Any) -> Iterator[date]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name.strip().lower() in element_names("date_metas"):
            yield from _days([element.get("content")])


def _microdata(tree: Any) -> Iterator[date]:
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield from _days([element.get("datetime"), element.get("content"), element.get("title"), text_of(element)])


def _time_elements(tree: Any) -> Iterator[date]:
    for element in tree.iter("time", "abbr"):
        if not _is_aside(element) and "updated" not in (element.get("class") or "").split():
            yield from _days([element.get("datetime") or element.get("title") or text_of(element)])


def _dated_elements(tree: Any) -> Iterator[date]:
    classes = element_names("date_classes")
    for element in tree.iter():
        if isinstance(element.tag, str) and not classes.isdisjoint((element.get("class") or "").lower().split()):
            text = text_of(element)
            if len(text) <= _LONGEST_DATE and not _is_aside(element):
                yield from _days([text])


def _is_aside(element: Any) -> bool:
    return any(ancestor.tag in _ASIDE for ancestor in element.iterancestors())
