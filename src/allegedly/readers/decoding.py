"""From bytes to text: UTF-8 first, then byte order marks, then a guess that is told."""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 65_536
_FEW_BROKEN = 0.05
_RARE = 0.06
_FEW = 3
_WESTERN_SIGNS = frozenset("“”‘’„‚–—…•€£§©®™°«»½¼¾·†‡\u00a0¡¿²³")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][€£§©®™°«»½¼¾†‡¡¿²³][^\W\d_]")
_WINDOWS = re.compile(r"cp(125\d)$")
_DECLARED = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"\A\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_LATIN_1 = {"iso8859-1", "ascii"}  # browsers read these as windows-1252


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was in, and what had to be guessed or replaced, a sentence each."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """The text of a file. A byte order mark names the encoding and is no part of the text; nothing else changes.

    What is not UTF-8 and has no mark is guessed (HTML: taken as its ``meta`` element says). The guess is
    windows-1252 where its few special characters make sense so, else charset-normalizer's. A text of which a few bytes
    only are not UTF-8 stays UTF-8, with U+FFFD for those. Lone surrogates never come out.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    try:
        return _wide(data) or Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return (_declared(data) if html else None) or _mostly_utf8(data) or _guessed(data)


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (_replaced(text.count("\ufffd"), encoding),))


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: every other byte of Western text is NUL."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > 0.7 * half > 7 * even else "utf-16-be" if even > 0.7 * half > 7 * odd else None
    if encoding is None or len(data) % 2:
        return None
    try:
        return Decoded(data.decode(encoding), encoding, (_guess(encoding),))
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> Decoded | None:
    """As the HTML says, where it can be read so."""
    match = _DECLARED_XML.search(data[:1_024]) or _DECLARED.search(data[:4_096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        name = "cp1252" if name in _LATIN_1 else name
        return Decoded(_clean(data.decode(name)), _called(name))
    except (LookupError, UnicodeError):
        return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    special = len(text) - len(text.encode("ascii", "ignore"))
    if broken > _FEW_BROKEN * (special - broken):
        return None
    return Decoded(text, "utf-8", (_replaced(broken, "UTF-8"),))


def _guessed(data: bytes) -> Decoded:
    name = "cp1252" if _is_western(data[:_SAMPLE]) else _detected(data[:_SAMPLE])
    text = data.decode(name, "replace")
    notices = [_guess(_called(name))]
    if broken := text.count("\ufffd"):
        notices.append(_replaced(broken, _called(name)))
    return Decoded(_clean(text), _called(name), tuple(notices))


def _is_western(sample: bytes) -> bool:
    """Whether the special characters, read as windows-1252, are signs or rare letters.

    A detector takes a few accented letters among English words for any of a dozen encodings.
    """
    text = sample.decode("cp1252", "replace")
    special = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() and c not in "ªºµ" for c in special)
    signs = sum(c in _WESTERN_SIGNS for c in special)
    if letters + signs < len(special) or _SIGN_IN_WORD.search(text):
        return False
    return letters <= _FEW or letters <= _RARE * sum(c.isalpha() for c in text)


def _detected(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=["utf_7"]).best()
    return best.encoding if best is not None else "cp1252"


def _clean(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _called(codec: str) -> str:
    """The name that people know a codec by."""
    return _WINDOWS.sub(r"windows-\1", codec.replace("_", "-"))


def _guess(encoding: str) -> str:
    return f"The encoding was guessed as {encoding}."


def _replaced(count: int, encoding: str) -> str:
    if count == 1:
        return f"One character was not readable as {encoding} and stands as \ufffd."
    return f"{count} characters were not readable as {encoding} and stand as \ufffd."
