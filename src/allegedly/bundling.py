"""A whole case in one file: originals, texts, judgements, log. It opens elsewhere to the same case, byte for byte.

The file is a ZIP archive: ``manifest.json``, which has the SHA-256 and the size of everything else, ``case.sqlite`` and
``originals/``. What can be worked out again is left out. Encrypted, it is a ZIP archive of two files in the format age
(age-encryption.org/v1): ``key.age``, an identity under the passphrase (scrypt), and ``case.zip.age``, the bundle.
So it can be opened without this program too.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from .disk import make_folder, passing_folder, sync_folder
from .errors import AllegedlyError, CaseError
from .exporters.whole import whole_file
from .model.protocols import Store
from .readers.sniffing import MISHAPS
from .reports.numbers import counted
from .store import FILE, Originals, SqliteStore, received, shown
from .version import __version__

Progress = Callable[[int, int], None]
"""Called with how many files are done, of how many."""

_MANIFEST, _KEY, _SEALED = "manifest.json", "key.age", "case.zip.age"
_FORMAT, _VERSION = "allegedly-bundle", 1
_MEMBER = re.compile(rf"{re.escape(FILE)}|originals/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")
_LONGEST_MANIFEST = 256 * 1024**2
_LONGEST_KEY = 64 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PIECE = 1024**2
_HOW_TO_OPEN = """\
This is a case of Allegedly, encrypted. Open it with: allegedly restore FILE CASE
Without Allegedly: age --decrypt key.age > key; age --decrypt --identity key case.zip.age > case.zip
"""


@dataclass(frozen=True, slots=True)
class _Member:
    path: str
    sha256: str
    size: int


def bundle(
    folder: Path, store: Store, output: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> Path:
    """Write the case in ``folder`` to the file ``output``, encrypted with a passphrase. Hold the case's lock around it.

    An unchanged case gives the same bytes, save when they are encrypted. Raises ``CaseError`` where an original is
    missing or not what it was, and ``OSError`` when the disk refuses.
    """
    with passing_folder(folder, "bundle") as temporary, whole_file(output) as file:
        store.snapshot(temporary)
        sources = {FILE: temporary / FILE}
        originals = Originals(folder / "originals")
        for own_id in sorted(received(store)):
            sources[f"originals/{own_id[:2]}/{own_id}"] = originals.path(own_id)
        if passphrase is None:
            _pack(sources, file, folder, progress)
        else:
            with tempfile.TemporaryFile(dir=temporary) as plain:
                _pack(sources, plain, folder, progress)
                plain.seek(0)
                _seal(plain, file, passphrase)
    return output


def restore(file: Path, folder: Path, *, passphrase: str | None = None, progress: Progress | None = None) -> None:
    """Make the case of a bundle in ``folder``, which must be empty or not there: all of it, or nothing.

    Raises ``AllegedlyError`` for what is no bundle, is damaged, or wants another passphrase.
    """
    given, folder = folder, folder.resolve()  # what a link leads to is made, and ".." and "." have a name
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"{shown(given)} is not empty; give the name of a folder that is empty or not there yet.")
    if folder == Path.cwd():  # it would be another one, and whoever stands in it in none
        raise CaseError(f"{shown(given)} is the folder that you are in; give the name of one inside of it.")
    make_folder(folder.parent)
    with (
        _opened(file, passphrase, folder.parent) as archive,
        passing_folder(folder.parent, folder.name) as temporary,
    ):
        made = temporary / "case"
        made.mkdir(mode=0o700)
        (made / "originals").mkdir()
        members = _members(archive, file)
        for number, member in enumerate(members, 1):
            _unpack(archive, member, made / member.path, file)
            if progress is not None:
                progress(number, len(members))
        _open_once(made, file)
        for inside in (*(made / "originals").iterdir(), made / "originals", made):
            sync_folder(inside)
        if folder.exists():
            folder.rmdir()
        made.replace(folder)
        sync_folder(folder.parent)


def _open_once(made: Path, file: Path) -> None:
    """Whether it is a case, with every original that it speaks of; its tables are brought to this version."""
    try:
        with closing(SqliteStore(made)) as store:
            missing = [own for own in received(store) if Originals(made / "originals").state(own) is not None]
    except CaseError as error:
        raise AllegedlyError(
            f"{shown(file)} holds no case that this Allegedly can open. Update Allegedly, or get the bundle again."
        ) from error
    if missing:
        raise AllegedlyError(f"{shown(file)} is not whole: {counted(len(missing), 'original')} missing. Get it again.")


def check(file: Path, *, passphrase: str | None = None) -> tuple[int, list[str]]:
    """How many files a bundle has, and a sentence for each that is not as it was."""
    problems = []
    with _opened(file, passphrase) as archive:
        members = _members(archive, file)
        for member in members:
            try:
                for _ in _pieces(archive, member, file):
                    pass
            except AllegedlyError as error:
                problems.append(str(error))
    return len(members), problems


def is_encrypted(file: Path) -> bool:
    """Whether it wants a passphrase."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _SEALED in archive.namelist()
    except MISHAPS:
        return False


