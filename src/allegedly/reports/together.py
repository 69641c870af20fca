"""Who is in claims with whom: the persons and organisations that take part in a claim or stand in its chain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ..model import Annotated, Claim
from .lookup import Lookup

MOST_TOGETHER = 12
"""Of a claim with more parties than these (a list of names) nobody is counted as being with anybody."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities of the case, by their ids, ``a`` before ``b``, and the ``claims`` that both are in, in the order of
    documents and of the text. ``first`` and ``last`` are the first and the last day that these are dated to.
    """

    a: str
    b: str
    claims: tuple[str, ...]
    first: date | None
    last: date | None


def people_in(lookup: Lookup, item: Annotated, claim: Claim) -> list[str]:
    """The ids of the persons and organisations in a claim, sorted."""
    return sorted(own for own in lookup.entities_in(item, claim) if lookup.entities[own].kind != "place")


def pairs_of(people: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each two of those who are in one claim; none where it only lists them."""
    return combinations(people, 2) if len(people) <= MOST_TOGETHER else iter(())


def who_with_whom(lookup: Lookup, claims: Iterable[tuple[Annotated, Claim]]) -> tuple[Tie, ...]:
    """The ties of these claims, sorted by ids."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for item, claim in claims:
        for pair in pairs_of(people_in(lookup, item, claim)):
            found.setdefault(pair, []).append(claim)
    return tuple(_tie(*pair, found[pair]) for pair in sorted(found))


def _tie(a: str, b: str, claims: Sequence[Claim]) -> Tie:
    first = (claim.time.earliest or claim.time.latest for claim in claims)
    last = (claim.time.latest or claim.time.earliest for claim in claims)
    return Tie(
        a,
        b,
        tuple(claim.id for claim in claims),
        min((day for day in first if day is not None), default=None),
        max((day for day in last if day is not None), default=None),
    )
