"""The numbers of a text, each with what it counts or measures and how firmly it is put; read without a parse.

What is counted is the noun behind the number, under the name that ``en/units.tsv`` has for it, so that ``comparing``
can set miles against kilometres. A number in a name ("Room 12") counts nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Literal

from ..model import Span, TimeExpression
from ..resources import load_lexicon
from .numerals import (
    LOOK_BACK,
    in_words,
    is_in_a_name,
    named_unit,
    noun_phrase,
    number_pattern,
    ordinal_pattern,
    scale_of,
    unit_at,
    value_of,
)
from .phrases import singular

Bound = Literal["exact", "at_least", "at_most", "about"]
Kind = Literal["count", "age", "rank", "score", "length"]

_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_NEGATED = re.compile(r"\b(?:not|rather than|instead of|never)(?: the)?\s*\Z", re.IGNORECASE)
_BOUND_WORDS: dict[Bound, str] = {
    "at_least": "at least|(?<!no )(?<!not )more than|(?:no|not) (?:fewer|less) than|over|above|upwards of",
    "at_most": "up to|at most|(?:no|not) more than|fewer than|less than|under|below|a maximum of",
    "about": "about|around|some|roughly|approximately|nearly|almost|an estimated|close to",
}
_BEFORE = tuple(
    (bound, re.compile(rf"\b(?:{words})(?: an?)?\s*\Z", re.IGNORECASE)) for bound, words in _BOUND_WORDS.items()
)
_OF = re.compile(
    r"\b([^\W\d_]+) of (?:(?:about|around|over|nearly|almost|more than|less than|up to|at least|some) )?\Z",
    re.IGNORECASE,
)
_NO_SCOPE = frozenset({
    "out", "because", "instead", "ahead", "all", "some", "one", "most", "each", "both", "many", "total", "number",
    "sum", "toll", "count", "maximum", "minimum",
})  # fmt: skip
_JOINT = re.compile(r"\s+(to|or|and)\s+")
_BETWEEN, _FROM = re.compile(r"\bbetween\s*\Z", re.IGNORECASE), re.compile(r"\bfrom\s*\Z", re.IGNORECASE)
_AGED = re.compile(r"\baged?\s*\Z", re.IGNORECASE)
_WHOSE_AGE = re.compile(r"([A-Z][\w'’-]+),? \(?(?:aged? )?\Z")
_AFTER_A_NAME, _APPOSED_ENDS = re.compile(r"[A-Z][\w'’.-]* [A-Z][\w'’-]+, \Z"), re.compile(r"[,.;)]")
_SCORED = re.compile(
    r"\b(?:w[io]n|wins|los[te]|beat|beaten|defeated|drew|drawn|score|victory|defeat|voted?|ruled|led|by)\b[^.;]*\Z",
    re.IGNORECASE,
)
_SCORE_LOOK_BACK = 50
_OLDEST = 110
_HOW_MANY_IN = re.compile(
    r"\b([a-z]+|\d{1,3}) (?:in|out of) (?:every )?([a-z]+|\d{1,4})\b(?! (?:second|minute|hour|day|week|month|year))",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:finish|rank|plac|c[ao]m)(?:ed|ing|e) (?:in |at )?\Z", re.IGNORECASE)
_PLACE_IN_A_LIST = re.compile(r"\b(?:at|to|reached) (?:number|no\.|#) ?(\w+)", re.IGNORECASE)
_ONE = re.compile(r"\bone\b(?! (?:of|another)\b)")
_SECONDS = {
    "TS": ("second", 1.0), "TM": ("minute", 60.0), "TH": ("hour", 3600.0), "D": ("day", 86_400.0),
    "W": ("week", 604_800.0), "M": ("month", 2_629_800.0), "Y": ("year", 31_557_600.0),
    "DE": ("decade", 315_576_000.0), "CE": ("century", 3_155_760_000.0),
}  # fmt: skip
"""By TIMEX3's letters, behind a T those of a clock; months and years of 365.25 days."""
_LASTS = re.compile(
    r"\b(?:for|last(?:s|ed|ing)?|span(?:s|ned|ning)?|spen[dt]|spends|took|takes|runs|sentenced?\b.* to|"
    r"(?:sentence|term) of)\s*\Z",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z]+)\Z")
