"""Those of the cast whose names are close to one that nobody bears, found without reading the cast."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from ...model import CaseEntity
from ...model.protocols import Shelf
from ...names import fold, skeleton
from .cast import ENTITIES, SORTS, borne_key, entities_of
from .keys import key_of

_CLOSE = 0.75
"""How much of two names has to be alike, from 0 to 1: "Lodnon" and "London" are by 0.83."""
_LONGEST = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_borne(shelf: Shelf, name: str) -> bool:
    """Whether anybody or anything of the cast, or of a document, is called so."""
    key = borne_key(name)
    return bool(shelf.names_with_keys(SORTS, [key]) or shelf.names_with_keys(ENTITIES, [key]))


def entities_near(shelf: Shelf, name: str) -> list[CaseEntity]:
    """The entities whose names have a word of the same consonants, or are one slip away; the closest first."""
    wanted = fold(name)
    if not wanted or len(wanted) > _LONGEST:
        return []
    words = {skeleton(word) for word in wanted.split()}
    full = (key_of("full", kind, word) for kind in ("person", "organisation") for word in words if len(word) > 1)
    keys = {*full, *(borne_key(slip) for slip in slips(wanted))}
    close = ((_likeness(wanted, one), one) for one in entities_of(shelf, shelf.names_with_keys(ENTITIES, keys)))
    ranked = sorted((one for one in close if one[0] >= _CLOSE), key=lambda one: (-one[0], one[1].id))
    return [entity for _, entity in ranked]


def slips(name: str) -> Iterable[str]:
    """What a name may be in which somebody mistyped one letter: two changed places, one too many, too few, or wrong."""
    cuts = [(name[:i], name[i:]) for i in range(len(name) + 1)]
    turned = {one + rest[1] + rest[0] + rest[2:] for one, rest in cuts if len(rest) > 1}
    fewer = {one + rest[1:] for one, rest in cuts if rest}
    other = {one + letter + rest[1:] for one, rest in cuts if rest for letter in _LETTERS}
    more = {one + letter + rest for one, rest in cuts for letter in _LETTERS}
    return sorted((turned | fewer | other | more) - {name})


def _likeness(wanted: str, entity: CaseEntity) -> float:
    """How alike the names are; a single word may be any of the other name."""
    name = fold(entity.name)
    parts = (name, *name.split()) if " " not in wanted else (name,)
    return max(SequenceMatcher(None, wanted, part).ratio() for part in parts)
