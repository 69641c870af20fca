"""Which numbers belong to which claim, and which of them are tolls: counts of people that grow or shrink with time."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..model import Claim
from ..resources import load_lexicon
from .quantities import Quantity

_COUNT_OF = re.compile(r"\b(?:number|toll|count|total)(?: of)?(?: the)? (\w+)", re.IGNORECASE)


def numbers_of(claims: Sequence[Claim], found: Sequence[Quantity]) -> dict[str, list[Quantity]]:
    """The numbers of each claim by its id: those that stand in no smaller claim."""
    numbers: dict[str, list[Quantity]] = defaultdict(list)
    waiting = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))
    active: list[Claim] = []
    first = 0
    for quantity in found:
        while first < len(waiting) and waiting[first].start <= quantity.start:
            active.append(waiting[first])
            first += 1
        active = [claim for claim in active if claim.end > quantity.start]
        if active:
            innermost = min(active, key=lambda claim: (claim.end - claim.start, claim.id))
            numbers[innermost.id].append(quantity)
    return numbers


def toll_of(
    text: str, claim: Claim, numbers: tuple[Quantity, ...], *, by_somebody: bool
) -> tuple[str | None, tuple[Quantity, ...]]:
    """Which toll the claim counts, and its numbers, those of the toll with it as their unit.

    People whom somebody killed are no toll: that is told of one deed, and compared with other accounts of it.
    """
    tolls = load_lexicon("en/tolls.tsv")
    verb = next((tolls[word]["toll"] for word in claim.predicate.split() if word in tolls), None)
    counted = _COUNT_OF.search(text, claim.start, claim.end)
    verb = verb or (tolls.get(counted.group(1).lower(), {}).get("toll") if counted else None)
    toll, read = None, []
    for number in numbers:
        unit = None if number.end == claim.trigger[1] else number.unit
        mine = tolls[unit]["toll"] if unit in tolls else None
        if mine is None and not by_somebody and (unit is None or unit in people()):
            mine = verb
        toll = toll or mine
        read.append(replace(number, unit=mine or unit))
    return toll, tuple(read)


@cache
def people() -> frozenset[str]:
    """The nouns that people are counted by."""
    return frozenset({"person", *load_lexicon("en/role_nouns.tsv")})


def with_units_of(numbers: tuple[Quantity, ...], previous: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """A bare number counts what the same happening counted just before ("offered 500 euros ... was offered 700")."""
    unit = next((number.unit for number in previous if number.kind == "count"), None)
    return tuple(replace(number, unit=number.unit or unit) for number in numbers)
