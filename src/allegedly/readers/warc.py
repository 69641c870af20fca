"""Web archives (WARC): the pages and documents in one, each a file of its own with its address."""

import contextlib
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urldefrag, urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from .composing import name_of
from .leaving import Left, furniture_kind
from .naming import Names
from .pieces import About, Given, Part, Piece, Refused
from .sniffing import DOCX, MISHAPS, ODT, media_type, packed_type

MAX_PAYLOAD_BYTES = 256 * 1024 * 1024
"""More than any document here; one must fit into memory."""
MAX_TOTAL_BYTES = 8 * 1024 * 1024 * 1024
"""Of payloads; what comes behind is left out and told."""
BROKEN = (
    ArchiveLoadFailed,
    AttributeError,
    TypeError,
    *MISHAPS,
)
"""What warcio and the standard library raise on damaged archives."""
PAGES = ("text/html", "application/xhtml+xml")
DOCUMENTS = ("application/pdf", "application/rtf", DOCX, ODT, "application/x-ole-storage", "application/epub+zip")
_PACKED = ("application/zip", "application/gzip")
_TEXTS = ("text/plain", "text/csv", "text/markdown")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
_PACKED_ANSWERS = ("br", "zstd")
_OK, _REDIRECTS, _UNCHANGED = "200", "3", "304"
_PROTOCOL = ("warcinfo", "request", "metadata")
"""Records about how the archive was made."""
_WEB = ("http", "https", "ftp", "file")


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The pages (HTML), plain texts, PDF and office files of an archive, in its order, named by their addresses.

    One address archived twice comes twice if the bytes differ. Redirects, pictures, failed answers and the like are
    counted in one sentence.
    """
    taking = Taking(path)
    yield from taking.parts(io.BytesIO(data))
    yield from taking.left.told(path)


@dataclass
class Listed:
    """The pages that an archive lists, by their addresses without fragments, with their titles."""

    titles: dict[str, str | None] = field(default_factory=dict)

    def moved(self, address: str, target: str) -> None:
        """A listed page is where its redirect leads."""
        if plain_address(address) in self.titles:
            self.titles.setdefault(plain_address(urljoin(address, target)), self.titles[plain_address(address)])


@dataclass
class Taking:
    """Takes what is to be read out of the records of one or several files."""

    path: Path | None
    listed: Listed | None = None
    """Where it is given, other pages are left out."""
    left: Left = field(default_factory=Left)
    names: Names = field(default_factory=Names)
    seen: set[tuple[str, bytes]] = field(default_factory=set)
    total: int = 0

    def parts(self, file: BinaryIO, where: str = "") -> Iterator[Piece]:
        """What is taken of one file of records; what is damaged ends it with a sentence."""
        records = _records(file)
        while True:
            try:
                record = _next(records)
                piece = None if record is None else self._piece(record)
            except BROKEN:
                yield self.damaged(where)
                return
            if record is None:
                return
            if piece is not None:
                yield piece

    def damaged(self, where: str) -> Refused:
        inside = f"/{where}" if where else ""
        return Refused(
            where or "the rest",
            f"{name_of(self.path)}{inside} is damaged, so that what follows in it cannot be read. Get it again.",
        )

    def _piece(self, record: Any) -> Piece | None:
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        address = address.strip("<>")  # as an old version of the format writes it
        aside = self._aside(record, address)
        if aside is not None:
            self.left.add(aside)
        if aside is not None or record.rec_type in _PROTOCOL:
            return None
        if self.total > MAX_TOTAL_BYTES:
            self.left.add("record behind the first eight gigabytes")
            return None
        payload = _payload(record)
        self.total += len(payload)
        return self._taken(record, address, payload)

    def _aside(self, record: Any, address: str) -> str | None:
        """What a record is of which not even the payload is looked at."""
        if record.rec_type in _PROTOCOL:
            return None
        if record.rec_type == "revisit":
            return "page that had not changed"
        if record.rec_type not in ("response", "resource") or urlsplit(address).scheme not in _WEB:
            return "record of the program that archived"
        if record.http_headers is None:
            return None
        status = record.http_headers.get_statuscode()
        if status.startswith(_REDIRECTS) and status != _UNCHANGED:
            if self.listed is not None:
                self.listed.moved(address, record.http_headers.get_header("Location") or "")
            return "redirect"
        if status != _OK:
            return "failed answer"
        packed = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
        return "answer packed with Brotli or Zstandard" if packed in _PACKED_ANSWERS else None

    def _taken(self, record: Any, address: str, payload: bytes) -> Piece | None:
        if len(payload) > MAX_PAYLOAD_BYTES:
            sentence = f"{address} in {name_of(self.path)} is too large. Save the page or document by itself."
            return Refused(address, sentence)
        declared = _declared(record)
        kind = _kind(address, payload, declared)
        aside = self._unwanted(address, payload, kind, declared)
        key = (address, hashlib.sha256(payload).digest())
        if aside is None and key in self.seen:
            aside = "second copy with the same bytes"
        if aside is not None:
            self.left.add(aside)
            return None
        self.seen.add(key)
        if _is_cut_off(record):
            self.left.add("end of a page")
        title = self.listed.titles.get(plain_address(address)) if self.listed is not None else None
        return Part(self._name(record, address, kind, payload), payload, About(title=title, url=address))

    def _name(self, record: Any, address: str, kind: str, payload: bytes) -> str:
        """The address, with the day where it comes again."""
        day = (record.rec_headers.get_header("WARC-Date") or "")[:10]
        name = f"{address} (saved {day})" if address in self.names.seen and day else address
        if kind in PAGES and media_type(Path(name), payload) not in PAGES:
            name += ".html"  # a fragment, which only the name tells from plain text
        return self.names.unique(name)

    def _unwanted(self, address: str, payload: bytes, kind: str, declared: str) -> str | None:
        """What an answer is called that is left out; ``None`` for one that is read."""
        if not payload.strip():
            return "empty answer"
        if kind in DOCUMENTS:
            return None
        furniture = furniture_kind(address, kind, declared)
        if furniture is not None:
            return furniture
        if kind in PAGES:
            unlisted = self.listed is not None and plain_address(address) not in self.listed.titles
            return "page that the archive does not list" if unlisted else None
        if kind in _FEEDS or declared in _FEEDS:
            return "feed"
        if kind in _TEXTS and (not declared or declared in _TEXTS):
            return "rule for crawlers" if urlsplit(address).path == "/robots.txt" else None
        return "other file"


def plain_address(address: str) -> str:
    """An address without its fragment."""
    return urldefrag(address)[0]


def _records(file: BinaryIO) -> Iterator[Any]:
    """The records of a file, plain or gzip, also where several share one gzip member."""
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    yield from ArchiveIterator(_Unpacking(file) if packed else file)


class _Unpacking:
    """A gzip file as warcio reads it: piece by piece, so that damage costs nothing that stands before it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = gzip.GzipFile(fileobj=file)

    def read(self, size: int = -1) -> bytes:
        try:
            return self.file.read1(size)
        except EOFError as error:  # which warcio takes for an end like any other
            raise OSError("the file ends in the middle") from error

    def tell(self) -> int:
        return self.file.tell()


