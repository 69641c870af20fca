"""What is told of names in an edit that nobody bears: whom a slip of the hand takes a claim away from, and who may be
meant instead.
"""

from collections.abc import Iterable, Iterator

from .corpus import upkeep
from .model import Annotated, CaseEntity, Claim, Correction, Role
from .names import fold
from .parts import KeptCase
from .reports.text import one_line
from .resources.gazetteer import lookup

_FEW = 2


def told_of_names(kept: KeptCase, one: Annotated, claim_id: str, edit: Correction) -> tuple[str, ...]:
    """Sentences on the names that an ``edit`` gives to a claim of ``one``, a reading as the log has it; none for what
    the cast, the document or the map knows.
    """
    claim = next((claim for claim in one.claims if claim.id == claim_id), None)
    if claim is None:
        return ()
    return (*_of_parties(kept, one, claim, edit), *_of_place(kept, claim, one_line(edit.place or "")))


def _of_parties(kept: KeptCase, one: Annotated, claim: Claim, edit: Correction) -> Iterator[str]:
    given = {role for role, words in edit.roles if words}
    free = (role for role in claim.roles if role.role in given and role.entity is None)
    for name in dict.fromkeys(role.text for role in free if not _stands_in(one, role)):
        if not upkeep.is_borne(kept.shelf, name):
            close = [entity for entity in upkeep.entities_near(kept.shelf, name) if entity.kind != "place"]
            perhaps = _perhaps(_names(close))
            yield f'Nobody in the cast is called "{name}"{perhaps}; the claim stands with that name alone.'


def _stands_in(one: Annotated, role: Role) -> bool:
    """Whether the words are the document's own, and whole words there: "the porter"."""
    text, start, end = one.document.text, role.start, role.end
    return start < end and not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _of_place(kept: KeptCase, claim: Claim, name: str) -> Iterator[str]:
    if name and claim.place is None and not upkeep.is_borne(kept.shelf, name):
        close = [entity for entity in upkeep.entities_near(kept.shelf, name) if entity.kind == "place"]
        near = _names(close) or _on_the_map(name)
        yield f'No place here is called "{name}"{_perhaps(near)}; it will not stand on the map.'


def _names(entities: Iterable[CaseEntity]) -> list[str]:
    return list(dict.fromkeys(one_line(entity.name) for entity in entities))[:_FEW]


def _on_the_map(name: str) -> list[str]:
    """The place of most people whose name is one slip away."""
    found = (place for slip in upkeep.slips(fold(name)) for place in lookup(slip)[:1] if not place.alternate)
    nearest = max(found, default=None, key=lambda place: (place.population, place.name))
    return [] if nearest is None else [nearest.name]


def _perhaps(names: list[str]) -> str:
    return f" (perhaps you mean {' or '.join(names)})" if names else ""
