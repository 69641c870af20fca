"""Where accounts of one happening cannot both hold, the gravest first.

An entry is a difference: one slot of one event, and a pair of values; on each side stand all accounts that give the
value. The order, by rule: what excludes each other before what does not; open before settled; conflicts before possible
ones (where an account has a reserve); polarity, number, time, place; more documents on the two sides first; then the
time of the event, then its id.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Annotated, Judgement
from ..model.corpus import RelationKind, Slot
from .differences import SLOTS, Difference, differences, values_in_words
from .happenings import happening_line
from .known import KnownBy
from .lines import ClaimLine, claim_line
from .lookup import CorpusRecords, Lookup
from .origins import Followed, followed
from .text import one_line
from .when import day_of

_NAMES: dict[RelationKind, str] = {
    "conflict": "Conflict of {}",
    "possible_conflict": "Possible conflict of {}",
    "update": "Update of {}",
    "coarser": "Coarser and finer {}",
    "finer": "Finer and coarser {}",
    "not_comparable": "Not comparable in {}",
}
_KINDS: tuple[RelationKind, ...] = ("conflict", "possible_conflict", "update", "coarser", "finer", "not_comparable")


@dataclass(frozen=True, slots=True)
class Side:
    """All accounts that give one value; the first is the one that was compared.

    ``least`` and ``most`` count the apparent origins that they can be traced to; ``None`` where nothing was traced.
    """

    value: str
    accounts: tuple[ClaimLine, ...]
    documents: int
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who settled a difference, when (UTC) and why; ``judgement`` takes it back."""

    judgement: str
    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One difference between accounts of an event, which ``happening`` tells in a line.

    For "coarser" the first side is the coarser. ``documents`` counts those of both sides, ``shared_origins`` the
    apparent origins that stand on both; ``earliest`` and ``latest`` are the days of the event.
    """

    event: str
    happening: str
    relation: RelationKind
    slot: Slot
    sides: tuple[Side, Side]
    documents: int
    shared_origins: int
    earliest: date | None
    latest: date | None
    settled: Settlement | None


@dataclass(frozen=True, slots=True)
class Conflicts:
    """``open``, ``settled`` and ``others`` count all differences of the case: those that exclude each other and are
    open, those that are settled, and those that do not exclude each other; ``conflicts`` are the ones asked for.
    """

    documents: int
    open: int
    settled: int
    others: int
    conflicts: tuple[Conflict, ...]
    known_by: KnownBy | None = None


def conflicts(
    annotated: Sequence[Annotated],
    corpus: CorpusRecords,
    *,
    everything: bool = False,
    only_open: bool = False,
    known_by: KnownBy | None = None,
) -> Conflicts:
    """The differences between the accounts of a case, gravest first.

    ``everything`` adds updates, coarser and finer values and what cannot be compared; ``only_open`` leaves out what is
    settled. ``known_by`` says what the records are cut to, if they are.
    """
    lookup = Lookup(annotated, corpus)
    found = differences(lookup)
    wanted = [one for one in found if (one.excludes or everything) and not (only_open and one.settled is not None)]
    shown = sorted(_conflicts(lookup, wanted), key=_gravity)
    excluding = [one for one in found if one.excludes]
    still_open = sum(one.is_open for one in excluding)
    return Conflicts(
        documents=len(annotated),
        open=still_open,
        settled=len(excluding) - still_open,
        others=len(found) - len(excluding),
        conflicts=tuple(shown),
        known_by=known_by,
    )


def kind_of(one: Conflict) -> str:
    """What kind of difference it is, in words: "Possible conflict of time"."""
    return _NAMES[one.relation].format(one.slot)


def _gravity(one: Conflict) -> tuple[object, ...]:
    kind = _KINDS.index(one.relation)
    when = one.earliest or one.latest or date.max
    leading = tuple(side.accounts[0].claim for side in one.sides)
    return kind > 1, one.settled is not None, kind, SLOTS.index(one.slot), -one.documents, when, one.event, leading


def _conflicts(lookup: Lookup, wanted: Iterable[Difference]) -> Iterator[Conflict]:
    """Each of them; what several share of an event or a claim is made once."""
    traced: dict[str, Followed] = {}
    lines: dict[str, ClaimLine] = {}
    for one in wanted:
        if one.event in lookup.origins_of and one.event not in traced:
            traced[one.event] = followed(lookup.origins_of[one.event])
        for claim in (*one.sides[0], *one.sides[1]):
            if claim not in lines:
                lines[claim] = claim_line(lookup, *lookup.by_claim[claim])
        yield _conflict(lookup, one, lines, traced.get(one.event))


def _conflict(lookup: Lookup, one: Difference, lines: dict[str, ClaimLine], traced: Followed | None) -> Conflict:
    event, values = lookup.events[one.event], values_in_words(lookup, one)
    sides = (_side(values[0], one.sides[0], lines, traced), _side(values[1], one.sides[1], lines, traced))
    return Conflict(
        event=event.id,
        happening=happening_line(lookup, event),
        relation=one.relation,
        slot=one.slot,
        sides=sides,
        documents=len({line.document for side in sides for line in side.accounts}),
        shared_origins=0 if traced is None else traced.behind_both(*one.sides),
        earliest=event.earliest,
        latest=event.latest,
        settled=settlement(one.settled),
    )


def _side(value: str, claims: Sequence[str], lines: dict[str, ClaimLine], traced: Followed | None) -> Side:
    bounds = None if traced is None else traced.behind(claims)
    accounts = tuple(lines[claim] for claim in claims)
    return Side(value, accounts, len({line.document for line in accounts}), *(bounds or (None, None)))


def settled_in_words(made: Settlement) -> str:
    """As in "Settled by Ana on 1 June 2012: the clerk withdrew it"."""
    return f"Settled by {one_line(made.by)} on {day_of(made.at)}: {one_line(made.why) or 'no reason is given'}"


def settlement(judgement: Judgement | None) -> Settlement | None:
    return None if judgement is None else Settlement(judgement.id, judgement.by, judgement.at, judgement.why)
