"""The entries of a feed one after the other, however large it is; damaged ones as far as they go."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from pathlib import Path
from typing import Any

from lxml import etree

from ...errors import RefusedInputError
from ..composing import name_of
from ..decoding import decode
from ..html_text import allowed
from .fields import local_name

_ENTRIES = ("{*}entry", "{*}item")
_AROUND = frozenset(("feed", "channel", "RDF", "rss"))
_DOCTYPE = re.compile(r"\A(?>\s*<\?.*?\?>|\s*<!--.*?-->)*\s*<!DOCTYPE[^>\[]*(\[)?(?(1)|>)", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml.*?\?>\s*", re.DOTALL)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,9});")
_LONE = re.compile(r"&(?!(?:#\d{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,30});)")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_START = 65_536


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a feed, ready to be gone through as often as need be. ``damage`` says what is wrong with them."""

    data: bytes
    damage: tuple[str, ...] = ()

    def entries(self) -> Iterator[Any]:
        """Each entry or item, complete; it is emptied when the next one is asked for. Raises ``XMLSyntaxError``."""
        parsing = etree.iterparse(
            io.BytesIO(self.data),
            events=("end",),
            tag=_ENTRIES,
            recover=bool(self.damage),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        behind = None
        for _, element in parsing:
            if not self._is_own(element):
                continue
            if behind is not None:
                _drop(behind)
            yield element
            behind = element
        if behind is not None:
            _drop(behind)

    def _is_own(self, element: Any) -> bool:
        """Whether it is an entry of the feed; where tags are left open, the next entry lies inside the one before."""
        around = element.getparent()
        return around is None or local_name(around) in _AROUND or bool(self.damage)


def element_of(data: bytes) -> Any:
    """An entry out of the bytes that it was put into; where the feed is damaged, they may be too."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    return etree.fromstring(data, etree.XMLParser(recover=True, **safe))


def source_of(path: Path | None, data: bytes) -> Source:
    """The feed, mended if it has to be. Raises ``RefusedInputError`` where it declares entities of its own."""
    start = data[:_START].replace(b"\x00", b"").decode("latin-1").removeprefix("ï»¿").lstrip("ÿþ")
    doctype = _DOCTYPE.match(start)
    if doctype is not None and (doctype[1] or "<!ENTITY" in start):
        raise RefusedInputError(
            f"{name_of(path)} is a feed with declarations of its own (DOCTYPE), which are not read. "
            "Take them out, or save its posts as web pages."
        )
    return Source(data) if doctype is None else Source(_mended(decode(data, html=True).text))


def mended(source: Source, error: etree.XMLSyntaxError) -> Source:
    """The same feed, to be gone through once more with what can be had of it."""
    decoded = decode(source.data, html=True)
    damage = f"The feed is damaged in line {error.lineno or 1:,}; what could be read of it was taken."
    return Source(_mended(decoded.text), (damage, *decoded.notices))


def _mended(text: str) -> bytes:
    """A feed in UTF-8, with U+FFFD for characters that XML does not have, and HTML's named characters as such."""
    text = _LONE.sub("&amp;", _NAMED.sub(_character, allowed(text)))
    text = _DECLARATION.sub("", text, count=1)
    doctype = _DOCTYPE.match(text)
    return (text if doctype is None else text[doctype.end() :]).encode()


def _character(match: re.Match[str]) -> str:
    code = None if match[1] in _XML_NAMES else name2codepoint.get(match[1])
    return match[0] if code is None else chr(code)


def _drop(element: Any) -> None:
    around = element.getparent()
    element.clear()
    if around is not None:
        around.remove(element)
