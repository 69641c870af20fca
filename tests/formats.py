"""A file of each format that can be read, made by programs that are not ours or by the standard library.

python -m tests.formats FOLDER     writes them there
"""

import csv
import io
import json
import mailbox
import sys
import tempfile
import warnings
import zipfile
from email.message import EmailMessage
from pathlib import Path

from tests.files import blogs
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FILES = Path(__file__).parent / "files"
OFFICE = FILES / "office"
WORDS = (
    "The crane at the quay of Sète fell on 5 March 2014, two dockers said. The port authority denied that anybody had "
    "warned it. Captain Lund left for Marseille the next morning.\n\n"
    "“Nobody asked us,” said Nadia Ferrand, who had mended its brake in February.\n"
)
PAGE = (
    "<!doctype html><html><head><title>The crane - Harbour Gazette</title>"
    '<meta property="article:published_time" content="2014-03-06T08:00:00+01:00"></head>'
    "<body><article><h1>The crane</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in WORDS.strip().split("\n\n"))
    + "</article></body></html>"
)


def samples() -> dict[str, bytes]:
    """The bytes of a file by its name, whose suffix is that of its format."""
    posts = blogs.blog(9, 12)
    office = {path.name: path.read_bytes() for path in sorted(OFFICE.glob("report.*"))}
    return {
        "plain.txt": WORDS.encode(),
        "page.html": PAGE.encode(),
        **office,
        "page.mhtml": (FILES / "crane.mhtml").read_bytes(),
        "message.eml": message().as_bytes(),
        "box.mbox": box(),
        "archive.zip": archive(),
        "crawl.warc": crawl(),
        "crawl.warc.gz": crawl(packed=True),
        "crawl.wacz": collection(),
        "blogger.xml": blogs.blogger(posts),
        "takeout.atom": blogs.blogger(posts, takeout=True),
        "wordpress.xml": blogs.wordpress(posts),
        "texts.csv": table(),
        "list.ris": RIS.encode(),
        "list.json": json.dumps(CSL).encode(),
    }


def message(number: int = 1) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Nadia Ferrand <nadia@harbour.example>"
    made["To"] = "Tomas Brandt <tb@paper.example>"
    made["Date"] = "Thu, 06 Mar 2014 09:12:00 +0100"
    made["Subject"] = f"Re: The crane, {number}"
    made["Message-ID"] = f"<{number}@harbour.example>"
    made.set_content(
        f"Tomas,\n\n{WORDS}\nNadia\n\nOn Wed, 5 March 2014, Tomas Brandt wrote:\n> Did Lund see it fall?\n"
    )
    made.add_attachment((OFFICE / "report.odt").read_bytes(), maintype="application", subtype="octet-stream",
                        filename="report.odt")  # fmt: skip
    return made


def box(messages: int = 3) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        kept = mailbox.mbox(Path(folder) / "box")
        for number in range(messages):
            added = mailbox.mboxMessage(message(number))
            added.set_from("nadia@harbour.example Thu Mar  6 09:12:00 2014")
            kept.add(added)
        kept.close()
        return (Path(folder) / "box").read_bytes()


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (("a.txt", WORDS.encode()), ("b/page.html", PAGE.encode()), ("b/m.eml", bytes(message()))):
            made.writestr(zipfile.ZipInfo(name, (2014, 3, 6, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def crawl(*, packed: bool = False) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves its temporary files to be collected
        return _crawl(packed=packed)


def _crawl(*, packed: bool) -> bytes:
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=packed)
    for place, kind, data in (("crane", "text/html", PAGE.encode()), ("crane.png", "image/png", b"\x89PNG\r\n\x1a\n")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://gazette.example/{place}", "response", payload=io.BytesIO(data), http_headers=headers,
                warc_headers_dict={"WARC-Date": "2014-03-07T10:00:00Z", "WARC-Record-ID": f"<urn:x:{place}>"},
            )
        )  # fmt: skip
    return held.getvalue()


def collection() -> bytes:
    held = io.BytesIO()
    pages = (
        '{"format": "json-pages-1.0", "id": "pages"}\n{"url": "https://gazette.example/crane", "title": "The crane"}\n'
    )
    with zipfile.ZipFile(held, "w") as made:
        for name, data in (
            ("archive/data.warc.gz", crawl(packed=True)),
            ("pages/pages.jsonl", pages.encode()),
            ("datapackage.json", b'{"profile": "data-package"}'),
        ):
            made.writestr(zipfile.ZipInfo(name, (2014, 3, 6, 9, 0, 0)), data)
    return held.getvalue()


def table(rows: int = 3) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["date", "source", "title", "text"])
    for number in range(rows):
        writer.writerow(["2014-03-06", "Harbour Gazette", f"The crane, {number}", WORDS])
    return held.getvalue().encode()


RIS = f"""TY  - NEWS
TI  - The crane
AU  - Ferrand, Nadia
T2  - Harbour Gazette
DA  - 2014/03/06
AB  - {WORDS.strip().replace(chr(10), " ")}
ER  -
"""
CSL = [
    {
        "id": "a",
        "type": "article-newspaper",
        "title": "The crane",
        "container-title": "Harbour Gazette",
        "issued": {"date-parts": [[2014, 3, 6]]},
        "abstract": WORDS,
    }
]


if __name__ == "__main__":
    for name, data in samples().items():
        (Path(sys.argv[1]) / name).write_bytes(data)
