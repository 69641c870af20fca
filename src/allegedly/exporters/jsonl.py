"""The records of a case as JSON Lines: a folder with one file per kind, one record a line, in canonical order.

    documents     each document with its voices, mentions, time expressions, places and attributions
    claims        in the order of documents and of the text; ``document`` is the document's id, ``hand`` whoever
                  checked or edited the claim, where somebody did; those that were rejected are left out
    entities, events, relations, derivations, origins    as read across documents, sorted by their ids and places
    judgements    the log of what a person decided, in order
    links         what answers a claim of another document; links within one document are in its claims
    receipts      when each document came in, under which path, how and by whom; there only where that is known
    custody       the log of custody, line by line; there only where it is known

Keys are those of ``annotate`` where the records are the same. Filters choose claims, with what hangs on them (see
``chosen``): each claim says then whether it ``fits``. Documents, entities, copied passages and the log stay whole.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..model import Annotated, Event
from ..model.codec import encode
from .chosen import Chosen, choose
from .material import Material, Written
from .whole import whole_folder, write_part

_NOT_OF_DOCUMENTS = {"claims", "entities", "checked"}
_RECEIPTS, _CUSTODY = "receipts", "custody"
_WHOLE = "Documents, names, copied passages and the log of judgements are all there, whatever was asked for."


def write(material: Material, output: Path) -> Written:
    """Write the files into the folder ``output``, which is made. The title has no place in them."""
    chosen = choose(material)
    with whole_folder(output, [f"{_RECEIPTS}.jsonl", f"{_CUSTODY}.jsonl"]) as folder:
        for name, records in _files(material, chosen).items():
            write_part(folder / f"{name}.jsonl", (_line(record) for record in records))
    return Written(output, (*chosen.left_out, _WHOLE) if chosen.filtered else ())


def _files(material: Material, chosen: Chosen) -> dict[str, Iterable[dict[str, Any]]]:
    corpus = material.corpus
    events = {event.id: event for event in corpus.events if chosen.tells_of(event)}
    relations = (relation for relation in corpus.relations if relation.event in events)
    origins = (origins for origins in corpus.origins if origins.event in events)
    links = (link for link in corpus.links if link.claim in chosen and link.answers in chosen)
    files: dict[str, Iterable[dict[str, Any]]] = {
        "documents": map(_document, material.annotated),
        "claims": _claims(material, chosen),
        "entities": map(encode, sorted(corpus.entities, key=lambda entity: entity.id)),
        "events": (encode(_within(events[own], events, chosen)) for own in sorted(events)),
        "relations": map(encode, sorted(relations, key=lambda r: (r.event, r.a, r.b, r.relation, r.slot or ""))),
        "derivations": map(encode, sorted(corpus.derivations, key=_place_of_derivation)),
        "origins": map(encode, sorted(origins, key=lambda origins: origins.event)),
        "judgements": map(encode, corpus.judgements),
        "links": map(encode, sorted(links, key=lambda link: (link.claim, link.answers))),
    }
    if material.receipts:
        files[_RECEIPTS] = _receipts(material)
    if material.custody:
        files[_CUSTODY] = map(encode, material.custody_shown)
    return files


def _within(event: Event, events: dict[str, Event], chosen: Chosen) -> Event:
    """The happening, naming of the others that may be the same only those that are written."""
    if not chosen.filtered:
        return event
    return replace(
        event,
        candidates=tuple(other for other in event.candidates if other in events),
        unsure=tuple(claim for claim in event.unsure if claim in chosen),
    )


def _place_of_derivation(made: Any) -> tuple[str, int, int, str, int]:
    return made.document, made.start, made.end, made.of_document, made.of_start


def _document(item: Annotated) -> dict[str, Any]:
    data = item.to_dict()
    return {**data.pop("document"), **{key: value for key, value in data.items() if key not in _NOT_OF_DOCUMENTS}}


def _claims(material: Material, chosen: Chosen) -> Iterator[dict[str, Any]]:
    for item in material.annotated:
        hands = {made.claim.id: {"hand": encode(made.hand)} for made in item.checked}
        for claim in item.to_dict()["claims"]:
            own = claim["id"]
            if own in chosen:
                fits = {"fits": own in chosen.fitting} if chosen.filtered else {}
                yield {"id": own, "document": item.document.id, **claim, **hands.get(own, {}), **fits}


def _receipts(material: Material) -> Iterator[dict[str, Any]]:
    every = (receipt for receipts in material.receipts.values() for receipt in receipts)
    return map(encode, sorted(every, key=lambda receipt: (receipt.document, receipt.received_at, receipt.path)))


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
