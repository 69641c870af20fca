"""Where two passages about one thing exclude each other in a number or a date, read without a parse.

The numbers and times of the one are set against those of the other that belong to the same: a date to the same verb
("was released", "born"), a number to the same noun; those of which the text does not say so are left alone. A value
conflicts only if neither it nor the other one finds its like. What it means for two values to exclude each other is
settled in the product (``allegedly.corpus.comparing``). Only free sentences need this: the claims of an event are
aligned by their slots, and there it found no conflict that the product had not (differences, the sample case).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from allegedly.corpus.comparing import Verdict, compare_quantities
from allegedly.corpus.counts import people
from allegedly.corpus.numerals import measures
from allegedly.corpus.quantities import Quantity, lengths, quantities, ranks
from allegedly.model import TimeExpression
from allegedly.resources import load_lexicon

from .dated import Dated, compare_dates, dated
from .frames import Frame, frame_of

_LOOK_BACK = 40
_BEING = frozenset({"have", "air", "run", "hold"})
_SAID_TO_BE = re.compile(
    r"(?:\b(?:is|was|are|were|become|becomes|became|being|as|remains|making it|not|from|for|on|ha[sd]|have)|,) "
    r"(?:also )?(?:the|his|her|its|their|only the) \Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a text with what it belongs to; ``said_to_be``: it ranks what is spoken of ("is the third")."""

    text: str
    quantity: Quantity
    frame: Frame
    said_to_be: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """The dates and numbers of a text."""

    dates: tuple[Dated, ...]
    numbers: tuple[Counted, ...]


_Item = TypeVar("_Item", Dated, Counted)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two stretches of text, one of each passage, and how the first relates to the second."""

    a: str
    b: str
    verdict: Verdict


def read_statement(text: str, times: Sequence[TimeExpression]) -> Statement:
    """A passage of a text of its own; ``times`` are its time expressions."""
    outside = sorted((time.start, time.end) for time in times)
    found = [*quantities(text, outside, ones=True), *ranks(text, outside), *lengths(text, times)]
    numbers = tuple(_counted(text, one) for one in sorted(found, key=lambda quantity: quantity.start))
    return Statement(dated(text, times), numbers)


def compare_statements(a: Statement, b: Statement) -> list[Difference]:
    """How the dates and numbers of two passages relate, those that are of one thing; in the order of the first."""
    dates = _matched(a.dates, b.dates, compare_dates, lambda one, other: one.frame.verb == other.frame.verb)
    return [*dates, *_matched(a.numbers, b.numbers, _compare_counted, lambda one, other: True)]


def _counted(text: str, quantity: Quantity) -> Counted:
    frame = frame_of(text, quantity.start, quantity.end, counted=True)
    said = quantity.unit == "place" or _SAID_TO_BE.search(text[max(0, quantity.start - _LOOK_BACK) : quantity.start])
    return Counted(text[quantity.start : quantity.end], _with_unit(quantity, frame), frame, bool(said))


def _with_unit(quantity: Quantity, frame: Frame) -> Quantity:
    """People who are killed are dead; a bare number counts the noun before it ("a population of") or its verb."""
    tolls = load_lexicon("en/tolls.tsv")
    done = tolls.get(frame.verb or "") or tolls.get(f"{frame.verb}e")
    if quantity.unit in tolls:
        return replace(quantity, unit=tolls[quantity.unit]["toll"])
    if done is not None and quantity.kind == "count" and quantity.unit in (None, *people()):
        return replace(quantity, unit=done["toll"])
    if quantity.unit is None and (quantity.scope or frame.verb):
        return replace(quantity, unit=f"({quantity.scope or frame.verb})")
    return quantity


def _compare_counted(a: Counted, b: Counted) -> Verdict | None:
    """Numbers of one noun, unless their verbs or names tell them apart; what is measured must be said."""
    names = a.frame.names, b.frame.names
    if a.frame.negated != b.frame.negated and a.quantity.kind != "rank":
        return None
    if not _are_of_one_verb(a, b) or (all(names) and not names[0] & names[1]):
        return None
    if a.quantity.kind == "rank":
        return _compare_ranks(a, b) if a.said_to_be and b.said_to_be else None
    return compare_quantities(a.quantity, b.quantity)


def _are_of_one_verb(a: Counted, b: Counted) -> bool:
    """Whether the verbs let two numbers be of one thing; of money and lengths they or the nouns must say what."""
    verbs, scopes = (_telling(a.frame.verb), _telling(b.frame.verb)), (a.quantity.scope, b.quantity.scope)
    tolls = {cells["toll"] for cells in load_lexicon("en/tolls.tsv").values()}
    if a.quantity.unit == b.quantity.unit and a.quantity.unit in tolls:
        return True  # a verb says no more than "dead"
    if all(verbs):
        return verbs[0] == verbs[1] and (all(scopes) or not any(scopes) or not _is_measure(a.quantity))
    return not any(verbs) or not _is_measure(a.quantity)


def _telling(verb: str | None) -> str | None:
    """The verb, unless it says no more of a number than that there are so many."""
    return None if verb in _BEING else verb


def _compare_ranks(a: Counted, b: Counted) -> Verdict | None:
    """By the nouns that follow, of which one text may have more ("the third largest city", "the third city")."""
    units = [frozenset((one.quantity.unit or "").split()) for one in (a, b)]
    if not (units[0] <= units[1] or units[1] <= units[0]):
        return None
    return compare_quantities(a.quantity, replace(b.quantity, unit=a.quantity.unit))


def _is_measure(quantity: Quantity) -> bool:
    """Whether the unit leaves open what is measured: money, percent, distance."""
    return quantity.kind == "count" and quantity.unit in measures()


def _matched(
    mine: Sequence[_Item],
    yours: Sequence[_Item],
    compare: Callable[[_Item, _Item], Verdict | None],
    are_alike: Callable[[_Item, _Item], bool],
) -> list[Difference]:
    """How each two relate; a conflict only where neither agrees with another one of the same (``are_alike``)."""
    verdicts = {
        (i, j): verdict
        for i, a in enumerate(mine)
        for j, b in enumerate(yours)
        if (verdict := compare(a, b)) is not None
    }
    agreeing = [pair for pair, verdict in verdicts.items() if verdict.relation != "conflict"]
    settled = [(i, j) for i, j in agreeing if are_alike(mine[i], yours[j])]
    met, met_too = {i for i, _ in settled}, {j for _, j in settled}
    return [
        Difference(mine[i].text, yours[j].text, verdict)
        for (i, j), verdict in verdicts.items()
        if verdict.relation != "conflict" or (i not in met and j not in met_too)
    ]
