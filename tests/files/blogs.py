"""Makes whole blogs, as their software exports them, out of a small grammar; the same number gives the same blog.

All of it is invented: a harbour, a crane, and people who disagree about both.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from xml.sax.saxutils import escape, quoteattr

PEOPLE = (
    "Ann Other",
    "Tug Master",
    "Mrs. Keel",
    "hydro_anna",
    "Gareth of Leith",
    "Anonymous",
    "Zoë Quay",
    "R. Bollard",
)
WRITERS = ("Jane Doe", "Ursula Mast")
BLOG, ADDRESS = "Port Watch & Ward", "http://portwatch.example/"
_ID = "tag:blogger.com,1999:blog-7"
_ATOM = "http://www.w3.org/2005/Atom"
_THREADS = "http://purl.org/syndication/thread/1.0"
_GOOGLE = "http://schemas.google.com/"
_WORDPRESS = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_WHO = ("The harbour board", "A night watchman", "The owner of the crane", "Two witnesses", "One diver")
_SAID = ("said that", "denied that", "would not say whether", "heard that", "wrote in March that")
_WHAT = (
    "the crane was towed out of Leith",
    "a tug left without lights",
    "nobody had signed for it",
    "the chain was cut",
)
_END = (
    "on Monday night",
    "before the tide turned",
    "– or so it seemed",
    "for £40,000 & a boat",
    "at the café “Zum Anker”",
)


@dataclass(frozen=True)
class Comment:
    number: int
    author: str
    at: datetime
    paragraphs: tuple[str, ...]
    parent: "Comment | None" = None


@dataclass(frozen=True)
class Post:
    number: int
    title: str
    author: str
    at: datetime
    paragraphs: tuple[str, ...]
    """As a reader has them: a block quotation is indented."""
    comments: list[Comment] = field(default_factory=list)
    kind: str = "post"

    @property
    def url(self) -> str:
        return f"{ADDRESS}{self.at:%Y/%m}/post-{self.number}.html"


def blog(seed: int, posts: int, *, most_comments: int = 8) -> list[Post]:
    """The posts of a blog, the newest first, as blogs have them."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    made = (_post(chance, number, most_comments) for number in range(1, posts + 1))
    return sorted(made, key=lambda post: post.at, reverse=True)


def _post(chance: random.Random, number: int, most_comments: int) -> Post:
    zone = timezone(timedelta(hours=chance.choice((-8, 0, 1, 5.5))))
    at = datetime(2011, 3, 1, 20, 30, tzinfo=zone) + timedelta(hours=17 * number, minutes=chance.randrange(180))
    words = [_sentence(chance) for _ in range(chance.randint(1, 6))]
    body = tuple("    " + one if chance.random() < 0.2 else one for one in words)
    title = f"No. {number}: {_sentence(chance, 1)[:60].rstrip(' .“&')}"
    post = Post(number, title, chance.choice(WRITERS), at, body, kind="page" if chance.random() < 0.05 else "post")
    for place in range(chance.randint(0, most_comments)):
        parent = chance.choice(post.comments) if post.comments and chance.random() < 0.5 else None
        told = tuple(_sentence(chance) for _ in range(chance.randint(1, 3)))
        after = at + timedelta(hours=place + 1, minutes=chance.randrange(50))
        post.comments.append(Comment(1_000_000 + 100 * number + place, chance.choice(PEOPLE), after, told, parent))
    return post


def _sentence(chance: random.Random, most: int = 2) -> str:
    one = (" ".join(map(chance.choice, (_WHO, _SAID, _WHAT, _END))) + "." for _ in range(chance.randint(1, most)))
    return " ".join(one)


