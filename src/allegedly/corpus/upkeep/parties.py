"""The documents that show whom somebody means by an id or a name, found without reading the cast."""

from ...model.protocols import Shelf
from ...names import in_any_order
from ..occurrences import Occurrence, in_order
from .cast import ENTITIES, Kept, entities_bearing
from .leaves import documents_once, leaves_with


def documents_by_id(shelf: Shelf, beginning: str) -> set[str]:
    """Those of the earliest members of the entities whose ids begin so, else of one that had this whole id once."""
    ids = shelf.names_beginning(ENTITIES, beginning)
    return documents_once(shelf, ids or {beginning})


def documents_by_name(shelf: Shelf, name: str) -> set[str]:
    """Of each who bears the name, in any order of its words: where it stands first, where it stands first as one of
    theirs, and where they are met first.
    """
    wanted = in_any_order(name)
    found: set[str] = set()
    for entity in entities_bearing(shelf, name).values():
        occurrences = _occurrences(shelf, entity)
        called = (o for o in occurrences if wanted in map(in_any_order, (o.entity.name, *o.entity.names)))
        counted = (o for o in occurrences if wanted in (in_any_order(own) for own, _ in o.counts))
        found.update(next(some, occurrences[0]).document for some in (called, counted, iter(occurrences)))
    return found


def documents_of_places(shelf: Shelf, name: str) -> set[str]:
    """All documents of the places that bear a name."""
    places = (one for one in entities_bearing(shelf, name).values() if one.bare.kind == "place")
    return {occurrence.document for place in places for occurrence in _occurrences(shelf, place)}


def _occurrences(shelf: Shelf, entity: Kept) -> list[Occurrence]:
    leaves = leaves_with(shelf, entity.sorts)
    return in_order(one for leaf in leaves for sort, one in leaf.occurrences if sort in entity.sorts)
