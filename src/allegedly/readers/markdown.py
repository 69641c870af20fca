"""Markdown: the text as it reads once it is set, and what its front matter says about it.

The dialect is CommonMark with tables, strike-through and footnotes; other programs' additions stay as they are written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..errors import RefusedInputError
from ..model import sha256
from ..plurals import counted
from .composing import Layout, document_of, name_of
from .front_matter import FrontMatter, split_front_matter
from .html_text import paragraphs_of
from .pieces import Given, Piece
from .rows import row_paragraphs
from .story import Story, lay_out, tidy
from .text import decoded

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]{1,80})\]:\s*(?P<words>.*)")
_NOTE_MARK = re.compile(r" ?\[\^([^\]\s]{1,80})\]")
_INDENTED = re.compile(r"(?: {2,}|\t)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DEEPEST = 100
_QUOTE = "    "
"""As in HTML: block quotations are indented."""
_MISHAPS = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(slots=True)
class _Reader:
    """Puts tokens together to paragraphs."""

    story: Story = field(default_factory=Story)
    marks: list[str] = field(default_factory=list)
    comments: int = 0
    struck: int = 0
    _labels: list[str] = field(default_factory=list)
    """Numbers of items whose first paragraph has not come yet."""
    _quotes: int = 0
    _cells: list[list[str]] = field(default_factory=list)

    def paragraphs(self, tokens: Iterable[Token]) -> list[str]:
        found: list[str] = []
        for token in tokens:
            if token.type == "blockquote_open":
                self._quotes += 1
            elif token.type == "blockquote_close":
                self._quotes -= 1
            elif token.type == "list_item_open":
                self._labels.append(f"{token.info}{token.markup} " if token.info else "")
            elif token.type == "list_item_close":
                self._labels.clear()
            elif token.type in ("td_open", "th_open"):
                self._cells.append([])
            elif token.type == "tr_close":
                found.extend(row_paragraphs(self._cells))
                self._cells.clear()
            elif token.type == "inline" and self._cells:
                self._cells[-1].append(self._inline(token))
            elif token.type in ("inline", "fence", "code_block", "html_block"):
                found.extend(self._set(self._block(token)))
        return found

    def _block(self, token: Token) -> list[str]:
        if token.type == "inline":
            return [self._inline(token)]
        if token.type == "html_block":
            return self._html(token.content)
        return [token.content.strip("\n")]

    def _set(self, paragraphs: Iterable[str]) -> Iterator[str]:
        """Paragraphs with the numbers of their items before them, and indented as quotations."""
        for words in filter(str.strip, paragraphs):
            text = "".join(self._labels) + words
            self._labels.clear()
            yield _QUOTE + text.replace("\n", f"\n{_QUOTE}") if self._quotes else text

    def _inline(self, token: Token) -> str:
        return tidy("".join(self._words(token.children or ())))

    def _words(self, tokens: Iterable[Token]) -> Iterator[str]:
        for token in tokens:
            if token.type == "text":
                self.marks.extend(_NOTE_MARK.findall(token.content))
                yield _NOTE_MARK.sub("", token.content)
            elif token.type in ("softbreak", "hardbreak"):
                yield " " if token.type == "softbreak" else "\n"
            elif token.type == "image":
                self.story.pictures += 1
            elif token.type == "s_open":
                self.struck += 1
            elif token.type == "html_inline":
                self.comments += token.content.startswith("<!--")
                yield "\n" if token.content.lower().startswith("<br") else ""
            else:
                yield token.content

    def _html(self, markup: str) -> list[str]:
        markup, comments = _COMMENT.subn("", markup)
        self.comments += comments
        if not markup.strip():
            return []
        try:
            return paragraphs_of(lxml.html.fragment_fromstring(markup, create_parent="div"))
        except (etree.LxmlError, ValueError, AssertionError):
            return []


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A Markdown file as a document: links by their words, code as it is, tables row by row, footnotes at the end.

    Of the front matter (YAML) title, authors, outlet, address and day of publication are taken.
    """
    result = decoded(path, data)
    front, body = split_front_matter(result.text)
    reader = _Reader()
    text, notes = _without_notes(body)
    try:
        reader.story.paragraphs.extend(reader.paragraphs(_tokens(text)))
        for name in dict.fromkeys((*reader.marks, *notes)):
            if name in notes:
                reader.story.notes.append(reader.paragraphs(_tokens(notes[name])))
    except _MISHAPS as error:
        raise RefusedInputError(
            f"{name_of(path)} cannot be read as Markdown. Name it .txt to read it as it is."
        ) from error
    layout = Layout(sha256(data), "readers.markdown")
    notices = (*result.notices, *lay_out(reader.story, layout), *_notices(front, reader))
    if not layout.text:
        raise RefusedInputError(f"{name_of(path)} has no text in it. Check that it was saved completely.")
    yield document_of(
        path,
        data,
        given,
        media_type="text/markdown",
        text=layout.text,
        own=front.heading,
        encoding=result.encoding,
        notices=notices,
    )


def _tokens(text: str) -> list[Token]:
    """What markdown-it makes of a text. Raises ``ValueError`` where it is nested so deep that it would drop words."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise ValueError("nested too deep")
    return tokens


def _without_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without the footnotes' own paragraphs, and these by their names. Code is left alone."""
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    current: list[str] | None = None
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark is not None and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        found = None if fence or mark else _NOTE.match(line)
        if found is not None:
            current = notes.setdefault(found["name"], [])
            current.append(found["words"])
        elif current is not None and not fence and (not line.strip() or _INDENTED.match(line) or current[-1]):
            current.append(line.strip())
            if not line.strip():
                kept.append("")
        else:
            current = None
            kept.append(line)
    return "\n".join(kept), {name: "\n".join(lines) for name, lines in notes.items()}


def _notices(front: FrontMatter, reader: _Reader) -> Iterator[str]:
    yield from front.notices
    if reader.comments:
        yield f"Left out: {counted(reader.comments, 'comment')} in the markup, which no reader sees."
    if reader.struck:
        yield f"Words that are struck through were kept, at {counted(reader.struck, 'place')}."
