"""CSL-JSON, the form in which citation processors take references; Zotero and others export it.

Its schema: https://github.com/citation-style-language/schema. Where files lie it does not say; what programs add for
that is read as they write it: "file", as a path or as JabRef has it (what:path:kind), and "attachments" with paths.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ...errors import RefusedInputError
from ...resources.wording import day_of
from ..composing import name_of
from ..moments import days
from ..pieces import About, Given, Piece, Refused
from ..text import decoded
from . import Reference, local_files, pieces_of, web_address

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
_FIRST = ("id", "type", "title")
_PATHS = ("path", "localPath", "file", "filename", "url")
_LISTS = ("file", "files", "attachments", "attachment")
_DAYS = ("issued", "published", "original-date")
_BETWEEN = re.compile(r"(?<!\\);")
_COLON = re.compile(r"(?<!\\):")
_ESCAPED = re.compile(r"\\([:;\\])")
_WHOLE_PATH = re.compile(r"file:|[a-z]:[\\/]|[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The files that the references name, and lists of one with an abstract only (see ``pieces_of``)."""
    result = decoded(path, data)
    try:
        items = json.loads(result.text)
    except (ValueError, RecursionError) as error:
        raise RefusedInputError(f"{name_of(path)} is damaged JSON. Export it again as CSL JSON.") from error
    if not isinstance(items, list) or not items:
        raise RefusedInputError(f"{name_of(path)} has no reference in it. Export it again as CSL JSON.")
    references = [_reference(path, number, item) for number, item in enumerate(items, 1)]
    yield from pieces_of(path, data, given, references, media_type=MEDIA_TYPE, decoded=result)


def _reference(path: Path | None, number: int, item: Any) -> Reference | Refused:
    if not isinstance(item, dict):
        name = f"reference {number:,}"
        return Refused(name, f"{name_of(path)}: {name} is none. Mend it, or export it again as CSL JSON.")
    doi = _words(item.get("DOI"))
    about = About(
        title=_words(item.get("title")),
        authors=tuple(dict.fromkeys(one for person in _listed(item.get("author")) if (one := _person(person)))),
        outlet=_words(item.get("container-title")) or _words(item.get("publisher")),
        url=web_address(_words(item.get("URL")) or "", f"https://doi.org/{doi}" if doi else ""),
        published=next((day for key in _DAYS if (day := _day(item.get(key)))), None),
    )
    files = local_files(file for key in _LISTS for one in _listed(item.get(key)) for file in _paths(one))
    abstract = item.get("abstract")
    return Reference(about, files, abstract.strip() if isinstance(abstract, str) else "", partial(_alone, item))


def _alone(item: dict[str, Any]) -> bytes:
    """A list of this reference, with that first by which such lists are known."""
    first = {key: item.get(key, "") for key in _FIRST}
    return json.dumps([{**first, **item}], ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _words(value: Any) -> str | None:
    """A value on one line; of a list the first."""
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _person(person: Any) -> str | None:
    if not isinstance(person, dict):
        return _words(person)
    keys = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return _words(person.get("literal")) or " ".join(part for key in keys if (part := _words(person.get(key)))) or None


def _day(value: Any) -> date | None:
    """A whole day; a year, a month or a span of time is none."""
    if not isinstance(value, dict):
        return next(days(value), None) if isinstance(value, str) else None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        first = parts[0] if len(parts) == 1 and isinstance(parts[0], list) else []
        numbers = [int(part) for part in first if isinstance(part, int) or (isinstance(part, str) and part.isdecimal())]
        return day_of(*numbers) if len(numbers) == len(first) == 3 else None
    told = _words(value.get("raw")) or _words(value.get("literal"))
    return next(days(told), None) if told else None


def _paths(value: Any) -> Iterator[str]:
    """The paths in a value of "file" or "attachments"."""
    if isinstance(value, dict):
        yield next((path for key in _PATHS if isinstance(path := value.get(key), str) and path), "")
    elif isinstance(value, str):
        parts = _BETWEEN.split(value)
        yield from [value] if all(_path(part) == part for part in parts) else map(_path, parts)


def _path(part: str) -> str:
    """The path in "what:path:kind", where colons and backslashes are escaped, or the path that it is."""
    fields = _COLON.split(part)
    if _WHOLE_PATH.match(part.strip()) or len(fields) < 3:
        return part
    return _ESCAPED.sub(r"\1", fields[1])
