"""A post and its comments as a document."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from itertools import accumulate
from pathlib import Path

from ...errors import RefusedInputError
from ...model import Document, sha256
from ..composing import Layout, document_of, name_of
from ..headings import Heading, read_heading
from ..html_text import element_names, paragraphs_of, tree_of
from ..pieces import Given
from .entries import Body, Entry

_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_TAG = re.compile(r"<(/?)([a-z]*)[^<>]*>", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")
_BLOCK_EDITOR = "<!-- wp:"
_NO_WORDS = re.compile(r"<[^<>]*>|&#?\w{1,8};|[\W_]+")
_FIRST = datetime.min.replace(tzinfo=UTC)


def document_from(
    path: Path | None,
    data: bytes,
    given: Given,
    post: Entry,
    comments: Sequence[Entry],
    *,
    media_type: str,
    encoding: str,
    notices: Iterable[str] = (),
) -> Document:
    """The post's words, then its comments in order of time. Raises ``RefusedInputError`` where there are no words."""
    layout = Layout(sha256(data), "readers.feeds")
    paragraphs = paragraphs_in(post.body)
    layout.add(paragraphs)
    voices: dict[str, str | None] = {}
    for number, comment in enumerate(in_order(comments), 1):
        voice = layout.add_comment(
            paragraphs_in(comment.body),
            author=next(iter(comment.authors), None),
            published=comment.published,
            number=number,
            parent=voices.get(comment.parent),
        )
        voices.setdefault(comment.key, voice)
    if not layout.text:
        raise RefusedInputError(f"{name_of(path)} holds a post without any words. Check that its feed has whole posts.")
    return document_of(
        path,
        data,
        given,
        media_type=media_type,
        text=layout.text,
        own=Heading(post.title, post.authors, post.outlet, post.published, post.url),
        heading=read_heading("\n\n".join(paragraphs)),
        encoding=encoding,
        notices=(*notices, *_notices(post)),
        voices=layout.voices,
    )


def _notices(post: Entry) -> Iterator[str]:
    if post.body.cut is not None:
        yield post.body.cut
    if post.published is None and post.changed is not None:
        yield f"The feed tells only when the post was last changed, on {post.changed}; that is not taken for its day."


def in_order(comments: Sequence[Entry]) -> list[Entry]:
    """Comments in order of time, an answer never before what it answers; those without a time stay behind the one that
    they stand behind.
    """
    places = {comment.key: place for place, comment in reversed([*enumerate(comments)]) if comment.key}
    moments = [*accumulate((comment.moment for comment in comments), lambda last, own: own or last, initial=_FIRST)][1:]
    answers: dict[int | None, list[int]] = {}
    for place, comment in enumerate(comments):
        answers.setdefault(places.get(comment.parent), []).append(place)
    found: dict[int, Entry] = {}
    for start in (None, *range(len(comments))):  # the others are for those that answer each other in a ring
        ready = [
            (moments[place], place)
            for place in (answers.get(None, []) if start is None else [start])
            if place not in found
        ]
        heapify(ready)
        while ready:
            _, place = heappop(ready)
            found[place] = comments[place]
            for answer in answers.get(place, ()):
                if answer not in found:
                    heappush(ready, (moments[answer], answer))
    return [*found.values()]


def paragraphs_in(body: Body) -> list[str]:
    """The words in paragraphs, as of a web page: block quotations are indented."""
    if body.kind == "text":
        return [part.strip() for part in _BLANK_LINE.split(_LINE_END.sub("\n", body.markup)) if part.strip()]
    tree = tree_of(_with_breaks(body.markup) if body.kind == "wordpress" else body.markup)
    return [] if tree is None else paragraphs_of(tree)


def is_bare(body: Body) -> bool:
    """Whether there are no words in it."""
    markup = body.markup.lower()
    if _NO_WORDS.sub("", markup) and not any(f"<{name}" in markup for name in element_names("silent")):
        return False
    return not paragraphs_in(body)


def _with_breaks(markup: str) -> str:
    """Markup as WordPress shows it: line ends between tags and outside of preformatted text are breaks.

    What its block editor wrote has all its paragraphs marked.
    """
    if _BLOCK_EDITOR in markup:
        return markup
    parts: list[str] = []
    end = preformatted = 0
    for tag in _TAG.finditer(markup):
        between = markup[end : tag.start()]
        parts += (between if preformatted else _LINE_END.sub("<br>", between), tag[0])
        preformatted = not tag[1] if tag[2].lower() == "pre" else preformatted
        end = tag.end()
    return "".join((*parts, _LINE_END.sub("<br>", markup[end:])))
