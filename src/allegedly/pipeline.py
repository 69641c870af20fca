"""One document through the document stages, in order."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import tee

from .extract.attribution import Report, find_attributions, vouching
from .extract.cast import find_cast
from .extract.claims import Found, find_claims
from .extract.governments import with_governments
from .extract.happenings import find_happenings
from .extract.places import find_places
from .extract.speakers import with_speakers
from .extract.temporal import find_times
from .extract.tuples import find_tuples
from .extract.voices import complete_voices
from .model import Annotated, Document, Happening, sha256
from .nlp import tagger
from .nlp.language import Parser, load
from .nlp.layout import paragraphs, speaker_labels
from .nlp.tree import Tree
from .resources import gazetteer
from .version import __version__

STAGE_VERSION = "15"
"""Raised whenever the document stages may give another result for the same input."""


def annotate_documents(
    documents: Iterable[Document], *, tuples: bool = False, happenings: bool = False, every_claim: bool = False
) -> Iterator[Annotated]:
    """Everything that the document stages read out of each document, in the order given.

    If asked, also plain ``tuples``, all ``happenings``, and ``every_claim``: those too that are not worth noting.
    """
    parser = load()
    complete, to_parse = tee(map(complete_voices, documents))
    trees = parser.parse_many((document.text, breaks(document)) for document in to_parse)
    for document, tree in zip(complete, trees, strict=True):
        annotated = annotate_parsed(document, tree, parser, happenings=happenings, every_claim=every_claim)
        yield replace(annotated, tuples=find_tuples(tree)) if tuples else annotated


def annotate_parsed(
    document: Document, tree: Tree, parser: Parser, *, happenings: bool = False, every_claim: bool = False
) -> Annotated:
    """The records of one document from its parse."""
    found, reports = before_claims(document, tree)
    claims = find_claims(document, tree, found, model=str(parser.identity), every_claim=every_claim)
    return Annotated(
        document=document,
        mentions=found.cast.mentions,
        entities=found.cast.entities,
        times=found.times,
        places=found.places,
        attributions=tuple(report.record for report in reports),
        claims=claims,
        made_by=_made_by(parser),
        happenings=_happenings(document, tree, found) if happenings else None,
    )


def _happenings(document: Document, tree: Tree, found: Found) -> tuple[Happening, ...]:
    return find_happenings(document, tree, found.reports, found.times, found.senses, cast=found.cast)


def before_claims(document: Document, tree: Tree) -> tuple[Found, tuple[Report, ...]]:
    """What the stages before the claims read, and all attributions, also those that vouch for nothing."""
    times = find_times(document, tree)
    cast = find_cast(document, tree)
    heard = find_attributions(document, tree, cast)
    places = find_places(document, tree, cast, heard.senses)
    cast, places, reports = with_governments(document, tree, cast, places, heard.reports)
    cast = with_speakers(document, tree, cast, reports)
    return Found(times, cast, places, vouching(reports), heard.senses), reports


def shortcomings() -> tuple[str, ...]:
    """What is missing from this installation and makes readings poorer, a sentence each."""
    return (tagger.MISSING,) if tagger.load() is None else ()


def breaks(document: Document) -> list[int]:
    """Where a sentence must begin: with every paragraph, voice, and turn of an interview."""
    starts = {start for start, _ in paragraphs(document.text)}
    starts.update(words[0] for _, words in speaker_labels(document.text))
    starts.update(offset for voice in document.voices for span in voice.spans for offset in span)
    return sorted(starts - {len(document.text)})


def reading_key(document: Document) -> str:
    """A hash of all that decides what is read out of a document: stored beside the result, compared before reading."""
    decides = [document.text_sha256, str(document.published), document.outlet, document.authors, STAGE_VERSION]
    voices = [(voice.kind, voice.spans, voice.authors, voice.announced) for voice in document.voices]
    return sha256(json.dumps([*decides, voices, _made_by(load())], default=str).encode())


@cache
def _made_by(parser: Parser) -> tuple[tuple[str, str], ...]:
    identity = parser.identity
    return (
        ("allegedly", __version__),
        ("stages", STAGE_VERSION),
        ("model", identity.name),
        ("model_version", identity.version),
        ("model_sha256", identity.sha256),
        ("tagger", trained.identity if (trained := tagger.load()) is not None else "missing: rules alone"),
        ("gazetteer", gazetteer.identity()),
    )