def blogger(posts: list[Post], *, seed: int = 0, takeout: bool = False) -> bytes:
    """Blogger's export of them: the classic one, or Google Takeout's. Comments stand behind all posts, in any order."""
    comments = [(post, comment) for post in posts for comment in post.comments]
    random.Random(seed).shuffle(comments)  # noqa: S311 (no secret)
    head = _tag("title", BLOG, type="text")
    if takeout:
        entries = [*map(_takeout_post, posts), *(_takeout_comment(*both) for both in comments)]
        names = {"xmlns": _ATOM, "xmlns:blogger": "http://schemas.google.com/blogger/2018"}
    else:
        entries = [*_settings(), *map(_classic_post, posts), *(_classic_comment(*both) for both in comments)]
        names = {"xmlns": _ATOM, "xmlns:gd": "http://schemas.google.com/g/2005", "xmlns:thr": _THREADS}
        head += _link("alternate", ADDRESS) + _author("Jane Doe") + _tag("updated", "2014-05-01T10:00:00.000Z")
    feed = _tag("feed", _raw(_tag("id", f"{_ID}.archive") + head + "\n".join(entries)), **names)
    return f"<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href='x.css' type='text/css'?>{feed}".encode()


class _raw(str):  # noqa: N801 (a mark on a string)
    """Markup that is put in as it is."""

    __slots__ = ()


def _tag(name: str, words: str = "", **attributes: str) -> _raw:
    told = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return _raw(f"<{name}{told}>{words if isinstance(words, _raw) else escape(words)}</{name}>")


def _link(rel: str, address: str) -> _raw:
    return _tag("link", rel=rel, type="text/html", href=address)


def _author(name: str) -> _raw:
    return _tag("author", _raw(_tag("name", name) + _tag("uri", "http://www.blogger.com/profile/1")))


def _entry(*tags: str) -> str:
    return _tag("entry", _raw("".join(tags)))


def _kind(kind: str) -> str:
    return _tag("category", scheme=f"{_GOOGLE}g/2005#kind", term=f"{_GOOGLE}blogger/2008/kind#{kind}")


def _settings() -> list[str]:
    kinds = (("layout", "template"), ("settings.BLOG_NAME", "settings"), ("settings.BLOG_LOCALE", "settings"))
    return [
        _entry(_tag("id", f"{_ID}.{name}"), _kind(kind), _tag("title", name), _tag("content", "en", type="text"))
        for name, kind in kinds
    ]


def _html(paragraphs: tuple[str, ...]) -> str:
    tags = ("blockquote" if words.startswith(" ") else "p" for words in paragraphs)
    return "\n".join(_tag(tag, words.strip()) for tag, words in zip(tags, paragraphs, strict=True))


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _classic_post(post: Post) -> str:
    return _entry(
        _tag("id", f"{_ID}.{post.kind}-{post.number}"),
        _tag("published", _stamp(post.at)),
        _tag("updated", "2014-01-02T03:04:05.000Z"),
        _kind(post.kind),
        _tag("title", post.title, type="text"),
        _tag("content", _html(post.paragraphs), type="html"),
        _link("replies", f"{post.url}/comments"),
        _link("alternate", post.url),
        _author(post.author),
    )


def _classic_comment(post: Post, comment: Comment) -> str:
    answers = f"http://www.blogger.com/feeds/7/{post.number}/comments/default/"
    return _entry(
        _tag("id", f"{_ID}.post-{comment.number}"),
        _tag("published", _stamp(comment.at)),
        _kind("comment"),
        _tag("title", f"{comment.paragraphs[0][:20]}...", type="text"),
        _tag("content", "<br /><br />".join(map(escape, comment.paragraphs)), type="html"),
        _link("related", f"{answers}{comment.parent.number}") if comment.parent else "",
        _author(comment.author),
        _tag("thr:in-reply-to", href=post.url, ref=f"{_ID}.{post.kind}-{post.number}"),
    )


def _takeout_post(post: Post) -> str:
    return _entry(
        _tag("id", f"{_ID}.post-{post.number}"),
        _tag("blogger:type", post.kind.upper()),
        _tag("blogger:status", "LIVE"),
        _author(post.author),
        _tag("title", post.title),
        _tag("content", _html(post.paragraphs), type="html"),
        *(_tag(name, _stamp(post.at)) for name in ("blogger:created", "published", "updated")),
        _tag("blogger:filename", f"/{post.at:%Y/%m}/post-{post.number}.html"),
        "<link/><enclosure/><blogger:trashed/>",
    )


