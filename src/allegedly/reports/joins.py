"""Why accounts are taken to speak of one happening, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Event, Join
from .lookup import Lookup
from .text import one_line

_RULES = {
    "event.copied": "one passage is a copy of the other",
    "event.cited": "one names the other's outlet as its source and says the same",
    "event.such": "one refers back to the other",
    "event.days": "the same is said, at the same time",
    "event.near": "the same is said by different sources, some days apart",
    "event.type": "the same kind of thing is said, on the same day",
    "event.pair": "the same is said of the same two, and is told of one time only",
    "event.party": "the same rare deed of one party, which is told of one time only",
    "event.only_one": "nothing in the case speaks for more than one such happening",
    "event.left_open": "of the few such happenings that the case tells of, only this one can be meant",
    "event.words": "the same is said in like words, near the same names",
}
_OUTLET = "outlet:"


@dataclass(frozen=True, slots=True)
class JoinView:
    """Why two claims are in one event: the ``rule``'s id, "judgement" where a person said so, and ``why`` in words."""

    a: str
    b: str
    rule: str
    why: str


def joins_of(lookup: Lookup, event: Event) -> tuple[JoinView, ...]:
    """What made the event, in the order in which it was joined."""
    return tuple(JoinView(join.a, join.b, join.by[0], _why(lookup, join)) for join in event.joined)


def _why(lookup: Lookup, join: Join) -> str:
    rule, *shared = join.by
    if rule == "judgement":
        return _judged(lookup, shared)
    names = [_name(lookup, who) for who in shared]
    return _RULES.get(rule, rule) + (f" ({', '.join(names)})" if names else "")


def _name(lookup: Lookup, who: str) -> str:
    """The name of an entity of the case; a noun stands for itself, an outlet that was cited for its name."""
    entity = lookup.entities.get(who)
    return one_line(who.removeprefix(_OUTLET) if entity is None else entity.name)


def _judged(lookup: Lookup, ids: Iterable[str]) -> str:
    made = next((one for one in lookup.corpus.judgements if one.id in ids), None)
    if made is None:
        return "a person said so"
    return f"{made.by} said so on {made.at[:10]}" + (f": {one_line(made.why)}" if made.why else "")
