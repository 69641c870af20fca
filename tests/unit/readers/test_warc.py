"""Web archives: pages and documents come out, everything else is counted."""

import gzip
import io
import json
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import About, LeftOut, Part, Piece, Refused, open_file, warc

pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),  # warcio's writer leaves them to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SITE = "https://anchor.example/"
PAGE = b"<html><body><p>The crane is gone, the harbour master said.</p></body></html>"
HTML, PNG = "text/html; charset=utf-8", b"\x89PNG\r\n\x1a\n"
Write = Callable[[WARCWriter], None]


def answer(
    path: str, body: bytes = PAGE, kind: str = HTML, status: str = "200 OK", day: str = "2014-03-04", **fields: str
) -> Write:
    def write(writer: WARCWriter) -> None:
        named = [(name.replace("_", "-"), value) for name, value in fields.items()]
        http = StatusAndHeaders(status, [("Content-Type", kind), *named], protocol="HTTP/1.1")
        headers = {"WARC-Date": f"{day}T10:00:00Z"}
        record = writer.create_warc_record(
            SITE + path, "response", io.BytesIO(body), http_headers=http, warc_headers_dict=headers
        )
        writer.write_record(record)

    return write


def archive(*writes: Write, packed: bool = True) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for write in writes:
        write(writer)
    return file.getvalue()


def opened(data: bytes, name: str = "a.warc.gz") -> list[Piece]:
    return list(open_file(Path(name), data))


def addresses(pieces: Iterable[Piece]) -> list[str]:
    return [piece.name.removeprefix(SITE) for piece in pieces if isinstance(piece, Part)]


def told(pieces: list[Piece]) -> str:
    assert isinstance(pieces[-1], LeftOut)
    return pieces[-1].sentence


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_with_their_addresses(packed: bool) -> None:
    data = archive(answer("one"), answer("two.txt", b"It is gone.", "text/plain"), packed=packed)
    parts = opened(data)
    assert parts == [
        Part(f"{SITE}one", PAGE, About(url=f"{SITE}one")),
        Part(f"{SITE}two.txt", b"It is gone.", About(url=f"{SITE}two.txt")),
    ]
    (document,) = open_file(Path(f"{SITE}one"), PAGE)
    assert isinstance(document, Document)


def test_several_records_in_one_gzip_member_are_read_too() -> None:
    data = gzip.compress(archive(answer("one"), answer("two"), packed=False))
    assert addresses(opened(data)) == ["one", "two"]


def test_what_a_server_packed_is_unpacked() -> None:
    halves = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (10, PAGE[:10], len(PAGE) - 10, PAGE[10:])
    raw = zlib.compressobj(wbits=-15)
    data = archive(
        answer("gzip", gzip.compress(PAGE), Content_Encoding="gzip"),
        answer("deflate", zlib.compress(PAGE), Content_Encoding="deflate"),
        answer("raw", raw.compress(PAGE) + raw.flush(), Content_Encoding="deflate"),
        answer("chunked", halves, Transfer_Encoding="chunked"),
        answer("plain", PAGE, Content_Encoding="gzip"),
    )
    pieces = opened(data)
    assert addresses(pieces) == ["gzip", "deflate", "raw", "chunked", "plain"]
    assert {piece.data for piece in pieces if isinstance(piece, Part)} == {PAGE}


def test_everything_else_is_counted_by_kind() -> None:
    data = archive(
        answer("1", status="301 Moved", Location="/2"),
        answer("2", status="404 Not Found"),
        answer("3.png", PNG, "image/png"),
        answer("4.png", PNG, "image/png"),
        answer("5.css", b"p { color: red }", "text/css"),
        answer("6.js", b"var crane", "application/javascript"),
        answer("7", b"", HTML),
        answer("8", b"<rss version='2.0'></rss>", "application/rss+xml"),
        answer("9", b"x", HTML, Content_Encoding="br"),
        answer("robots.txt", b"Disallow: /", "text/plain"),
        answer("a", b"\x00\x01\x02\x03\x04" * 50, "application/octet-stream"),
        answer("b"),
        answer("b", day="2015-01-01"),
    )
    pieces = opened(data)
    assert addresses(pieces) == ["b"]
    assert told(pieces) == (
        "Left out of a.warc.gz: 2 pictures, 1 answer packed with Brotli or Zstandard, 1 empty answer, 1 failed answer, "
        "1 feed, 1 other file, 1 redirect, 1 rule for crawlers, 1 script, 1 second copy with the same bytes, "
        "1 style sheet."
    )


