"""RSS and Atom feeds, and whole blogs that were exported as such: a document for each post, with its comments.

Sources: RFC 4287 (Atom), RFC 4685 (threads in it), RSS 0.9 to 2.0, the WordPress eXtended RSS of WordPress's exports,
Blogger's exports before and since 2024.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from ...errors import RefusedInputError
from ...model import Document
from ..composing import name_of
from ..leaving import left_out
from ..numbered import numbered
from ..pieces import Given, LeftOut, Part, Piece
from . import atom, rss
from .documents import document_from, is_bare
from .entries import Entry, Head, told
from .fields import local_name, short_name
from .parsing import Source, element_of, mended, source_of
from .parts import alone, authors_of, frame_of, joined, post_bytes

_ATOM_ROOTS = ("feed", "entry")


@dataclass(slots=True)
class _Survey:
    """What a first walk through a feed tells: its root, and all comments that stand beside their posts.

    Of a post only its key is kept, of a comment its bytes, so that a blog of any length can be gone through.
    """

    root: Any
    posts: int = 0
    keys: set[str] = field(default_factory=set)
    bare: list[str] = field(default_factory=list)
    """The keys of posts without words, which are taken only for their comments."""
    comments: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """By key: the key of what each is on, and its bytes."""
    threads: dict[str, list[bytes]] = field(default_factory=dict)
    """The comments of each post by its key, in the order of the feed."""
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def is_atom(self) -> bool:
        return local_name(self.root) in _ATOM_ROOTS

    @property
    def head(self) -> Head:
        return atom.head_of(self.root) if self.is_atom else rss.head_of(self.root)

    def read(self, element: Any, head: Head) -> Entry:
        return atom.entry_of(element, head) if self.is_atom else rss.entry_of(element, head)


@dataclass(frozen=True, slots=True)
class _Post:
    """A post that is taken. ``thread``: the comments on it that stand beside it."""

    entry: Entry
    element: Any
    thread: list[bytes]

    def comments(self) -> list[Entry]:
        beside = (atom.entry_of(element_of(comment), Head()) for comment in self.thread)
        return [*(comment for comment in self.entry.comments if _why_not(comment) is None), *beside]


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """The post of a feed that holds one, as a document; else a small feed of each post. What is no post, or was never
    published, is counted in a sentence.
    """
    source, survey = _surveyed(path, source_of(path, data))
    if survey.posts == 0:
        why = f" (left out {told(survey.left_out)})" if survey.left_out.total() else ""
        raise RefusedInputError(f"{name_of(path)} is a feed without any published post to read{why}. Get another one.")
    posts = _posts(source, survey)
    if survey.posts == 1:
        yield _document(path, data, given, next(posts), source.damage)
    else:
        yield from _parts(posts, survey)
    if survey.left_out.total():
        yield left_out(path, told(survey.left_out))
    if source.damage and survey.posts > 1:
        yield LeftOut(f"{name_of(path)}: {' '.join(source.damage)}")


def _document(path: Path | None, data: bytes, given: Given, post: _Post, damage: tuple[str, ...]) -> Document:
    tree = post.element.getroottree()
    is_atom = local_name(tree.getroot()) in _ATOM_ROOTS
    return document_from(
        path,
        data,
        given,
        post.entry,
        post.comments(),
        media_type="application/atom+xml" if is_atom else "application/rss+xml",
        encoding=(tree.docinfo.encoding or "utf-8").lower(),
        notices=damage,
    )


def _parts(posts: Iterator[_Post], survey: _Survey) -> Iterator[Part]:
    frame, authors = frame_of(survey.root), authors_of(survey.root)
    for number, post in enumerate(posts, 1):
        entry = post.entry
        beside = [e for e in post.element if short_name(e.tag) == "wp:comment"]
        without = {e for e, told in zip(beside, entry.comments, strict=True) if _why_not(told) is not None}
        slug = PurePosixPath(entry.slug or entry.url or "").stem
        name = numbered(number, entry.title, slug, str(entry.published or ""))
        yield Part(name, joined(frame, [post_bytes(post.element, authors, without), *post.thread]))


def _posts(source: Source, survey: _Survey) -> Iterator[_Post]:
    """A second walk: the posts that are taken."""
    head = survey.head
    for element in source.entries():
        entry = survey.read(element, head)
        thread = survey.threads.get(entry.key, [])
        if not entry.is_comment and _why_not(entry) is None and (thread or not _is_empty(entry)):
            yield _Post(entry, element, thread)


def _surveyed(path: Path | None, source: Source) -> tuple[Source, _Survey]:
    """A first walk; where that meets with damage, another one that puts up with it."""
    try:
        return source, _survey(path, source)
    except etree.XMLSyntaxError as error:
        source = mended(source, error)
    try:
        return source, _survey(path, source)
    except etree.XMLSyntaxError as error:
        raise _nothing_in(path) from error


def _nothing_in(path: Path | None) -> RefusedInputError:
    return RefusedInputError(f"{name_of(path)} is a feed without any post that can be read. Get it again.")


def _survey(path: Path | None, source: Source) -> _Survey:
    survey: _Survey | None = None
    nobody = Head()
    for element in source.entries():
        if survey is None:
            survey = _Survey(element.getroottree().getroot())
        _note(survey, element, survey.read(element, nobody))
    if survey is None:
        raise _nothing_in(path)
    _sort_comments(survey)
    empty = sum(key not in survey.threads for key in survey.bare)
    survey.posts -= empty
    survey.left_out["empty"] += empty
    return survey


def _note(survey: _Survey, element: Any, entry: Entry) -> None:
    why = _why_not(entry)
    if why is not None:
        survey.left_out[why] += 1
    elif entry.is_comment:
        is_new = entry.key and entry.key not in survey.comments
        survey.comments[entry.key if is_new else f"{entry.key}#{len(survey.comments)}"] = entry.post, alone(element)
    else:
        survey.posts += 1
        survey.keys.add(entry.key)
        survey.left_out.update(why for comment in entry.comments if (why := _why_not(comment)))
        if _is_empty(entry):
            survey.bare.append(entry.key)


def _why_not(entry: Entry) -> str | None:
    """Why an entry is not taken, of a post but for its having no words."""
    if entry.left_out is None and entry.is_comment and is_bare(entry.body):
        return "bare"
    return entry.left_out


def _is_empty(post: Entry) -> bool:
    return is_bare(post.body) and all(_why_not(comment) for comment in post.comments)


def _sort_comments(survey: _Survey) -> None:
    """Put each comment to its post, also one of which only is told which comment it answers."""
    posts: dict[str, str] = {}
    for key, (above, _) in survey.comments.items():
        chain = {key: None}
        while above in survey.comments and not (above in survey.keys or above in posts or above in chain):
            chain[above] = None
            above = survey.comments[above][0]
        post = above if above in survey.keys else posts.get(above, above)
        posts.update(dict.fromkeys(chain, post))
    for key, (_, element) in survey.comments.items():
        if posts[key] in survey.keys:
            survey.threads.setdefault(posts[key], []).append(element)
        else:
            survey.left_out["orphan"] += 1
    survey.comments.clear()
