"""The passages that documents have from each other, brought up to date.

A new document changes what is shown of others only where it is the earliest that has some fingerprint, or where it
makes a passage furniture: only then are they looked at.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush

from ...model import Annotated, Derivation, Span
from ...model.compact import decoder, dumps
from ...model.protocols import Item, Shelf
from ..fingerprints import Prints, prints_of
from ..furniture import Pair, at_edges, often
from ..passages import derive
from .documents import Documents
from .keys import key_of

SHARED, FURNITURE, COPIED = "shared", "furniture", "copied"


@dataclass(frozen=True, slots=True)
class _Shared:
    """All passages that a document has from earlier ones, and by each of these what of it may be furniture there."""

    outlet: str | None
    passages: tuple[Derivation, ...]
    at_edges: tuple[tuple[str, tuple[Span, ...]], ...]


def update_copies(shelf: Shelf, documents: Collection[str], read: Documents) -> set[str]:
    """Take in documents anew, or let them go that are not ``read`` any more; returned are all whose passages changed.

    ``read`` has every document of the case that is there.
    """
    changed = _update_shared(shelf, documents, read)
    return _update_copied(shelf, changed, read)


def derivations_of(shelf: Shelf, documents: Iterable[str]) -> list[Derivation]:
    return [one for content in shelf.get(COPIED, documents).values() for one in _passages(content)]


def derivations_around(shelf: Shelf, documents: Collection[str]) -> tuple[Derivation, ...]:
    """The passages that these documents have from others, and others from them, in the order of all of them."""
    later = shelf.names_with_keys(SHARED, (key_of("of", document) for document in documents))
    orders = shelf.prints.orders({*documents, *later})
    copied = sorted(shelf.get(COPIED, orders).items(), key=lambda item: orders[item[0]])
    found = (one for _, content in copied for one in _passages(content))
    return tuple(one for one in found if one.document in documents or one.of_document in documents)


def all_derivations(shelf: Shelf) -> tuple[Derivation, ...]:
    """As ``find_derivations`` gives them."""
    found = shelf.all(COPIED)
    orders = shelf.prints.orders(found)
    copied = sorted(found.items(), key=lambda item: orders[item[0]])
    return tuple(one for _, content in copied for one in _passages(content))


def _update_shared(shelf: Shelf, documents: Collection[str], read: Documents) -> set[str]:
    """Look for passages anew where they may be others than before; returned are the documents that this changed, and
    those that it has or had them from.
    """
    here = read.some(documents)
    prints = {one.document.id: prints_of(one.document.text) for one in here}
    come = {one.document.id: (_published(one), prints[one.document.id].hashes) for one in here}
    touched = {*documents} | shelf.prints.replace(documents, come)
    old = _shared(shelf.get(SHARED, touched))
    new = _found(shelf, [one for one in touched if one in read], read, prints)
    changed = {one for one in touched if old.get(one) != new.get(one)}
    shelf.drop(SHARED, changed)
    shelf.put(SHARED, (_item(one, new[one]) for one in sorted(changed) if one in new))
    both = (one for own in changed for one in (old.get(own), new.get(own)) if one is not None)
    return changed | {*documents} | {passage.of_document for one in both for passage in one.passages}


def _found(
    shelf: Shelf, documents: Collection[str], read: Documents, known: Mapping[str, Prints]
) -> dict[str, _Shared]:
    """What these documents have from earlier ones, where they have anything; of some the prints are ``known``."""
    found: dict[str, _Shared] = {}
    prints = {**known}
    prints |= _prints_of(read, {*documents} - prints.keys())
    first = shelf.prints.first({print_ for document in documents for print_ in prints[document].hashes})
    prints |= _prints_of(read, {*first.values()} - prints.keys())
    orders = shelf.prints.orders({*first.values()})
    for document in documents:
        met: dict[str, list[int]] = defaultdict(list)
        for print_ in prints[document].hashes:
            earlier = first[print_]
            if earlier != document:
                met[earlier].append(print_)
        own = read[document]
        earlier_ones = sorted(met, key=orders.__getitem__)
        meetings = ((read[one].document, prints[one], met[one]) for one in earlier_ones)
        passages = tuple(derive(own.document, prints[document], meetings))
        if passages:
            found[document] = _Shared(own.document.outlet, passages, tuple(_at_edges(own, passages)))
    return found


def _prints_of(read: Documents, documents: Collection[str]) -> dict[str, Prints]:
    return {one.document.id: prints_of(one.document.text) for one in read.some(documents)}


def _at_edges(one: Annotated, passages: Sequence[Derivation]) -> Iterable[tuple[str, tuple[Span, ...]]]:
    by_earlier: dict[str, list[Derivation]] = defaultdict(list)
    for passage in passages:
        by_earlier[passage.of_document].append(passage)
    return ((earlier, tuple(at_edges(one, those))) for earlier, those in by_earlier.items())


def _update_copied(shelf: Shelf, changed: Collection[str], read: Documents) -> set[str]:
    """Take furniture out anew: document by document in the order of their publication, since it is handed down."""
    waiting = [(order, one) for one, order in shelf.prints.orders(changed).items()]
    seen, result = {*changed}, {one for one in changed if one not in read}
    shelf.drop(COPIED, result)
    shelf.drop(FURNITURE, result)
    heapify(waiting)
    while waiting:
        _, document = heappop(waiting)
        shared = _shared(shelf.get(SHARED, [document])).get(document)
        furniture, passages = _without_furniture(shelf, document, shared, read)
        if _replaced(shelf, COPIED, document, passages):
            result.add(document)
        if _replaced(shelf, FURNITURE, document, furniture):
            later = shelf.names_with_keys(SHARED, [key_of("of", document)]) - seen
            seen |= later
            for one, order in shelf.prints.orders(later).items():
                heappush(waiting, (order, one))
    return result


def _without_furniture(
    shelf: Shelf, document: str, shared: _Shared | None, read: Documents
) -> tuple[list[Span], list[Derivation]]:
    """The furniture of a document, and what is left of its passages without it."""
    uses: dict[str, list[Span]] = defaultdict(list)
    for one in _shared(shelf.with_keys(SHARED, [key_of("of", document)])).values():
        if one.outlet is not None:
            uses[one.outlet] += [span for earlier, spans in one.at_edges if earlier == document for span in spans]
    furniture = often(read[document].document.outlet, uses) if uses else []
    if shared is None:
        return furniture, []
    handed_down = _spans(shelf.get(FURNITURE, {passage.of_document for passage in shared.passages}))
    pairs = [Pair(passage, read[document], read[passage.of_document].document) for passage in shared.passages]
    for pair in pairs:
        furniture.extend(pair.counterparts(handed_down.get(pair.derivation.of_document, ())))
    return furniture, [left for pair in pairs for left in pair.without(furniture)]


def _replaced(shelf: Shelf, space: str, document: str, values: Sequence[object]) -> bool:
    content = dumps(tuple(values))
    if shelf.get(space, [document]).get(document, "[]") == content:
        return False
    shelf.drop(space, [document])
    if values:
        shelf.put(space, [Item(document, content)])
    return True


def _published(one: Annotated) -> date:
    """The undated come last."""
    return one.document.published or date.max


def _shared(contents: Mapping[str, str]) -> dict[str, _Shared]:
    read = decoder(_Shared)
    return {document: read(json.loads(content)) for document, content in contents.items()}


def _item(document: str, shared: _Shared) -> Item:
    return Item(document, dumps(shared), frozenset(key_of("of", passage.of_document) for passage in shared.passages))


def _passages(content: str) -> Iterable[Derivation]:
    return map(decoder(Derivation), json.loads(content))


def _spans(contents: Mapping[str, str]) -> dict[str, list[Span]]:
    return {document: [(start, end) for start, end in json.loads(content)] for document, content in contents.items()}
