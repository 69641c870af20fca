"""Records to rows and back."""

from typing import Any

from sqlalchemy import Row

from ..model import Annotated, Document
from ..model.codec import decode, encode
from ..model.protocols import Arrival, Container, DocumentEntry, Reading, Receipt, Refusal
from .custody import digest_of_reading
from .packing import pack
from .plain import plain
from .tables import document as document_table

Values = dict[str, Any]


def container_row(container: Container) -> Values:
    notices = [plain(notice) for notice in container.notices]
    return {**encode(container), "path": plain(container.path), "notices": notices}


def document_row(arrival: Arrival) -> Values:
    document = arrival.document
    row = {column.name: getattr(document, column.name, None) for column in document_table.columns}
    lists = {name: list(getattr(document, name)) for name in ("authors", "notices", "pages")}
    lists["voices"] = encode(document.voices)
    row["path"] = document.path and plain(document.path)
    return {**row, **lists, "size": arrival.size, "added_at": arrival.added_at}


def document_of(row: Row[Any]) -> Document:
    """The document as its reader gave it."""
    values = {**row._mapping, "published": row.published and row.published.isoformat()}
    return decode(Document, values)


def entry_of(row: Row[Any]) -> DocumentEntry:
    values = {name: row._mapping[name] for name in DocumentEntry.__dataclass_fields__}
    return DocumentEntry(**{**values, "authors": tuple(row.authors), "notices": tuple(row.notices)})


def reading_row(reading: Reading) -> Values:
    annotated = reading.annotated
    row = {
        "document_id": annotated.document.id,
        "key": reading.key,
        "stages": reading.stages,
        "title": annotated.document.title,
        "claims": len(annotated.claims),
        "content": pack(annotated),
    }
    return {**row, "digest": digest_of_reading(row)}


def receipt_row(received: Receipt) -> Values:
    told = {name: getattr(received, name) for name in Receipt.__dataclass_fields__ if name != "document"}
    texts = {name: plain(told[name]) for name in ("path", "by", "url") if told[name] is not None}
    return {"document_id": received.document, "id": received.id, **told, **texts}


def refusal_row(refused: Refusal) -> Values:
    return {
        "id": refused.id,
        "path": plain(refused.path),
        "sha256": refused.sha256,
        "sentence": plain(refused.sentence),
        "refused_at": refused.refused_at,
    }


def claim_rows(annotated: Annotated) -> list[Values]:
    return [
        {
            "document_id": annotated.document.id,
            "number": number,
            "id": claim.id,
            "start": claim.start,
            "end": claim.end,
            "predicate": claim.predicate,
            "type": claim.type,
            "voice": claim.voice,
            "label": claim.stance.label,
            "polarity": claim.stance.polarity,
            "act": claim.stance.act,
            "earliest": claim.time.earliest,
            "latest": claim.time.latest,
            "place": claim.place and claim.place.name,
            "found_by": claim.found_by,
        }
        for number, claim in enumerate(annotated.claims)
    ]


def mention_rows(annotated: Annotated) -> list[Values]:
    return [
        {
            "document_id": annotated.document.id,
            "number": number,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "kind": mention.kind,
            "entity": mention.entity,
        }
        for number, mention in enumerate(annotated.mentions)
        if mention.how == "name"
    ]
