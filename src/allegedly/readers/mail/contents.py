"""What a message holds: the words of its body, the files attached to it, and what was left out."""

import base64
import codecs
import re
from dataclasses import dataclass, field
from email.message import Message
from mimetypes import MimeTypes

from ...plurals import counted, were
from ..decoding import decode
from ..naming import Names, file_name
from ..pieces import Part
from .headers import POLICY, Mail, decoded_words, field_of
from .lines import Deep, flowed_paragraphs, html_paragraphs, plain_paragraphs

_DEEPEST = 50
_SUFFIXES = MimeTypes(filenames=())  # those of the library alone: the same on every machine
_PGP = re.compile(r"-----BEGIN PGP MESSAGE-----.*?(?:-----END PGP MESSAGE-----|\Z)", re.DOTALL)
_PGP_ARMOUR = re.compile(
    r"-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)"
    r"|-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w+:.*\n)*",
    re.DOTALL,
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_OBSCURE = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
"""What Python can decode, but no mail is written in."""
_BROWSERS = {"iso8859-1": "cp1252", "ascii": "utf-8"}
_STUB = 0.2
_STUB_BELOW = 400
_ENCRYPTED = (
    "The message is encrypted ({}), so that its body was not read. "
    "Open it in the mail program that has the key, and save it decrypted."
)
_OPAQUE = "The message is signed in a form that hides its text (S/MIME). Save it again without the signature."
_SIGNED = "The digital signature was left out; it was not checked."
_ELSEWHERE = "A part of the message that is kept elsewhere was left out."
_TOO_DEEP = f"Parts that lie more than {_DEEPEST} deep in each other were left out."
_NULS = "NUL characters in the body were replaced by \ufffd."
_REPORT = "The mail system's own report on the delivery was left out."


@dataclass
class Contents:
    """What was found so far."""

    body: list[Deep] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    """Sentences, each once, in the order in which they came up."""
    pictures: int = 0
    encoding: str | None = None
    names: Names = field(default_factory=Names)

    def tell(self, *sentences: str) -> None:
        self.notices.update(dict.fromkeys(sentences))


def contents_of(message: Mail) -> Contents:
    """The body and the attachments of a message, in its order."""
    contents = Contents()
    _take(message, contents, 0)
    if contents.pictures:
        pictures = counted(contents.pictures, "picture")
        contents.tell(f"{pictures} in the body of the message {were(contents.pictures)} left out.")
    return contents


def _take(part: Mail, contents: Contents, depth: int) -> None:
    kind = part.get_content_type()
    if depth > _DEEPEST:
        contents.tell(_TOO_DEEP)
    elif kind == "multipart/encrypted":
        contents.tell(_ENCRYPTED.format("PGP"))
    elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        contents.tell(_OPAQUE if "signed" in str(part.get_param("smime-type") or "") else _ENCRYPTED.format("S/MIME"))
    elif kind == "message/external-body":
        contents.tell(_ELSEWHERE)
    elif kind in ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers"):
        contents.tell(_REPORT)
    elif kind.endswith(("pgp-signature", "pkcs7-signature")):
        contents.tell(_SIGNED)
    elif part.is_multipart() and not kind.startswith("message/"):
        _take_several(part, kind, contents, depth)
    else:
        _take_single(part, kind, contents)


def _take_several(part: Mail, kind: str, contents: Contents, depth: int) -> None:
    parts = [one for one in part.get_payload() if isinstance(one, Message)]
    if kind == "multipart/alternative":
        parts = _preferred(parts)
    for one in parts:
        if kind == "multipart/related" and one is not parts[0] and one.get_content_maintype() == "image":
            contents.pictures += 1
        else:
            _take(one, contents, depth + 1)


def _preferred(parts: list[Mail]) -> list[Mail]:
    """Of several forms of the same text the plain one, unless it only says that there is another; and all others."""
    texts = [part for part in parts if _text_kind(part) is not None]
    others = [part for part in parts if _text_kind(part) is None and part.get_content_type() != "text/enriched"]
    plain = [part for part in texts if _text_kind(part) == "text/plain"]
    marked = [part for part in texts if _text_kind(part) == "text/html"]
    if plain and not (marked and _is_stub(plain[0], marked[-1])):
        return [*plain[:1], *others]
    return [*marked[-1:], *others]


def _text_kind(part: Mail) -> str | None:
    """Whether a form of the text is plain or HTML; that with its pictures beside it is what its first part is."""
    kind: str = part.get_content_type()
    inner = part.get_payload() if kind in ("multipart/related", "multipart/mixed") and part.is_multipart() else None
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        first = inner[0]
        if first.get_content_type() == "multipart/alternative":
            return "text/html"
        return _text_kind(first) if first.get_content_maintype() == "text" else None
    return kind if kind in ("text/plain", "text/html") else None


def _is_stub(plain: Mail, marked: Mail) -> bool:
    """Whether the plain text has nothing of what the HTML says ("Your program cannot show this message")."""
    words = sum(len(line) for _, line in plain_paragraphs(text_of_part(plain, Contents())))
    if words >= _STUB_BELOW:
        return False
    shown = next((part for part in marked.walk() if part.get_content_type() == "text/html"), None)
    others = html_paragraphs(text_of_part(shown, Contents())) if shown is not None else []
    return words < _STUB * sum(len(line) for _, line in others)


def _take_single(part: Mail, kind: str, contents: Contents) -> None:
    attached = part.get_content_disposition() == "attachment" or bool(_given_name(part))
    if kind in ("text/plain", "text/html") and not attached:
        contents.body.extend(_paragraphs(part, kind, contents))
    elif kind.startswith("multipart/") and not attached:  # its parts could not be told apart
        contents.body.extend(_paragraphs(part, "text/plain", contents))
    elif kind.startswith("image/") and part.get_content_disposition() != "attachment" and part.get("content-id"):
        contents.pictures += 1
    else:
        _attach(part, kind, contents)


def _attach(part: Mail, kind: str, contents: Contents) -> None:
    inner = part.get_payload() if kind == "message/rfc822" else None
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        _attach_message(part, inner[0], contents)
        return
    name = _given_name(part) or f"attachment{_SUFFIXES.guess_extension(kind) or ''}"
    contents.attached.append(Part(contents.names.unique(file_name(name)), _payload(part)))


def _attach_message(part: Mail, inner: Mail, contents: Contents) -> None:
    """A message in a message. Its bytes are written anew, which gives the same ones unless its lines were odd."""
    name = file_name(_given_name(part) or field_of(inner, "Subject"), ".eml").replace(".eml.eml", ".eml")
    data = _payload(inner) if _is_base64(part) else inner.as_bytes(policy=POLICY)
    contents.attached.append(Part(contents.names.unique(name), data))


def _is_base64(part: Mail) -> bool:
    return str(part.get("content-transfer-encoding", "")).strip().lower() == "base64"


def _given_name(part: Mail) -> str:
    return decoded_words(part.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1]


def _paragraphs(part: Mail, kind: str, contents: Contents) -> list[Deep]:
    text = text_of_part(part, contents)
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
        contents.tell(_NULS)
    if kind == "text/html":
        return html_paragraphs(text)
    text = _without_armour(text.replace("\r\n", "\n"), contents)
    if str(part.get_param("format") or "").lower() == "flowed":
        return flowed_paragraphs(text, delete_space=str(part.get_param("delsp") or "").lower() == "yes")
    return plain_paragraphs(text)


def _without_armour(text: str, contents: Contents) -> str:
    """The text without what PGP put into it."""
    if "-----BEGIN PGP" not in text:
        return text
    if "-----BEGIN PGP MESSAGE-----" in text:
        contents.tell(_ENCRYPTED.format("PGP"))
    if "-----BEGIN PGP SIGN" in text:
        contents.tell(_SIGNED)
    return _PGP_ARMOUR.sub("", _PGP.sub("", text))


def text_of_part(part: Mail, contents: Contents) -> str:
    """The text of a part, in the encoding that it names if that can be; ``contents`` tells what was guessed."""
    data = _payload(part)
    name = _codec(part)
    if name is not None:
        try:
            text = data.decode(name)
        except ValueError:
            pass
        else:
            contents.encoding = contents.encoding or name
            return text.encode("utf-8", "replace").decode("utf-8")
    if not data.strip():
        return ""
    found = decode(data, html=part.get_content_type() == "text/html")
    contents.encoding = contents.encoding or found.encoding
    contents.tell(*found.notices)
    return found.text


def _codec(part: Mail) -> str | None:
    try:
        name = codecs.lookup(str(part.get_content_charset() or "")).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return None if name in _OBSCURE else _BROWSERS.get(name, name)


def _payload(part: Mail) -> bytes:
    """The bytes of a part, its encoding for the way undone as far as it can be."""
    if _is_base64(part):
        raw = part.get_payload()
        return _base64(raw.encode("ascii", "replace")) if isinstance(raw, str) else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _base64(data: bytes) -> bytes:
    """What can be decoded of it: other characters, and one too many, are passed over."""
    clean = _NO_BASE64.sub(b"", data)
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    return base64.b64decode(clean + b"=" * (-len(clean) % 4))
