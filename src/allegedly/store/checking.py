"""Whether a case still is what it was: its originals, its texts, and every passage that a record points to."""

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Annotated, Document, Span, sha256
from ..model.protocols import Passage


class _Evidence(NamedTuple):
    what: str
    span: Span
    text: str | None
    """The words that the record gives for the passage, where it gives any."""


def text_problems(document: Document, passages: list[Passage], expected: list[Span]) -> Iterator[str]:
    """What is wrong with a stored text and its passages for searching, which should stand at the spans ``expected``."""
    if sha256(document.text.encode("utf-8", "surrogatepass")) != document.text_sha256:
        yield f"The text of the document {document.id} is not what it was."
    elif passages != [Passage(document.id, start, end, document.text[start:end]) for start, end in expected]:
        yield f"The passages of the document {document.id} are not those of its text; it cannot be searched rightly."


def passage_problems(annotated: Annotated) -> Iterator[str]:
    """A sentence for each record whose passage is outside of the text or reads otherwise than the record says."""
    text = annotated.document.text
    for what, (start, end), words in _passages(annotated):
        if not 0 <= start <= end <= len(text):
            yield f"The {what} of the document {annotated.document.id} points outside of its text ({start} to {end})."
        elif words is not None and text[start:end] != words:
            yield f"The {what} of the document {annotated.document.id} is not what stands at {start} to {end}."


def count_passages(annotated: Annotated) -> int:
    return sum(1 for _ in _passages(annotated))


def _passages(annotated: Annotated) -> Iterator[_Evidence]:
    for voice in annotated.voices:
        spans = voice.spans if voice.announced is None else (*voice.spans, voice.announced)
        yield from (_Evidence(f"voice {voice.id}", span, None) for span in spans)
    for mention in annotated.mentions:
        yield _Evidence(f"mention {mention.id}", (mention.start, mention.end), mention.text)
        if mention.link is not None:
            yield _Evidence(f"link of the mention {mention.id}", mention.link, None)
    for entity in annotated.entities:
        yield from (_Evidence(f"role of the entity {entity.id}", span, None) for span in entity.role_spans)
    for time in annotated.times:
        yield _Evidence(f"time expression {time.id}", (time.start, time.end), time.text)
    for place in annotated.places:
        yield _Evidence(f"place {place.name}", (place.start, place.end), place.text)
    for attribution in annotated.attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            yield _Evidence(f"attribution {attribution.id}", span, None)
    yield from _passages_of_claims(annotated)
    for happening in annotated.happenings or ():
        yield _Evidence("happening", (happening.start, happening.end), happening.text)
        yield from (_Evidence("stance of a happening", cue, None) for cue in happening.stance.cues)
        for party in happening.parties:
            yield _Evidence("party of a happening", (party.start, party.end), party.text)


def _passages_of_claims(annotated: Annotated) -> Iterator[_Evidence]:
    for claim in annotated.claims:
        name = f"claim {claim.id}"
        yield _Evidence(name, (claim.start, claim.end), None)
        yield _Evidence(f"trigger of the {name}", claim.trigger, None)
        for role in claim.roles:
            yield _Evidence(f"{role.role} of the {name}", (role.start, role.end), role.text)
        for cue in claim.stance.cues:
            yield _Evidence(f"stance of the {name}", cue, None)
        for hop in claim.chain:
            if hop.evidence is not None:
                yield _Evidence(f"chain of the {name}", hop.evidence, None)
