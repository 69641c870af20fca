"""What one document gives to what is read across documents, kept so that the document need not be read again."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from ...model import Annotated
from ...model.compact import decoder, dumps
from ...model.protocols import Item, Shelf
from ...names import fold
from ..entities import id_of_member
from ..occurrences import Occurrence, Sort, occurrences_of, sort_of
from ..sources import Outlets, outlets_in, sources_named
from .keys import key_of

SPACE, NAMES = "leaf", "names"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Of a document: its occurrences with the name of the sort that each is kept under, and whom it names as a source,
    its outlets and authors included.
    """

    document: str
    occurrences: tuple[tuple[str, Occurrence], ...]
    named: tuple[str, ...]
    outlets: tuple[str, ...]


def leaf_of(one: Annotated, apart: Collection[str]) -> Leaf:
    document = one.document
    authors = (*document.authors, *(author for voice in document.voices for author in voice.authors))
    outlets = tuple(sorted(set(outlets_in(document))))
    occurrences = tuple((name_of(sort_of(one, apart)), one) for one in occurrences_of(one))
    return Leaf(document.id, occurrences, tuple(sorted({*sources_named(one), *authors, *outlets})), outlets)


def name_of(sort: Sort) -> str:
    return json.dumps(sort, ensure_ascii=False)


def sorted_anew(leaf: Leaf, apart: Collection[str]) -> Leaf:
    """The leaf, where judgements set its document apart or do so no longer."""
    return replace(leaf, occurrences=tuple((name_of(sort_of(one, apart)), one) for _, one in leaf.occurrences))


def put_leaves(shelf: Shelf, leaves: Collection[Leaf]) -> None:
    shelf.put(SPACE, (Item(leaf.document, dumps(leaf), frozenset(_keys(leaf))) for leaf in leaves))
    shelf.put(NAMES, (Item(leaf.document, json.dumps([leaf.outlets, leaf.named])) for leaf in leaves))


def drop_leaves(shelf: Shelf, documents: Collection[str]) -> None:
    shelf.drop(SPACE, documents)
    shelf.drop(NAMES, documents)


def outlets(shelf: Shelf) -> set[str]:
    """The names of all outlets of the case."""
    return {name for content in shelf.all(NAMES).values() for name in json.loads(content)[0]}


def documents_led_elsewhere(shelf: Shelf, before: Outlets, after: Outlets) -> set[str]:
    """The documents in which a name stands that leads to another outlet than before, or to none any more."""
    named = {document: json.loads(content)[1] for document, content in shelf.all(NAMES).items()}
    elsewhere = {name for name in set(chain.from_iterable(named.values())) if before.key(name) != after.key(name)}
    return {document for document, names in named.items() if not elsewhere.isdisjoint(names)}


def leaves_of(shelf: Shelf, documents: Iterable[str]) -> list[Leaf]:
    return [*map(_read, shelf.get(SPACE, documents).values())]


def all_leaves(shelf: Shelf) -> list[Leaf]:
    return [*map(_read, shelf.all(SPACE).values())]


def leaves_with(shelf: Shelf, sorts: Iterable[str]) -> list[Leaf]:
    """The leaves in which an occurrence of one of these sorts stands."""
    return [*map(_read, shelf.with_keys(SPACE, (key_of("has", sort) for sort in sorts)).values())]


def documents_once(shelf: Shelf, ids: Iterable[str]) -> set[str]:
    """The documents of the earliest members of entities that have these ids, or had them once."""
    return shelf.names_with_keys(SPACE, (key_of("once", own) for own in ids))


def documents_with(shelf: Shelf, sorts: Iterable[str]) -> set[str]:
    return shelf.names_with_keys(SPACE, (key_of("has", sort) for sort in sorts))


def documents_naming(shelf: Shelf, names: Iterable[str]) -> set[str]:
    """The documents that name such a source."""
    return shelf.names_with_keys(SPACE, (key_of("names", fold(name)) for name in names))


def _read(content: str) -> Leaf:
    leaf: Leaf = decoder(Leaf)(json.loads(content))
    return leaf


def _keys(leaf: Leaf) -> Iterable[int]:
    for sort, occurrence in leaf.occurrences:
        yield key_of("has", sort)
        yield key_of("once", id_of_member(occurrence.member))
    yield from (key_of("names", fold(name)) for name in leaf.named)
