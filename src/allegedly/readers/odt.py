"""OpenDocument texts (ODT, and flat ones in one XML file): text, notes, comments and tracked changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from ..errors import RefusedInputError
from ..model import sha256
from .composing import Layout, document_of, name_of
from .html_dates import day_in
from .office_zip import OfficeZip, attribute, damaged, local, parse_xml, whole
from .pieces import Given, Piece
from .properties import own_heading
from .rows import row_paragraphs
from .sniffing import FLAT_ODT, ODT
from .story import Remark, Story, lay_out, numeral, tidy

_SILENT = frozenset(
    ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "ruby-text", "title", "desc",
     "covered-table-cell", "change", "event-listeners", "glue-point", "script", "note-citation", "annotation-end",
     "binary-data", "number", "table-of-content-source", "alphabetical-index-source", "bibliography-source", "shapes")
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h"))
_WITH_ROWS = frozenset(("table-header-rows", "table-rows", "table-row-group"))
_MISHAPS = (etree.LxmlError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MOST_SPACES = 100
_LEVELS = 10


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered; ``form`` is ``None`` for bullets."""

    form: str | None
    before: str
    after: str
    shown: int
    start: int


@dataclass(slots=True)
class _Reader:
    story: Story
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    titles: frozenset[str] = frozenset(("Title",))

    def paragraphs(self, parent: Any, style: str = "", level: int = 0) -> list[str]:
        """The paragraphs in an element; ``style`` and ``level`` are those of the list that it is in."""
        found: list[str] = []
        for child in parent:
            name = local(child)
            if name in _PARAGRAPHS:
                found.extend(self._paragraph(child))
            elif name == "table":
                found.extend(self._table(child))
            elif name == "list":
                found.extend(self._list(child, attribute(child, "style-name") or style, level + 1))
            elif name not in _SILENT:
                self._count(child, name)
                found.extend(self.paragraphs(child, style, level))
        return found

    def _paragraph(self, element: Any) -> list[str]:
        boxes: list[str] = []
        words = tidy("".join(self._words(element, boxes)))
        if words and self.story.title is None and attribute(element, "style-name") in self.titles:
            self.story.title = " ".join(words.split())
        return [text for text in (words, *boxes) if text]

    def _words(self, element: Any, boxes: list[str]) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = local(child)
            if name in ("tab", "line-break"):
                yield "\n" if name == "line-break" else " "
            elif name == "s":
                yield " " * min(whole(attribute(child, "c"), 1), _MOST_SPACES)
            elif name == "note":
                self._note(child)
            elif name == "annotation":
                self._remark(child)
            elif name in ("text-box", "table", "list"):
                boxes.extend(self.paragraphs((child,) if name != "text-box" else child))
            elif name in _PARAGRAPHS:
                boxes.extend(self._paragraph(child))
            elif name not in _SILENT:
                self._count(child, name)
                yield from self._words(child, boxes)
            yield child.tail or ""

    def _count(self, element: Any, name: str) -> None:
        self.story.pictures += name == "image"
        self.story.hidden += name in ("hidden-text", "hidden-paragraph")

    def _note(self, note: Any) -> None:
        self.story.notes.extend(self.paragraphs(child) for child in note if local(child) == "note-body")

    def _remark(self, comment: Any) -> None:
        known = {local(child): child.text for child in comment if local(child) in ("creator", "date")}
        words = self.paragraphs([child for child in comment if local(child) in ("p", "list")])
        author = " ".join((known.get("creator") or "").split()) or None
        own = attribute(comment, "name") or str(len(self.story.remarks))
        parent = attribute(comment, "parent-name")
        self.story.remarks.append(Remark(own, tuple(words), author, day_in(known.get("date")), parent))

    def _table(self, table: Any) -> list[str]:
        found: list[str] = []
        for row in _rows(table):
            cells = [self.paragraphs(cell) for cell in row if local(cell) == "table-cell"]
            found.extend(row_paragraphs(cells))
        return found

    def _list(self, element: Any, style: str, level: int) -> list[str]:
        found: list[str] = []
        if (
            level == 1
            and attribute(element, "continue-numbering") != "true"
            and not attribute(element, "continue-list")
        ):
            self.counts[style] = [0] * _LEVELS
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            label = self._label(item, style, level) if local(item) == "list-item" else ""
            inside = self.paragraphs(item, style, level)
            if label and inside and len(item) and local(item[0]) in _PARAGRAPHS:
                inside[0] = f"{label} {inside[0]}"
            found.extend(inside)
        return found

    def _label(self, item: Any, style: str, level: int) -> str:
        known = self.lists.get(style, {})
        own = known.get(level)
        if level > _LEVELS:
            return ""
        counts = self.counts.setdefault(style, [0] * _LEVELS)
        restart = attribute(item, "start-value")
        first = own.start if own is not None else 1
        counts[level - 1] = whole(restart, 1) if restart else counts[level - 1] + 1 if counts[level - 1] else first
        counts[level:] = [0] * (_LEVELS - level)
        if own is None or not own.form:
            return ""
        shown = range(max(level - own.shown, 0), level)
        forms = ((known[at + 1].form if at + 1 in known else None) or "1" for at in shown)
        numbers = ".".join(numeral(counts[at] or 1, form) for at, form in zip(shown, forms, strict=True))
        return f"{own.before}{numbers}{own.after}".strip()


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """An OpenDocument text. What was deleted while changes were tracked is left out, what was inserted is kept.

    Notes stand at the end, comments after them, voices of their own. Days in the file's properties are not those of
    publication.
    """
    story = Story()
    archive = OfficeZip(path, data) if data.startswith(b"PK") else None
    try:
        roots = [parse_xml(data)] if archive is None else _roots(archive)
        _read(roots, story)
    except _MISHAPS as error:
        raise damaged(path) from error
    layout = Layout(sha256(data), "readers.odt")
    notices = lay_out(story, layout)
    if not layout.text:
        raise RefusedInputError(f"{name_of(path)} has no text in it. Check that it was saved completely.")
    title, author = _properties(roots)
    own, heading = own_heading(layout.text, title or story.title, author)
    yield document_of(
        path,
        data,
        given,
        media_type=FLAT_ODT if archive is None else ODT,
        text=layout.text,
        own=own,
        heading=heading,
        notices=notices if archive is None else (*notices, *archive.notices()),
        voices=layout.voices,
    )


