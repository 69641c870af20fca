"""Readers' comments in a page, found by how blog software and news sites mark them up."""

import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ..resources import load_yaml
from ..resources.wording import compiled, written_day
from .html_dates import day_in
from .html_text import paragraphs_of, text_of

_WHOLE_PAGE = frozenset(("html", "body", "main"))
_SAYS = re.compile(
    r"\s*(?:\b(?:said|says|wrote|writes|commented|replied|posted)\b.*|[:,|·•–—-]+)\s*$", re.IGNORECASE | re.DOTALL
)
_ONLY_SAYS = re.compile(r"(?:said|says|wrote|writes)\s*[:.…]*", re.I)
_POSTED_BY = re.compile(
    r"(?:posted|submitted|written|comment)?\s*by:?\s+([^|\n]{1,60}?)\s*(?:\||,|–|—|\bon\b|\bat\b|$)", re.I
)
_COUNT = re.compile(
    r"(?:\d+|no|leave a|post a|add a|one)?\s*(?:comments?|responses?|repl(?:y|ies)).{0,40}", re.IGNORECASE
)
_LONGEST_NAME = 80
_MOST_OF_PAGE = 0.6
_MOST_AROUND = 600


@dataclass(frozen=True, slots=True)
class PageComment:
    """A comment's paragraphs, and who wrote it when, where the markup says so."""

    paragraphs: tuple[str, ...]
    author: str | None
    published: date | None


def take_comments(tree: Any) -> list[PageComment]:
    """The comments of a page in its order, replies too; they are taken out of ``tree`` with all that surrounds them."""
    items = _items(tree)
    members = set(items)
    found = [(item, comment) for item in items if (comment := _comment(item, members))]
    if len(found) == 1 and found[0][1].author is None and _is_most_of(tree, found[0][0]):
        for name in set(found[0][0].attrib) & {"class", "id"}:
            del found[0][0].attrib[name]  # or trafilatura takes it for a comment too
        return []  # it is the article, in a paper's comment section
    for item in items:
        _drop(item)
    lists = [element for element in tree.iter() if _has(element, "around") and element.tag not in _WHOLE_PAGE]
    page = len(text_of(tree))
    for element in lists:
        if element.find(".//h1") is None and len(text_of(element)) <= max(_MOST_AROUND, _MOST_OF_PAGE * page / 2):
            _drop(element)
    return [comment for _, comment in found]


def _items(tree: Any) -> list[Any]:
    """The elements that hold one comment each: of marked elements inside each other the right ones."""
    marked = {element: _marks(element) for element in tree.iter() if _is_marked(element)}
    inner: dict[Any, list[Any]] = {}
    for element in marked:
        around = next((a for a in element.iterancestors() if a in marked), None)
        if around is not None and not _is_reply(element, around, marked):
            inner.setdefault(around, []).append(element)
    parts: set[Any] = set()
    for element, within in inner.items():
        if len(within) > 1 or not text_of(element, without=marked.keys() - {element}):
            parts.add(element)  # a list of comments, or a wrapper of one
        else:
            parts.update(within)
    items = [element for element in marked if element not in parts]
    return items or [
        item for element in tree.iter("ol", "ul") if _has(element, "around") for item in element.iterchildren("li")
    ]


def _is_marked(element: Any) -> bool:
    """Whether an element may hold one comment, by schema.org or by its class or id."""
    if element.tag not in _vocabulary()["tags"]:
        return False
    kind = (element.get("itemtype") or "").rstrip("/").lower()
    if kind.endswith(tuple(_vocabulary()["types"])) or element.get("itemprop") == "comment":
        return True
    if element.tag == "dt":
        return "comment-author" in _classes(element)
    return (
        bool(_marks(element) or _pattern("item_id").fullmatch(element.get("id") or ""))
        and element.find(".//h1") is None
    )


def _marks(element: Any) -> set[str]:
    return {name for name in _classes(element) if _pattern("item").fullmatch(name)}


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _is_reply(element: Any, around: Any, marked: dict[Any, set[str]]) -> bool:
    """Whether a marked element is a comment of its own inside another one, and no part of it."""
    if marked[element] & marked[around]:
        return True
    between = itertools.takewhile(lambda ancestor: ancestor is not around, element.iterancestors())
    return any(ancestor.tag in ("ol", "ul") or _has(ancestor, "replies") for ancestor in between)


@cache
def _vocabulary() -> dict[str, list[str]]:
    return dict(load_yaml("en/voices/markup.yaml")["comment"])


@cache
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile("|".join(_vocabulary()[part]), re.IGNORECASE)


