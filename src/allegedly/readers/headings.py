"""What the first lines of a text say about it: title, authors, outlet, and when it was published."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from ..resources import Rule, load_rules
from ..resources.wording import compiled, is_outlet, split_people, written_day
from ..unseen import stripped

_FILE = "en/voices/headings.yaml"
_HEAD = 3_000
_MOST_LINES = 12
_LONGEST_LINE = 200
_LONGEST_TITLE = 150
_SENTENCE = 90
_PROSE_SPACES = 7


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading of a text says; ``None`` or empty where it does not."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


def read_heading(text: str) -> Heading:
    """What the lines before the first running text say. Dates count only with day, month and year.

    Where more such dates stand on lines of their own, as in a diary or a chronology, none is that of publication.
    """
    lines = [stripped(line) for line in text[:_HEAD].split("\n")]
    heading = _read_lines(lines)
    days = {written_day(line) for line in lines if compiled("%whole_day%").fullmatch(line[:_LONGEST_LINE])}
    return replace(heading, published=None) if heading.published in days and len(days) > 1 else heading


def _read_lines(lines: list[str]) -> Heading:
    heading = Heading()
    filled = [i for i, line in enumerate(lines) if line]
    for place, i in enumerate(filled[:_MOST_LINES]):
        line = lines[i]
        if line[0] in "[(<>" or _is_running_text(line):
            said = _dateline(line)
            return heading if said is None else _joined(heading, said)
        said = _line(line)
        if said is not None:
            heading = _joined(heading, said)
        elif heading.title is None and place + 1 < len(filled) and _is_title(line):
            after = lines[filled[place + 1]]
            set_off = filled[place + 1] > i + 1 or _is_running_text(after) or _line(after) is not None
            if not set_off:
                return heading
            heading = replace(heading, title=line)
        elif heading.title is None:
            return heading
    return heading


def read_day(words: str) -> date | None:
    """The day that a line of text or markup names in full, alone or with a time: "Published 3 March 2014 at 10:12"."""
    match = _patterns()["day"].fullmatch(words[:_LONGEST_LINE].strip())
    return written_day(match["day"]) if match else None


def _is_running_text(line: str) -> bool:
    if len(line) > _SENTENCE:
        return len(line) > _LONGEST_LINE or line.endswith((".", "!", "?", "”", '"'))
    return line.endswith(".") and line.count(" ") >= _PROSE_SPACES


def _is_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or line.endswith((".", ":", ";", ",")) or line[0].islower():
        return False
    return any(c.isalpha() for c in line)


def _line(line: str) -> Heading | None:
    """What a line that is no running text says about the text below, if it has one of the forms that say so."""
    if len(line) > _LONGEST_LINE:
        return None
    for name, rule in load_rules(_FILE).items():
        if not rule.get("prefix") and (match := _patterns()[name].fullmatch(line)):
            said = _field(match["key"], match["value"]) if name == "field" else _said(match.groupdict(), rule)
            if said is not None:
                return replace(said, title=line) if rule.get("title") else said
    return None


def _dateline(line: str) -> Heading | None:
    for name, rule in load_rules(_FILE).items():
        if rule.get("prefix") and (match := _patterns()[name].match(line[:_LONGEST_LINE])):
            return _said(match.groupdict(), rule)
    return None


def _said(groups: dict[str, str | None], rule: Rule) -> Heading | None:
    """The heading that a rule's groups make; ``None`` where they cannot mean what the rule takes them for."""
    day = written_day(groups.get("day") or "")
    outlet = groups.get("outlet")
    if (groups.get("day") and day is None) or (rule.get("outlet_noun") and not is_outlet(outlet or "")):
        return None
    sure = rule.get("any_outlet") or groups.get("edition")
    if outlet and not (sure or is_outlet(outlet) or outlet.startswith("The ")):
        outlet = None
    people = split_people(groups.get("people") or "")
    if outlet is None and len(people) > 1 and is_outlet(people[-1]):
        people, outlet = people[:-1], people[-1]
    return Heading(None, people, outlet, day)


def _field(key: str, value: str) -> Heading | None:
    """A line such as "Author: Jane Doe"."""
    word = key.lower().split()[0]
    if word in ("title", "headline"):
        return Heading(title=value)
    if word in ("author", "authors", "by", "byline", "by-line"):
        return Heading(authors=split_people(value))
    if word in ("date", "published", "publication", "posted") and (day := read_day(value)):
        return Heading(published=day)
    if word in ("url", "link"):
        return Heading(url=value) if value.startswith(("http://", "https://")) else None
    if word in ("source", "outlet", "newspaper", "publisher", "publication"):
        return _line(value) or Heading(outlet=value)
    return None


def _joined(first: Heading, second: Heading) -> Heading:
    """Both; what the upper line says stands."""
    return Heading(
        first.title or second.title,
        first.authors or second.authors,
        first.outlet or second.outlet,
        first.published or second.published,
        first.url or second.url,
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: compiled(rule["pattern"]) for name, rule in load_rules(_FILE).items()}
