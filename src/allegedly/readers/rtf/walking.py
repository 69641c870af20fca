"""A walk through the groups and control words of an RTF file.

Which groups hold no text, which words stand for characters, and which encodings fonts have is from striprtf; it has no
use for notes, comments and tracked changes, and these are what is wanted here. (RTF Specification 1.9.1, 2008.)
"""

import codecs
import re
from dataclasses import dataclass, field, replace
from datetime import date

from striprtf.striprtf import charset_map, destinations, specialchars

from ...resources.wording import day_of
from ..story import Remark, Story
from .flow import Flow

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)
_MARGINS = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
_OPEN = frozenset(("object", "result", "shp", "shpgrp", "field", "fldrslt", "info", "htmltag", "formfield"))
"""Groups that striprtf passes over, or might, whose own words count, or those of groups in them."""
_BOXES = frozenset(("shptxt", "dptxbxtext"))
_PROPERTIES = frozenset(("title", "author", "atnauthor", "atndate"))
_CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_PLAIN = {"tab": " ", "line": "\n", "softline": "\n", "emspace": " ", "enspace": " ", "qmspace": " ", "_": "-"}
_CHARACTERS = {**specialchars, **_PLAIN}
_BULLETS = re.compile(r"[\W\ue000-\uf8ff]*")
_LARGEST_CODE = 0x10000


