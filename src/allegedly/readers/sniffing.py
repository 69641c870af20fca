"""What kind of file some bytes are."""

import codecs
import re
from pathlib import Path

_HEAD = 4_096
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
_DESCRIPTIONS = {kind: description for _, _, kind, description in _MAGIC} | {
    "multipart/related": "a web archive (MHTML)",
    "application/octet-stream": "a binary file",
}
_WEB_ARCHIVE = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*){0,9}(?:<!doctype\s+html|<(?:html|head|body|title|meta)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:html|head|body|div|p|article|section|main|h1|br|table|span|a)[\s/>]", re.IGNORECASE)
_HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".xht", ".shtml"}
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROLS = 0.05
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def media_type(path: Path | None, data: bytes) -> str:
    """The media type of a file by its content, its name (never opened) helping out for HTML.

    ``text/plain`` and ``text/html`` can be read; anything else cannot.
    """
    for offset, magic, kind, _ in _MAGIC:
        if data.startswith(magic, offset):
            return kind
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _WEB_ARCHIVE.match(head):
        return "multipart/related"
    if _HTML.match(head) or (_has_html_name(path) and _TAG.search(head)):
        return "text/html"
    is_text = data.startswith(_WIDE_MARKS) or not _is_binary(data[:_SAMPLE])
    return "text/plain" if is_text else "application/octet-stream"


def describe(kind: str) -> str:
    """What a person calls a file of a media type that cannot be read."""
    return _DESCRIPTIONS.get(kind, "a binary file")


def _has_html_name(path: Path | None) -> bool:
    return path is not None and path.suffix.lower() in _HTML_SUFFIXES


def _is_binary(sample: bytes) -> bool:
    """Too many control characters for a text. NUL bytes do not count: they have a sentence of their own."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS[1:]))
    return controls > 1 and controls > _MOST_CONTROLS * len(sample)
