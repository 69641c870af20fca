"""Documents as FollowTheMoney has them: by the kind of file, with their text, and what they lay in."""

from collections.abc import Iterator
from pathlib import PurePath

from ...model import Annotated, Derivation, Document, content_id
from ...readers.sniffing import DOCX, ODT
from ...reports.lookup import document_name
from .telling import HASH, MADE, Telling, document_id, published
from .things import Thing
from .values import longest

_SCHEMAS = {
    "text/html": "HyperText",
    "multipart/related": "HyperText",
    "message/rfc822": "Email",
    "application/pdf": "Pages",
    "application/rtf": "Pages",
    DOCX: "Pages",
    ODT: "Pages",
}
_FOLDERS = {"Email"}
_COPIED = {"narration": "repeats the telling word for word", "quotation": "has the same quotation"}


def documents(telling: Telling) -> Iterator[Thing]:
    """The documents, each with its pages behind it; then what they lay in, as far as that is no document itself."""
    parents: dict[str, str] = {}
    schemas = {item.document.id: schema_of(item.document) for item in telling.annotated}
    for item in telling.annotated:
        parent = item.document.parent
        if parent is not None and parent not in schemas:
            parents.setdefault(parent, document_id(item.document.id))
        yield _document(telling, item, parent if schemas.get(parent or "", "Email") in _FOLDERS else None)
        yield from _pages(telling, item)
    for parent, first in sorted(parents.items()):
        yield _package(telling, parent, first)


def schema_of(document: Document) -> str:
    """The kind of document that FollowTheMoney takes a media type for."""
    plain = "PlainText" if document.media_type.startswith("text/") else "Document"
    kind = _SCHEMAS.get(document.media_type, plain)
    return "Pages" if document.pages and kind != "Email" else kind


def copies(telling: Telling) -> Iterator[Thing]:
    """That a passage of one document stands in another, as a link between the two."""
    dates = {item.document.id: published(item) for item in telling.annotated}
    for made in telling.material.corpus.derivations:
        if {made.document, made.of_document} <= dates.keys():
            thing = telling.thing(copy_id(made), "UnknownLink")
            values = {
                "subject": document_id(made.document),
                "object": document_id(made.of_document),
                "role": _COPIED[made.kind],
                "summary": telling.lookup.of_document(made.document).document.text[made.start : made.end],
                "proof": document_id(made.document),
            }
            thing.say(values, origin=MADE, days=dates[made.document])
            yield thing


def copy_id(made: Derivation) -> str:
    places = (made.document, made.start, made.end, made.of_document, made.of_start, made.of_end, made.kind)
    return f"copy-{content_id('copy', *places)}"


def _document(telling: Telling, item: Annotated, parent: str | None) -> Thing:
    document, own = item.document, document_id(item.document.id)
    schema = schema_of(document)
    thing = telling.thing(own, schema)
    receipts = telling.material.receipts.get(document.id, ())
    day = None if document.published is None else str(document.published)
    values = {
        "fileName": document_name(document),
        "title": document.title,
        "author": document.authors,
        "publisher": document.outlet,
        "publishedAt": day,
        "retrievedAt": min((receipt.received_at[:10] for receipt in receipts), default=None),
        "sourceUrl": document.url,
        "mimeType": document.media_type,
        "encoding": document.encoding,
        "parent": None if parent is None else document_id(parent),
        "keywords": f"sha256:{document.id}",
        "processingAgent": " ".join(f"{name} {version}" for name, version in item.made_by),
        "bodyText": () if schema == "Pages" and document.pages else pieces(document.text),
    }
    thing.say(values, origin=own, days=published(item))
    if schema == "Email":
        thing.say({"date": day, "from": document.authors}, origin=own, days=published(item))
    if parent is None and document.parent is not None:
        telling.lost["parent refused"] += 1
    return thing


def _pages(telling: Telling, item: Annotated) -> Iterator[Thing]:
    document, own = item.document, document_id(item.document.id)
    if schema_of(document) != "Pages":
        return
    ends = (*document.pages[1:], len(document.text))
    for number, (start, end) in enumerate(zip(document.pages, ends, strict=False), 1):
        page = telling.thing(f"page-{document.id[:HASH]}-{number}", "Page")
        values = {"document": own, "index": str(number), "bodyText": pieces(document.text[start:end])}
        page.say(values, origin=own, days=published(item))
        yield page


def _package(telling: Telling, own: str, origin: str) -> Thing:
    """What documents lay in that is none itself: an archive, a mailbox, a list of references."""
    paths = sorted(receipt.path for receipt in telling.material.receipts.get(own, ()))
    thing = telling.thing(document_id(own), "Package")
    values = {"fileName": PurePath(paths[0]).name if paths else own[:12], "keywords": f"sha256:{own}"}
    thing.say(values, origin=origin)
    return thing


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that FollowTheMoney takes, cut between paragraphs where it can be."""
    most, start = longest("text"), 0
    while len(text) - start > most:
        cut = max(text.rfind("\n\n", start, start + most), start)
        cut = cut if cut > start else max(text.rfind(" ", start, start + most), start)
        cut = cut if cut > start else start + most
        yield text[start:cut]
        start = cut
    if text[start:].strip():
        yield text[start:]
