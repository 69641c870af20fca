"""Atom: feeds, and both of Blogger's exports: the classic one, and Google Takeout's ``feed.atom``."""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from ..html_text import has_markup
from ..moments import days, moment_of
from .entries import Body, Entry, Head
from .fields import Fields, inner_text, line_of, local_name

_HOME = "atom:"
_KIND = "http://schemas.google.com/blogger/2008/kind#"
_STATUSES = {"DRAFT": "draft", "SCHEDULED": "scheduled", "SOFT_TRASHED": "trash", "SPAM": "spam"}
_SUMMARY = "The feed holds only a summary of this post; save its page to have all of it."
_ELSEWHERE = "The feed only says where the words of this post are; save its page to have them."
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def head_of(element: Any) -> Head:
    """What a feed says of itself; ``element`` is its root, which may be an entry by itself."""
    if local_name(element) == "entry":
        return Head()
    fields = Fields(element, _HOME)
    return Head(_line(fields.first("atom:title")), _address(fields, None, element), _people(fields))


def entry_of(element: Any, head: Head) -> Entry:
    """An entry of a feed: a post, a page, a comment, or what an export keeps besides."""
    fields = Fields(element, _HOME)
    kind = _kind(fields)
    source = fields.first("atom:source")
    origin = Fields(source, _HOME) if source is not None else Fields(())
    published = fields.text("atom:published", "atom:issued", "atom:created", "dc:date")
    updated = fields.text("atom:updated", "atom:modified")
    day = next(days(published), None)
    post, parent = _answered(fields) if kind == "comment" else ("", "")
    return Entry(
        is_comment=kind == "comment",
        left_out=_left_out(fields, kind),
        key=_key(fields.text("atom:id")),
        post=post,
        parent=parent,
        title=_line(fields.first("atom:title")),
        authors=_people(fields) or _people(origin) or (() if kind == "comment" else head.authors),
        outlet=_line(origin.first("atom:title")) or head.title,
        url=_address(fields, head.url, element),
        slug=fields.text("blogger:filename"),
        published=day,
        moment=moment_of(published or updated),
        body=_body(fields),
        changed=None if day else next(days(updated), None),
    )


def _kind(fields: Fields) -> str:
    """What Blogger calls an entry: "post", "page", "comment", "settings"; in other feeds an answer is a comment."""
    if told := fields.text("blogger:type"):
        return told.lower()
    terms = (category.get("term") or "" for category in fields.all("atom:category"))
    kind = next((term.removeprefix(_KIND) for term in terms if term.startswith(_KIND)), None)
    return kind or ("comment" if fields.first("thr:in-reply-to") is not None else "post")


def _left_out(fields: Fields, kind: str) -> str | None:
    if kind not in ("post", "page", "comment"):
        return "setting"
    control = fields.first("app:control")
    is_draft = control is not None and Fields(control, "app:").text("app:draft").lower() == "yes"
    status = "DRAFT" if is_draft else "SOFT_TRASHED" if fields.text("blogger:trashed") else None
    status = status or fields.text("blogger:status") or "LIVE"
    if status == "LIVE":
        return None
    if kind == "comment":
        return "spam" if status == "SPAM" else "unapproved"
    return _STATUSES.get(status, "private")


def _answered(fields: Fields) -> tuple[str, str]:
    """The keys of the post that a comment is on, and of what it answers: that post, or a comment, as far as is told.

    Blogger's classic export names the latter in a link to its feed ("related"), at the end of the address.
    """
    answered = [_key(e.get("ref") or "") for e in fields.all("thr:in-reply-to") if e.get("ref")]
    post = _key(fields.text("blogger:parent")) or next(iter(answered), "")
    related = (e.get("href") or "" for e in fields.all("atom:link") if e.get("rel") == "related")
    parents = [address.rpartition("/")[2] for address in related if "/comments/default/" in address]
    return post, _key(fields.text("blogger:inReplyTo")) or next(iter([*parents, *answered[1:]]), post)


def _key(name: str) -> str:
    """Blogger's ids end with a number of their own, by which its links go; others stand as they are."""
    name = name.strip()
    return name.rpartition("-")[2] if name.startswith("tag:blogger.com") else name


def _people(fields: Fields) -> tuple[str, ...]:
    people = (Fields(person, _HOME) for person in fields.all("atom:author"))
    names = (line_of(person.text("atom:name", "atom:email")) for person in people)
    return tuple(dict.fromkeys(name for name in names if name))


def _address(fields: Fields, base: str | None, element: Any) -> str | None:
    """The address of the page: the feed's own, where it is of HTML."""
    if original := fields.text("feedburner:origLink"):
        return original
    links = [link for link in fields.all("atom:link") if (link.get("rel") or "alternate") == "alternate"]
    links.sort(key=lambda link: "html" not in (link.get("type") or "html"))
    address = next((href for link in links if (href := (link.get("href") or inner_text(link)).strip())), "")
    around = next((a.get(_BASE) for a in (element, *element.iterancestors()) if a.get(_BASE)), base)
    try:
        whole = urljoin(around or "", address) if address else ""
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _line(element: Any | None) -> str | None:
    """A title on one line; what it is said to be written in does not count, since feeds often say it wrongly."""
    return None if element is None else line_of(inner_text(element))


def _body(fields: Fields) -> Body:
    content, summary = fields.first("atom:content"), fields.first("atom:summary")
    if content is not None and (body := _words(content)).markup.strip():
        return body
    cut = _ELSEWHERE if content is not None and content.get("src") else _SUMMARY
    return Body() if summary is None else replace(_words(summary), cut=cut)


def _words(element: Any) -> Body:
    if len(element):
        return Body(_as_html(element))
    kind, words = element.get("type") or "", inner_text(element)
    return Body(words, "html" if kind.endswith("html") or has_markup(words) else "text")


def _as_html(element: Any) -> str:
    """What stands in an element as XHTML, as HTML."""
    inside = deepcopy(element)
    for one in inside.iter(etree.Element):
        name = local_name(one)
        one.tag = name if _NAME.fullmatch(name) else "span"
    etree.cleanup_namespaces(inside)
    return str(etree.tostring(inside, method="html", encoding="unicode", with_tail=False))
