"""What comes in: each file opened, and told apart into documents to read, bytes to keep, and what is known or refused.

What has other files inside is received before them and comes to its end after the last of them, so that whatever is
kept is whole: what an interrupted run left open is opened again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from .clock import now
from .errors import RefusedInputError
from .fetching import Fetched
from .model import Document, sha256
from .model.protocols import Container, Receipt, ReceivedHow, Store
from .opening import Begins, Ends, NotOpened, Opened, Opening
from .readers import About, Given, is_of_page, media_type, saved_pages
from .store import Found, Originals, read_bytes, shown

Outcome = Literal["added", "known", "refused", "hidden", "unread", "read", "opened"]
"""What became of a file. "hidden": left out unasked, as its step says; "unread": kept and searchable, but has no
claims; "read": was kept before, and waited; "opened": no document itself, but it has some in it, told before it."""
_LISTS = (".ris", ".json")
_HIDDEN = "hidden, or the case itself"
_OF_PAGE = "part of a saved page"
_NO_TEXT = "holds characters that no text has (NUL, or half of a pair); save it as UTF-8 and add it again."


@dataclass(frozen=True, slots=True)
class AddStep:
    """What became of one file; ``sentence`` is why it was refused or left unread, ``notices`` are its reader's."""

    path: str
    outcome: Outcome
    document: str | None = None
    sentence: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How bytes come in, and with what; ``by`` is whoever brings them. The other fields are those of a receipt."""

    by: str
    how: ReceivedHow | None
    published: date | None = None
    url: str | None = None
    parent: str | None = None

    def inside(self, parent: str | None) -> "Way":
        """The way of what is in a file that came so; that of the file itself where there is no ``parent``."""
        return self if parent in (None, self.parent) else replace(self, how="inside", url=None, parent=parent)

    def receipt(self, own_id: str, path: str, at: str) -> Receipt:
        return Receipt(own_id, path, at, self.published, self.by, self.how, self.url, self.parent)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: a new one, with the ``data`` that are to be kept, or one of the case that is read anew
    and came on no way now.
    """

    path: str
    document: Document
    size: int
    data: bytes | None = None
    way: Way | None = None

    @property
    def is_new(self) -> bool:
        return self.way is not None

    @property
    def id(self) -> str:
        return self.document.id


@dataclass(frozen=True, slots=True)
class Received:
    """That bytes came in which are no document to read: known, refused, or of a file that has others inside.

    ``data`` are given where they are not kept yet. ``step`` tells of it, and ``container`` is to be kept then.
    """

    id: str
    path: str
    way: Way
    data: bytes | None = None
    step: AddStep | None = None
    container: Container | None = None

    @property
    def size(self) -> int:
        return len(self.data or b"")


Entry = AddStep | Job | Received


