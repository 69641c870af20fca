"""RSS of all versions, and WordPress's exports, which are RSS with whole posts and their comments."""

import re
from functools import cache
from html import unescape
from typing import Any

from ...resources import load_yaml
from ..moments import days, moment_of
from .entries import Body, Entry, Head
from .fields import Fields, inner_text, line_of, local_name

_STATUSES = {"draft": "draft", "auto-draft": "draft", "pending": "draft", "future": "scheduled", "trash": "trash"}
_PINGS = ("pingback", "trackback")
_SPACES = re.compile(r"\s+")
_TAGS = re.compile(r"<[^<>]*>")
_MAIL_NAME = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
_LONGEST_SUMMARY = 1_000
_LONGEST_END = 300
_CUT = "The feed holds only the beginning of this post; save its page to have all of it."
_PERHAPS = "The feed holds a description of this post, which may be only a summary; compare it with its page."


def head_of(element: Any) -> Head:
    """What a feed says of itself; ``element`` is its root."""
    channel = next((child for child in element if local_name(child) == "channel"), element)
    fields = Fields(channel)
    people = (Fields(author) for author in fields.all("wp:author"))
    names = (
        (person.text("wp:author_login"), line_of(person.text("wp:author_display_name")) or "") for person in people
    )
    return Head(
        line_of(fields.text("title")),
        _web(fields.text("link")),
        tuple(name for e in fields.all("dc:creator") if (name := line_of(inner_text(e)))),
        tuple((login, name) for login, name in names if login and name),
    )


def entry_of(element: Any, head: Head) -> Entry:
    """An item of a feed: a post, a page, or what an export keeps besides."""
    fields = Fields(element)
    source = fields.first("source")
    day = next(days(fields.text("wp:post_date"), fields.text("pubDate", "dc:date", "dcterms:created")), None)
    logins = dict(head.names)
    names = [
        line_of(name) for e in (fields.all("dc:creator") or fields.all("author")) if (name := _name(inner_text(e)))
    ]
    return Entry(
        left_out=_left_out(fields),
        key=fields.text("wp:post_id", "guid", "link"),
        title=line_of(fields.text("title", "dc:title")),
        authors=tuple(dict.fromkeys(logins.get(name, name) for name in names if name)) or head.authors,
        outlet=(line_of(inner_text(source)) if source is not None else None) or head.title,
        url=_address(fields),
        slug=fields.text("wp:post_name"),
        published=day,
        body=_body(fields),
        comments=tuple(map(comment_of, fields.all("wp:comment"))),
    )


def comment_of(element: Any) -> Entry:
    """A comment in a WordPress export."""
    fields = Fields(element)
    local, universal = fields.text("wp:comment_date"), fields.text("wp:comment_date_gmt")
    author = line_of(fields.text("wp:comment_author"))
    return Entry(
        is_comment=True,
        left_out=_not_approved(fields),
        key=fields.text("wp:comment_id"),
        parent=fields.text("wp:comment_parent").lstrip("0"),
        authors=(author,) if author else (),
        published=next(days(local, universal), None),
        moment=moment_of(universal) or moment_of(local),
        body=Body(fields.text("wp:comment_content"), "wordpress"),
    )


def _left_out(fields: Fields) -> str | None:
    kind, status = fields.text("wp:post_type"), fields.text("wp:status")
    if kind == "attachment":
        return "attachment"
    if kind in _listed("not_written"):
        return "setting"
    return None if status in ("", "publish", "inherit") else _STATUSES.get(status, "private")


def _not_approved(fields: Fields) -> str | None:
    if fields.text("wp:comment_type") in _PINGS:
        return "ping"
    approved = fields.text("wp:comment_approved") or "1"
    return None if approved in ("1", "approve", "approved") else "spam" if approved == "spam" else "unapproved"


def _name(words: str) -> str:
    """The name in RSS's way of giving an address and a name behind it."""
    match = _MAIL_NAME.fullmatch(words)
    return match["name"].strip() if match else words


def _address(fields: Fields) -> str | None:
    guid = fields.first("guid")
    is_link = guid is not None and (guid.get("isPermaLink") or "true").lower() == "true"
    told = [fields.text("feedburner:origLink"), fields.text("link"), inner_text(guid) if is_link else ""]
    return next((address for words in told if (address := _web(words))), None)


def _web(words: str) -> str | None:
    return words if words.startswith(("http://", "https://")) and not _SPACES.search(words) else None


def _body(fields: Fields) -> Body:
    is_export = fields.first("wp:post_type") is not None
    if words := fields.text("content:encoded"):
        return Body(_without_shortcodes(words), "wordpress") if is_export else Body(words)
    if words := fields.text("atom:content"):
        return Body(words)
    words = fields.text("description", "atom:summary", "dc:description") or (
        "" if is_export else fields.text("excerpt:encoded")
    )
    plain = _SPACES.sub(" ", unescape(_TAGS.sub(" ", words))).strip()
    cut = _CUT if _cut_off().search(plain[-_LONGEST_END:]) else _PERHAPS if len(plain) < _LONGEST_SUMMARY else None
    return Body(words, "html", cut if words else None)


def _without_shortcodes(words: str) -> str:
    return _shortcodes().sub("", words)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_yaml("en/feeds.yaml")[name])


@cache
def _cut_off() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load_yaml('en/feeds.yaml')['cut_off'])})$", re.IGNORECASE)


@cache
def _shortcodes() -> re.Pattern[str]:
    names = "|".join(map(re.escape, load_yaml("en/feeds.yaml")["shortcodes"]))
    return re.compile(rf"\[/?(?:{names})(?:\s[^\]\[]*|/)?\]", re.IGNORECASE)