@dataclass(slots=True)
class _Group:
    """What holds inside a pair of braces."""

    into: Flow | None
    """Where its words go; ``None`` where they go nowhere."""
    outer: Flow | None = None
    kind: str = ""
    skip: int = 1
    """How many characters after a Unicode one stand for it in older programs."""
    font: int = 0
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Walk:
    """One file. ``story`` has the body without its paragraphs, which are in ``body``."""

    story: Story = field(default_factory=Story)
    body: Flow = field(default_factory=Flow)
    known: dict[str, str] = field(default_factory=dict)
    """Title and author."""
    objects: int = 0
    is_whole: bool = False
    _group: _Group = field(default_factory=lambda: _Group(None))
    _stack: list[_Group] = field(default_factory=list)
    _fonts: dict[int, str] = field(default_factory=dict)
    _code_page: str = "cp1252"
    _bytes: bytearray = field(default_factory=bytearray)
    _to_skip: int = 0
    _is_starred: bool = False
    _in_table: bool = False
    _author: str = ""
    _day: date | None = None
    _state: tuple[bool, bool, bool] = (False, False, False)

    def through(self, text: str) -> None:
        """Walk through a file, its bytes as Latin-1."""
        self._group = _Group(self.body)
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                break
            at = token.end()
            if token["brace"]:
                self._brace(token["brace"])
                if not self._stack:
                    self.is_whole = True
                    break
            elif token["word"]:
                number = int(token["number"]) if token["number"] else None
                at += max(number or 0, 0) if token["word"] == "bin" else 0
                self._word(token["word"], number)
            elif token["hex"]:
                self._text(bytes.fromhex(token["hex"]))
            elif token["symbol"]:
                self._symbol(token["symbol"])
            elif token["text"]:
                self._text(token["text"].encode("latin-1"))
        while self._stack:
            self._brace("}")
        self._flush()

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        if brace == "{":
            self._stack.append(self._group)
            self._group = replace(self._group, kind="", outer=self._group.into)
        elif self._stack:
            ended, self._group = self._group, self._stack.pop()
            self._end(ended)

    def _end(self, ended: _Group) -> None:
        """What a group with a purpose of its own leaves behind."""
        flow = ended.into
        if not ended.kind or flow is None:
            return
        paragraphs = flow.end()
        words = " ".join(paragraphs)
        if ended.kind == "footnote" and paragraphs:
            self.story.notes.append(paragraphs)
        elif ended.kind == "annotation":
            own = str(len(self.story.remarks))
            self.story.remarks.append(Remark(own, tuple(paragraphs), self._author or None, self._day))
            self._author, self._day = "", None
        elif ended.kind in _MARGINS:
            self.story.margins.append(words)
        elif ended.kind in _BOXES:
            self.body.paragraphs.extend(paragraphs)
        elif ended.kind in ("listtext", "pntext") and not _BULLETS.fullmatch(words):
            self._write(f"{words} ")
        elif ended.kind == "atnauthor":
            self._author = words
        elif ended.kind == "atndate":
            self._day = _day(words)
        elif ended.kind in ("title", "author") and words:
            self.known[ended.kind] = words  # of two, the later is the one in Unicode

    def _symbol(self, symbol: str) -> None:
        self._to_skip = 0
        if symbol == "*":
            self._is_starred = True
        elif symbol in "\r\n":
            self._paragraph()
        elif symbol in _CHARACTERS:
            self._flush()
            self._write(_CHARACTERS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        self._to_skip = 0
        starred, self._is_starred = self._is_starred, False
        if self._is_destination(word, starred=starred):
            self._enter(word)
        elif word == "u" and number is not None:
            self._write(chr(number % _LARGEST_CODE))
            self._to_skip = self._group.skip
        elif word in ("par", "sect", "page", "column", "nestcell"):
            self._paragraph(in_cell=word == "nestcell")
        elif word in ("cell", "row") and self._group.into is not None:
            (self._group.into.end_cell if word == "cell" else self._group.into.end_row)()
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        else:
            self._property(word, number)

    def _is_destination(self, word: str, *, starred: bool) -> bool:
        own = word in _BOXES or word in _MARGINS or word in _PROPERTIES
        return starred or own or word in destinations or word in _OPEN or word in ("listtext", "pntext")

    def _enter(self, word: str) -> None:
        """Begin what a group is for."""
        self.story.pictures += word == "pict" and self._group.into is not None
        self.objects += word == "object"
        group = self._group
        if word in ("footnote", "annotation", "listtext", "pntext", *_BOXES, *_MARGINS, *_PROPERTIES):
            is_seen = group.into is not None or word in _BOXES or word in _PROPERTIES
            group.into, group.kind = (Flow() if is_seen else None), word
        elif word == "ud":
            group.into = self._stack[-1].outer if self._stack else group.into
        elif word not in _OPEN or word == "info":
            group.into, group.kind = None, word

    def _property(self, word: str, number: int | None) -> None:
        group = self._group
        is_on = number != 0
        if word == "uc":
            group.skip = min(max(number or 0, 0), 10)
        elif word == "f":
            group.font = number or 0
        elif word == "deleted":
            group.deleted = is_on
        elif word == "revised":
            group.inserted = is_on
        elif word == "v":
            group.hidden = is_on
        elif word == "plain":
            group.deleted = group.inserted = group.hidden = False
        elif word in ("intbl", "pard"):
            self._in_table = word == "intbl"
        elif word == "fcharset":
            self._fonts[group.font] = charset_map.get(number or 0, "cp1252") if number else self._code_page
        elif word in _CODE_PAGES:
            self._code_page = _CODE_PAGES[word]
        elif word == "ansicpg":
            self._code_page = _codec(f"cp{number}")

    def _text(self, data: bytes) -> None:
        """Bytes of text in the font's encoding; those that stand for a Unicode character are passed over."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            codec = self._code_page if data.isascii() else self._fonts.get(self._group.font, self._code_page)
            self._write(data.decode(_codec(codec), "replace"))

    def _write(self, words: str) -> None:
        group = self._group
        if group.into is None:
            return
        state = (group.deleted, group.inserted, group.hidden)
        if state != self._state and words.strip():
            before = self._state
            self.story.deleted += state[0] and not before[0]
            self.story.inserted += state[1] and not before[1] and not state[0]
            self.story.hidden += state[2] and not before[2] and not state[0]
            self._state = state
        if not group.deleted:
            group.into.write(words)

    def _paragraph(self, *, in_cell: bool = False) -> None:
        group = self._group
        if group.into is not None and not group.deleted:
            group.into.end_paragraph(in_table=in_cell or (self._in_table and group.into is self.body))


def _codec(name: str) -> str:
    """A codec that Python has; Windows' for what it does not know."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _day(words: str) -> date | None:
    """The day in a DTTM: minutes, hours, days, months and years since 1900, packed into 32 bits."""
    if not re.fullmatch(r"-?\d{1,10}", words):
        return None
    packed = int(words) & 0xFFFFFFFF
    return day_of(1900 + (packed >> 20 & 0x1FF), packed >> 16 & 0xF, packed >> 11 & 0x1F)