def _pack(sources: dict[str, Path], output: "IO[bytes]", folder: Path, progress: Progress | None) -> None:
    members = [_measured(name, path, folder) for name, path in sources.items()]
    listed = [{"path": one.path, "sha256": one.sha256, "size": one.size} for one in members]
    manifest = {"format": _FORMAT, "version": _VERSION, "made_by": f"allegedly {__version__}", "files": listed}
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_named(_MANIFEST), json.dumps(manifest, indent=1))
        for number, one in enumerate(members, 1):
            with (
                archive.open(_named(one.path), "w", force_zip64=True) as target,
                sources[one.path].open("rb") as source,
            ):
                shutil.copyfileobj(source, target, _PIECE)
            if progress is not None:
                progress(number, len(members))


def _measured(name: str, path: Path, folder: Path) -> _Member:
    digest, size = "", 0
    if path.is_file():  # to open a pipe would never end
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
    if name != FILE and digest != path.name:
        raise CaseError(
            f"The original {shown(path)} is missing or not what it was, so that the case is not whole. "
            f"Look what is wrong with: allegedly verify {shown(folder)}"
        )
    return _Member(name, digest, size)


def _named(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _EARLIEST)  # when it was packed is no part of a case
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o600 << 16
    return made


def _seal(plain: "IO[bytes]", output: "IO[bytes]", passphrase: str) -> None:
    identity = pyrage.x25519.Identity.generate()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("README.txt", _HOW_TO_OPEN)
        archive.writestr(_KEY, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
        with archive.open(_SEALED, "w", force_zip64=True) as target:
            pyrage.encrypt_io(plain, target, [identity.to_public()])


@contextmanager
def _opened(file: Path, passphrase: str | None, beside: Path | None = None) -> Iterator[zipfile.ZipFile]:
    """The archive of a bundle, decrypted into a file without a name where it is encrypted, in the folder ``beside``
    (on the disk that is to hold the case, and on no other), else where this system has such files.
    """
    with ExitStack() as stack:
        archive = stack.enter_context(_archive(file, file))
        if _SEALED in archive.namelist():
            plain = stack.enter_context(tempfile.TemporaryFile(dir=beside))
            _unseal(archive, plain, file, passphrase)
            archive = stack.enter_context(_archive(plain, file))
        yield archive


def _archive(source: "Path | IO[bytes]", file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise AllegedlyError(f"{shown(file)} is not there; check the path.") from error
    except MISHAPS as error:
        raise AllegedlyError(f"{shown(file)} is damaged, or is no bundle of a case. Get it again.") from error


def _unseal(outer: zipfile.ZipFile, plain: "IO[bytes]", file: Path, passphrase: str | None) -> None:
    if passphrase is None:
        raise AllegedlyError(f"{shown(file)} is encrypted; give its passphrase.")
    try:
        if outer.getinfo(_KEY).file_size > _LONGEST_KEY:
            raise ValueError("no key is so long")
        words = pyrage.passphrase.decrypt(outer.read(_KEY), passphrase)
        identity = pyrage.x25519.Identity.from_str(words.decode("ascii"))
    except (pyrage.DecryptError, pyrage.IdentityError, *MISHAPS) as error:
        raise AllegedlyError(f"The passphrase does not open {shown(file)}.") from error
    try:
        with outer.open(_SEALED) as sealed:
            pyrage.decrypt_io(sealed, plain, [identity])
    except (pyrage.DecryptError, *MISHAPS) as error:
        raise AllegedlyError(f"{shown(file)} is damaged: it cannot be decrypted to its end. Get it again.") from error
    plain.seek(0)


def _members(archive: zipfile.ZipFile, file: Path) -> list[_Member]:
    """What the manifest lists; nothing else of the archive is ever read."""
    try:
        if archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
            raise ValueError("no manifest is so long")
        manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        if manifest["format"] != _FORMAT or not isinstance(manifest["version"], int):
            raise ValueError("another format")
        members = [_Member(str(one["path"]), one["sha256"], int(one["size"])) for one in manifest["files"]]
    except (TypeError, *MISHAPS) as error:
        raise AllegedlyError(f"{shown(file)} is no bundle of a case.") from error
    if manifest["version"] > _VERSION:
        raise AllegedlyError(f"{shown(file)} was made by a newer Allegedly. Update Allegedly to open it.")
    paths = {member.path for member in members}
    if FILE not in paths or len(paths) != len(members) or not all(map(_MEMBER.fullmatch, paths)):
        raise AllegedlyError(f"{shown(file)} is no bundle of a case.")
    return members


def _pieces(archive: zipfile.ZipFile, member: _Member, file: Path) -> Iterator[bytes]:
    """The bytes of a member, no more than the manifest says; raises at their end where they are not what they were."""
    digest, left = hashlib.sha256(), member.size
    try:
        with archive.open(member.path) as source:
            while left >= 0 and (piece := source.read(_PIECE)):
                left -= len(piece)
                digest.update(piece)
                if left >= 0:
                    yield piece
    except MISHAPS as error:
        raise AllegedlyError(f"{member.path} in {shown(file)} cannot be read; the bundle is damaged.") from error
    if left != 0 or digest.hexdigest() != member.sha256:
        raise AllegedlyError(f"{member.path} in {shown(file)} is not what it was; the bundle is damaged.")


def _unpack(archive: zipfile.ZipFile, member: _Member, target: Path, file: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as copy:
        for piece in _pieces(archive, member, file):
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    target.chmod(0o644 if member.path == FILE else 0o444)
