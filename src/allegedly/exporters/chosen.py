"""Which claims the formats of records hold: those that fit the filters, and those without which they would mislead."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Annotated, Claim, Event
from ..reports import Filters
from ..reports.numbers import counted
from .material import Material


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of claims: ``fitting`` the filters, and ``beside`` them what else is written. ``filtered`` tells whether
    anything was asked for; ``left_out`` says, a sentence each, what is not written for that.
    """

    filtered: bool
    fitting: frozenset[str]
    beside: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()

    def __contains__(self, claim: object) -> bool:
        return not self.filtered or claim in self.fitting or claim in self.beside

    def tells_of(self, event: Event) -> bool:
        """Whether one of the accounts of a happening fits; all of them are written then."""
        return not self.filtered or not self.fitting.isdisjoint(event.claims)

    def items(self, annotated: Iterable[Annotated]) -> list[Annotated]:
        """All documents; where something was asked for, those in which a claim stands that is written."""
        return [one for one in annotated if not self.filtered or any(claim.id in self for claim in one.claims)]

    def claims(self, annotated: Iterable[Annotated]) -> Iterator[tuple[Annotated, Claim]]:
        """The claims that are written, in the order of documents and of the text."""
        return ((item, claim) for item in annotated for claim in item.claims if claim.id in self)


def choose(material: Material) -> Chosen:
    """What fits, with the other accounts of the same happenings, so that no denial is hidden, with what answers it or
    is answered by it, and with what any of these links to, so that no id leads nowhere.
    """
    fitting = material.fitting
    if material.filters == Filters():
        return Chosen(filtered=False, fitting=fitting)
    links = _links(material)
    around = {
        claim for event in material.corpus.events if not fitting.isdisjoint(event.claims) for claim in event.claims
    }
    around |= {a for a, others in links.items() if not fitting.isdisjoint(others)}
    there = material.lookup.by_claim.keys()
    beside = frozenset(_followed(fitting | around, links) & there) - fitting
    return Chosen(filtered=True, fitting=fitting, beside=beside, left_out=_left_out(len(there), fitting, beside))


def _links(material: Material) -> dict[str, set[str]]:
    """What each claim links to, in its own document and in others."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, claim in material.lookup.claims():
        if claim.links:
            found[claim.id].update(link.claim for link in claim.links)
    for link in material.corpus.links:
        found[link.claim].add(link.answers)
    return found


def _followed(claims: Iterable[str], links: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(claims)
    while waiting:
        claim = waiting.pop()
        if claim not in found:
            found.add(claim)
            waiting.extend(links.get(claim, ()))
    return found


def _left_out(total: int, fitting: frozenset[str], beside: frozenset[str]) -> tuple[str, ...]:
    if total == len(fitting):
        return ()
    gone = total - len(fitting) - len(beside)
    told = f"Of {counted(total, 'claim')} {gone:,} do not fit what was asked for and are left out."
    if not beside:
        return (told,)
    return (
        f"{told} {len(beside):,} more do not fit and are there, marked so: other accounts of the same happenings, "
        "and what answers or is answered.",
    )
