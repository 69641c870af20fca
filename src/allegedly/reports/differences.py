"""Where the accounts of an event give two values of one thing: one difference for each event, slot and pair of values.

The relations compare claims two by two; here those that come down to the same two values are one difference, with all
claims that give the one on one side, and all that give the other on the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..corpus.places import told_apart
from ..model import Judgement, Relation
from ..model.corpus import EXCLUDING, RelationKind, Slot
from .lookup import Lookup
from .when import in_words

SLOTS: tuple[Slot, ...] = ("polarity", "number", "time", "place")
"""The gravest first."""
_TURNED: dict[RelationKind, RelationKind] = {"coarser": "finer", "finer": "coarser"}
_SAYS = {"asserts": "said to be so", "denies": "said not to be so"}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values that the accounts of an event give in a slot, as the text of the relation has them.

    ``sides`` are the ids of the claims that give the first value, and the second, each beginning with the one that was
    compared; what is denied has those first that say it is so. ``settled`` is the judgement that settles it.
    """

    event: str
    relation: RelationKind
    slot: Slot
    values: tuple[str, str]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    settled: Judgement | None

    @property
    def excludes(self) -> bool:
        return self.relation in EXCLUDING

    @property
    def is_open(self) -> bool:
        return self.excludes and self.settled is None

    def parts(self, one: str, other: str) -> bool:
        """Whether two claims stand on its two sides."""
        first, second = self.sides
        return (one in first and other in second) or (one in second and other in first)


@dataclass(slots=True)
class _Gathered:
    slot: Slot
    relation: RelationKind
    values: tuple[str, str]
    sides: tuple[dict[str, None], dict[str, None]] = field(default_factory=lambda: ({}, {}))


def differences(lookup: Lookup) -> tuple[Difference, ...]:
    """Every difference of the case, event by event; where two accounts say the same is none."""
    return tuple(one for event in lookup.relations_of for one in differences_of(lookup, event))


def differences_of(lookup: Lookup, event: str) -> tuple[Difference, ...]:
    """Those between the accounts of one event, in the order of the relations."""
    found: dict[object, _Gathered] = {}
    for one in lookup.relations_of.get(event, ()):
        if one.slot is not None:
            _gather(found, one, one.slot)
    settling = lookup.settling.get(event, ())
    return tuple(_difference(event, gathered, settling) for gathered in found.values())


def _gather(found: dict[object, _Gathered], one: Relation, slot: Slot) -> None:
    a, _, b = one.detail.partition(" / ")
    key = slot, one.relation in EXCLUDING, frozenset((a, b))
    leading = (b, a) if (a, b) == ("denies", "asserts") else (a, b)
    own = found.setdefault(key, _Gathered(slot, one.relation, leading))
    turned = own.values != (a, b)
    relation = _TURNED.get(one.relation, one.relation) if turned else one.relation
    if relation == "conflict":
        own.relation = relation
    first, second = reversed(own.sides) if turned else own.sides
    first.update(dict.fromkeys((one.a, *one.like_a)))
    second.update(dict.fromkeys((one.b, *one.like_b)))


def _difference(event: str, own: _Gathered, settling: Iterable[Judgement]) -> Difference:
    first, second = own.sides
    made = Difference(event, own.relation, own.slot, own.values, (tuple(first), tuple(second)), None)
    judged = (one for one in settling if one.name == own.slot and made.parts(*(s.entity for s in one.subjects)))
    last = max(judged, key=lambda one: one.number, default=None)
    return replace(made, settled=last) if made.excludes else made


def values_in_words(lookup: Lookup, difference: Difference) -> tuple[str, str]:
    """The two values as a person reads them: "11 April 2011", "12 dead", "said not to be so"."""
    a, b = difference.values
    if difference.slot == "polarity":
        return _SAYS.get(a, a), _SAYS.get(b, b)
    one, other = (lookup.by_claim[side[0]][1] for side in difference.sides)
    if difference.slot == "time":
        times = (claim.time for claim in (one, other))
        first, second = (in_words(time.edtf, time.earliest, time.latest) for time in times)
        return first or a, second or b
    if difference.slot == "place" and one.place is not None and other.place is not None:
        return told_apart(one.place, other.place)
    return a, b


def difference_in_words(lookup: Lookup, difference: Difference) -> str:
    """What differs and how: "time: 11 April 2011 / 12 April 2011"."""
    return f"{difference.slot}: {' / '.join(values_in_words(lookup, difference))}"
