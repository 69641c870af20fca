"""A ZIP archive, or a folder saved as one: its members as files of their own, in the order of their names."""

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ..errors import RefusedInputError
from ..plurals import counted, were
from .composing import name_of
from .leaving import Left, furniture_kind, is_of_page, saved_pages
from .naming import Names, member_path
from .pieces import Given, LeftOut, Part, Piece, Refused
from .sniffing import MISHAPS, media_type

MAX_MEMBERS = 100_000
"""More than a case has documents. A bomb can name millions in a few megabytes."""
MAX_MEMBER_BYTES = 256 * 1024 * 1024
"""More than any document here; a member must fit into memory."""
MAX_TOTAL_BYTES = 8 * 1024 * 1024 * 1024
"""A large archive of scanned papers has less; the best of bombs have more within a megabyte."""
_LOCAL_HEADER = 30
_UTF8 = 0x800
LOCKED = 0x1
_SYSTEM_FILES = {"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"}


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The members of an archive. Nothing is unpacked to a disk, and their names are only shown.

    Hidden files, pictures and what else belongs to pages is counted; a member that is locked, damaged or too large
    costs that member alone. An archive in an archive comes as it is.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except MISHAPS as error:
        raise RefusedInputError(
            f"{name_of(path)} is damaged, so that nothing in it can be read. Get it again."
        ) from error
    if not archive.infolist():
        raise RefusedInputError(f"{name_of(path)} is an empty archive. Check that it was saved completely.")
    yield from _Members(path, archive).read()


class _Members:
    """Goes through the members one at a time."""

    def __init__(self, path: Path | None, archive: zipfile.ZipFile) -> None:
        self.path, self.archive = path, archive
        named = [(shown_name(info), info) for info in archive.infolist() if not info.filename.endswith("/")]
        self.members = sorted(named, key=lambda one: (one[0], one[1].header_offset))
        self.overlapping = overlapping(archive)
        self.pages = saved_pages(name for name, _ in named)
        self.names, self.left, self.total = Names(), Left(), 0

    def read(self) -> Iterator[Piece]:
        for number, (name, info) in enumerate(self.members):
            if number >= MAX_MEMBERS or self.total > MAX_TOTAL_BYTES:
                yield self._stopped(len(self.members) - number)
                break
            piece = self._piece(name, info)
            if piece is not None:
                yield piece
        yield from self.left.told(self.path)

    def _piece(self, name: str, info: zipfile.ZipInfo) -> Piece | None:
        aside = self._aside(name, info)
        if aside is not None:
            self.left.add(aside)
            return None
        name = self.names.unique(name)
        if info in self.overlapping:
            return self._refused(name, "shares its bytes with another member, as in archives that are made to do harm")
        self.total += min(info.file_size, MAX_MEMBER_BYTES)  # damaged ones take their time too
        data = read_member(self.archive, info)
        if isinstance(data, str):
            return self._refused(name, data)
        kind = furniture_kind(name, media_type(Path(name), data))
        if kind is None and data:
            return Part(name, data)
        self.left.add(kind or "empty file")
        return None

    def _aside(self, name: str, info: zipfile.ZipInfo) -> str | None:
        """What a member is that is not even opened."""
        steps = PurePosixPath(name).parts
        if any(step.startswith(".") or step.lower() in _SYSTEM_FILES for step in steps):
            return "hidden file"
        if stat.S_ISLNK(info.external_attr >> 16):
            return "link"
        return "data file of a saved page" if is_of_page(name, self.pages) else None

    def _refused(self, name: str, why: str) -> Refused:
        return Refused(name, f"{name_of(self.path)}/{name} {why}. Unpack the archive, and add the file by itself.")

    def _stopped(self, rest: int) -> LeftOut:
        return LeftOut(
            f"{name_of(self.path)} has too much in it: {counted(rest, 'member')} at its end {were(rest)} left out. "
            "Unpack it, and add the folder in parts."
        )


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | str:
    """The bytes of a member, or why they cannot be had."""
    if info.flag_bits & LOCKED:
        return "is locked with a password"
    if info.file_size > MAX_MEMBER_BYTES:
        return f"is larger than {MAX_MEMBER_BYTES // 1024**2} megabytes"
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    except NotImplementedError:
        return "is packed by a method that cannot be read"
    except MISHAPS:
        return "is damaged"
    return data if len(data) == info.file_size else "is damaged"


def overlapping(archive: zipfile.ZipFile) -> set[zipfile.ZipInfo]:
    """Members that reach into the next one's bytes, or into the archive's list of members."""
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    starts = [*(info.header_offset for info in infos), archive.start_dir][1:]
    least = ((info, info.header_offset + _LOCAL_HEADER + info.compress_size) for info in infos)
    return {info for (info, end), start in zip(least, starts, strict=True) if end > start}


def shown_name(info: zipfile.ZipInfo) -> str:
    """A member's path as it was meant: many programs write UTF-8 without saying so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return member_path(name)
