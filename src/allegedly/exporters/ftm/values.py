"""Values in the form in which FollowTheMoney keeps them, so that it takes every one of them as it is written.

The types of its properties and how it cleans and bounds each of them are those of followthemoney 4.11
(``schema/*.yaml``, ``types/*.py``), which is no part of this product: it needs a compiler. The tests hold this against
the library.
"""

import re
import unicodedata

from ..naming import web_address

_TYPES: dict[str, tuple[str, ...]] = {
    "address": ("full", "location"),
    "country": ("country",),
    "date": ("date", "endDate", "publishedAt", "retrievedAt", "startDate"),
    "entity": ("addressEntity", "document", "entity", "involved", "object", "parent", "proof", "resolved", "subject"),
    "id": ("id",),
    "mimetype": ("mimeType",),
    "name": ("alias", "name", "weakAlias"),
    "number": ("index", "latitude", "longitude"),
    "string": (
        "author", "detectedSchema", "encoding", "fileName", "from", "keywords", "position", "processingAgent",
        "publisher", "recordId", "role", "title",
    ),
    "text": ("bodyText", "description", "notes", "summary"),
    "url": ("sourceUrl",),
}  # fmt: skip
_LONGEST = {"address": 250, "mimetype": 250, "name": 384, "number": 250, "string": 1_024, "text": 65_000, "url": 4_096}
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2060-\u2064\ufeff\ud800-\udfff]"
    "|(?P<space>[\u0a00\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])"
)
_SPACES = re.compile(r"[\s\u0a00]+")
_QUOTED = re.compile(r"""["'](.*)["']""")
_BREAKS = re.compile(r"\r\n|\n|\t|;")
_GONE = {"AN", "CS"}
"""Codes of countries that are no more, which GeoNames has and FollowTheMoney does not."""


def type_of(prop: str) -> str:
    """The type of a property, by which its values are cleaned."""
    return _TYPE_OF[prop]


def longest(kind: str) -> int:
    """How many code points a value of a type may have; no bound for references and what has a form of its own."""
    return _LONGEST.get(kind, 1_000)


def clean(kind: str, value: str) -> str | None:
    """A value as FollowTheMoney cleans it; ``None`` where nothing is left, or nothing that it takes."""
    value = plain(value)
    if kind == "name":
        value = _unquoted(_closed_up(value))
    if kind == "address":
        value = _closed_up(re.sub(r",\s?,", ",", _BREAKS.sub(", ", value)))
    if kind == "country":
        return None if value.upper() in _GONE else value.lower()
    if kind == "date":
        return value if value[:4] >= "1000" else None
    return web_address(value) if kind == "url" else value or None


def plain(text: str) -> str:
    """Text without what FollowTheMoney takes for unsafe: composed, no control characters, usual spaces."""
    if text.isascii() and text.isprintable():
        return text.strip()
    composed = unicodedata.normalize("NFC", text)
    return _UNSAFE.sub(lambda found: " " if found["space"] else "", composed).strip()


def _closed_up(value: str) -> str:
    return _SPACES.sub(" ", value).strip(" ")


def _unquoted(value: str) -> str:
    """A name without the quotation marks around it, however many: it is cleaned again by whoever reads it."""
    while (found := _QUOTED.fullmatch(value)) is not None:
        value = found[1].strip(" ")
    return value


_TYPE_OF = {prop: kind for kind, props in _TYPES.items() for prop in props}
