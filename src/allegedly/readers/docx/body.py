"""The running text of a Word document: paragraphs, tables, text boxes, and what is tracked in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..office_zip import attribute, local
from ..rows import row_paragraphs
from ..story import Story, tidy
from .numbering import Numbering

_DELETED = frozenset(("del", "moveFrom"))
_INSERTED = frozenset(("ins", "moveTo"))
_SILENT = frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt",
     "delInstrText", "fldData", "numPicBullet", "docPartPr", "Fallback", "oMathParaPr", "ctrlPr")
)  # fmt: skip
_AS_TEXT = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = frozenset(("blip", "imagedata"))


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and the text boxes that hang on it."""

    words: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """Reads parts of one document into its story, and keeps which notes and comments they refer to."""

    story: Story
    numbering: Numbering
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Notes by the kind and the number in the file, in the order of their marks."""
    comments: list[str] = field(default_factory=list)
    _before: list[str] = field(default_factory=list)
    """The words of a paragraph whose end was deleted: the next goes on with them."""

    def paragraphs(self, parent: Any) -> list[str]:
        """The paragraphs in an element, tables and boxes in their place."""
        found: list[str] = []
        for child in parent:
            name = local(child)
            if name == "p":
                found.extend(self._paragraph(child))
            elif name == "tbl":
                found.extend(self._table(child))
            elif name in _DELETED:
                self.story.deleted += 1
            elif name not in _SILENT:
                self.story.inserted += name in _INSERTED
                found.extend(self.paragraphs(_chosen(child)))
        return found

    def _paragraph(self, element: Any) -> list[str]:
        properties = next((child for child in element if local(child) == "pPr"), None)
        now = _Open()
        self._words(element, now)
        label = "" if self._before else self.numbering.label(properties)
        if properties is not None and _mark_is_deleted(properties):
            self._before.extend(now.words)
            return now.boxes
        words = tidy("".join((*self._before, *now.words)))
        self._before.clear()
        if properties is not None and self.story.title is None and words:
            style = next((attribute(child, "val") for child in properties if local(child) == "pStyle"), None)
            if style in self.numbering.titles:
                self.story.title = " ".join(words.split())
        text = f"{label} {words}" if label and words else words
        return [one for one in (text, *now.boxes) if one]

    def _words(self, parent: Any, now: _Open) -> None:
        for child in parent:
            name = local(child)
            if name == "t":
                now.words.append(child.text or "")
            elif name in _AS_TEXT:
                now.words.append(_AS_TEXT[name])
            elif name in _DELETED:
                self.story.deleted += 1
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), attribute(child, "id") or ""))
            elif name == "commentReference":
                self.comments.append(attribute(child, "id") or "")
            elif name == "txbxContent":
                now.boxes.extend(self.paragraphs(child))
            elif name == "sym":
                now.words.append(_symbol(child))
            elif name not in _SILENT:
                self.story.inserted += name in _INSERTED
                self.story.pictures += name in _PICTURES
                self.story.hidden += name == "r" and _is_hidden(child)
                self._words(_chosen(child), now)

    def _table(self, element: Any) -> list[str]:
        found: list[str] = []
        for row in _rows(element):
            if any(local(mark) == "del" for part in row if local(part) == "trPr" for mark in part):
                self.story.deleted += 1
                continue
            cells = [self.paragraphs(cell) for cell in _of(row, "tc")]
            found.extend(row_paragraphs(cells))
        return found


def _chosen(element: Any) -> Any:
    """Of an alternative the first choice, what newer programs show; else the element itself."""
    if local(element) == "AlternateContent":
        return next((child for child in element if local(child) == "Choice"), _fallback(element))
    return element


def _fallback(element: Any) -> Sequence[Any]:
    return [inner for child in element if local(child) == "Fallback" for inner in child]


def _rows(table: Any) -> Iterable[Any]:
    return _of(table, "tr")


def _of(parent: Any, wanted: str) -> Iterable[Any]:
    """The rows of a table, or the cells of a row; those in content controls and tracked changes too."""
    for child in parent:
        if local(child) == wanted:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _of(child, wanted)


def _mark_is_deleted(properties: Any) -> bool:
    return any(local(mark) == "del" for child in properties if local(child) == "rPr" for mark in child)


def _is_hidden(run: Any) -> bool:
    marks = (mark for child in run if local(child) == "rPr" for mark in child if local(mark) == "vanish")
    return any((attribute(mark, "val") or "1") not in ("0", "false", "off") for mark in marks)


def _symbol(element: Any) -> str:
    """A character by its number; those of symbol fonts, which have letters of their own, as U+FFFD."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return "\ufffd" if code > 0x10FFFF or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF else chr(code)
