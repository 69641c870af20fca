"""Files that were sent and wait to be added: a folder a batch, in the case's, so that they outlive the server.

Exports that wait to be fetched are in it, too, for as long as the server runs.
"""

import errno
import secrets
import shutil
import time
import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath

from ..disk import make_folder, sync_folder
from ..errors import RefusedInputError
from ..exporters.whole import write_whole

FOLDER = "incoming"
_WITH = ".published"
_LONGEST = 200
_GIVEN_UP = 3600
"""How a server's folder for exports begins; each has one of its own."""
_LONGEST_SERVED = 24 * 3600
_DEEPEST = 20
_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
_RESERVED = '<>:"|?*'
"""What some file systems allow in no name."""


class NotANameError(RefusedInputError):
    """A name under which no file can be kept; says why in a sentence."""


def new_name() -> str:
    """For a batch."""
    return secrets.token_hex(8)


def batch_folder(case: Path, batch: str) -> Path:
    """Where the files of a batch are. Raises ``NotANameError`` for what is no batch's name."""
    if len(batch) != 16 or not set(batch) <= set("0123456789abcdef"):
        raise NotANameError("That is no batch of files.")
    return case.resolve() / FOLDER / batch


def remember(folder: Path, published: date | None, by: str) -> None:
    """Keep with a batch when its files were published and who sent them, for who goes on after it was cut off."""
    day = "" if published is None else published.isoformat()
    write_whole(folder.with_suffix(_WITH), [f"{day}\n{by}"])


def remembered(folder: Path) -> tuple[date | None, str | None]:
    """When the files of a batch were published, and who sent them; ``None`` for what was not noted."""
    try:
        day, _, by = folder.with_suffix(_WITH).read_text("utf-8").partition("\n")
        return date.fromisoformat(day) if day else None, by or None
    except (OSError, ValueError):
        return None, None


def take_away(folder: Path) -> None:
    """A batch is over."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(_WITH).unlink(missing_ok=True)


def batches(case: Path) -> list[Path]:
    """Those that wait, oldest first."""
    folder = case.resolve() / FOLDER
    found = (one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else iter(())
    return sorted(found, key=lambda one: (one.stat().st_mtime, one.name))


def place_for(folder: Path, name: str) -> Path:
    """Where a file of that name goes, inside ``folder`` whatever the name says; the folders above it are made.

    Raises ``NotANameError`` for a name that leads out of it, or that no file can have.
    """
    given = PurePosixPath(name.replace("\\", "/"))
    parts = given.parts
    if not parts or len(parts) > _DEEPEST or given.anchor or ".." in parts:
        raise NotANameError(f"{_shown(name)} is no name for a file here.")
    if not folder.is_dir():
        raise NotANameError("That batch is over; send the files again.")
    place = folder.joinpath(*map(_kept, parts))
    try:
        make_folder(place.parent)
    except OSError as error:
        if error.errno in _OF_THE_DISK:
            raise
        raise NotANameError(f"{_shown(name)} is no name for a file here.") from error
    return place


def aside_for(case: Path) -> Path:
    """A place for a file that is still being sent: beside the batches, where nobody takes it for a document."""
    return case.resolve() / FOLDER / f"{secrets.token_hex(8)}.part"


def take_away_halves(case: Path) -> None:
    """Files whose sending was cut off long ago, with the server that received them."""
    for file in (case / FOLDER).glob("*.part"):
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > _GIVEN_UP:
                file.unlink()


def put_at(place: Path, aside: Path) -> None:
    """Give a file its place in a moment, safe from power loss on return. Raises ``FileExistsError`` where there is one
    already.
    """
    try:
        place.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if place.exists():
            raise FileExistsError(place) from None
        aside.rename(place)
    sync_folder(place.parent)


def _kept(part: str) -> str:
    """A part of a name as it can be kept: control characters and what no disk takes become "_", the rest stays."""
    plain = "".join("_" if _is_no_character(one) or one in _RESERVED else one for one in part)
    stem, dot, suffix = plain.rpartition(".")
    while len(plain.encode()) > _LONGEST:
        stem = (stem or plain)[:-1]
        plain = f"{stem}{dot}{suffix[:20]}" if dot else stem
    return plain or "_"


def _is_no_character(one: str) -> bool:
    return unicodedata.category(one) in ("Cc", "Cs", "Cn")


def _shown(name: str) -> str:
    return repr(name if len(name) <= 80 else f"{name[:80]}…")
