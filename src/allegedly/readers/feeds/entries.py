"""What a feed says, whatever it is written in: its own title, its posts, and their comments."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

BodyKind = Literal["html", "text", "wordpress"]
"""How the words are written: HTML, plain text, or HTML with line ends for paragraphs as WordPress keeps it."""

LEFT_OUT = {
    "draft": ("draft", "drafts"),
    "scheduled": ("post that was not yet published", "posts that were not yet published"),
    "private": ("private post", "private posts"),
    "trash": ("post in the trash", "posts in the trash"),
    "attachment": ("attached file", "attached files"),
    "setting": ("setting or template", "settings and templates"),
    "empty": ("post without words", "posts without words"),
    "unapproved": ("comment that was not approved", "comments that were not approved"),
    "spam": ("spam comment", "spam comments"),
    "ping": ("ping from another site", "pings from other sites"),
    "bare": ("comment without words", "comments without words"),
    "orphan": ("comment on a post that is not taken", "comments on posts that are not taken"),
}
"""Why something of a feed is not taken, in the words of the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Body:
    markup: str = ""
    kind: BodyKind = "html"
    cut: str | None = None
    """A sentence, where the feed does not hold all of it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself. ``authors``: those of all its posts; ``names``: shown names by login."""

    title: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A post, or a comment on one.

    ``left_out`` is a key of ``LEFT_OUT``. ``key`` names the entry in its feed; of a comment ``post`` is the key of what
    it is on, ``parent`` that of what it answers, which may be the same. ``comments``: where they stand inside the post.
    """

    is_comment: bool = False
    left_out: str | None = None
    key: str = ""
    post: str = ""
    parent: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    slug: str = ""
    published: date | None = None
    moment: datetime | None = None
    body: Body = Body()
    changed: date | None = None
    """The day of its last change, where the day of publication is not told."""
    comments: "tuple[Entry, ...]" = ()


def told(left_out: Counter[str]) -> str:
    """What was not taken, for a sentence."""
    parts = [f"{n:,} {LEFT_OUT[key][n != 1]}" for key in LEFT_OUT if (n := left_out[key])]
    return listed(parts)


def listed(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