def _roots(archive: OfficeZip) -> list[Any]:
    """The content, the styles and the properties."""
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest or "encrypted-package" in archive.names:
        raise RefusedInputError(f"{name_of(archive.path)} is locked with a password. Save a copy of it without one.")
    content = archive.xml("content.xml")
    if content is None:
        raise damaged(archive.path)
    others = (archive.xml(name) for name in ("styles.xml", "meta.xml"))
    return [content, *(root for root in others if root is not None)]


def _read(roots: Iterable[Any], story: Story) -> None:
    reader = _Reader(story)
    bodies = []
    for root in roots:
        for part in root:
            if local(part) in ("styles", "automatic-styles"):
                reader.lists.update(_lists(part))
                reader.titles |= _titles(part)
            elif local(part) == "master-styles":
                story.margins.extend(_margins(part))
            elif local(part) == "body":
                bodies.append(part)
    for body in bodies:
        for text in body:
            _count_changes(text, story)
            story.paragraphs.extend(reader.paragraphs(text))


def _count_changes(text: Any, story: Story) -> None:
    for tracked in text:
        if local(tracked) == "tracked-changes":
            kinds = [local(change) for region in tracked for change in region]
            story.deleted += kinds.count("deletion")
            story.inserted += kinds.count("insertion")


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, each once however often it is repeated."""
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in _WITH_ROWS:
            yield from _rows(child)


def _lists(styles: Any) -> Iterator[tuple[str, dict[int, _Level]]]:
    for style in styles:
        if local(style) == "list-style":
            yield attribute(style, "name") or "", {whole(attribute(one, "level"), 1): _level(one) for one in style}


def _level(element: Any) -> _Level:
    is_number = local(element) == "list-level-style-number"
    return _Level(
        (attribute(element, "num-format") or None) if is_number else None,
        attribute(element, "num-prefix") or "",
        attribute(element, "num-suffix") or "",
        whole(attribute(element, "display-levels"), 1),
        whole(attribute(element, "start-value"), 1),
    )


def _titles(styles: Any) -> frozenset[str]:
    """The automatic styles that are made from that of titles."""
    made = (style for style in styles if attribute(style, "parent-style-name") == "Title")
    return frozenset(attribute(style, "name") or "" for style in made)


def _margins(masters: Any) -> Iterator[str]:
    aside = _Reader(Story())
    for page in masters:
        for margin in page:
            if local(margin).startswith(("header", "footer")):
                for number in margin.iter("{*}page-number", "{*}page-count"):
                    number.text = number.text or "1"  # flat files leave it empty
                yield " ".join(aside.paragraphs(margin))


def _properties(roots: Iterable[Any]) -> tuple[str | None, str | None]:
    """Title and author: who began the document, not who saved it last."""
    known = {local(child): child.text for root in roots for part in root if local(part) == "meta" for child in part}
    return known.get("title"), known.get("initial-creator") or known.get("creator")
