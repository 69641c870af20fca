"""An event in a line: what is said to have happened, with whom, where and when."""

from dataclasses import dataclass

from ..model import Event
from .lookup import Lookup
from .text import one_line
from .when import in_words

_NAMES = 4


@dataclass(frozen=True, slots=True)
class PerhapsSame:
    """Another event that may be the same happening, in a line, with its first claim; ``unsure`` where a person looked
    and left it open.
    """

    event: str
    words: str
    claim: str
    unsure: bool


def perhaps_same(lookup: Lookup, event: Event) -> tuple[PerhapsSame, ...]:
    """What may be the same happening as this, for a person to judge."""
    left_open = {other.id for claim in event.unsure if (other := lookup.event_of.get(claim)) is not None}
    ids = sorted({*event.candidates, *left_open} & lookup.events.keys())
    others = (lookup.events[one] for one in ids)
    return tuple(PerhapsSame(o.id, happening_line(lookup, o), o.claims[0], o.id in left_open) for o in others)


def happening_line(lookup: Lookup, event: Event) -> str:
    """As in "leave: Ana Brandt; Lisbon; some time between 11 and 12 April 2011"; only what the accounts give."""
    there = [participant for participant in event.participants[: _NAMES + 1] if participant in lookup.entities]
    names = [one_line(lookup.entities[participant].name) for participant in there]
    parts = [", ".join(names[:_NAMES]) + (" and others" if len(names) > _NAMES else "")]
    parts.append("" if event.place is None else event.place.name)
    parts.append(in_words(event.edtf, event.earliest, event.latest) or "no date")
    return f"{event.happening}: {'; '.join(part for part in parts if part)}"
