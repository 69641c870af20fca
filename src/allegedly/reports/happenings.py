"""An event in a line: what is said to have happened, with whom, where and when."""

from ..model import Event
from .lookup import Lookup
from .text import one_line
from .when import in_words

_NAMES = 4


def happening_line(lookup: Lookup, event: Event) -> str:
    """As in "leave: Ana Brandt; Lisbon; some time between 11 and 12 April 2011"; only what the accounts give."""
    found = (lookup.entities.get(participant) for participant in event.participants)
    names = [one_line(entity.name) for entity in found if entity is not None]
    parts = [", ".join(names[:_NAMES]) + (" and others" if len(names) > _NAMES else "")]
    parts.append("" if event.place is None else event.place.name)
    parts.append(in_words(event.edtf, event.earliest, event.latest) or "no date")
    return f"{event.happening}: {'; '.join(part for part in parts if part)}"
