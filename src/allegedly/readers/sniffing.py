"""What kind of file some bytes are."""

import codecs
import io
import lzma
import re
import struct
import zipfile
import zlib
from pathlib import Path

MISHAPS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    RuntimeError,
)
"""What the standard library raises on damaged archives."""
_HEAD = 4_096
_HEAD_OF_FLAT = 16_384  # its names of spaces come first, and LibreOffice knows many
_SAMPLE = 65_536
_MAGIC: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "application/pdf", "a PDF"),
    (0, b"PK\x03\x04", "application/zip", "a ZIP archive or an office document"),
    (0, b"PK\x05\x06", "application/zip", "a ZIP archive or an office document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "an old office document"),
    (0, b"{\\rtf", "application/rtf", "an RTF document"),
    (0, b"%!PS", "application/postscript", "a PostScript file"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "an image"),
    (0, b"\xff\xd8\xff", "image/jpeg", "an image"),
    (0, b"GIF8", "image/gif", "an image"),
    (0, b"II*\x00", "image/tiff", "an image"),
    (0, b"MM\x00*", "image/tiff", "an image"),
    (8, b"WEBP", "image/webp", "an image"),
    (4, b"ftyp", "video/mp4", "a video, a sound or an image"),
    (8, b"WAVE", "audio/wav", "a sound"),
    (8, b"AVI ", "video/x-msvideo", "a video"),
    (0, b"ID3", "audio/mpeg", "a sound"),
    (0, b"OggS", "audio/ogg", "a sound"),
    (0, b"fLaC", "audio/flac", "a sound"),
    (0, b"\x1aE\xdf\xa3", "video/webm", "a video"),
    (0, b"\x1f\x8b", "application/gzip", "a compressed archive"),
    (0, b"BZh", "application/x-bzip2", "a compressed archive"),
    (0, b"\xfd7zXZ\x00", "application/x-xz", "a compressed archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "a compressed archive"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar", "a compressed archive"),
    (0, b"(\xb5/\xfd", "application/zstd", "a compressed archive"),
    (0, b"\x7fELF", "application/x-executable", "a program"),
    (0, b"MZ\x90\x00", "application/x-msdownload", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary", "a program"),
    (0, b"\xca\xfe\xba\xbe", "application/java-vm", "a program"),
    (0, b"\x00asm", "application/wasm", "a program"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3", "a database"),
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
_DESCRIPTIONS = {kind: description for _, _, kind, description in _MAGIC} | {
    "application/epub+zip": "an e-book (EPUB)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "a spreadsheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a presentation",
    "application/vnd.oasis.opendocument.spreadsheet": "a spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "a presentation",
    "application/x-encrypted-office": "an office document locked with a password",
    "application/octet-stream": "a binary file",
}
_REMEDIES = {
    "application/x-ole-storage": "Save it as DOCX or ODT.",
    "application/x-encrypted-office": "Save a copy of it without one.",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Save its table as CSV.",
    "application/vnd.oasis.opendocument.spreadsheet": "Save its table as CSV.",
}
_HEADERS = rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
_WEB_ARCHIVE = re.compile(_HEADERS + rb"Content-Type:\s*multipart/related", re.IGNORECASE)
_SENT = re.compile(_HEADERS + rb"(?:Received|Message-ID|Return-Path|Delivered-To|To):", re.IGNORECASE)
"""What a message has that somebody sent, and a saved page has not."""
_SAVED = re.compile(_HEADERS + rb"(?:Snapshot-Content-Location:|From:[^\n]{0,40}\bSaved by\b)", re.IGNORECASE)
_MESSAGE = re.compile(_HEADERS + rb"(?:Received|Message-ID|MIME-Version|Return-Path):", re.IGNORECASE)
_MAILBOX = re.compile(rb"\AFrom \S[^\n]*\d{4}[^\n]*\n(?:>?[\w-]+:[^\n]*\n)")
_FEED = re.compile(
    rb"\A(?>\s*<\?[^>]*\?>|\s*<!--.*?-->|\s*<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>){0,60}"
    rb"\s*<(?:[\w-]+:)?(?P<root>rss|feed|entry|RDF)[\s>]",
    re.DOTALL,
)
"""An export of WordPress begins with two dozen comments."""
_FEEDS = {b"rss": "application/rss+xml", b"RDF": "application/rss+xml"}
_REFERENCES = re.compile(rb"\A\s*TY {1,2}- *[A-Za-z]")
_FLAT_ODT = re.compile(
    rb"\A\s*(?:<\?[^>]*\?>\s*)?<office:document\s[^>]*office:mimetype=[\"']application/vnd\.oasis\.opendocument\.text(?:-\w+)?[\"']"
)
_CSL = re.compile(rb'\A\s*\[\s*\{(?=.*?"type"\s*:)(?=.*?"(?:title|id)"\s*:)', re.DOTALL)
_BY_NAME = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".tab": "text/tab-separated-values",
    ".ris": "application/x-research-info-systems",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
"""Kinds of plain text that only the name tells."""
_ZIPPED = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "datapackage.json": "application/wacz",
}
"""What a ZIP file is by a member that it has."""
_MIMETYPE = "mimetype"
_HTML = re.compile(
    rb"\A\s*(?>(?:<\?xml[^>]*>\s*|<!--.*?-->\s*){0,60})(?:<!doctype\s+html|<(?:html|head|body|title|meta)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|head|body|div|p|article|section|main|h1|br|table|span|a)[\s/>]", re.IGNORECASE)
_HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".xht", ".shtml"}
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROLS = 0.05
_LONGEST_TYPE = 100
_LOCKED = "application/x-encrypted-office"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def media_type(path: Path | None, data: bytes) -> str:
    """The media type of a file by its content, its name (never opened) helping out where that says little.

    What is packed stays ``application/zip`` or ``application/gzip``: see ``packed_type``.
    """
    for offset, magic, kind, _ in _MAGIC:
        if data.startswith(magic, offset):
            return _LOCKED if kind == "application/x-ole-storage" and _ENCRYPTED in data else kind
    if data.startswith(b"WARC/"):
        return "application/warc"
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\r\n", b"\n")
    if (feed := _FEED.match(head)) is not None:
        return _FEEDS.get(feed["root"], "application/atom+xml")
    if _FLAT_ODT.match(data[:_HEAD_OF_FLAT]):
        return FLAT_ODT
    if _HTML.match(head) or (_has_html_name(path) and _TAG.search(head)):
        return "text/html"
    if not data.startswith(_WIDE_MARKS) and _is_binary(data[:_SAMPLE]):
        return "application/octet-stream"
    return _text_type(path, head)


def _text_type(path: Path | None, head: bytes) -> str:
    """What kind of text it is."""
    suffix = path.suffix.lower() if path is not None else ""
    if _WEB_ARCHIVE.match(head) and (_SAVED.match(head) or not _SENT.match(head)):
        return "multipart/related"
    if _MAILBOX.match(head):
        return "application/mbox"
    if _MESSAGE.match(head) or (suffix == ".eml" and re.match(rb"[\w-]+:", head)):
        return "message/rfc822"
    if _REFERENCES.match(head):
        return "application/x-research-info-systems"
    if _CSL.match(head):
        return "application/vnd.citationstyles.csl+json"
    return _BY_NAME.get(suffix, "text/plain")


def packed_type(data: bytes) -> str:
    """What a ZIP or gzip file is by what is in it. Raises one of ``MISHAPS`` on damaged ones."""
    if data.startswith(b"\x1f\x8b"):
        is_warc = zlib.decompressobj(wbits=31).decompress(data, 16).startswith(b"WARC/")
        return "application/warc" if is_warc else "application/gzip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if names and names[0] == _MIMETYPE and archive.getinfo(_MIMETYPE).file_size < _LONGEST_TYPE:
            kind = archive.read(_MIMETYPE).decode("ascii", "replace").strip()
            return ODT if kind.startswith(f"{ODT}-") else kind  # templates, and texts that were made from a web page
    return next((kind for name, kind in _ZIPPED.items() if name in names), "application/zip")


def describe(kind: str) -> str:
    """What a person calls a file of a media type that cannot be read."""
    return _DESCRIPTIONS.get(kind, "a binary file")


def remedy(kind: str) -> str:
    """What can be done about one."""
    return _REMEDIES.get(kind, "Save its text as plain text or as HTML.")


def _has_html_name(path: Path | None) -> bool:
    return path is not None and path.suffix.lower() in _HTML_SUFFIXES


def _is_binary(sample: bytes) -> bool:
    """Too many control characters for a text. NUL bytes do not count: they have a sentence of their own."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS[1:]))
    return controls > 1 and controls > _MOST_CONTROLS * len(sample)
