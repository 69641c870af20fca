"""From stretches that were found to voices: every character that is no white space belongs to exactly one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...model import Document, Span, Voice, content_id
from .page import Found
from .signatures import Signature

_INK = re.compile(r"\S")


@dataclass
class _Node:
    """A stretch with those inside it; ``spans`` are the words that are its own."""

    found: Found
    voice: Voice | None = None  # where the reader marked it already
    inside: list["_Node"] = field(default_factory=list)
    spans: tuple[Span, ...] = ()


def partition(document: Document, found: Iterable[Found], signed: Signature | None = None) -> tuple[Voice, ...]:
    """The voices of a document: the author's first, then by start.

    ``signed`` is the signature under the author's words, where nothing else names the author.
    The author's voice has what nobody else's has; where that is nothing, the notes are its words and no voices of
    their own. If there are none either, there is no such voice, and those that would be inside it have no parent. A
    stretch that crosses the border of another one is left out.
    """
    root = _Node(
        Found(
            "author",
            0,
            len(document.text),
            "voices.author",
            outlet=document.outlet,
            authors=signed.people if signed else document.authors,
            published=document.published,
            announced=signed.span if signed else None,
        )
    )
    marked = [_Node(Found(v.kind, v.start, v.end, v.found_by), v) for v in document.voices]
    _nest(root, [*marked, *(_Node(item) for item in found)])
    if not any(_own_spans(document.text, root)):
        root.inside = _without_notes(root.inside)
    voices: list[Voice] = []
    _collect(document, root, None, None, voices)
    author, others = voices[: bool(root.spans)], voices[bool(root.spans) :]
    return (*author, *sorted(others, key=lambda voice: (voice.start, voice.end)))


def within_message(document: Document, message: Voice, found: Iterable[Found]) -> tuple[Voice, ...]:
    """The voices of a document that a reader parted into messages, with what was found in the first words of one."""
    start, end = message.spans[0]
    root = _Node(Found(message.kind, start, end, message.found_by))
    _nest(root, [_Node(item) for item in found])
    root.inside = [node for node in root.inside if (node.found.start, node.found.end) != (start, end)]
    own = tuple(_own_spans(document.text, root))
    whole = replace(message, spans=(*own, *message.spans[1:]))
    voices: list[Voice] = []
    for node in root.inside if whole.spans else ():
        _collect(document, node, message.id, None, voices)
    others = (voice for voice in document.voices if voice.id != message.id)
    kept = (whole, *voices) if whole.spans else (message,)
    return tuple(sorted([*kept, *others], key=lambda voice: (voice.start, voice.end)))


def _nest(root: _Node, nodes: list[_Node]) -> None:
    """Hang each node under the innermost one around it. Of equal stretches the later in the list is the inner one."""
    open_nodes = [root]
    for node in sorted(nodes, key=lambda n: (n.found.start, -n.found.end)):
        while open_nodes[-1].found.end <= node.found.start and len(open_nodes) > 1:
            open_nodes.pop()
        around = open_nodes[-1]
        if node.found.end <= around.found.end and around.voice is None:
            around.inside.append(node)
            open_nodes.append(node)


def _without_notes(nodes: list[_Node]) -> list[_Node]:
    """The nodes but for notes, which are all that the author says: those without an editor's mark, else all."""
    unsigned = any(node.found.kind == "editor_note" and not node.found.authors for node in nodes)
    return [n for n in nodes if n.found.kind != "editor_note" or (unsigned and n.found.authors)]


def _collect(document: Document, node: _Node, parent: str | None, speaker: str | None, voices: list[Voice]) -> None:
    """Add the voices of ``node`` and below. ``speaker`` is the parent's parent where the parent only quotes."""
    node.spans = node.voice.spans if node.voice else tuple(_own_spans(document.text, node))
    mine = parent
    if node.spans:
        voice = _voice(document, node, speaker if node.found.kind == "editor_note" and speaker else parent)
        voices.append(voice)
        mine = voice.id
    for child in node.inside:
        _collect(document, child, mine, parent if node.found.kind in ("quoted", "letter") else None, voices)


def _own_spans(text: str, node: _Node) -> Iterable[Span]:
    start = node.found.start
    for child in node.inside:
        yield from _trimmed(text, start, child.found.start)
        start = child.found.end
    yield from _trimmed(text, start, node.found.end)


def _trimmed(text: str, start: int, end: int) -> Iterable[Span]:
    first = _INK.search(text, start, end)
    if first:
        while text[end - 1].isspace():
            end -= 1
        yield first.start(), end


def _voice(document: Document, node: _Node, parent: str | None) -> Voice:
    if node.voice:
        return replace(node.voice, parent=node.voice.parent or parent)
    found = node.found
    return Voice(
        id=content_id("voice", document.id, found.kind, node.spans[0][0], node.spans[-1][1]),
        kind=found.kind,
        spans=node.spans,
        parent=parent,
        outlet=found.outlet,
        authors=found.authors,
        published=found.published,
        number=found.number,
        abridged=found.abridged,
        announced=found.announced,
        found_by=found.rule,
    )
