"""Which column of a table holds what: by its name, else by what is in it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Literal

from ...resources import load_yaml
from ...resources.wording import day_of
from ..moments import days

Role = Literal["text", "title", "authors", "outlet", "published", "url"]
DayOrder = Literal["day/month/year", "month/day/year"]
ROLES: tuple[Role, ...] = ("text", "title", "authors", "outlet", "published", "url")
_GUESSED = "probably "
_BRACKETS = re.compile(r"(?P<name>.*?)\s*\((?P<told>[^()]*)\)", re.DOTALL)
_BETWEEN = re.compile(r"[\s_\-.:]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERS = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)(?:[,T\s].*)?", re.DOTALL)
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]?(?:\s|$)")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_NAME = 60
_LONGEST_DAY = 60
_PROSE_WORDS = 12
_CLEARLY = 2.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns, the places of those that are used, and how its days are written.

    ``guessed``: that the text is the text, or that days are written so, was not told but concluded from all rows.
    """

    names: tuple[str, ...]
    places: dict[Role, int] = field(default_factory=dict)
    order: DayOrder | None = None
    guessed: frozenset[Role] = frozenset()

    def cell(self, row: Sequence[str], role: Role) -> str:
        place = self.places.get(role, len(row))
        return row[place].strip() if place < len(row) else ""

    @property
    def unused(self) -> tuple[str, ...]:
        used = self.places.values()
        return tuple(name.strip() for place, name in enumerate(self.names) if place not in used and name.strip())

    @property
    def marked(self) -> tuple[str, ...]:
        """The names with what was concluded from all rows in brackets, so that one row by itself is read like that."""
        marks: dict[int, str] = {}
        if "text" in self.guessed:
            marks[self.places["text"]] = "text"
        if "published" in self.guessed and self.order is not None:
            marks[self.places["published"]] = self.order
        names = (f"{name} ({_GUESSED}{marks[i]})" if i in marks else name for i, name in enumerate(self.names))
        return tuple(name.strip() for name in names)


def columns_by_name(names: Sequence[str]) -> Columns:
    """The columns that are told by their names; what stands in brackets behind a name goes before it."""
    plain, told = [_plain(name) for name in names], [_told(name) for name in names]
    places: dict[Role, int] = {}
    for role in ROLES:
        free = set(range(len(names))) - {*places.values()}
        place = _place(role, [words.removeprefix(_GUESSED) for words in told], free)
        place = _place(role, plain, free) if place is None else place
        if place is not None:
            places[role] = place
    guessed = frozenset(role for role, place in places.items() if told[place].startswith(_GUESSED))
    order = _told_order(told[places["published"]]) if "published" in places else None
    return Columns(tuple(names), places, order, guessed)


def known_names(names: Iterable[str]) -> int:
    """How many of these names tell what their columns hold."""
    return sum(not _known().isdisjoint((_plain(name), _told(name).removeprefix(_GUESSED))) for name in names)


def with_text_by_content(columns: Columns, rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns with that as the text which is clearly running text; ``None`` where there is none, or several."""
    words = {
        place: sum(_prose_words(row[place]) for row in rows if place < len(row)) / max(len(rows), 1)
        for place in range(len(columns.names))
    }
    best, *others = sorted(words, key=lambda place: -words[place]) or [0]
    second = words[others[0]] if others else 0.0
    if not words or words[best] < _PROSE_WORDS or words[best] < _CLEARLY * second:
        return None
    places: dict[Role, int] = {role: place for role, place in columns.places.items() if place != best}
    return replace(columns, places={"text": best, **places}, guessed=columns.guessed | {"text"})


def is_data(row: Iterable[str]) -> bool:
    """Whether a first row holds no names but what other rows hold: running text, a day, an address."""
    return any(_prose_words(cell) >= _PROSE_WORDS or day_in(cell, None) or _ADDRESS.fullmatch(cell) for cell in row)


def order_of(cells: Iterable[str]) -> DayOrder | None:
    """In what order a column writes day and month in numbers, if any of its days tells and none gainsays."""
    numbers = [match for cell in cells if (match := _NUMBERS.fullmatch(cell[:_LONGEST_DAY]))]
    day_first, month_first = any(int(m[1]) > 12 for m in numbers), any(int(m[3]) > 12 for m in numbers)
    return None if day_first == month_first else "day/month/year" if day_first else "month/day/year"


def day_in(cell: str, order: DayOrder | None) -> date | None:
    """The whole day that a cell tells; in numbers by the column's ``order``, or where only one is possible.

    Between dots the day goes first, in every language that writes it so, unless the column says otherwise.
    """
    cell = cell.strip()[:_LONGEST_DAY]
    match = _NUMBERS.fullmatch(cell)
    if match is None:
        return next(days(cell), None) if cell else None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    order = order or ("day/month/year" if match[2] == "." else None)
    if first > 12 or (order == "day/month/year" and second <= 12):
        return day_of(year, second, first)
    if second > 12 or order == "month/day/year" or first == second:
        return day_of(year, first, second)
    return None


def _place(role: Role, names: Sequence[str], free: Collection[int]) -> int | None:
    places = (i for known in _vocabulary()[role] for i, name in enumerate(names) if name == known and i in free)
    return next(places, None)


def _told_order(told: str) -> DayOrder | None:
    told = told.removeprefix(_GUESSED)
    if told in _vocabulary()["day_first"]:
        return "day/month/year"
    return "month/day/year" if told in _vocabulary()["month_first"] else None


def _plain(name: str) -> str:
    name = name.strip()[: _LONGEST_NAME + 1]
    match = _BRACKETS.fullmatch(name)
    return _BETWEEN.sub(" ", _CAPITAL.sub(" ", match["name"] if match else name)).strip().lower()


def _told(name: str) -> str:
    match = _BRACKETS.fullmatch(name.strip()[: 2 * _LONGEST_NAME])
    return " ".join(match["told"].lower().split()) if match else ""


def _prose_words(cell: str) -> int:
    return len(cell.split()) if _SENTENCE.search(cell) else 0


@cache
def _vocabulary() -> dict[str, list[str]]:
    return dict(load_yaml("en/columns.yaml"))


@cache
def _known() -> frozenset[str]:
    return frozenset(name for role in ROLES for name in _vocabulary()[role])
