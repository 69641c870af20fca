"""Word documents (DOCX): their text from the XML, with notes, comments and tracked changes told apart.

The XML is read directly, within bounds, and by names without namespaces: files come from many programs, in two
dialects, and none has to be sound.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from ...errors import RefusedInputError
from ...model import sha256
from ...plurals import counted
from ..composing import Layout, document_of, name_of
from ..html_dates import day_in
from ..office_zip import OfficeZip, attribute, damaged, local
from ..pieces import Given, LeftOut, Part, Piece
from ..properties import own_heading
from ..sniffing import DOCX
from ..story import Remark, Story, lay_out
from .body import Body
from .numbering import numbering_of

_MAIN = "word/document.xml"
_EMBEDDED = re.compile(
    r"word/(?:embeddings/.*\.(?:docx|odt|pdf|rtf|txt|html?)|[^/]*\.(?:html?|mht|rtf|docx|txt))", re.I
)
_OBJECTS = re.compile(r"word/embeddings/[^/]+", re.I)
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_MISHAPS = (etree.LxmlError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A Word document, and then the files embedded in it.

    What was deleted while changes were tracked is left out, what was inserted is kept. Foot- and endnotes stand at the
    end, comments after them, voices of their own. Days in the file's properties are not those of publication.
    """
    archive = OfficeZip(path, data)
    story = Story()
    try:
        _read(archive, story)
    except _MISHAPS as error:
        raise damaged(path) from error
    layout = Layout(sha256(data), "readers.docx")
    notices = lay_out(story, layout)
    if not layout.text:
        raise RefusedInputError(f"{name_of(path)} has no text in it. Check that it was saved completely.")
    title, author = _properties(archive)
    own, heading = own_heading(layout.text, title, author)
    yield document_of(
        path,
        data,
        given,
        media_type=DOCX,
        text=layout.text,
        own=replace(own, title=own.title or story.title),
        heading=heading,
        notices=(*notices, *archive.notices()),
        voices=layout.voices,
    )
    yield from _embedded(archive)


def _read(archive: OfficeZip, story: Story) -> None:
    root = archive.xml(_MAIN)
    if root is None:
        raise damaged(archive.path)
    body = Body(story, numbering_of(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml")))
    story.paragraphs.extend(text for part in root if local(part) == "body" for text in body.paragraphs(part))
    story.notes.extend(_notes(archive, body))
    story.remarks.extend(_remarks(archive, body))
    aside = Body(Story(), body.numbering)
    for name in sorted(name for name in archive.names if _MARGINS.fullmatch(name)):
        root = archive.xml(name)
        story.margins.append("" if root is None else " ".join(aside.paragraphs(root)))


def _notes(archive: OfficeZip, body: Body) -> Iterator[list[str]]:
    """Notes in the order of their marks, footnotes before endnotes."""
    for kind in ("footnote", "endnote"):
        root = archive.xml(f"word/{kind}s.xml")
        by_id = {attribute(note, "id"): note for note in (() if root is None else root)}
        wanted = dict.fromkeys(number for of, number in body.notes if of == kind)
        for number in wanted:
            if number in by_id and (found := body.paragraphs(by_id[number])):
                yield found


def _remarks(archive: OfficeZip, body: Body) -> Iterator[Remark]:
    """Comments in the order of their marks, those without one last."""
    root = archive.xml("word/comments.xml")
    by_id = {attribute(one, "id") or "": one for one in (() if root is None else root) if local(one) == "comment"}
    last_paragraph = {_last_paragraph(one): own for own, one in by_id.items()}
    parents = _parents(archive)
    for own in dict.fromkeys((*body.comments, *by_id)):
        if own not in by_id:
            continue
        comment = by_id[own]
        parent = last_paragraph.get(parents.get(_last_paragraph(comment) or ""))
        author = " ".join((attribute(comment, "author") or "").split())
        day = day_in(attribute(comment, "date"))
        yield Remark(own, tuple(body.paragraphs(comment)), author or None, day, parent)


def _last_paragraph(comment: Any) -> str | None:
    paragraphs = [child for child in comment if local(child) == "p"]
    return attribute(paragraphs[-1], "paraId") if paragraphs else None


def _parents(archive: OfficeZip) -> dict[str, str | None]:
    """Which comment a reply answers, by the last paragraphs of both."""
    root = archive.xml("word/commentsExtended.xml")
    return {attribute(one, "paraId") or "": attribute(one, "paraIdParent") for one in (() if root is None else root)}


def _properties(archive: OfficeZip) -> tuple[str | None, str | None]:
    root = archive.xml("docProps/core.xml")
    known = {local(child): child.text for child in (() if root is None else root)}
    return known.get("title"), known.get("creator")


def _embedded(archive: OfficeZip) -> Iterator[Piece]:
    """Files inside that may have text."""
    others = 0
    for name in sorted(set(archive.names)):
        if _EMBEDDED.fullmatch(name):
            data = archive.read(name)
            yield Part(name, data) if data else LeftOut(f"Damaged in the file, and left out: {name}.")
        elif _OBJECTS.fullmatch(name):
            others += 1
    if others:
        yield LeftOut(f"Left out: {counted(others, 'embedded object')}, such as sheets and charts.")
