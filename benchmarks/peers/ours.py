"""What the product makes of each question, in its own environment."""

from collections.abc import Callable
from datetime import date
from typing import Any

from allegedly.corpus.fingerprints import prints_of
from allegedly.corpus.text_reuse import find_derivations
from allegedly.model import Annotated, Document, sha256
from allegedly.names import name_similarity

from ..quality import attribution, polnear, time

_TRIED = 'A spokesman said on Monday that "nobody was hurt" at the harbour.'


def quotations() -> Callable[[list[str]], Any]:
    """Attributions that stand in no other, as source, cue and content spans of each text."""

    def found(text: str) -> Any:
        return [[one.source, one.cue, one.content] for one in attribution.find(polnear.Article("", text, ()))[0]]

    found(_TRIED)
    return lambda texts: [found(text) for text in texts]


def dates() -> Callable[[list[tuple[str, str]]], Any]:
    """Start, end and TIMEX3 value of the time expressions of each text, given with the day it was published."""

    def found(text: str, published: str) -> Any:
        article = time.Article("", text, date.fromisoformat(published), (), len(text))
        return [[one.start, one.end, one.value] for one in time.times_of(article)]

    found(_TRIED, "2013-05-06")
    return lambda texts: [found(*one) for one in texts]


def likeness() -> Callable[[list[tuple[str, str]]], list[float]]:
    """How many winnowed 5-grams the texts of each pair share."""

    def shared(one: str, other: str) -> float:
        return float(len(set(prints_of(one).hashes) & set(prints_of(other).hashes)))

    shared(_TRIED, _TRIED)
    return lambda pairs: [shared(*pair) for pair in pairs]


def copies() -> Callable[[list[list[dict[str, Any]]]], Any]:
    """Passages of copied narration in each collection: number of the document, start and end, on both sides."""

    def found(collection: list[dict[str, Any]]) -> Any:
        documents = [_document(one) for one in collection]
        number = {one.id: i for i, one in enumerate(documents)}
        passages = find_derivations([Annotated(one, (), (), (), (), (), (), ()) for one in documents])
        copied = [
            [[number[one.document], one.start, one.end], [number[one.of_document], one.of_start, one.of_end]]
            for one in passages
            if one.kind == "narration"
        ]
        return {"passages": copied}

    return lambda collections: [found(collection) for collection in collections]


def _document(given: dict[str, Any]) -> Document:
    digest = sha256(given["text"].encode())
    published = date.fromisoformat(given["published"]) if given["published"] else None
    return Document(digest, given["text"], digest, outlet=given["outlet"], published=published)


def names() -> Callable[[list[tuple[str, str, str]]], list[float]]:
    """How alike the names of each pair are, given with their kind."""
    name_similarity("Ada Byron", "Jon Snow")
    return lambda pairs: [
        name_similarity(a, b, "organisation" if kind == "organisation" else "person") for a, b, kind in pairs
    ]
