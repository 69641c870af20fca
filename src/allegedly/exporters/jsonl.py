"""The records of a case as JSON Lines: a folder with one file per kind, one record a line, in canonical order.

    documents     each document with its voices, mentions, time expressions, places and attributions
    claims        in the order of documents and of the text; ``document`` is the document's id, ``hand`` whoever
                  checked or edited the claim, where somebody did; those that were rejected are left out
    entities, events, relations, derivations, origins    as read across documents, sorted by their ids and places
    judgements    the log of what a person decided, in order
    links         what answers a claim of another document; links within one document are in its claims

Keys are those of ``annotate`` where the records are the same.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import AllegedlyError
from ..model import Annotated
from ..model.codec import encode
from ..reports import CorpusRecords
from .material import Material, Written
from .whole import write_whole

_NOT_OF_DOCUMENTS = {"claims", "entities", "checked"}


def write(material: Material, output: Path) -> Written:
    """Write the nine files into the folder ``output``, which is made. The title has no place in them."""
    if output.exists() and not output.is_dir():
        raise AllegedlyError(f"{output} is a file; name a folder for the records.")
    for name, records in _files(material.annotated, material.corpus).items():
        write_whole(output / f"{name}.jsonl", (_line(record) for record in records))
    return Written(output)


def _files(annotated: Sequence[Annotated], corpus: CorpusRecords) -> dict[str, Iterable[dict[str, Any]]]:
    return {
        "documents": map(_document, annotated),
        "claims": (claim for item in annotated for claim in _claims(item)),
        "entities": map(encode, sorted(corpus.entities, key=lambda entity: entity.id)),
        "events": map(encode, sorted(corpus.events, key=lambda event: event.id)),
        "relations": map(encode, sorted(corpus.relations, key=lambda r: (r.event, r.a, r.b, r.relation, r.slot or ""))),
        "derivations": map(encode, sorted(corpus.derivations, key=_place_of_derivation)),
        "origins": map(encode, sorted(corpus.origins, key=lambda origins: origins.event)),
        "judgements": map(encode, corpus.judgements),
        "links": map(encode, sorted(corpus.links, key=lambda link: (link.claim, link.answers))),
    }


def _place_of_derivation(made: Any) -> tuple[str, int, int, str, int]:
    return made.document, made.start, made.end, made.of_document, made.of_start


def _document(item: Annotated) -> dict[str, Any]:
    data = item.to_dict()
    return {**data.pop("document"), **{key: value for key, value in data.items() if key not in _NOT_OF_DOCUMENTS}}


def _claims(item: Annotated) -> Iterator[dict[str, Any]]:
    hands = {made.claim.id: {"hand": encode(made.hand)} for made in item.checked}
    for claim in item.to_dict()["claims"]:
        yield {"id": claim["id"], "document": item.document.id, **claim, **hands.get(claim["id"], {})}


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
