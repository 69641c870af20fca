"""Quantities of time: how many of which unit, exactly or vaguely, and their TIMEX3 values."""

from dataclasses import dataclass

from .matching import Hit
from .periods import bounds
from .rules import grammar

_SCALES = frozenset({"dozen", "hundred", "thousand"})
_PARTS = {
    ("TH", 0.5): "PT30M",
    ("TH", 0.25): "PT15M",
    ("TM", 0.5): "PT30S",
}
_WHOLE = {("DE", 0.5): ("Y", 5), ("CE", 0.5): ("Y", 50), ("CE", 0.25): ("Y", 25), ("Y", 0.5): ("M", 6)}
"""Parts of long units that are whole numbers of shorter ones: half a century ago is a year, fifty years ago."""


@dataclass(frozen=True, slots=True)
class Amount:
    """``least`` to ``most`` of ``unit``; ``number`` where the text gives one. ``mod`` is TIMEX3's."""

    unit: str
    number: float | None
    least: float
    most: float
    mod: str | None = None

    @property
    def exact(self) -> bool:
        return self.least == self.most

    @property
    def value(self) -> str:
        """The TIMEX3 duration, such as P3D, PT30M or PXY."""
        if self.number is not None and (self.unit, self.number) in _PARTS:
            return _PARTS[self.unit, self.number]
        number = "X" if self.number is None else f"{self.number * (2 if self.unit == 'F' else 1):g}"
        if self.unit.startswith("T"):
            return f"PT{number}{self.unit[1]}"
        return f"P{number}{'W' if self.unit == 'F' else self.unit}"


def amount_of(hit: Hit, bare: str = "bare") -> Amount:
    """The amount that a hit's words give. A singular is one; a plural without a number is as vague as ``bare`` says."""
    unit, words, vague, mod = str(hit.fields["unit"]), hit.runs.get("count", ()), hit.fields.get("vague"), _mod_of(hit)
    if vague is None and _is_choice(words):
        return Amount(unit, number_of(words[2:]), number_of(words[:1]), number_of(words[2:]), mod)
    if vague is None and (words or not set(hit.words).isdisjoint(grammar().words.values["UNIT"])):
        number = number_of(words) + (0.5 if "half" in hit.runs else 0)
        unit, number = _WHOLE.get((unit, number), (unit, number))
        low, high = bounds()["loosened"].get(mod, (1, 1))
        return Amount(unit, number, number * low, number * high, mod)
    table = bounds()["quantities"]
    low, high = table.get(vague or bare) or bounds()["bare"].get(unit, bounds()["bare"]["other"])
    return Amount(unit, 2 if vague == "couple" else None, low, high, mod)


def _is_choice(words: tuple[str, ...]) -> bool:
    """Whether the words offer two numbers: "two or three", "10-12"; "twenty-five" is one."""
    return len(words) == 3 and (words[1] in ("or", "to") or (words[1] == "-" and words[0].isdigit()))


def _mod_of(hit: Hit) -> str | None:
    """TIMEX3 mod of a loosened quantity: "more than", "about", "at least", "no more than", "or so"."""
    mod = hit.fields.get("mod")
    if mod is None:
        return "APPROX" if "or_so" in hit.runs else "EQUAL_OR_LESS" if hit.words[:2] == ("up", "to") else None
    if hit.words[0] == "no":
        return "EQUAL_OR_LESS" if mod == "MORE_THAN" else "EQUAL_OR_MORE"
    return str(mod)


def number_of(words: tuple[str, ...]) -> float:
    """The number that words spell: ("twenty", "-", "five"), ("two", "and", "a", "half"), ("half", "a"), ("12",), ()."""
    if "quarter" in words:
        return 0.25
    values = grammar().words.values["NUMBER"]
    total = 0.0
    for word in words:
        value = float(word) if word[0].isdigit() else float(values.get(word, 0))
        total = max(total, 1) * value if word in _SCALES else total + value
    if "half" in words:
        return total + 0.5
    return total or 1.0
