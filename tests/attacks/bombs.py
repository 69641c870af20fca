# ruff: noqa: E501 (what is written into a file is as wide as it is)
"""Files that are small, or look so, and cost whoever opens them without care all his time or memory.

python -m tests.attacks.bombs [NAME ...]     opens each and tells what became of it, in which time and memory
"""

import bz2
import gzip
import io
import json
import lzma
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.formats import OFFICE, WORDS, samples

from allegedly.opening import Ends, NotOpened, Opened, Opening
from allegedly.readers import Given, open_file

MANY, DEEP, LONG = 100_000, 100_000, 10_000_000
ZEROS = 1 << 31
Made = Callable[[], bytes]


def zipped(members: dict[str, bytes], level: int = 9) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def zeros(size: int = ZEROS, byte: bytes = b"\0") -> bytes:
    """So many bytes, gzipped, in pieces: nobody has to hold them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(byte * (1 << 24)) for _ in range(size >> 24)), packer.flush()])


def zip_of_zeros(name: str, size: int = ZEROS, byte: bytes = b" ") -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
        made.open(name, "w", force_zip64=True) as inner,
    ):
        for _ in range(size >> 24):
            inner.write(byte * (1 << 24))
    return held.getvalue()


def nested(depth: int) -> bytes:
    data = WORDS.encode()
    for number in range(depth):
        data = zipped({f"{number}.zip" if number else "a.txt": data})
    return data


def overlapping(count: int = 2_000, size: int = 1 << 20) -> bytes:
    """Many members that are all the same stretch of the archive (after D. Fifield, 2019)."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr(zipfile.ZipInfo("0.txt"), b"a" * size, zipfile.ZIP_DEFLATED)
        first = made.infolist()[0]
        for number in range(1, count):
            again = zipfile.ZipInfo(f"{number}.txt")
            for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(again, name, getattr(first, name))
            made.filelist.append(again)
            made.NameToInfo[again.filename] = again
        made._didModify = True
    return held.getvalue()


def laughs(root: str, levels: int = 9) -> bytes:
    declared = '<!ENTITY e0 "lol lol lol ">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels + 1)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [{declared}]><{root}><channel><title>x</title><item><title>&e{levels};</title>'
        f"<description>&e{levels};</description></item></channel></{root}>"
    ).encode()


def quadratic(root: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e "{"x" * 100_000}">]><{root}><channel><item><title>'
        f"{'&e;' * 100_000}</title></item></channel></{root}>"
    ).encode()


def office(member: str, changed: Callable[[bytes], bytes], of: str = "report.docx") -> bytes:
    with zipfile.ZipFile(OFFICE / of) as there:
        return zipped({n: changed(there.read(n)) if n == member else there.read(n) for n in there.namelist()})


def with_declaration(data: bytes) -> bytes:
    entities = laughs("x").split(b"<!DOCTYPE x ")[1].split(b"]>")[0] + b"]>"
    start = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
    return data[:start] + b"<!DOCTYPE x " + entities + data[start:].replace(b" the ", b" &e9; ", 1)


def multipart(depth: int) -> bytes:
    head = b"From: a@b.example\nSubject: deep\nMIME-Version: 1.0\n"
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    closed = b"".join(b"\n--b%d--\n" % n for n in reversed(range(depth)))
    return head + opened + b"Content-Type: text/plain\n\nOtto left Lyon.\n" + closed


def messages(depth: int) -> bytes:
    data = b"Subject: inmost\nFrom: a@b.example\n\nOtto left Lyon.\n"
    for number in range(depth):
        data = b"From: a@b.example\nSubject: %d\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" % number + data
    return data


def pdf(body: str) -> bytes:
    return f"%PDF-1.5\n{body}\ntrailer << /Root 1 0 R /Size 10 >>\nstartxref\n0\n%%EOF\n".encode("latin-1")


