"""The numbers before the paragraphs of a Word document, which are not in its text: they are counted out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..office_zip import attribute, local, whole
from ..story import numeral

_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered: its first number, its form (``None`` for a bullet), and its words, "%1.%2)" say."""

    start: int = 1
    form: str | None = None
    words: str = ""


@dataclass(slots=True)
class Numbering:
    """Lists by their number, styles by their name, and how far each list has come."""

    lists: dict[str, str] = field(default_factory=dict)
    """The scheme of each list."""
    schemes: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int, str | None]] = field(default_factory=dict)
    """Of each style its list and level, and the style that it is based on."""
    titles: set[str] = field(default_factory=set)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, properties: Any | None) -> str:
        """The number of the next paragraph with these properties: "2.1", or nothing."""
        number, level = self._place(properties)
        scheme = self.lists.get(number or "")
        if number is None or scheme is None:
            return ""
        levels = self.schemes.get(scheme, {})
        own = levels.get(level, _Level())
        counts = self._counts.setdefault(scheme, [0] * _LEVELS)
        restart = self.restarts.pop((number, level), None)
        start = levels.get(level, _Level()).start if restart is None else restart
        counts[level] = start if restart is not None or not counts[level] else counts[level] + 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if own.form is None:
            return ""
        words = own.words
        for at in range(_LEVELS):
            above = levels.get(at, _Level())
            if f"%{at + 1}" in words:
                words = words.replace(f"%{at + 1}", numeral(counts[at] or above.start, above.form or "1"))
        return words.strip()

    def _place(self, properties: Any | None) -> tuple[str | None, int]:
        """The list and the level that a paragraph is in."""
        number, level, style = (None, None, None) if properties is None else _numbered(properties)
        inherited: tuple[str | None, int] = (None, 0)
        for _ in range(_LEVELS):
            if style is None or style not in self.styles or inherited[0] is not None:
                break
            of, at, style = self.styles[style]
            inherited = of, at
        place = inherited[1] if level is None else level
        return (number or inherited[0]), min(max(place, 0), _LEVELS - 1)


def _numbered(properties: Any) -> tuple[str | None, int | None, str | None]:
    number: str | None = None
    level: int | None = None
    style: str | None = None
    for child in properties:
        if local(child) == "pStyle":
            style = attribute(child, "val")
        elif local(child) == "numPr":
            for part in child:
                value = attribute(part, "val")
                if local(part) == "numId":
                    number = value
                elif local(part) == "ilvl":
                    level = whole(value, 0)
    return number, level, style


def numbering_of(numbering: Any | None, styles: Any | None) -> Numbering:
    """What ``numbering.xml`` and ``styles.xml`` say."""
    found = Numbering()
    for element in () if numbering is None else numbering:
        own = attribute(element, "abstractNumId") or ""
        if local(element) == "abstractNum":
            found.schemes[own] = dict(_levels(element))
        elif local(element) == "num":
            _read_list(element, found)
    for style in () if styles is None else styles:
        if local(style) == "style":
            _read_style(style, found)
    return found


def _levels(scheme: Any) -> Iterator[tuple[int, _Level]]:
    for level in scheme:
        if local(level) == "lvl":
            values = {local(child): attribute(child, "val") or "" for child in level}
            form = values.get("numFmt", "decimal")
            known = None if form in ("bullet", "none") else _FORMS.get(form, "1")
            yield (
                whole(attribute(level, "ilvl"), 0),
                _Level(whole(values.get("start"), 1), known, values.get("lvlText", "")),
            )


def _read_list(element: Any, found: Numbering) -> None:
    own = attribute(element, "numId") or ""
    for child in element:
        if local(child) == "abstractNumId":
            found.lists[own] = attribute(child, "val") or ""
        elif local(child) == "lvlOverride":
            restart = next((attribute(part, "val") for part in child if local(part) == "startOverride"), None)
            if restart is not None:
                found.restarts[own, whole(attribute(child, "ilvl"), 0)] = whole(restart, 1)


def _read_style(style: Any, found: Numbering) -> None:
    own = attribute(style, "styleId") or ""
    number: str | None = None
    level: int | None = None
    based: str | None = None
    for child in style:
        if local(child) == "pPr":
            number, level, _ = _numbered(child)
        elif local(child) == "basedOn":
            based = attribute(child, "val")
        elif local(child) == "name" and (attribute(child, "val") or "").lower() == "title":
            found.titles.add(own)
    found.styles[own] = (number, level or 0, based)
