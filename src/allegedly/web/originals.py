"""A saved page as it is shown: without what makes a browser open a connection before any policy is asked."""

import lxml.html
from lxml import etree

_ASKING = ("script", "iframe", "frame", "link", "base", "meta")
"""Elements for which a browser may look up or greet another machine, though the policy then lets nothing be fetched."""
_AROUND = ("frameset", "object", "embed", "portal", "noscript")
"""Others of the kind, which may have something to read in them."""


def as_shown(page: bytes, encoding: str | None) -> bytes:
    """The page in UTF-8; nothing where it cannot be parsed."""
    try:
        parser = lxml.html.HTMLParser(encoding=encoding)
        tree = lxml.html.document_fromstring(page, parser=parser)
        etree.strip_elements(tree, etree.Comment, *_ASKING, with_tail=False)
        etree.strip_tags(tree, *_AROUND)
        return bytes(lxml.html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))
    except (etree.LxmlError, ValueError, LookupError, AssertionError):
        return b""