def pdf_stream(packed: bytes) -> bytes:
    return (
        b"%%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /XObject << /I 5 0 R >> >> >> endobj\n"
        b"4 0 obj << /Length %d /Filter /FlateDecode >> stream\n%s\nendstream endobj\n"
        b"5 0 obj << /Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Length 10 /Filter /FlateDecode >> stream\n0123456789\nendstream endobj\n"
        b"trailer << /Root 1 0 R /Size 6 >>\n%%%%EOF\n" % (len(packed), packed)
    )


def packed_zeros(size: int = 1 << 30, byte: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(byte * (1 << 24)) for _ in range(size >> 24)] + [packer.flush()])


def warc(
    length: str, payload: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Otto left Lyon.</p>"
) -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2014-03-07T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


PAGE = "<html><head><title>x</title></head><body>{}</body></html>"
BOMBS: dict[str, Made] = {
    "zeros.txt.gz": zeros,
    "zeros.warc.gz": zeros,
    "zeros.xml.gz": lambda: zeros(byte=b" "),
    "zeros.zip": lambda: zip_of_zeros("a.txt"),
    "zeros.docx": lambda: office("word/document.xml", lambda data: data.replace(b"<w:body>", b"<w:body>" + b" " * (1 << 28))),
    "zeros.odt": lambda: office("content.xml", lambda data: data.replace(b"<office:body>", b"<office:body>" + b" " * (1 << 28)), "report.odt"),
    "zeros.wacz": lambda: zip_of_zeros("archive/data.warc"),
    "nested.zip": lambda: nested(60),
    "overlapping.zip": overlapping,
    "members.zip": lambda: zipped({f"{n}.txt": b"" for n in range(MANY)}, 1),
    "climbing.zip": lambda: zipped({f"{'../' * 50}etc/cron.d/{n}.txt": WORDS.encode() for n in range(3)}),
    "names.zip": lambda: zipped({f"{'a' * 60_000}{n}.txt": b"x" for n in range(20)}),
    "itself.zip": lambda: zipped({"itself.zip": zipped({"itself.zip": b"PK\x05\x06" + b"\0" * 18})}),
    "laughs.rss": lambda: laughs("rss"),
    "laughs.xml": lambda: laughs("feed"),
    "quadratic.xml": lambda: quadratic("rss"),
    "laughs.docx": lambda: office("word/document.xml", with_declaration),
    "laughs.odt": lambda: office("content.xml", with_declaration, "report.odt"),
    "laughs.fodt": lambda: with_declaration((OFFICE / "report.fodt").read_bytes()),
    "deep.html": lambda: PAGE.format("<div>" * DEEP + "Otto left Lyon." + "</div>" * DEEP).encode(),
    "deep-open.html": lambda: PAGE.format("<b><i><table><tr><td>" * (DEEP // 5) + "Otto left Lyon.").encode(),
    "attributes.html": lambda: PAGE.format("<p " + " ".join(f"a{n}=1" for n in range(MANY)) + ">Otto left.</p>").encode(),
    "elements.html": lambda: PAGE.format("<p>Otto.</p>" * (5 * MANY)).encode(),
    "comments.html": lambda: PAGE.format("<!--" * MANY + "Otto left Lyon.").encode(),
    "angles.html": lambda: b"<" * LONG,
    "links.html": lambda: PAGE.format("<a href=x>" * MANY + "Otto left Lyon.").encode(),
    "deep.xml": lambda: b"<?xml version='1.0'?><rss><channel>" + b"<item>" * DEEP + b"</item>" * DEEP + b"</channel></rss>",
    "deep.fodt": lambda: (OFFICE / "report.fodt").read_bytes().replace(b"</office:text>", b"<text:section>" * DEEP + b"</text:section>" * DEEP + b"</office:text>"),
    "deep.docx": lambda: office("word/document.xml", lambda data: data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * DEEP + b"</w:sdtContent></w:sdt>" * DEEP)),
    "deep.json": lambda: b"[" * DEEP + b"]" * DEEP,
    "deep-list.json": lambda: b'[{"id":"a","type":"webpage","title":' + b"[" * DEEP + b"]" * DEEP + b"}]",
    "number.json": lambda: b'[{"id":"a","type":"webpage","title":"x","issued":{"date-parts":[[' + b"9" * 1_000_000 + b"]]}}]",
    "deep.rtf": lambda: rb"{\rtf1 " + b"{" * DEEP + b"Otto left Lyon." + b"}" * DEEP + b"}",
    "bin.rtf": lambda: rb"{\rtf1 {\pict\bin2000000000 x}\u-999999999999999999 Otto left.\par}",
    "controls.rtf": lambda: rb"{\rtf1 " + rb"\b\i0\u8226 ?" * MANY + b"}",
    "deep.eml": lambda: multipart(1_000),
    "deep-messages.eml": lambda: messages(1_000),
    "headers.eml": lambda: b"".join(b"X-%d: y\n" % n for n in range(MANY)) + b"Subject: x\n\nOtto left Lyon.",
    "folded.eml": lambda: b"Subject: x" + b"\n y" * (5 * MANY) + b"\nFrom: a@b.example\n\nOtto left Lyon.",
    "encoded.eml": lambda: b"From: a@b.example\nSubject: " + b"=?utf-8?q?=41?= " * MANY + b"\n\nOtto left Lyon.",
    "addresses.eml": lambda: b"From: a@b.example\nTo: " + b"\"(((((\" <a@b.example>, " * MANY + b"\n\nOtto left Lyon.",
    "parens.eml": lambda: b"From: " + b"(" * DEEP + b" a@b.example\nTo: " + b"<" * DEEP + b"\n\nOtto left Lyon.",
    "boundary.eml": lambda: b'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * MANY,
    "parameters.eml": lambda: b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; " + b"".join(b"a*%d=x; " % n for n in range(MANY)) + b"\n\nOtto left.",
    "from-lines.mbox": lambda: b"From a@b.example Thu Mar  6 09:12:00 2014\n\nx\n\n" * MANY,
    "quotes.eml": lambda: b"From: a@b.example\nSubject: q\n\n" + b"\n".join(b">" * n + b" x" for n in range(3_000)),
    "columns.csv": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n" + b"x," * 1_000_000 + b"\n",
    "rows.csv": lambda: b"date,text\n" + b"2014-03-06,Otto left.\n" * (2 * MANY),
    "quote.csv": lambda: b'date,text\n2014-03-06,"' + b"x" * LONG,
    "quotes.csv": lambda: b"date,text\n" + b'"' * (LONG // 2),
    "loop.pdf": lambda: pdf("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >> endobj"),
    "parent.pdf": lambda: pdf("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >> endobj\n3 0 obj << /Type /Page /Parent 3 0 R >> endobj"),
    "deep.pdf": lambda: pdf(f"1 0 obj << /Type /Catalog /Pages 2 0 R /X {'[' * DEEP}{']' * DEEP} >> endobj\n2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj"),
    "kids.pdf": lambda: pdf(f"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [{'3 0 R ' * MANY}] /Count {MANY} >> endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj"),
    "prev.pdf": lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    "zeros.pdf": lambda: pdf_stream(packed_zeros()),
    "image.pdf": lambda: pdf_stream(zlib.compress(b"q 1 0 0 1 0 0 cm /I Do Q BT ET " * 10)),
    "strokes.pdf": lambda: pdf_stream(zlib.compress(b"0 0 m 9 9 l S " * 300_000)),
    "letters.pdf": lambda: pdf_stream(zlib.compress(b"BT /F1 9 Tf (x) Tj ET " * 200_000)),
    "saves.pdf": lambda: pdf_stream(zlib.compress(b"q " * 2_000_000)),
    "lying.warc": lambda: warc("99999999999999999999"),
    "negative.warc": lambda: warc("-1"),
    "short.warc": lambda: warc("3"),
    "zero.warc": lambda: warc("0") * 10_000,
    "headers.warc": lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * (10 * MANY),
    "line.warc": lambda: b"WARC/1.0\r\nA: " + b"b" * LONG,
    "twice.warc.gz": lambda: gzip.compress(gzip.compress(warc("60") * 1000)),
    "packed.warc": lambda: warc(str(len(h := b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + zeros(1 << 30, b" "))), h),
    "chunked.warc": lambda: warc("200", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nx".ljust(200)),
    "claimed.png": lambda: png(0x7FFFFFFF, 0x7FFFFFFF),
    "part.mhtml": lambda: b'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n' + b"--b\nContent-Type: text/html\n\n<p>x\n" * MANY,
    "fences.md": lambda: b"`" * LONG,
    "brackets.md": lambda: b"[" * MANY + b"x" + b"]" * MANY,
    "links.md": lambda: b"[a](" * MANY,
    "images.md": lambda: b"![" * MANY + b"](x)" * MANY,
    "quotes.md": lambda: b">" * DEEP + b" Otto left Lyon.",
    "lists.md": lambda: b"\n".join(b" " * (2 * n) + b"- x" for n in range(2_000)),
    "stars.md": lambda: b"**_" * MANY + b"x",
    "tables.md": lambda: b"|a" * MANY + b"|\n" + b"|-" * MANY + b"|\n" + b"|b|\n" * 1_000,
    "references.md": lambda: b"".join(b"[%d]: x\n" % n for n in range(MANY)) + b"[0]" * MANY,
    "front.md": lambda: b"---\na: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b",".join([b"*b%d" % (n - 1) if n else b"*a"] * 9)) for n in range(9)) + b"title: *b8\n---\nOtto left.\n",
    "emphasis.md": lambda: b"a**b" * MANY + b"c*" * MANY,
    "entry.ris": lambda: b"TY  - NEWS\n" + b"AU  - x\n" * (5 * MANY) + b"ER  -\n",
    "line.ris": lambda: b"TY  - NEWS\nTI  - " + b"x " * (LONG // 2) + b"\nER  -\n",
    "entries.ris": lambda: b"TY  - NEWS\nTI  - x\nAB  - Otto left.\nER  -\n\n" * MANY,
    "packed.txt.bz2": lambda: bz2.compress(b" " * (1 << 28)),
    "packed.txt.xz": lambda: lzma.compress(b" " * (1 << 28)),
    "wide.txt": lambda: ("\ufeff" + "x" * LONG).encode("utf-32"),
    "utf7.txt": lambda: b"+ADw-script+AD4-" * MANY,
    "html-in.txt": lambda: b"<html>" * MANY,
    "blank.txt": lambda: b"\n" * LONG,
    "spaces.txt": lambda: b" \n" * (LONG // 2) + b"x",
    "paragraphs.txt": lambda: b"x\n\n" * 1_000_000,
    "line.txt": lambda: b"x" * LONG,
    "words.txt": lambda: b"Otto left Lyon " * (LONG // 15),
    "json.json": lambda: json.dumps([{"id": str(n), "type": "x", "title": "x"} for n in range(MANY)]).encode(),
}  # fmt: skip


def opened(name: str, data: bytes, opening: Opening) -> tuple[int, list[str], float]:
    """How many documents are in it, what is told of it, and how many seconds that took."""
    begun = time.monotonic()
    documents, told = 0, list[str]()
    for found in opening.open(Path(name), data, Given()):
        if isinstance(found, Opened):
            documents += 1
        elif isinstance(found, NotOpened):
            told.append(found.sentence)
        elif isinstance(found, Ends):
            told.extend(found.left_out)
    return documents, told, time.monotonic() - begun


def main() -> None:
    chosen = sys.argv[1:] or [*BOMBS, *samples()]
    for name in chosen:
        data = BOMBS[name]() if name in BOMBS else samples()[name]
        with Opening(open_file, Path.read_bytes) as opening:
            documents, told, seconds = opened(name, data, opening)
        most = (
            max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)) // 1024
        )
        sys.stdout.write(
            f"{name:20} {len(data):>11,} bytes {seconds:7.1f} s, up to {most:,} MB so far, {documents:,} documents; "
            f"{len(told):,} told: {told[0][:160] if told else ''}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