_OLD = re.compile(r"years?[\s-]olds?\b", re.IGNORECASE)
_BOUNDS: dict[str, Bound] = {
    "MORE_THAN": "at_least", "EQUAL_OR_MORE": "at_least", "LESS_THAN": "at_most", "EQUAL_OR_LESS": "at_most",
    "APPROX": "about",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts ("23 people": 23, "person"); ``unit`` is ``None`` where the text names none.

    ``value`` is the number as the text has it; ``size`` times that is it in ``unit`` ("5 km": 5, 1000, "metre").
    ``most`` is the upper end of a range, or the second number of a score; ``noun`` names what ``size`` is the size of;
    ``scope`` is the noun of which it is the number ("a fine of 500 euros").
    """

    start: int
    end: int
    value: float
    unit: str | None
    bound: Bound
    kind: Kind = "count"
    most: float | None = None
    size: float = 1.0
    noun: str | None = None
    scope: str | None = None
    negated: bool = False

    @property
    def room(self) -> tuple[float, float]:
        """The least and the most that the words leave room for, in ``unit``."""
        least, most = self.value * self.size, (self.value if self.most is None else self.most) * self.size
        if self.bound == "at_least":
            return least, inf
        if self.bound == "at_most":
            return -inf, most
        return (0.9 * least, 1.1 * most) if self.bound == "about" else (least, most)


def quantities(text: str, outside: Sequence[Span] = (), *, ones: bool = False) -> list[Quantity]:
    """The numbers of a text, sorted, but for those inside the sorted spans ``outside`` (times) and those negated.

    "one" alone is hardly a number ("one official said"); ``ones`` has it read as one where a noun follows.
    """
    found = _apart([*_parts(text), *_vague(text), *_counted(text), *(_ones(text) if ones else ())], outside)
    return [one for one in found if not one.negated]


def ranks(text: str, outside: Sequence[Span] = ()) -> list[Quantity]:
    """The numbers that put in order ("the third largest city": 3, "largest city"), those negated among them."""
    found = [
        Quantity(*match.span(), value, "place", "exact", "rank")
        for match in _PLACE_IN_A_LIST.finditer(text)
        if (value := _small(match.group(1))) is not None
    ]
    for match in ordinal_pattern().finditer(text):
        words = noun_phrase(text, match.end()) or _PLACED.findall(_before(text, match.start()))
        if words and not is_in_a_name(text, match.start(), match.end()):
            placed = _PLACED.search(_before(text, match.start())) is not None
            unit = "place" if placed else " ".join(singular(word) for word in words)
            negated = _NEGATED.search(_before(text, match.start())) is not None
            found.append(Quantity(*match.span(), _rank(match), unit, "exact", "rank", negated=negated))
    return _apart(found, outside)


def lengths(text: str, times: Iterable[TimeExpression]) -> list[Quantity]:
    """What is said to last how long, in seconds, and ages of people in years; from the durations among the times."""
    found = []
    for time in times:
        match = _LENGTH.match(time.value) if time.type == "DURATION" else None
        noun, size = _SECONDS.get(match.group(1) + match.group(3), (None, 1.0)) if match else (None, 1.0)
        if match is None or noun is None:
            continue
        value, bound = float(match.group(2)), _BOUNDS.get(time.mod or "", "exact")
        if _OLD.search(time.text):
            found.append(Quantity(time.start, time.end, value, "year of age", bound, "age"))
        elif _LASTS.search(text[max(0, time.start - 2 * LOOK_BACK) : time.start]):
            found.append(Quantity(time.start, time.end, value, "second", bound, "length", size=size, noun=noun))
    return found


def _rank(match: re.Match[str]) -> float:
    if match.group("digits"):
        return float(match.group("digits"))
    ten = in_words([match.group("ten").lower()]) if match.group("ten") else None
    return (ten or 0.0) + float(load_lexicon("en/ordinals.tsv")[match.group("word").lower()]["value"])


def _apart(found: Iterable[Quantity], outside: Sequence[Span]) -> list[Quantity]:
    """Sorted, without those that begin in a span of ``outside`` or in another found before."""
    kept: list[Quantity] = []
    waiting = iter(outside)
    span = next(waiting, None)
    for one in sorted(found, key=lambda quantity: quantity.start):
        while span is not None and span[1] <= one.start:
            span = next(waiting, None)
        if (span is None or span[0] > one.start) and (not kept or kept[-1].end <= one.start):
            kept.append(one)
    return kept


def _before(text: str, start: int) -> str:
    return text[max(0, start - LOOK_BACK) : start]


def _bound(text: str, start: int) -> Bound:
    before = _before(text, start)
    return next((name for name, pattern in _BEFORE if pattern.search(before)), "exact")


def _counted(text: str) -> Iterator[Quantity]:
    """Numbers in digits and words, two of them as one where they are the ends of a range."""
    ready = [
        (match, value)
        for match in number_pattern().finditer(text)
        if (value := value_of(text, match)) is not None and not is_in_a_name(text, *match.span())
    ]
    skip = False
    for number, (match, value) in enumerate(ready):
        after = ready[number + 1] if number + 1 < len(ready) else None
        if skip:
            skip = False
        elif after is not None and _is_range(text, match, value, *after):
            skip = True
            yield _quantity(text, match, _on_the_scale_of(after[1], value), after[1], after[0].end())
        else:
            yield _quantity(text, match, value, None, match.end())


def _is_range(text: str, first: re.Match[str], value: float, second: re.Match[str], most: float) -> bool:
    """As in "20 to 30", "20 or 30", "between 20 and 30"; "from 20 to 30" tells of a change."""
    joint = _JOINT.fullmatch(text[first.end() : second.start()])
    before = _before(text, first.start())
    if joint is None or _on_the_scale_of(most, value) >= most or _FROM.search(before):
        return False
    return joint.group(1) != "and" or _BETWEEN.search(before) is not None


def _on_the_scale_of(most: float, value: float) -> float:
    """The number times what its fellow is counted in: "two to three million" begins at two million."""
    scale = next((size for size in (1e12, 1e9, 1e6, 1e3) if most >= size and most % size == 0), 1.0)
    return value * scale if value < 1000 and value * scale < most else value


def _quantity(text: str, match: re.Match[str], value: float, most: float | None, end: int) -> Quantity:
    start = match.start()
    if match.group("most"):
        upper = float(match.group("most").replace(",", ""))
        if _is_score(text, match):
            return Quantity(start, match.end(), value, "score", "exact", "score", most=upper)
        most = upper * scale_of(match) if upper * scale_of(match) > value else None
    negated = _NEGATED.search(_before(text, start)) is not None
    if _is_age(text, match, value):
        whose = _WHOSE_AGE.search(_before(text, start))
        scope = whose.group(1).lower() if whose else None
        return Quantity(start, end, value, "year of age", _bound(text, start), "age", scope=scope, negated=negated)
    end, noun = unit_at(text, end)
    sign = match.group("sign")
    unit, size = (_SIGNS[sign], 1.0) if sign else named_unit(noun)
    return Quantity(
        start, end, value, unit, _bound(text, start), most=most, size=size, noun=noun, scope=_scope(text, start),
        negated=negated,
    )  # fmt: skip


def _scope(text: str, start: int) -> str | None:
    match = _OF.search(text[max(0, start - 2 * LOOK_BACK) : start])
    noun = match.group(1).lower() if match else None
    return None if noun in _NO_SCOPE else noun


def _is_score(text: str, match: re.Match[str]) -> bool:
    """As in "won 3-1"; a noun behind it is counted, in a range ("20-30 houses")."""
    before = text[max(0, match.start() - _SCORE_LOOK_BACK) : match.start()]
    return not match.group("scale") and _SCORED.search(before) is not None and unit_at(text, match.end())[1] is None


def _is_age(text: str, match: re.Match[str], value: float) -> bool:
    """As in "aged 23" and "Ilse Marn, 23, ..."."""
    before = _before(text, match.start())
    if not match.group("digits") or match.group("sign") or match.group("scale") or value > _OLDEST:
        return False
    apposed = _AFTER_A_NAME.search(before) and _APPOSED_ENDS.match(text, match.end())
    return _AGED.search(before) is not None or apposed is not None


def _parts(text: str) -> Iterator[Quantity]:
    """Parts ("half of the houses", "two thirds of them", "one in three") as about so many percent."""
    for match in _part().finditer(text):
        many = _small(match.group("many") or "one") or 1.0
        part = (match.group("part") or "half").lower()
        percent = many * float(load_lexicon("en/part_words.tsv")[part]["percent"])
        if percent <= 100:
            yield Quantity(*match.span(), percent, "percent", _bound_of_part(text, match.start()))
    for match in _HOW_MANY_IN.finditer(text):
        few, all_ = (_small(word) for word in match.groups())
        if few and all_ and few < all_:
            yield Quantity(*match.span(), 100 * few / all_, "percent", _bound_of_part(text, match.start()))


def _bound_of_part(text: str, start: int) -> Bound:
    bound = _bound(text, start)
    return "about" if bound == "exact" else bound


def _small(word: str) -> float | None:
    if word.isdigit():
        return float(word)
    return 1.0 if word.lower() == "one" else in_words([word.lower()]) or None


def _vague(text: str) -> Iterator[Quantity]:
    """As in "a couple of", "dozens of"."""
    for match in _vague_number().finditer(text):
        cells = load_lexicon("en/vague_numbers.tsv")[match.group().lower()]
        most = float(cells["most"]) if "most" in cells else None
        end, noun = unit_at(text, match.end())
        unit, size = named_unit(noun)
        bound: Bound = "at_least" if most is None else "exact"
        yield Quantity(match.start(), end, float(cells["least"]), unit, bound, most=most or None, size=size, noun=noun)


def _ones(text: str) -> Iterator[Quantity]:
    for match in _ONE.finditer(text):
        end, noun = unit_at(text, match.end())
        if noun is not None:
            unit, size = named_unit(noun)
            yield Quantity(match.start(), end, 1.0, unit, _bound(text, match.start()), size=size, noun=noun)


@cache
def _part() -> re.Pattern[str]:
    parts = load_lexicon("en/part_words.tsv")
    some = "|".join(part for part in parts if part != "half")
    many = "|".join(word for word, cells in load_lexicon("en/number_words.tsv").items() if "scale" not in cells)
    return re.compile(
        rf"\b(?:(?:a |one[- ])?half (?:of|the|its|their)\b|(?P<many>{many}|an?)[- ](?P<part>{some})s? of\b)",
        re.IGNORECASE,
    )


@cache
def _vague_number() -> re.Pattern[str]:
    words = sorted(load_lexicon("en/vague_numbers.tsv"), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