class Intake:
    """One run, of whoever it is ``by``. Ids of what it met are remembered, so that the same bytes come in once."""

    def __init__(self, store: Store, originals: Originals, opening: Opening, by: str) -> None:
        self._store = store
        self._originals = originals
        self._opening = opening
        self._by = by
        self._seen: set[str] = set()
        self._refused: dict[str, str] = {}

    def files(self, found: Iterable[Found], way: Way) -> Iterator[Entry]:
        """What is in files; lists of references first, since they tell about others that may be among them."""
        files = sorted(found, key=lambda file: names_others(file.path), reverse=True)
        pages = saved_pages(file.path.as_posix() for file in files)
        for file in files:
            path = shown(file.path)
            if file.hidden:
                yield AddStep(path, "hidden", sentence=_HIDDEN)
            elif is_of_page(file.path.as_posix(), pages):
                yield AddStep(path, "hidden", sentence=_OF_PAGE)
            elif file.why_not is not None:
                yield AddStep(path, "refused", sentence=file.why_not)
            else:
                yield from self._file(file.path, path, way)

    def fetched(self, pages: Iterable[Fetched], way: Way) -> Iterator[Entry]:
        """What was had from the web."""
        for page in pages:
            path, own = shown(page.path), replace(way, how="fetched", url=page.url)
            again = self._again(sha256(page.data), path, page.data, own)
            yield from self.opened(Path(path), page.data, own) if again is None else [again]

    def interrupted(self, receipts: Iterable[Receipt]) -> Iterator[Entry]:
        """What is in files that an earlier run received; lists of references, and those in which others lie, first."""
        for receipt in sorted(receipts, key=lambda one: (not names_others(Path(one.path)), len(one.path))):
            if receipt.document in self._seen:
                continue
            if self._originals.state(receipt.document) is not None:
                self._store.forget_receipts(receipt.document, by=self._by, at=now())
                sentence = f"{receipt.path} was cut off before it was in the case; add it again."
                yield AddStep(receipt.path, "refused", sentence=sentence)
            else:
                self._seen.add(receipt.document)
                data = self._originals.get(receipt.document)
                way = Way(receipt.by, receipt.how, receipt.published, receipt.url, receipt.parent)
                yield from self.opened(Path(receipt.path), data, way)

    def _file(self, file: Path, path: str, way: Way) -> Iterator[Entry]:
        try:
            data = read_bytes(file)
        except RefusedInputError as error:
            yield AddStep(path, "refused", sentence=str(error))
            return
        again = self._again(sha256(data), path, data, way)
        if again is None:
            yield from self.opened(Path(path), data, way)
            return
        if names_others(file) and any(again.id == container.id for container in self._store.containers()):
            yield from filter(_is_news, self.opened(Path(path), data, way))
        yield again

    def opened(self, file: Path, data: bytes, way: Way) -> Iterator[Entry]:
        """What is in one file, whose bytes are new."""
        given = Given(way.published, About(url=way.url), way.parent)
        waiting: Entry | None = None  # a document that may turn out to have files inside
        around: list[Entry | None] = []  # those that have, outermost first; none for an archive
        for found in self._opening.open(file, data, given):
            own_way = way.inside(found.parent)
            own = waiting if isinstance(found, Begins) and found.has_document else None
            if waiting is not None and own is None:
                yield waiting
            waiting = None
            if isinstance(found, Begins):
                around.append(own)
                yield Received(sha256(found.data), _path(found), own_way, found.data)
            elif isinstance(found, Ends):
                whole = around.pop()
                yield self._container(found, own_way) if whole is None else _with_notices(whole, found.left_out)
            elif isinstance(found, NotOpened):
                yield self._not_opened(found, own_way)
            else:
                waiting = self._document(found, own_way, is_part=found.data is not data)
        if waiting is not None:
            yield waiting

    def _document(self, found: Opened, way: Way, *, is_part: bool) -> Entry:
        path = _path(found)
        if found.document.id != sha256(found.data) or not _can_be_stored(found.document):
            return self._not_opened(NotOpened(found.path, f"{path} {_NO_TEXT}", found.data), way)
        # A file's own bytes were looked up before it was opened.
        again = self._again(found.document.id, path, found.data, way) if is_part else None
        return again or Job(path, found.document, len(found.data), found.data, way)

    def _again(self, own_id: str, path: str, data: bytes, way: Way) -> Received | None:
        """What is to be told of bytes that were met before; ``None``, and they are remembered, for new ones."""
        if own_id in self._refused:
            sentence = f"{path} is the same as {self._refused[own_id]}, which was refused."
            return Received(own_id, path, way, step=AddStep(path, "refused", own_id, sentence))
        if own_id not in self._seen and self._store.has(own_id):
            if self._originals.put(own_id, data):  # it was lost or damaged
                self._store.put_back(own_id, by=self._by, at=now())
        elif own_id not in self._seen:
            self._seen.add(own_id)
            return None
        self._seen.add(own_id)
        return Received(own_id, path, way, step=AddStep(path, "known", own_id))

    def _not_opened(self, found: NotOpened, way: Way) -> Entry:
        path = _path(found)
        if found.data is None:
            return AddStep(path, "refused", sentence=found.sentence)
        own_id = sha256(found.data)
        self._refused[own_id] = path
        return Received(own_id, path, way, found.data, AddStep(path, "refused", own_id, found.sentence))

    def _container(self, found: Ends, way: Way) -> Received:
        path, own_id = _path(found), sha256(found.data)
        kind = media_type(found.path, found.data)
        made = Container(own_id, path, kind, len(found.data), now(), found.left_out)
        step = AddStep(path, "opened", own_id, None, found.left_out)
        return Received(own_id, path, way, step=step, container=made)


def names_others(path: Path) -> bool:
    """Whether a file may be a list of references, by its name."""
    return path.suffix.lower() in _LISTS


def _is_news(entry: Entry) -> bool:
    """Whether it was not told when a list was added before: a file that it names may have come since, or gone."""
    step = entry if isinstance(entry, AddStep) else entry.step if isinstance(entry, Received) else None
    return step is None or step.outcome not in ("known", "opened")


def _path(found: Begins | Ends | Opened | NotOpened) -> str:
    return shown(found.path) if found.path is not None else ""


def _with_notices(entry: Entry, left_out: tuple[str, ...]) -> Entry:
    """A document's own entry, with what its reader left out of what is inside."""
    if not isinstance(entry, Job) or not left_out:
        return entry
    return replace(entry, document=replace(entry.document, notices=(*entry.document.notices, *left_out)))


def _can_be_stored(document: Document) -> bool:
    told = [document.text, document.title, document.outlet, document.url, *document.authors, *document.notices]
    told += [name for voice in document.voices for name in (voice.outlet, *voice.authors)]
    try:
        return not any(b"\0" in part.encode() for part in told if part)
    except UnicodeEncodeError:
        return False
