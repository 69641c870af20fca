"""The fenced blocks of a page: files to save, and what is typed with what comes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_JUDGEMENT = re.compile(r"^[0-9a-f]{8}(?=  )")
LEFT_OUT = "..."


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that the page has its reader save."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A command of the page and the lines that it says come out."""

    command: str
    lines: tuple[str, ...]


def steps(page: str) -> list[Saved | Typed]:
    """What a reader of the page does, in order: a block "console" has commands after ``$``; a title names a file."""
    found: list[Saved | Typed] = []
    for language, title, text in _FENCE.findall(page):
        if title:
            found.append(Saved(title, text))
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, *lines = part.rstrip("\n").split("\n")
                found.append(Typed(command, tuple(lines)))
    return found


def other_judgements(told: Sequence[str], came: Sequence[str]) -> dict[str, str]:
    """The ids of judgements that the page has, and those that came out in their stead: they hang on the moment."""
    ids = [[found[0] for line in lines if (found := _JUDGEMENT.match(line))] for lines in (told, came)]
    return dict(zip(*ids, strict=False))


def missing(told: Sequence[str], came: Sequence[str]) -> str | None:
    """The first line of the page that did not come out where it should have; whole lines, ``...`` for any number."""
    place, anywhere = 0, False
    came = [_alike(line) for line in came]
    for line in told:
        if line == LEFT_OUT:
            anywhere = True
            continue
        wanted = _alike(line)
        if anywhere and wanted in came[place:]:
            place = came.index(wanted, place) + 1
        elif not anywhere and came[place : place + 1] == [wanted]:
            place += 1
        else:
            return line
        anywhere = False
    return None if anywhere or not any(came[place:]) else f"(the page ends before) {came[place]}"


def _alike(line: str) -> str:
    """Without what is another with each run: moments, hashes of the log, ids of judgements."""
    return _JUDGEMENT.sub("JUDGEMENT", _HASH.sub("HASH", _MOMENT.sub("MOMENT", line))).rstrip()
