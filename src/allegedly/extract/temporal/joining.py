"""Joins expressions to one another ("from March 10 to 12") and to the words before them ("since mid-April")."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from ...nlp.tree import Tree
from ...resources import load_yaml
from .amounts import amount_of
from .lexer import Tokens
from .matching import Hit
from .periods import Period, add_days
from .reading import Reading
from .shifts import away
from .tense import moves

_YEARLESS = frozenset({"month_day", "month", "season", "quarter"})
_DATED = _YEARLESS | {"year", "decade", "digits", "weekday", "named", "step", "offset", "clock", "era", "holiday"}
_LONGEST_GAP = 4


@cache
def joints() -> dict[str, Any]:
    """The words that join expressions to each other and to what is around them, by what they do."""
    table: dict[str, Any] = load_yaml("en/time/joints.yaml")
    return table


def _gap(tokens: Tokens, a: Hit, b: Hit) -> str | None:
    """The words between two expressions, or ``None`` where they stand too far apart."""
    if not a.last <= b.first <= a.last + _LONGEST_GAP:
        return None
    return " ".join(tokens.words(a.last, b.first))


def link(tokens: Tokens, hits: list[Hit]) -> None:
    """Marks expressions that are joined, and gives the first of two the year that only the second names."""
    for a, b in pairwise(hits):
        words = _gap(tokens, a, b) if a.means in _DATED and b.means in _DATED else None
        if words is None:
            continue
        if a.link is None:
            a.link = "range" if words in joints()["range"] else "both" if words in joints()["both"] else None
        if a.link == "both" and tokens.word(a.first - 1) == "between":
            a.link = "range"
        if a.link is not None:
            _share_year(a, b)


def _share_year(a: Hit, b: Hit) -> None:
    if a.means not in _YEARLESS or "year" in a.fields or "of_year" in a.runs or "year" not in b.fields:
        return
    turned = a.link == "range" and a.number("month", 0) > b.number("month", 12)
    a.fields["year"] = b.number("year") - turned
    if "era" in b.fields:
        a.fields["era"] = b.fields["era"]


def is_gloss(tokens: Tokens, day: Hit, weekday: Hit) -> bool:
    """Whether a weekday only tells more of the date before it: "March 3 (Thursday)"."""
    return _gap(tokens, day, weekday) in ("(", ", (", ",", "")


def names_day_of(tokens: Tokens, day: Hit, time: Hit) -> bool:
    """Whether a date that stands beside a time of day is the time's own."""
    if day.first < time.first:
        return _gap(tokens, day, time) in joints()["after_date"]
    words = _gap(tokens, time, day)
    return words in joints()["before_date"] or (words is not None and words.endswith((" time on", " time ,")))


def combine(tokens: Tokens, hits: list[Hit], readings: list[Reading | None]) -> None:
    """Gives neighbours what they mean together: both ends of a range, a length and the date that it leads to."""
    for n, (hit, following) in enumerate(pairwise(hits)):
        a, b = readings[n], readings[n + 1]
        if a is None or b is None:
            continue
        if hit.link == "range":
            readings[n], readings[n + 1] = _ranged(a, b)
        elif (meant := _led_to(tokens, hit, following, b)) is not None:
            readings[n] = replace(a, limits=meant.days, notation=meant.edtf, basis=b.basis)
            if not following.premodifier:  # "ten days after the 4 May raid" leaves 4 May as it is
                readings[n + 1] = replace(b, limits=meant.days, notation=meant.edtf)


def _ranged(a: Reading, b: Reading) -> tuple[Reading, Reading]:
    """The two ends of a range; each then means all the days from the first to the last."""
    if a.period.days is None or b.period.days is None or b.period.days[1] < a.period.days[0]:
        return a, b
    first, last = a.period.days[0], b.period.days[1]
    throughout = f"{end_of(a.period, first)}/{end_of(b.period, last)}" if first != last else first.isoformat()
    whole = (first, last)
    return replace(a, limits=whole, notation=throughout), replace(b, limits=whole, notation=throughout)


def end_of(period: Period, day: date) -> str:
    """One end of a range: the month or the year itself where it is a whole one."""
    edtf = period.edtf
    return day.isoformat() if edtf is None or edtf.startswith("[") else edtf


def _led_to(tokens: Tokens, length: Hit, day: Hit, reading: Reading) -> Period | None:
    """The days that "two days before Christmas" means, or ``None`` where the two do not stand so."""
    sign = joints()["away"].get(_gap(tokens, length, day)) if length.means == "duration" else None
    if sign is None or reading.period.days is None or day.means not in _DATED or "unit" not in length.fields:
        return None
    return away(reading.period.days, amount_of(length), sign)


def bounded(reading: Reading, hit: Hit, tokens: Tokens, tree: Tree, published: date | None) -> Reading:
    """What "since", "until", "by", "before" and "after" make of an expression's days."""
    if reading.period.days is None or reading.limits is not None or reading.type in ("DURATION", "SET"):
        return reading
    first, last = reading.period.days
    loose = reading.type == "TIME" or reading.mod is not None
    match _bound_kind(hit, tokens):
        case "since" if published is not None and published >= first:
            return replace(reading, limits=(first, published), notation=f"{first}/{published}")
        case "throughout":
            return replace(reading, limits=(first, last), notation=f"{first}/{last}")
        case "since" | "from":
            return replace(reading, limits=(first, None))
        case "until" if not _means_itself(hit, tokens, tree):
            return replace(reading, limits=(None, last))
        case "before":
            return replace(reading, limits=(None, last if loose else add_days(first, -1)))
        case "after":
            return replace(reading, limits=(first if loose else add_days(last, 1), None))
    return reading


def _bound_kind(hit: Hit, tokens: Tokens) -> str | None:
    before = tokens.word(hit.first - 1)
    if hit.means == "clock":
        return None
    if before == "from":
        return "from" if tokens.word(hit.last) in joints()["onward"] else None
    two = f"{tokens.word(hit.first - 2)} {before}"
    kind: str | None = joints()["bounds_two"].get(two) or joints()["bounds"].get(before)
    return kind


def _means_itself(hit: Hit, tokens: Tokens, tree: Tree) -> bool:
    """Whether "until" leads to a date itself: "did not come until March 10", "was put off until March 10"."""
    before = tokens.word(hit.first - 1)
    node = tree.token_at(tokens.starts[hit.first - 1])
    if before not in ("until", "till") or node is None:
        return False
    verb = tree.heads[node]
    if moves(tree, verb):
        return True
    return tokens.word(hit.first - 2) == "not" or any(tree.deps[child] == "neg" for child in tree.children[verb])
