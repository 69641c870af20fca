"""What rooms that do not know each other agree on: the store's interface and the values that pass through it.

A store keeps what was received and what was read out of it. Its methods raise ``CaseError`` with one sentence when the
database is full, read-only, damaged, or held by another process. Times are ISO 8601 in UTC ("2011-06-15T09:30:00Z").
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from .annotated import Annotated
from .custody import ChainReport, CustodyLine, Noted
from .document import Document, PublishedBy, Span
from .ids import content_id
from .judgements import Judgement, Verdict

ReceivedHow = Literal["file", "upload", "fetched", "inside", "sample"]
"""How bytes came in: from a path of the machine, sent through the interface, from the web, inside of another file, or
from the sample that ships with the program."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """That these bytes came in under this path, by whom and how; ``published`` is the date that was given with them.

    ``url`` is the address that they were fetched from, ``parent`` the hash of the file that they came in. ``by`` is
    empty and ``how`` is ``None`` where it was not noted. The same bytes in another way are another receipt: under
    another path, from another address, in another file, by another person.
    """

    document: str
    path: str
    received_at: str
    published: date | None = None
    by: str = ""
    how: ReceivedHow | None = None
    url: str | None = None
    parent: str | None = None

    @property
    def id(self) -> str:
        """Made from what makes it another receipt of the same bytes."""
        return content_id("receipt", self.path, self.by, self.how, self.url, self.parent)


@dataclass(frozen=True, slots=True)
class Refusal:
    """That an input was not taken, and why; ``sha256`` is that of its bytes, where they could be read at all."""

    path: str
    sentence: str
    refused_at: str
    sha256: str | None = None

    @property
    def id(self) -> str:
        return content_id("refusal", self.path, self.sha256, self.sentence)


@dataclass(frozen=True, slots=True)
class Container:
    """A file that is no document itself but has some in it: an archive, a mailbox, an export. Its original is kept.

    It is kept only when all that is in it is: one that is missing is opened again. ``notices`` say what was left out.
    """

    id: str
    path: str
    media_type: str
    size: int
    added_at: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the document stages made of a document.

    ``key`` is that of the stages' whole input (text, date, configuration, versions); ``stages`` that of all of it but
    the document, so that what is out of date is found without reading every text.
    """

    key: str
    stages: str
    annotated: Annotated


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document to keep, as its reader gave it; ``size`` is in bytes. Without a reading it waits to be read."""

    document: Document
    size: int
    added_at: str
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One line of the list of documents; ``claims`` is ``None`` while the document waits to be read."""

    id: str
    path: str | None
    media_type: str
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    url: str | None
    published: date | None
    published_by: PublishedBy
    notices: tuple[str, ...]
    size: int
    added_at: str
    claims: int | None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document; ``document.text[start:end] == text``."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage that a query fits; ``matches`` are offsets into the document's text, ``claims`` the ids inside it."""

    passage: Passage
    title: str | None
    path: str | None
    matches: tuple[Span, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, best first, and how many passages fit in all."""

    hits: tuple[SearchHit, ...]
    total: int


class Store(Protocol):
    """Where a case keeps everything but the originals. Lists come in orders that do not depend on how it was filled."""

    def close(self) -> None: ...

    def version(self) -> str:
        """Another one whenever somebody wrote since, be it through this store or elsewhere."""

    def alone(self, wait: float | None = None) -> AbstractContextManager[None]:
        """Hold the records alone among all machines that add to them; ``BusyError`` when another one holds them for
        longer than ``wait`` seconds. The lock in the folder of a case does the same for one machine.
        """

    def snapshot(self, folder: Path) -> None:
        """Copy all of it, as it is at one moment, into ``folder``: as the ``case.sqlite`` of a case elsewhere."""

    def receive(self, receipts: Sequence[Receipt]) -> None:
        """Note what came in, before it is worked on. The first receipt of the same bytes in the same way stands."""

    def keep(
        self,
        arrivals: Sequence[Arrival],
        refusals: Sequence[Refusal],
        containers: Sequence[Container] = (),
        by: str = "",
    ) -> None:
        """Keep documents with their readings, refusals and containers: all of them or none. What is there already
        stays. ``by`` is whom the log of custody names for it.
        """

    def keep_readings(self, readings: Sequence[Reading]) -> None:
        """Put these readings in the place of their documents' earlier ones: all of them or none."""

    def forget_readings(self, document_ids: Iterable[str]) -> None:
        """Drop the readings of these documents, which then wait to be read."""

    def forget_receipts(self, document_id: str, *, by: str, at: str) -> None:
        """Drop the receipts of bytes that were announced but never arrived; the log of custody still tells of them."""

    def put_back(self, document_id: str, *, by: str, at: str) -> None:
        """Have the log of custody tell that the bytes of a document or container, lost or damaged, came in again."""

    def has(self, document_id: str) -> bool:
        """Whether there is a document, or a container, of these bytes."""

    def ids(self) -> list[str]:
        """The ids of all documents, in the order of ``documents``."""

    def document(self, document_id: str) -> Document:
        """The document as its reader gave it; ``NotFoundError`` when it is not there."""

    def documents(self, *, naming: str | None = None, within: str | None = None) -> list[DocumentEntry]:
        """All documents, or those in which ``naming`` stands as a name, or which came ``within`` the file of this hash;
        by date, undated last, then by id.
        """

    def receipts(self, document_id: str | None = None) -> list[Receipt]:
        """By time, then document, then path."""

    def refusals(self) -> list[Refusal]:
        """By time, then path, then sentence."""

    def containers(self) -> list[Container]:
        """What documents came in, by time, then id."""

    def unfinished(self) -> list[Receipt]:
        """The first receipt of whatever came in but is neither kept nor refused."""

    def pending(self, stages: str) -> list[str]:
        """Ids of documents without a reading, or with one that other stages made; in the order of ``documents``."""

    def reading_keys(self) -> dict[str, str]:
        """The keys of all readings by the ids of their documents."""

    def judge(self, verdict: Verdict, *, after: int) -> Judgement | None:
        """Add a line to the log of judgements, and give it as it stands there.

        ``None``, and nothing is added, where the log has another number of lines than ``after``: somebody else judged
        since it was looked up.
        """

    def judgements(self) -> tuple[Judgement, ...]:
        """The log of judgements, in order."""

    def custody(self, subjects: Iterable[str] | None = None) -> list[CustodyLine]:
        """The log of custody, in order: all of it, or the lines about these documents and other records."""

    def check_custody(self, noted: Noted | None = None) -> ChainReport:
        """Whether the log of custody is whole, every record is what it says, and a head that was noted stands in it."""

    def annotated(self, document_ids: Iterable[str] | None = None, *, happenings: bool = False) -> Iterator[Annotated]:
        """The readings of the given documents, or of all in the order of ``documents``; those unread are left out.

        With their ``happenings`` only if asked for; those of a reading that was made without are ``None`` then too.
        """

    def document_of_claim(self, claim_id: str) -> str:
        """The document of the one claim whose id begins so; ``NotFoundError`` when there is none or several."""

    def documents_of_claims(self, beginnings: Iterable[str]) -> dict[str, str]:
        """The documents of all claims whose ids begin with one of these, by the claims' whole ids."""

    def search(self, query: str, *, limit: int, offset: int = 0) -> SearchResult:
        """Passages by words, "phrases", AND, OR, NOT, ( ) and prefix*; ``QueryError`` when the query is malformed."""

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document that search knows, in order."""

    def problems(self) -> Iterator[str]:
        """What is wrong inside the database itself, a sentence each."""

    def problems_of_reading(self, document_id: str) -> Iterator[str]:
        """Whether the reading of a document is as it was written, before anybody opens it; a sentence each."""

    def problems_of(self, annotated: Annotated) -> Iterator[str]:
        """Where what is drawn from a reading, to be asked for, does not agree with it; a sentence each."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is kept of what was read across documents: a name of its own, its content as text, and its keys.

    Keys are numbers of 63 bits made from content. Items that share one of their ``ties`` can influence what is made of
    each other; no tie is a key of another item, nor a tie in another space. ``document`` is the one that an item comes
    from, where it comes from one.
    """

    name: str
    content: str
    keys: frozenset[int] = frozenset()
    ties: frozenset[int] = frozenset()
    document: str | None = None


Order = tuple[date, str]
"""Of documents: when they were published, then by their ids."""
Printed = tuple[date, Collection[int]]
"""When a document was published, and its fingerprints, numbers of 64 bits with a sign."""


class PrintIndex(Protocol):
    """Which document has each fingerprint first, in the order of their publication."""

    def is_whole(self) -> bool:
        """Whether it can be read here; where it cannot, the shelf is to be cleared, and all of it worked out again."""

    def replace(self, documents: Collection[str], come: Mapping[str, Printed]) -> set[str]:
        """Let these documents go, and keep those of them that ``come``. Returned are all, and perhaps more, who have
        a fingerprint that one of ``documents`` had first, or of which the first is another one now.
        """

    def first(self, prints: Iterable[int]) -> dict[int, str]:
        """Who has each of these fingerprints first, where somebody has it."""

    def orders(self, documents: Iterable[str]) -> dict[str, Order]:
        """The orders of those that are kept."""


class Shelf(Protocol):
    """Where what is read across documents is kept, so that a new document changes only what it touches.

    Items stand in spaces, and are found by name, by document, or by their keys and ties. Those of a space that are
    linked by a chain of ties are in one knot; a knot stays whole when an item is taken out of it. All that is on the
    shelf can be worked out again.
    """

    @property
    def prints(self) -> PrintIndex:
        """The fingerprints of the documents, which change with all else."""

    def changing(self, documents: int = 0) -> AbstractContextManager[None]:
        """All that is put and dropped inside is kept, or none of it. The case has so many ``documents`` then, or as
        many as it had.
        """

    def trying(self) -> AbstractContextManager[None]:
        """Nothing that is put and dropped inside is kept; may stand inside ``looking`` while nobody else writes."""

    def looking(self) -> AbstractContextManager[None]:
        """What is asked for inside is of one moment, whatever others put there meanwhile."""

    def close(self) -> None: ...

    def clear(self) -> None: ...

    def put(self, space: str, items: Iterable[Item]) -> None:
        """Keep these items in the place of any of the same names."""

    def drop(self, space: str, names: Iterable[str]) -> None: ...

    def get(self, space: str, names: Iterable[str]) -> dict[str, str]:
        """The contents of those that are there."""

    def all(self, space: str) -> dict[str, str]: ...

    def names_beginning(self, space: str, beginning: str) -> set[str]:
        """The names of the items that begin so; for names that are written in hexadecimal digits."""

    def of_documents(self, space: str, documents: Iterable[str]) -> dict[str, str]:
        """The contents of the items that come from these documents."""

    def keys_of(self, space: str, names: Iterable[str]) -> set[int]: ...

    def knots_of(self, space: str, names: Iterable[str]) -> set[int]:
        """The numbers of the knots that these items are in; good until something is put into the space."""

    def in_knots(self, space: str, knots: Iterable[int]) -> set[str]:
        """The names of the items in these knots."""

    def with_keys(self, space: str, keys: Iterable[int]) -> dict[str, str]:
        """The contents of the items that have one of the keys."""

    def names_with_keys(self, space: str, keys: Iterable[int]) -> set[str]: ...

    def names_by_key(self, space: str, keys: Iterable[int]) -> dict[int, list[str]]: ...
