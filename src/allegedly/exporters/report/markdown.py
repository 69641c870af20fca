"""The report as Markdown: CommonMark with tables and footnotes ("[^1]"), without any HTML.

Whatever comes from a document or a person is escaped: nothing of it becomes a heading, a list, a link or HTML.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..material import Material, Written
from ..whole import write_whole
from .blocks import (
    Block,
    Break,
    Footnote,
    Go,
    Heading,
    Inline,
    NoteMark,
    Paragraph,
    Part,
    Quotation,
    Report,
    Row,
    Style,
    Table,
    Words,
)
from .content import LEFT_OUT, report_of
from .shown import in_line, to_the_letter

_ACTS = re.compile(r"[\\`*_{}\[\]<>&|~^$#@]|(?<=:)/(?=/)|(?<=\w)\.(?=[^\W\d_]{2})")
"""What acts wherever it stands; the last two are what some take for an address."""
_OPENS = re.compile(r"(?m)^([-+=:%]|\d{1,9}(?=[.)]))")
"""What acts at the beginning of a line; of a number it is the sign behind it."""
_EDGES = re.compile(r"(?m)^[ \t]|[ \t]$")
"""White space that would be lost at the ends of a line."""
_MARKS: dict[Style, str] = {"strong": "**", "label": "**", "judged": "**", "differs": "**", "machine": "*"}
_LISTED = ("account", "item")
_NO_LETTERS = re.compile(r"[^\w\- ]")


def write(material: Material, output: Path) -> Written:
    """Write the report to the file ``output``."""
    write_whole(output, _pieces(report_of(material)))
    return Written(output, LEFT_OUT)


def escaped(text: str, *, opens: bool = True) -> str:
    """Plain text as Markdown that stands for just this text; ``opens`` where it begins a line."""
    acting = _ACTS.sub(lambda found: f"\\{found.group()}", text)
    guarded = acting if opens else f"\0{acting}"
    opened = _OPENS.sub(lambda found: _opening(found.group()), guarded).removeprefix("\0")
    return _EDGES.sub(lambda found: f"&#{ord(found.group())};", opened)


def _opening(found: str) -> str:
    return f"{found}\\" if found.isdigit() else f"\\{found}"


def _pieces(report: Report) -> Iterator[str]:
    yield f"# {escaped(in_line(report.title))}\n\n{report.subtitle}\n"
    yield from _blocks(report.front)
    yield "\n## Contents\n\n"
    yield from (f"- [{part.title}](#{_slug(part.title)})\n" for part in report.parts)
    for part in report.parts:
        yield from _part(part)
    yield "\n## Notes\n"
    yield from map(_footnote, report.footnotes())


def _part(part: Part) -> Iterator[str]:
    yield f"\n## {part.title}\n"
    yield from _blocks(part.blocks())


def _slug(title: str) -> str:
    """What GitHub, Pandoc and others make a heading known by."""
    return _NO_LETTERS.sub("", title.lower()).replace(" ", "-")


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Each after an empty line, but for what follows in a list."""
    in_list = False
    for block in blocks:
        listed = isinstance(block, Paragraph) and block.kind in _LISTED
        if not (in_list and listed):
            yield "\n"
        yield from _block(block)
        in_list = listed


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {escaped(in_line(block.text))}\n"
    elif isinstance(block, Table):
        yield from _table(block)
    elif block.kind in _LISTED:
        yield f"- {_inlines(block.inlines, '  ')}\n"
    else:
        yield f"{_inlines(block.inlines, '')}\n"


def _table(table: Table) -> Iterator[str]:
    yield f"{table.caption}:\n\n"
    yield f"| {' | '.join(table.header)} |\n|{' --- |' * len(table.header)}\n"
    yield from (_row(row) for row in table.rows())


def _row(row: Row) -> str:
    return "| " + " | ".join(_inlines(cell, None) for cell in row.cells) + " |\n"


def _footnote(note: Footnote) -> str:
    return f"\n[^{note.number}]: {_inlines(note.inlines, '    ')}\n"


def _inlines(inlines: Iterable[Inline], indent: str | None) -> str:
    """Words on their lines, each but the first behind ``indent``; all on one line without."""
    new_line = " · " if indent is None else f"\\\n{indent}"
    drawn: list[str] = []
    for one in inlines:
        drawn.append(_inline(one, new_line, opens=not drawn or drawn[-1] == new_line))
    return "".join(drawn).strip(" ")


def _inline(one: Inline, new_line: str, *, opens: bool) -> str:
    if isinstance(one, Quotation):
        lines = escaped(f"“{to_the_letter(one.text)}”").split("\n")
        return new_line.join(lines)
    if isinstance(one, Break):
        return new_line
    if isinstance(one, NoteMark):
        return f"[^{one.number}]"
    if isinstance(one, Go):
        return _words(Words(one.text), opens=opens)
    return _words(one, opens=opens)


def _words(one: Words, *, opens: bool) -> str:
    """Spaces at the ends stay outside of any mark."""
    text, mark = in_line(one.text), _MARKS.get(one.style, "")
    bare = text.strip(" ")
    if not bare:
        return text
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    if one.style == "code" and "`" not in bare:
        return f"{before}`{bare}`{after}"
    return f"{before}{mark}{escaped(bare, opens=opens and not mark)}{mark}{after}"
