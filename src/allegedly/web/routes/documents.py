"""A document: its head, its text a block at a time with what was read out of it, and its original."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Response

from ... import reports
from ...model import Annotated as Reading
from ...model import Document, Voice
from ...model.codec import encode
from ...model.protocols import Receipt
from ...reports.lines import voice_words
from ...reports.lookup import document_name, name_of_path
from ...reports.receiving import received_words
from ...reports.when import in_words
from ...store import cut
from ..answers import MISSING, WAITING, Offset, TheDesk, given, of_page
from ..asking import READ
from ..desk import Desk
from ..originals import as_shown
from ..shapes import ClaimPlaceInText, DocumentHead, PageOf, TextBlock

router = APIRouter()
_BLOCK = 6_000
"""Code points after which a block ends with its paragraph."""
_MOST = 40_000
_SHOWN = {"text/html", "text/plain"}
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@router.get("/documents/{document_id}", response_model=DocumentHead, responses=WAITING | MISSING, dependencies=READ)
def head(desk: TheDesk, document_id: str) -> Response:
    """A document without its text."""
    reading = desk.annotated(document_id)
    document = desk.case.document(document_id) if reading is None else reading.document
    views = desk.views()
    receipts = desk.case.receipts(document_id)
    names = ("id", "title", "authors", "outlet", "url", "published", "published_by", "media_type", "notices")
    told = {name: encode(getattr(document, name)) for name in names}
    content = {
        **told,
        "name": document_name(document),
        "length": len(document.text),
        "dir": _direction(document.text),
        "receipts": [_receipt(one) for one in receipts],
        "voices": _voices(document),
        "blocks": list(_blocks(document.text)),
        "pages": document.pages,
        "parent": None if document.parent is None else _parent(desk, document.parent),
        "inside": [
            {"id": one.id, "name": name_of_path(one.path, one.title, one.id), "is_document": True}
            for one in desk.case.documents(within=document_id)
        ],
        "claims": views.claims_of(document_id, 0, 1).total,
        "read": reading is not None,
    }
    return given(content, views)


def _receipt(one: Receipt) -> dict[str, Any]:
    return {
        "path": one.path,
        "received_at": one.received_at,
        "by": one.by,
        "how": received_words(one.how),
        "url": one.url,
        "parent": one.parent,
    }


def _parent(desk: Desk, own_id: str) -> dict[str, Any]:
    """What a document came in: a message, or an archive that is no document itself."""
    path = next((one.path for one in desk.case.receipts(own_id)), None)
    is_archive = any(one.id == own_id for one in desk.case.containers())
    return {"id": own_id, "name": name_of_path(path, None, own_id), "is_document": not is_archive}


@router.get("/documents/{document_id}/text", response_model=TextBlock, responses=WAITING | MISSING, dependencies=READ)
def text(
    desk: TheDesk,
    document_id: str,
    start: Annotated[int, Query(ge=0, le=2_000_000_000)] = 0,
    end: Annotated[int | None, Query(ge=0, le=2_000_000_000)] = None,
) -> Response:
    """A stretch of the text, in code points, and what was read out of it; at most 40,000 at once."""
    reading = desk.annotated(document_id)
    document = desk.case.document(document_id) if reading is None else reading.document
    last = min(len(document.text), start + _MOST if end is None else end)
    if last - start > _MOST:
        raise HTTPException(422, f"At most {_MOST:,} characters at once.")
    views = desk.views()
    first = min(start, last)
    content: dict[str, Any] = {"start": first, "end": last, "text": document.text[first:last]}
    content |= {"claims": [], "sources": [], "times": [], "names": [], "copies": []}
    if reading is not None:
        content |= {
            "claims": views.cards(document_id, first, last),
            "sources": _sources(reading, first, last),
            "times": _times(reading, first, last),
            "names": _names(reading, views.members_of(document_id), first, last),
            "copies": views.copies_of(document_id, first, last),
        }
    return given(content, views)


@router.get(
    "/documents/{document_id}/claims",
    response_model=PageOf[ClaimPlaceInText],
    responses=WAITING | MISSING,
    dependencies=READ,
)
def claims(
    desk: TheDesk, document_id: str, offset: Offset = 0, limit: Annotated[int, Query(ge=1, le=5000)] = 1000
) -> Response:
    """Where the claims of a document are, in the order of its text."""
    views = desk.views()
    return of_page(views.claims_of(document_id, offset, limit), views)


@router.get("/documents/{document_id}/original", response_class=Response, responses=MISSING, dependencies=READ)
def original(desk: TheDesk, document_id: str, save: bool = False) -> Response:
    """The document as it came in, for a frame that runs no script and asks nobody for anything; to ``save``, byte for
    byte.
    """
    document = desk.case.document(document_id)
    content = desk.case.original(document_id)
    shown = document.media_type in _SHOWN and not save
    encoding = document.encoding or "utf-8"
    if shown and document.media_type == "text/html":
        content, encoding = as_shown(content, document.encoding), "utf-8"
    kind = f"{document.media_type}; charset={encoding}" if shown else "application/octet-stream"
    name = quote(document_name(document), safe="", errors="replace")
    return Response(
        content,
        media_type=None,
        headers={
            "Content-Type": kind,
            "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}",
            "Content-Security-Policy": _SANDBOX,
        },
    )


@router.get("/claims/{claim_id}", response_model=reports.Trace, responses=WAITING | MISSING, dependencies=READ)
def trace(desk: TheDesk, claim_id: str) -> Response:
    """One claim followed back, by its id or the beginning of it."""
    views = desk.views()
    return given(views.trace(claim_id), views)


def _direction(text: str) -> Literal["ltr", "rtl"]:
    """That of the first letter that has one (UAX #9, rule P2)."""
    kinds = (unicodedata.bidirectional(one) for one in text[:_BLOCK])
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def _voices(document: Document) -> list[dict[str, Any]]:
    speakers: dict[object, int] = {}
    return [
        {
            **{name: encode(getattr(voice, name)) for name in _VOICE},
            "words": voice_words(voice) or "author",
            "hue": speakers.setdefault(_speaker(voice), len(speakers)),
        }
        for voice in document.voices
    ]


_VOICE = ("id", "kind", "parent", "outlet", "authors", "published", "number", "abridged", "spans", "announced")


def _speaker(voice: Voice) -> object:
    return voice.kind, voice.outlet, voice.authors


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The text in stretches that end with a paragraph, one after the other without a gap; none is too much at once,
    also where nothing but space stands between two paragraphs.
    """
    first = 0
    for start in (*(start for start, _ in cut(text)), len(text)):
        while start - first > _MOST:
            yield first, first + _MOST
            first += _MOST
        if start > first and (start - first >= _BLOCK or start == len(text)):
            yield first, start
            first = start


def _sources(reading: Reading, first: int, last: int) -> list[dict[str, Any]]:
    return [
        {"start": start, "end": end, "role": role, "kind": made.kind, "attribution": made.id}
        for made in reading.attributions
        for role, spans in (("source", made.source), ("cue", made.cue), ("content", made.content))
        for start, end in spans
        if start < last and end > first
    ]


def _times(reading: Reading, first: int, last: int) -> list[dict[str, Any]]:
    return [
        {
            "start": one.start,
            "end": one.end,
            "words": in_words(one.edtf, one.earliest, one.latest),
            "edtf": one.edtf,
            "earliest": encode(one.earliest),
            "latest": encode(one.latest),
            "basis": one.basis,
        }
        for one in reading.times
        if first <= one.start < last
    ]


def _names(reading: Reading, members: dict[str, tuple[str, str]], first: int, last: int) -> list[dict[str, Any]]:
    own = {entity.id: entity.name for entity in reading.entities}
    return [
        {
            "start": one.start,
            "end": one.end,
            "kind": one.kind,
            "how": one.how,
            "entity": members.get(one.entity, (None, ""))[0],
            "name": members.get(one.entity, (None, own.get(one.entity, one.text)))[1],
        }
        for one in reading.mentions
        if first <= one.start < last
    ]
