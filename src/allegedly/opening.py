"""Files to documents: what is in a file, and in the files inside it, each format's parser in a process with limits.

Plain text is opened here, by our own few lines; all else by a process that may die, hang or run out of memory without
any harm: then that file is told as one that cannot be read, and everything around it goes on.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .errors import AllegedlyError, RefusedInputError
from .model import Document, sha256
from .readers import Beside, Given, LeftOut, OpenFile, Part, Piece, Refused, media_type, name_of
from .readers.naming import member_path
from .runners import Failed, Guarded
from .runners.guarded import MEGABYTES, SECONDS

DEEPEST = 5
"""An archive in a message in a mailbox in an archive: what lies deeper was packed to harm."""
MOST_PARTS = 200_000
MOST_BYTES = 8 * 1024**3
"""What may come out of one file, all that is inside counted: a newspaper's archive fits, a bomb does not."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, and the bytes that it was read from; ``parent`` here and below is the hash of the file that it came
    in, where it came in one.
    """

    path: Path | None
    data: bytes
    document: Document
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Begins:
    """What is inside a file is next; ``Ends`` comes after the last. ``has_document``: its own was told just before."""

    path: Path | None
    data: bytes
    has_document: bool = False
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """``left_out`` has a sentence for each thing that was not taken of what is inside."""

    path: Path | None
    data: bytes
    left_out: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class NotOpened:
    """A file that cannot be taken; ``data`` are its bytes, save of a part: what it lies in keeps those."""

    path: Path | None
    sentence: str
    data: bytes | None = None
    parent: str | None = None


Found = Opened | Begins | Ends | NotOpened


@dataclass
class _Budget:
    """How much more may come out of a file."""

    parts: int = MOST_PARTS
    size: int = MOST_BYTES

    def pays(self, part: Part) -> bool:
        self.parts -= 1
        self.size -= len(part.data)
        return self.parts >= 0 and self.size >= 0


@dataclass(frozen=True, slots=True)
class _File:
    path: Path | None
    data: bytes
    given: Given
    depth: int
    budget: _Budget

    @property
    def parent(self) -> str | None:
        return self.given.parent


class Opening:
    """Opens files with ``open_file`` (``readers.open_file``). Use it in a ``with`` block, or ``stop`` it.

    ``beside`` gives the bytes of a file on the disk that another one names, or raises ``RefusedInputError``.
    """

    def __init__(
        self,
        open_file: OpenFile,
        beside: Callable[[Path], bytes],
        *,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self._open_file = open_file
        self._beside = beside
        # A process for each depth: while a part is opened, the archive that it is from waits in the middle of its list.
        call = partial(_call, open_file)
        self._guarded = [Guarded(call, seconds=seconds, megabytes=megabytes) for _ in range(DEEPEST + 1)]

    def __enter__(self) -> "Opening":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        for one in self._guarded:
            one.stop()

    def open(self, path: Path | None, data: bytes, given: Given) -> Iterator[Found]:
        """What is in a file, in its order: its own document first, if it has one, then what is inside.

        Raises only what is no fault of the file (``AllegedlyError``).
        """
        yield from self._open(_File(path, data, given, 0, _Budget()))

    def _open(self, file: _File) -> Iterator[Found]:
        left_out: list[str] = []
        told = begun = has_document = False
        own_id = ""
        with closing(self._pieces(file)) as pieces:
            for piece in pieces:
                if isinstance(piece, Document):
                    has_document = True
                    yield Opened(file.path, file.data, piece, file.parent)
                elif isinstance(piece, Refused) and not piece.name:  # the file itself, or the rest of it
                    left_out += [piece.sentence] if begun else []
                    yield NotOpened(file.path, piece.sentence, None if told or file.depth else file.data, file.parent)
                else:
                    if not begun:
                        own_id = sha256(file.data)  # once: it may be large, with thousands inside
                        yield Begins(file.path, file.data, has_document, file.parent)
                    begun = True
                    if isinstance(piece, LeftOut):
                        left_out.append(piece.sentence)
                    else:
                        yield from self._inside(file, own_id, piece)
                told = True
        if begun:
            yield Ends(file.path, file.data, tuple(left_out), file.parent)
        elif not told:
            sentence = f"{name_of(file.path)} has nothing in it that can be read."
            yield NotOpened(file.path, sentence, file.data, file.parent)

    def _pieces(self, file: _File) -> Generator[Piece, None, None]:
        """What its reader gives; what goes wrong comes as ``Refused`` without a name."""
        try:
            if media_type(file.path, file.data) == "text/plain":
                yield from self._open_file(file.path, file.data, file.given)
                return
            with closing(self._guarded[file.depth].run((file.path, file.data, file.given))) as pieces:
                for piece in pieces:
                    if isinstance(piece, Failed):
                        sentence = (
                            f"{name_of(file.path)} cannot be read: {piece.why}. It may be damaged, or made to harm."
                        )
                        yield Refused("", sentence)
                        return
                    yield piece
        except RefusedInputError as error:
            yield Refused("", str(error))
        except AllegedlyError:
            raise
        except Exception as error:  # noqa: BLE001 (a fault of ours in one file does not stop the others)
            yield Refused("", f"{name_of(file.path)} cannot be read because of {fault(error)}.")

    def _inside(self, file: _File, own_id: str, piece: Part | Beside | Refused) -> Iterator[Found]:
        path = _path_inside(file.path, piece.name)
        if isinstance(piece, Refused):
            yield NotOpened(path, piece.sentence)
        elif isinstance(piece, Beside):
            yield from self._named(file, piece)
        elif file.depth == DEEPEST:
            yield NotOpened(path, f"{path} lies {DEEPEST + 1} archives deep; unpack them and add what you need.")
        elif not file.budget.pays(piece):
            yield NotOpened(path, f"{path} is more than one file may hold; unpack it and add what you need.")
        else:
            given = Given(file.given.published, piece.about, own_id)
            yield from self._open(_File(path, piece.data, given, file.depth + 1, file.budget))

    def _named(self, file: _File, piece: Beside) -> Iterator[Found]:
        """A file on the disk that a list of references names, if it lies beside the list or below."""
        list_name = name_of(file.path)
        if file.path is None or file.depth:
            sentence = (
                f"{list_name} names {piece.name}, which is looked for only when the list itself is added from the disk."
            )
            yield NotOpened(Path(piece.name), f"{sentence} Add it by itself.")
            return
        path = file.path.parent / piece.name
        try:
            if not path.resolve().is_relative_to(file.path.parent.resolve()):
                raise RefusedInputError(f"{path} does not lie beside the list that names it; add it by itself.")
            data = self._beside(path)
        except RefusedInputError as error:
            yield NotOpened(path, f"{error} It is named by {list_name}.")
            return
        yield from self._open(_File(path, data, Given(file.given.published, piece.about), file.depth + 1, file.budget))


def fault(error: Exception) -> str:
    """A fault of ours in words."""
    # Not its message: that may quote the document, and what is told may be logged.
    return f"a fault in Allegedly ({type(error).__name__}); please report it"


def _call(open_file: OpenFile, arguments: tuple[Path | None, bytes, Given]) -> Iterator[Piece]:
    return open_file(*arguments)


def _path_inside(path: Path | None, name: str) -> Path:
    """The path of a part, for people: whatever its name says, it lies below what it is in."""
    inside = Path(member_path(name))
    return inside if path is None else path / inside