def _has(element: Any, part: str) -> bool:
    """Whether a class, or the id, of an element is a name for that part of a comment, or of what is around it."""
    if not isinstance(element.tag, str):
        return False
    pattern = _pattern(part)
    return any(pattern.fullmatch(name) for name in (*_classes(element), element.get("id") or ""))


def _comment(item: Any, members: set[Any]) -> PageComment | None:
    if item.tag == "dt":
        return _definition(item)
    inside = [e for e in item.iterdescendants() if isinstance(e.tag, str) and not _is_below(e, item, members)]
    author = next((e for e in inside if _is_author(e)), None)
    dated = next(((e, day) for e in inside if (day := _day(e))), None)
    without = (members - {item}) | {e for e in inside if _is_furniture(e)}
    without |= {e for e in (author, dated[0] if dated else None) if e is not None}
    for body in (*_bodies(inside), item):
        found = paragraphs_of(body, without=without - {body})
        paragraphs = tuple(found[1:] if found and _ONLY_SAYS.fullmatch(found[0]) else found)
        if paragraphs and not _COUNT.fullmatch(" ".join(paragraphs)):
            return PageComment(paragraphs, _name(author) or _posted_by(inside), dated[1] if dated else None)
    return None


def _is_below(element: Any, item: Any, members: set[Any]) -> bool:
    """Whether an element belongs to a reply inside ``item``."""
    if element in members:
        return True
    between = itertools.takewhile(lambda ancestor: ancestor is not item, element.iterancestors())
    return any(ancestor in members for ancestor in between)


def _bodies(inside: list[Any]) -> list[Any]:
    """What may hold a comment's words, the likeliest first."""
    told = [e for e in inside if e.get("itemprop") in ("text", "commentText")]
    sure = re.compile(_vocabulary()["body"][0], re.IGNORECASE)
    named = [e for e in inside if _has(e, "body")]
    return [*told, *sorted(named, key=lambda e: not any(map(sure.fullmatch, _classes(e))))]


def _is_author(element: Any) -> bool:
    if element.get("itemprop") in ("author", "creator") or element.tag == "cite" or _has(element, "author"):
        return 0 < len(text_of(element)) <= _LONGEST_NAME
    return False


def _name(author: Any | None) -> str | None:
    """A writer's name, without "says" and the like."""
    if author is None:
        return None
    names = (e for e in author.iterdescendants() if isinstance(e.tag, str))
    closer = next((e for e in names if "fn" in _classes(e) or e.get("itemprop") == "name" or e.tag == "cite"), author)
    return _SAYS.sub("", text_of(closer)).strip() or None


def _posted_by(inside: list[Any]) -> str | None:
    """The name in a line such as "Posted by: Jane Doe | March 4, 2014"."""
    lines = (text_of(e) for e in inside if _is_furniture(e))
    match = next((match for line in lines if (match := _POSTED_BY.match(line))), None)
    return match[1] if match else None


def _day(element: Any) -> date | None:
    if element.tag == "time" or element.get("itemprop") in ("datePublished", "dateCreated", "commentTime"):
        return day_in(element.get("datetime") or element.get("content")) or _day_in_text(element)
    if element.tag == "abbr":
        return day_in(element.get("title"))
    return _day_in_text(element) if _has(element, "date") else None


def _day_in_text(element: Any) -> date | None:
    match = compiled("%whole_day%").search(text_of(element)[:_LONGEST_NAME])
    return written_day(match[0]) if match else None


def _is_furniture(element: Any) -> bool:
    return element.tag in ("footer", "form", "time", "header", "h2", "h3", "h4") or _has(element, "furniture")


def _definition(term: Any) -> PageComment | None:
    """A comment as a term with its definitions: the writer, then the words, then the day."""
    paragraphs: list[str] = []
    day = None
    for sibling in itertools.takewhile(lambda e: e.tag != "dt", term.itersiblings()):
        found = _day_in_text(sibling) if "comment-footer" in _classes(sibling) or len(text_of(sibling)) < 40 else None
        if found or "comment-footer" in _classes(sibling):
            day = found or day
        elif isinstance(sibling.tag, str):
            paragraphs.extend(paragraphs_of(sibling))
    return PageComment(tuple(paragraphs), _name(term), day) if paragraphs else None


def _is_most_of(tree: Any, element: Any) -> bool:
    return len(text_of(element)) > _MOST_OF_PAGE * len(text_of(tree))


def _drop(element: Any) -> None:
    """Take an element out, the text after it left in; of a term its definitions too."""
    if element.tag == "dt":
        for sibling in list(itertools.takewhile(lambda e: e.tag != "dt", element.itersiblings())):
            sibling.drop_tree()
    if element.getparent() is not None:
        element.drop_tree()
