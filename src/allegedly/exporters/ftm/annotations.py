"""The passages as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one collection with one page.

Each passage is found by its offsets, and again by its words with some of those before and behind. Offsets are code
points, half open, of the text as it was read and is written beside this file (``texts/``), not normalised in any way;
it is named as the cached state of the document, whose bytes are the source (``urn:sha256:``). The bodies are entities
of ``entities.ftm.json``.
"""

import json
from collections.abc import Iterator
from typing import Any

from ...model import Annotated, Span
from ...version import __version__
from ..naming import stands, web_address
from .documents import copy_id
from .telling import HASH, Telling, claim_id, event_id, party_id

ENTITIES, TEXTS = "entities.ftm.json", "texts"
_AROUND = 32
"""So many characters before and behind a passage are given with it."""


def collection(telling: Telling) -> Iterator[str]:
    """The whole file, in pieces."""
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "annotations.jsonld",
        "type": "AnnotationCollection",
        "label": f"Passages of {telling.material.title}".strip(),
        "generator": {"id": f"urn:x-allegedly:{__version__}", "type": "Software", "name": f"Allegedly {__version__}"},
        "total": sum(1 for _ in _annotations(telling)),
    }
    yield f'{_json(head)[:-1]}, "first": {{"id": "annotations.jsonld#page", "type": "AnnotationPage", "startIndex": 0, '
    yield '"items": ['
    for number, annotation in enumerate(_annotations(telling)):
        yield ("\n" if number == 0 else ",\n") + _json(annotation)
    yield "\n]}}\n"


def text_name(document: str) -> str:
    """The path of a document's text, from the folder that is written."""
    return f"{TEXTS}/{document}.txt"


def _annotations(telling: Telling) -> Iterator[dict[str, Any]]:
    items = {item.document.id: item for item in telling.annotated}
    told = {claim: event.id for event in telling.material.corpus.events for claim in event.claims}
    for item, claim in telling.claims():
        bodies = [_body(claim_id(claim.id), "describing")]
        if claim.id in told and telling.chosen.tells_of(telling.lookup.events[told[claim.id]]):
            bodies.append(_body(event_id(told[claim.id]), "linking"))
        label = stands(claim.stance.label, claim.stance.polarity)
        bodies.append({"type": "TextualBody", "value": label, "purpose": "tagging"})
        yield _annotation(claim_id(claim.id), "describing", bodies, [_target(item, (claim.start, claim.end))])
    for item in telling.annotated:
        for mention in item.mentions:
            party = telling.party_of(item, mention.entity) if mention.how == "name" else None
            if party is not None:
                bodies = [_body(party_id(party.id), "identifying")]
                own = f"mention-{item.document.id[:HASH]}-{mention.id}"
                yield _annotation(own, "identifying", bodies, [_target(item, (mention.start, mention.end))])
    for made in telling.material.corpus.derivations:
        if {made.document, made.of_document} <= items.keys():
            there = _target(items[made.document], (made.start, made.end))
            before = _target(items[made.of_document], (made.of_start, made.of_end))
            yield _annotation(copy_id(made), "linking", [_body(copy_id(made), "linking")], [there, before])


def _annotation(own: str, motivation: str, bodies: list[Any], targets: list[Any]) -> dict[str, Any]:
    made = {"id": f"annotations.jsonld#{own}", "type": "Annotation", "motivation": motivation}
    return {**made, "body": bodies, "target": targets}


def _body(own: str, purpose: str) -> dict[str, str]:
    return {"type": "SpecificResource", "source": f"{ENTITIES}#{own}", "purpose": purpose}


def _target(item: Annotated, span: Span) -> dict[str, Any]:
    document, (start, end) = item.document, span
    address = None if document.url is None else web_address(document.url)
    quote = {
        "type": "TextQuoteSelector",
        "prefix": document.text[max(start - _AROUND, 0) : start],
        "exact": document.text[start:end],
        "suffix": document.text[end : end + _AROUND],
    }
    source = {"id": f"urn:sha256:{document.id}", "type": "Text", "format": document.media_type}
    return {
        "type": "SpecificResource",
        "source": source if address is None else {**source, "via": address},
        "state": {"type": "TimeState", "cached": text_name(document.id)},
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
    }


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
