"""Web archives in one ZIP (WACZ): the pages that they list, and the documents."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ..errors import RefusedInputError
from .composing import name_of
from .pieces import Given, Piece, Refused
from .sniffing import MISHAPS
from .warc import Listed, Taking, plain_address
from .zipped import LOCKED, overlapping, read_member, shown_name

_RECORDS = ("archive/", (".warc", ".warc.gz"))
_LISTS = ("pages/", (".jsonl",))


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The pages that the archive lists, with the titles that it gives them, and its PDF, office and text files.

    Pages that it does not list (frames, advertisements) are counted with the rest. Where it has no list all are taken.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except MISHAPS as error:
        raise RefusedInputError(
            f"{name_of(path)} is damaged, so that nothing in it can be read. Get it again."
        ) from error
    files = _members(archive, _RECORDS)
    if not files:
        raise RefusedInputError(f"{name_of(path)} is a web archive (WACZ) without records. Export it again.")
    taking = Taking(path, _listed(archive))
    shared = overlapping(archive)
    for name, info in files:
        if info in shared or info.flag_bits & LOCKED:
            yield Refused(name, f"{name_of(path)}/{name} is damaged or locked. Export the archive again.")
        else:
            yield from _opened(archive, info, name, taking)
    yield from taking.left.told(path)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, taking: Taking) -> Iterator[Piece]:
    """What is taken of one member, which is unpacked as it is read."""
    try:
        file = archive.open(info)
    except MISHAPS:
        yield taking.damaged(name)
        return
    with file:
        yield from taking.parts(cast(BinaryIO, file), name)


def _members(archive: zipfile.ZipFile, kind: tuple[str, tuple[str, ...]]) -> list[tuple[str, zipfile.ZipInfo]]:
    folder, endings = kind
    named = ((shown_name(info), info) for info in archive.infolist())
    found = [one for one in named if one[0].startswith(folder) and one[0].lower().endswith(endings)]
    return sorted(found, key=lambda one: (one[0], one[1].header_offset))


def _listed(archive: zipfile.ZipFile) -> Listed | None:
    """The pages that the archive lists; ``None`` where it lists none."""
    titles: dict[str, str | None] = {}
    for _, info in _members(archive, _LISTS):
        data = read_member(archive, info)
        for line in data.splitlines() if isinstance(data, bytes) else ():
            page = _page(line)
            if page is not None:
                titles[plain_address(page[0])] = titles.get(plain_address(page[0])) or page[1]
    return Listed(titles) if titles else None


def _page(line: bytes) -> tuple[str, str | None] | None:
    """Address and title in one line of a list; its first line has none."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
        return None
    title = entry.get("title")
    title = " ".join(title.split()) if isinstance(title, str) else ""
    return entry["url"], None if title == entry["url"] else title or None
