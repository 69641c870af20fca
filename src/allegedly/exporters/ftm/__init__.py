"""A case for Aleph, OpenAleph and whatever else speaks FollowTheMoney: a folder.

    entities.ftm.json    the entities, one a line: persons, organisations, governments, places as addresses, documents
                         with their texts, happenings as events, claims as notes, copied passages as links
    statements.csv       the same as statements, each with the document that says so, and the first and last day on
                         which it did (that of publication)
    annotations.jsonld   where each passage stands, as W3C Web Annotations
    texts/               the texts that their offsets count in, as they were read

See https://followthemoney.tech/explorer/ for the schema, and ``values`` for which release of it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...reports.numbers import counted
from ..material import Material, Written
from ..whole import whole_folder, write_part
from . import annotations, documents, happenings, parties
from .telling import Telling
from .things import Thing, line_of, rows_of

_ANY_DOCUMENT = "[0-9a-f]" * 64
"""A pattern for ids of documents: what an earlier export was allowed to hand over, this one may not be."""
_NEVER = (
    "FollowTheMoney asks for SHA-1 sums of documents (contentHash), which are not known; their SHA-256 is a keyword.",
    "Voices, chains in parts, links between claims, what else may be the same and the log of judgements have no place "
    "in FollowTheMoney; they are in jsonl.",
)


def write(material: Material, output: Path) -> Written:
    """Write the files into the folder ``output``, which is made."""
    telling = Telling(material)
    with whole_folder(output, [annotations.text_name(_ANY_DOCUMENT)]) as folder:
        for item in telling.annotated:
            write_part(folder / annotations.text_name(item.document.id), [item.document.text])
        write_part(folder / annotations.ENTITIES, (line_of(thing, telling.dataset) for thing in _things(telling)))
        left_out = (*telling.chosen.left_out, *_lost(telling), *_NEVER)
        write_part(folder / "statements.csv", rows_of(_things(telling), telling.dataset))
        write_part(folder / "annotations.jsonld", annotations.collection(telling))
    return Written(output, left_out)


def _things(telling: Telling) -> Iterator[Thing]:
    yield from documents.documents(telling)
    yield from parties.parties(telling)
    yield from parties.places(telling)
    yield from happenings.happenings(telling)
    yield from happenings.notes(telling)
    yield from parties.mentions(telling)
    yield from documents.copies(telling)


def _lost(telling: Telling) -> Iterable[str]:
    lost = dict(telling.lost)
    if times := lost.pop("date refused", 0):
        yield (
            f"{counted(times, 'account')} give a time that FollowTheMoney has no form for (some time over more than a "
            "year, or open at an end); it stands in the description alone."
        )
    if lain := lost.pop("parent refused", 0):
        yield f"{counted(lain, 'document')} came in what is no folder in FollowTheMoney; that is left out."
    for what, times in sorted(lost.items()):
        prop, _, how = what.partition(" ")
        told = "longer than FollowTheMoney takes: cut" if how == "cut" else "not what FollowTheMoney takes: left out"
        yield f"{counted(times, 'value')} of {prop}, {told}."