def _takeout_comment(post: Post, comment: Comment) -> str:
    return _entry(
        _tag("id", f"{_ID}.post-{comment.number}"),
        _tag("blogger:parent", f"{_ID}.post-{post.number}"),
        _tag("blogger:inReplyTo", f"{_ID}.post-{comment.parent.number}" if comment.parent else ""),
        _tag("blogger:type", "COMMENT"),
        _tag("blogger:status", "LIVE"),
        _author(comment.author),
        _tag("content", "<br>".join(f"{escape(words)}<br>" for words in comment.paragraphs), type="html"),
        _tag("published", _stamp(comment.at)),
    )


def wordpress(posts: list[Post]) -> bytes:
    """WordPress's export of them: WXR 1.2, with its many comments at the beginning."""
    names = {f"xmlns:{name}": address for name, address in _WORDPRESS.items()}
    head = _tag("title", BLOG) + _tag("link", ADDRESS) + _tag("description", "Cranes") + _tag("wp:wxr_version", "1.2")
    people = (
        _tag("wp:author_login", _login(name))
        + _tag("wp:author_email", "x@example.org")
        + _cdata("wp:author_display_name", name)
        for name in WRITERS
    )
    items = [*(_tag("wp:author", _raw(person)) for person in people), *map(_item, posts)]
    comments = "\n".join(f"<!-- {n}. What to do with this file, in so many words. -->" for n in range(24))
    feed = _tag("rss", _raw("\n" + _tag("channel", _raw(head + "\n".join(items)))), version="2.0", **names)
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n{comments}\n{feed}\n'.encode()


def _login(name: str) -> str:
    return name.split()[0].lower()


def _cdata(name: str, words: str) -> str:
    return _tag(name, _raw(f"<![CDATA[{words}]]>"))


def _times(name: str, at: datetime) -> str:
    gmt = at.astimezone(UTC)
    return _tag(name, f"{at:%Y-%m-%d %H:%M:%S}") + _tag(f"{name}_gmt", f"{gmt:%Y-%m-%d %H:%M:%S}")


def _item(post: Post) -> str:
    words = (_tag("blockquote", words.strip()) if words.startswith(" ") else escape(words) for words in post.paragraphs)
    tags = (
        _tag("title", post.title),
        _tag("link", post.url),
        _tag("pubDate", f"{post.at.astimezone(UTC):%a, %d %b %Y %H:%M:%S} +0000"),
        _cdata("dc:creator", _login(post.author)),
        _tag("guid", f"{ADDRESS}?p={post.number}", isPermaLink="false"),
        _tag("description"),
        _cdata("content:encoded", "\n\n".join(words)),
        _cdata("excerpt:encoded", ""),
        _tag("wp:post_id", str(post.number)),
        _times("wp:post_date", post.at),
        _tag("wp:post_name", f"post-{post.number}"),
        _tag("wp:status", "publish"),
        _tag("wp:post_type", post.kind),
        _tag("wp:postmeta", _raw(_tag("wp:meta_key", "_edit_last") + _cdata("wp:meta_value", "1"))),
    )
    return _tag("item", _raw("\n".join((*tags, *map(_wordpress_comment, post.comments)))))


def _wordpress_comment(comment: Comment) -> str:
    tags = (
        _tag("wp:comment_id", str(comment.number)),
        _cdata("wp:comment_author", comment.author),
        _tag("wp:comment_author_email", "y@example.org"),
        _times("wp:comment_date", comment.at),
        _cdata("wp:comment_content", "\n\n".join(map(escape, comment.paragraphs))),
        _tag("wp:comment_approved", "1"),
        _tag("wp:comment_type"),
        _tag("wp:comment_parent", str(comment.parent.number if comment.parent else 0)),
    )
    return _tag("wp:comment", _raw("\n".join(tags)))
