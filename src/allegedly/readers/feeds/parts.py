"""A post of a feed as a small feed of its own, with what the feed says of itself, and the post's comments."""

from collections.abc import Container, Iterable
from copy import deepcopy
from typing import Any

from lxml import etree

from .fields import Fields, inner_text, local_name, short_name

_KEPT = frozenset(("title", "link", "id", "author", "subtitle", "description", "language", "creator", "base_blog_url"))
_POSTS = frozenset(("entry", "item"))
_ATOM = "http://www.w3.org/2005/Atom"
_MOST_KEPT = 50
_LARGEST_KEPT = 10_000
_HERE = b"<?here?>"
_ASIDE = "wp:postmeta"


def frame_of(root: Any) -> tuple[bytes, bytes]:
    """What stands before and behind a post in a feed that holds only that one; ``root`` is the whole feed's, its
    posts behind us.
    """
    if local_name(root) in _POSTS:  # of a damaged feed, whose posts lie inside of the first
        root = _empty_like(root)
    top = deepcopy(root)
    around = _channel(top)
    for element in (top, around):
        element.text = None
        for child in [child for child in element if child is not around]:
            element.remove(child)
    kept = (child for child in _channel(root) if local_name(child) in _KEPT and short_name(child.tag) != "wp:author")
    small = [child for child in kept if len(alone(child)) <= _LARGEST_KEPT]
    for child in small[:_MOST_KEPT]:
        around.append(deepcopy(child))
    place = top if local_name(root) == "RDF" else around
    place.append(etree.ProcessingInstruction("here"))
    before, _, behind = alone(top, exclusive=False).partition(_HERE)
    return before, behind


def _empty_like(post: Any) -> Any:
    """The feed that a post would stand in, of which nothing is known."""
    if local_name(post) == "entry":
        return etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    feed = etree.Element("rss", version="2.0")
    etree.SubElement(feed, "channel")
    return feed


def authors_of(root: Any) -> dict[str, bytes]:
    """The elements of a WordPress export that tell its authors' names, by login."""
    people = ((Fields(e).text("wp:author_login"), alone(e)) for e in Fields(_channel(root)).all("wp:author"))
    return {login: element for login, element in people if len(element) <= _LARGEST_KEPT}


def post_bytes(element: Any, authors: dict[str, bytes], without: Container[Any]) -> bytes:
    """A post by itself, without the comments that are not taken, and without what extensions note on it; before it who
    its author is.
    """
    for child in [child for child in element if child in without or short_name(child.tag) == _ASIDE]:
        element.remove(child)
    logins = (inner_text(creator) for creator in Fields(element).all("dc:creator"))
    people = (authors[login] for login in dict.fromkeys(logins) if login in authors)
    return b"\n".join((*people, alone(element)))


def joined(frame: tuple[bytes, bytes], elements: Iterable[bytes]) -> bytes:
    """A feed of these elements."""
    return b"\n".join((frame[0], *elements, frame[1]))


def alone(element: Any, *, exclusive: bool = True) -> bytes:
    """An element in canonical XML, with the vocabularies that it uses, so that it can be put anywhere."""
    try:
        canonical: bytes = etree.tostring(element, method="c14n", exclusive=exclusive, with_tail=False)
    except etree.LxmlError:  # it has a vocabulary without an absolute address
        canonical = etree.tostring(element, encoding="utf-8", xml_declaration=False, with_tail=False)
    return canonical


def _channel(root: Any) -> Any:
    return next((child for child in root if local_name(child) == "channel"), root)
