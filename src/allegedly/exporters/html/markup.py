"""HTML that cannot be broken by what is put into it: every plain string is escaped, only ``Markup`` is not."""

from collections.abc import Iterable
from html import escape

from ...reports.text import visible


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


Child = str | Markup | None | Iterable["Child"]
_WITHOUT_END = {"br", "col", "meta", "wbr"}


def el(name: str, /, *children: Child, **attributes: str | None) -> Markup:
    """An element. ``class_`` is the attribute class, other underscores are hyphens; a ``None`` is left out."""
    present = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    given = "".join(f' {key}="{_escaped(value)}"' for key, value in present)
    if name in _WITHOUT_END:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{''.join(map(html, children))}</{name}>")


def html(child: Child) -> Markup:
    """Anything that can stand in an element, as HTML."""
    if child is None:
        return Markup("")
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return Markup(_escaped(child))
    return Markup("".join(map(html, child)))


def _escaped(text: str) -> str:
    return escape(visible(text), quote=True)
