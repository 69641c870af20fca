"""HTML: the main text of a page, its comments, and what its markup says about it."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree
from trafilatura.settings import Document as PageText

from ..errors import RefusedInputError
from ..model import Document, sha256
from .composing import Layout, document_of, name_of
from .decoding import Decoded
from .headings import Heading, read_heading
from .html_comments import take_comments
from .html_dates import published_day
from .html_text import element_names, paragraphs_of, text_of, tree_of
from .pieces import Given, Piece
from .text import decoded

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,500})")
_SITE_PARTED = re.compile(r"\s+[–—|•·»«:-]+\s+|:\s+")
_LEFT_IN = "The main text could not be told from the rest of the page; all of its text was kept."
_LEFT_OUT = "Less than a tenth of the page's text was taken for its main text; compare it with the page."
_SMALL_SHARE = 0.1
_AROUND = ["//nav", "//footer[not(ancestor::article)]"]
"""What trafilatura would leave in where it falls back on all of a short page."""
_NO_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-12-31"}
"""trafilatura looks for a date whenever it reads metadata, by today's date if it is not given one. Its find is not
used: it takes dates of change and of copyright too."""
_MISHAPS = (ValueError, TypeError, AttributeError, LookupError, RuntimeError, etree.LxmlError)
"""What libraries may raise on malformed pages."""

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # what they would warn about, notices and refusals tell


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A page as a document: its main text, then its comments, which are voices already.

    Method: comments by their markup (see ``html_comments``), then trafilatura on what is left. Where that finds
    nothing, all text outside menus, headers, footers and forms is kept, and a notice says so.
    """
    yield page_document(path, data, given, decoded(path, data, html=True), media_type="text/html")


def page_document(
    path: Path | None,
    data: bytes,
    given: Given,
    page: Decoded,
    *,
    media_type: str,
    url: str | None = None,
    title: str | None = None,
) -> Document:
    """The document that a page is; ``data`` is the file that it came in, ``url`` where it was saved from.

    ``title`` counts where the page itself has none. Raises ``RefusedInputError`` where there is no text in it.
    """
    tree = tree_of(page.text)
    if tree is None:
        raise _nothing_in(path)
    comments = take_comments(tree)
    paragraphs, notices = _main_text(tree)
    layout = Layout(sha256(data), "readers.html")
    layout.add(paragraphs)
    for number, comment in enumerate(comments, 1):
        layout.add_comment(comment.paragraphs, author=comment.author, published=comment.published, number=number)
    if not layout.text:
        raise _nothing_in(path)
    own = _metadata(tree, page.text)
    own = replace(own, url=url or own.url, title=own.title or title)
    return document_of(
        path,
        data,
        given,
        media_type=media_type,
        text=layout.text,
        own=replace(own, published=published_day(tree, own.url)),
        heading=read_heading("\n\n".join(paragraphs)),
        encoding=page.encoding,
        notices=(*page.notices, *notices),
        voices=layout.voices,
    )


def _nothing_in(path: Path | None) -> RefusedInputError:
    return RefusedInputError(
        f"{name_of(path)} is HTML without any text to read. Save the page again once it is shown completely, "
        "or save its text as plain text."
    )


def _main_text(tree: Any) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs of the main text, and what is to be said about them."""
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False, prune_xpath=_AROUND)
    except _MISHAPS:
        found = None
    paragraphs = paragraphs_of(found.body) if isinstance(found, PageText) else []
    everything = paragraphs_of(tree, without=set(tree.iter(*element_names("furniture"))))
    if not paragraphs:
        return everything, (_LEFT_IN,) if everything else ()
    share = sum(map(len, paragraphs)) / max(sum(map(len, everything)), 1)
    return paragraphs, (_LEFT_OUT,) if share < _SMALL_SHARE else ()


def _metadata(tree: Any, markup: str) -> Heading:
    """Title, authors, outlet and address, as far as the markup tells them."""
    try:
        meta = trafilatura.extract_metadata(tree, date_config=dict(_NO_DATES))
    except _MISHAPS:
        return Heading()
    saved = _SAVED_FROM.search(markup[:4_096])
    url = meta.url or (saved[1] if saved else None)
    title = _title(tree, meta.title)
    return Heading(title, _authors(meta.author), _outlet(tree, title, meta, url), None, url)


def _title(tree: Any, found: str | None) -> str | None:
    """The page's own title where its head tells it, else the headline's; trafilatura may take a blog's name for it."""
    if tree.find(".//head/meta[@property='og:title']") is None:
        marked = [e for e in tree.iter("h1", "h2", "h3", "h4", "div", "span") if _is_headline(e)]
        titles = list(dict.fromkeys(words for e in marked if (words := text_of(e))))
        if len(titles) == 1:
            return titles[0]
    return found or None


def _is_headline(element: Any) -> bool:
    return element.get("itemprop") == "headline" or not element_names("title_classes").isdisjoint(
        (element.get("class") or "").split()
    )


def _authors(found: str | None) -> tuple[str, ...]:
    names = (name.strip() for name in (found or "").split(";"))
    return tuple(dict.fromkeys(name for name in names if name and "://" not in name))


def _outlet(tree: Any, title: str | None, meta: Any, url: str | None) -> str | None:
    """The site's name; else what the page's title says besides the headline; else the host."""
    if meta.sitename and meta.sitename not in (url or "//"):
        return str(meta.sitename)
    words = (tree.findtext(".//head/title") or "").strip()
    parts = _SITE_PARTED.split(words)
    if title and len(parts) == 2 and title in parts:
        return str(parts[1 - parts.index(title)])
    return re.sub(r"^https?://(?:www\.)?|/.*$", "", url) if url else meta.sitename or None
