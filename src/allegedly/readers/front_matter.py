"""The block of YAML at the head of a Markdown file."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml

from .headings import Heading, read_day

_BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_MOST_NAMED = 10
_LONGEST_SHOWN = 40
_FIELDS = {
    "title": "title",
    "headline": "title",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "source": "outlet",
    "site": "outlet",
    "date": "published",
    "published": "published",
    "publishdate": "published",
    "pubdate": "published",
    "url": "url",
    "link": "url",
    "source_url": "url",
}
"""What the fields say that are taken, by their names in lower case; of two that say the same, the first counts."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says, and what is to be told of it."""

    heading: Heading = field(default_factory=Heading)
    notices: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter, and the text after it. What is no YAML mapping stays in the text."""
    found = _BLOCK.match(text)
    if found is None:
        return FrontMatter(), text
    try:
        fields = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return FrontMatter(notices=("The front matter is no valid YAML; it was kept in the text.",)), text
    if not isinstance(fields, dict):
        return FrontMatter(), text
    return _read(fields), text[found.end() :]


def _read(fields: dict[Any, Any]) -> FrontMatter:
    taken: dict[str, Any] = {}
    others: list[str] = []
    for key, value in fields.items():
        meaning = _FIELDS.get(str(key).lower().replace("-", "_"))
        read = _value(meaning, value) if meaning is not None and meaning not in taken else None
        if meaning is not None and read:
            taken[meaning] = read
        else:
            others.append(str(key)[:_LONGEST_SHOWN])
    named = ", ".join(others[:_MOST_NAMED]) + (" and others" if len(others) > _MOST_NAMED else "")
    return FrontMatter(Heading(**taken), (f"Left out of the front matter: {named}.",) if others else ())


def _value(meaning: str, value: Any) -> Any:
    """A field's value as a heading has it; nothing where it is of another kind."""
    if meaning == "published":
        return _day(value)
    if meaning == "authors":
        names = (_name(one) for one in (value if isinstance(value, list) else [value]))
        return tuple(dict.fromkeys(name for name in names if name))
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words if meaning != "url" or words.startswith(("http://", "https://")) else ""


def _name(value: Any) -> str:
    name = value.get("name") if isinstance(value, dict) else value
    return " ".join(name.split()) if isinstance(name, str) else ""


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return read_day(value)