def test_documents_are_taken_whatever_the_server_says() -> None:
    pieces = opened(
        archive(answer("log.pdf", b"%PDF-1.4\n", "application/octet-stream"), answer("x.rtf", b"{\\rtf1 x}"))
    )
    assert addresses(pieces) == ["log.pdf", "x.rtf"]


def test_an_address_comes_twice_if_the_bytes_differ() -> None:
    other = PAGE.replace(b"gone", b"back")
    pieces = opened(
        archive(answer("one"), answer("one", other, day="2015-01-01"), answer("one", other + b" ", day="2015-01-01"))
    )
    assert addresses(pieces) == ["one", "one (saved 2015-01-01)", "one (saved 2015-01-01) (2)"]
    assert {piece.about.url for piece in pieces if isinstance(piece, Part)} == {f"{SITE}one"}


def test_a_fragment_of_html_has_a_name_that_says_so() -> None:
    (part,) = opened(archive(answer("one", b"<b>x</b> <p>The crane is gone.</p>")))
    assert isinstance(part, Part)
    assert part.name == f"{SITE}one.html"
    (document,) = open_file(Path(part.name), part.data)
    assert isinstance(document, Document)
    assert document.media_type == "text/html"


def test_what_is_cut_off_is_told() -> None:
    data = archive(answer("one"), answer("two"), packed=False)
    pieces = opened(data[: data.rindex(b"said.")], "a.warc")
    assert addresses(pieces) == ["one", "two"]
    assert told(pieces) == "Left out of a.warc: 1 end of a page."


def test_what_is_damaged_costs_the_rest_only() -> None:
    one, two = archive(answer("one")), archive(answer("two"))
    for rest in (two[:40], b"\x1f\x8b" + b"x" * 50):
        pieces = opened(one + rest)
        assert addresses(pieces) == ["one"]
        assert isinstance(pieces[-1], Refused)
        assert "a.warc.gz is damaged" in pieces[-1].sentence
    pieces = opened(b"WARC/1.0\r\nnonsense\r\n\r\n" + b"x" * 500, "a.warc")
    assert addresses(pieces) == []


def test_a_payload_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_PAYLOAD_BYTES", 1_000)
    bomb = gzip.compress(PAGE + b" " * 10_000_000)
    refused, part = opened(archive(answer("one", bomb, Content_Encoding="gzip"), answer("two")))
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith(f"{SITE}one in a.warc.gz is too large")
    assert isinstance(part, Part)


def test_time_grows_with_the_number_only() -> None:
    data = archive(*(answer(f"{i}", PAGE + b" " * i) for i in range(1_000)), packed=False)
    start = time.process_time()
    assert len(opened(data, "a.warc")) == 1_000
    assert time.process_time() - start < 5


def packed_up(records: bytes, pages: list[dict[str, str]] | None, **members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("datapackage.json", "{}")
        made.writestr("archive/data.warc.gz", records)
        for name, data in members.items():
            made.writestr(name, data)
        if pages is not None:
            lines = [{"format": "json-pages-1.0"}, *pages]
            made.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)) + "\n{broken\n[]\n")
    return file.getvalue()


def test_a_wacz_gives_the_pages_that_it_lists() -> None:
    records = archive(
        answer("old", status="302 Found", Location="/one"),
        answer("one"),
        answer("advert", PAGE + b" "),
        answer("log.pdf", b"%PDF-1.4\n", "application/pdf"),
    )
    pieces = opened(packed_up(records, [{"url": f"{SITE}old#top", "title": "The  crane"}]), "a.wacz")
    assert pieces == [
        Part(f"{SITE}one", PAGE, About(title="The crane", url=f"{SITE}one")),
        Part(f"{SITE}log.pdf", b"%PDF-1.4\n", About(url=f"{SITE}log.pdf")),
        LeftOut("Left out of a.wacz: 1 page that the archive does not list, 1 redirect."),
    ]
    (document,) = open_file(Path("one"), PAGE)
    assert isinstance(document, Document)


def test_a_wacz_without_a_list_gives_all() -> None:
    assert addresses(opened(packed_up(archive(answer("one")), None), "a.wacz")) == ["one"]
    assert addresses(opened(packed_up(archive(answer("one")), []), "a.wacz")) == ["one"]


def test_a_wacz_that_is_damaged_is_told() -> None:
    data = packed_up(archive(answer("one")), None)
    at = data.index(b"\x1f\x8b") + 15
    pieces = opened(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], "a.wacz")
    assert [type(piece) for piece in pieces] == [Refused]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("datapackage.json", "{}")
    with pytest.raises(RefusedInputError, match="without records"):
        opened(file.getvalue(), "a.wacz")