def _next(records: Iterator[Any]) -> Any | None:
    """The next record; what warcio would print about damaged ones goes nowhere."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(records, None)


def _payload(record: Any) -> bytes:
    """What the server sent, its packing for the way undone; one byte more than the most where it is too large.

    Not warcio's own stream: that unpacks a chunk of any size at once.
    """
    stream, headers = record.raw_stream, record.http_headers
    if headers is not None and (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    raw: bytes = stream.read(MAX_PAYLOAD_BYTES + 1)
    packed = (headers.get_header("Content-Encoding") or "").strip().lower() if headers is not None else ""
    return _unpacked(raw) if packed in ("gzip", "x-gzip", "deflate") else raw


def _unpacked(raw: bytes) -> bytes:
    """As far as it can be unpacked; as it is where it was not packed, as some servers only say."""
    for form in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        with contextlib.suppress(zlib.error):
            return _inflated(raw, form)
    return raw


def _inflated(raw: bytes, form: int) -> bytes:
    found, length = [], 0
    while raw and length <= MAX_PAYLOAD_BYTES:
        unpacker = zlib.decompressobj(form)
        found.append(unpacker.decompress(raw, MAX_PAYLOAD_BYTES + 1 - length))
        length += len(found[-1])
        raw = unpacker.unused_data
    return b"".join(found)


def _declared(record: Any) -> str:
    """The media type that the server, or the archive, says."""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _kind(address: str, payload: bytes, declared: str) -> str:
    """What an answer is by its content; a fragment of HTML only its server knows."""
    kind = media_type(Path(urlsplit(address).path), payload)
    if kind in _PACKED:
        try:
            kind = packed_type(payload)
        except BROKEN:
            return kind
    return declared if kind == "text/plain" and declared in PAGES else kind


def _is_cut_off(record: Any) -> bool:
    """Whether the end is missing, by what the record says or because the file ends in it."""
    said = record.rec_headers.get_header("WARC-Truncated")
    return bool(said) or (getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1))
