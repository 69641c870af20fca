"""RIS, the exchange format of reference managers; as Zotero, Mendeley, EndNote and databases write it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import rispy

from ...errors import RefusedInputError
from ...resources.wording import day_of
from ..composing import name_of
from ..moments import days
from ..people import turned
from ..pieces import About, Given, Piece, Refused
from ..text import decoded
from . import Reference, local_files, pieces_of, web_address

MEDIA_TYPE = "application/x-research-info-systems"
_START = re.compile(r"^TY {1,2}-", re.MULTILINE)
_END = re.compile(r"^ER {1,2}-[^\n]*", re.MULTILINE)
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}- ?", re.MULTILINE)
_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")
_TAGS = {tag: tag for tag in (*rispy.TAG_KEY_MAPPING, "L3")}
_TITLES = ("TI", "T1", "CT", "BT", "ST")
_AUTHORS = ("AU", "A1")
_OUTLETS = ("T2", "JO", "JF", "JA", "J2", "BT", "DB", "PB")
_DAYS = ("DA", "Y1", "PY")
_FILES = ("L1", "L2", "L3", "L4")
_ABSTRACTS = ("AB", "N2")

Tags = dict[str, list[str]]


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The files that the references name, and lists of one with an abstract only (see ``pieces_of``)."""
    result = decoded(path, data)
    text = result.text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _START.finditer(text)]
    if not starts:
        raise RefusedInputError(f"{name_of(path)} has no reference in it. Export it again as RIS.")
    records = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    references = [_reference(path, number, record) for number, record in enumerate(records, 1)]
    yield from pieces_of(path, data, given, references, media_type=MEDIA_TYPE, decoded=result)


def _reference(path: Path | None, number: int, record: str) -> Reference | Refused:
    end = _END.search(record)
    lines = _TAG.sub(r"\1  - ", record[: end.start()] if end else record).rstrip("\n") + "\nER  - \n"
    try:
        (tags,) = rispy.loads(lines, mapping=_TAGS, list_tags=list(_TAGS), delimiter_tags_mapping={})
    except (ValueError, TypeError, LookupError, AttributeError):
        name = f"reference {number:,}"
        return Refused(name, f"{name_of(path)}: {name} cannot be read. Mend it, or export it again as RIS.")
    return _told(tags, lines)


def _told(tags: Tags, lines: str) -> Reference:
    links = [value for tag in ("UR", *_FILES) for value in tags.get(tag, [])]
    named = [value for tag in _FILES for value in tags.get(tag, [])]
    files = local_files((*named, *(value for value in tags.get("UR", []) if value.lower().startswith("file:"))))
    about = About(
        title=next((words for tag in _TITLES if (words := " ".join(tags.get(tag, [])).strip())), None),
        authors=tuple(dict.fromkeys(turned(name) for tag in _AUTHORS for name in tags.get(tag, []) if name)),
        outlet=next((value for tag in _OUTLETS for value in tags.get(tag, []) if value), None),
        url=web_address(*links, *_digital(tags)),
        published=next((day for tag in _DAYS for value in tags.get(tag, []) if (day := _day(value))), None),
    )
    abstract = next((words for tag in _ABSTRACTS if (words := _joined(tags.get(tag, [])))), "")
    return Reference(about, files, abstract, partial(_alone, lines))


def _alone(lines: str) -> bytes:
    return lines.encode("utf-8", "replace")


def _joined(lines: list[str]) -> str:
    """Words that run over several lines; an empty line parts paragraphs."""
    return "\n\n".join(" ".join(part.split("\n")) for part in "\n".join(lines).strip().split("\n\n"))


def _digital(tags: Tags) -> Iterator[str]:
    for value in tags.get("DO", []):
        yield value if value.startswith("http") else f"https://doi.org/{value.removeprefix('doi:').strip()}"


def _day(value: str) -> date | None:
    """A whole day; a year or a month alone is none."""
    match = _DAY.match(value)
    return day_of(*map(int, match.groups())) if match else next(days(value), None)
