"""What the properties of an office document say of it, as far as a person will have put it there."""

import re

from ..resources import load_rules
from ..resources.wording import compiled
from .headings import Heading, read_heading

_FILE = "en/voices/office.yaml"
_LONGEST = 300
_SURNAME_FIRST = re.compile(r"(?P<last>[^\W\d_][^\s,]+),\s+(?P<first>[^\W\d_][^,]*)")
_BETWEEN = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")


def own_heading(text: str, title: str | None, author: str | None) -> tuple[Heading, Heading]:
    """What the properties say, and what the first lines of the text say.

    A byline goes before the author in the properties, who may only be who typed it. The days that programs keep are
    those of writing, changing and printing: none is that of publication.
    """
    heading = read_heading(text)
    authors = () if heading.authors else clean_authors(author)
    return Heading(clean_title(title), authors), heading


def fits(name: str, text: str) -> re.Match[str] | None:
    """The match of a whole text with the rule of that name; ``None`` where it does not fit."""
    rule: str = load_rules(_FILE)[name]["pattern"]
    return compiled(rule, re.IGNORECASE if name != "no-author" else re.NOFLAG).fullmatch(text)


def clean_title(title: str | None) -> str | None:
    """A title without the program's name before it; ``None`` where it is a file's name or says nothing."""
    title = " ".join((title or "").split())[:_LONGEST]
    printed = fits("program-before-title", title)
    title = printed["title"] if printed else title
    return None if not title or fits("no-title", title) else title


def clean_authors(author: str | None) -> tuple[str, ...]:
    """The names of persons in what a program keeps as the author."""
    names = (" ".join(name.split()) for name in _BETWEEN.split((author or "")[:_LONGEST]))
    turned = (f"{m['first']} {m['last']}" if (m := _SURNAME_FIRST.fullmatch(name)) else name for name in names)
    single = (part for name in turned for part in name.split(", "))
    return tuple(dict.fromkeys(name for name in single if name and not fits("no-author", name.strip())))
