"""Search hits on a terminal."""

from rich.console import Console
from rich.text import Text

from ...model.protocols import SearchHit, SearchResult
from ...reports.numbers import counted
from ...reports.text import one_line
from ..terminal import heading, own, show, theirs

_AROUND = 160
"""Code points shown on either side of the first match."""


def draw_search(console: Console, result: SearchResult, id_length: int) -> None:
    for hit in result.hits:
        passage = hit.passage
        name = hit.path or hit.title or passage.document
        # Not wrapped: part of a name could begin a line, and seem to be one of ours.
        console.print(Text.assemble(heading(name), own(f":{passage.start}", "dim")), soft_wrap=True)
        show(console, _excerpt(hit), 2)
        if hit.claims:
            show(console, own("claims " + ", ".join(claim[:id_length] for claim in hit.claims), "dim"), 2)
        console.print()
    more = f"; the best {len(result.hits):,} are shown" if result.total > len(result.hits) else ""
    show(console, own(f"{counted(result.total, 'passage')}{more}."))


def _excerpt(hit: SearchHit) -> Text:
    """The passage around its first match, matches set off."""
    text, begin = hit.passage.text, hit.passage.start
    focus = hit.matches[0][0] - begin if hit.matches else 0
    first, last = _word_border(text, focus - _AROUND), _word_border(text, focus + _AROUND)
    excerpt = Text("… " if first > 0 else "")
    at = first
    for start, end in ((max(s - begin, first), min(e - begin, last)) for s, e in hit.matches):
        if at <= start < end:
            excerpt.append_text(theirs(_spaced(text[at:start]))).append_text(
                theirs(one_line(text[start:end]), "bold underline")
            )
            at = end
    excerpt.append_text(theirs(_spaced(text[at:last])))
    return excerpt.append(" …" if last < len(text) else "")


def _word_border(text: str, near: int) -> int:
    if near <= 0:
        return 0
    if near >= len(text):
        return len(text)
    space = text.find(" ", near, near + 30)
    return near if space < 0 else space + 1


def _spaced(text: str) -> str:
    """White space closed up, but kept where it parts the piece from its neighbours."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return left + one_line(text) + right
