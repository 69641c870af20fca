"""What a reader could know on a day: what was published by then, within each document too.

A comment of May in an article of March is left out for April. A document without a date is left out, since nobody can
say whether it was there; how many there are is told.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model import Annotated, Document, Entity
from .numbers import counted
from .when import day as day_in_words


@dataclass(frozen=True, slots=True)
class KnownBy:
    """The day, and how many documents count: of ``of``, ``later`` were published later, ``undated`` have no date.

    ``voices`` is the number of comments, notes and the like that came later, in documents that count; ``words`` says
    all that in a sentence.
    """

    day: date
    documents: int
    of: int
    later: int
    undated: int
    voices: int
    words: str


def known_by(annotated: Sequence[Annotated], day: date) -> tuple[list[Annotated], KnownBy]:
    """The readings cut to what was published on the ``day`` or before, in the same order, and what that leaves out."""
    there = [(one, one.document.published) for one in annotated]
    undated = sum(published is None for _, published in there)
    kept = [one for one, published in there if published is not None and published <= day]
    later = {one.document.id: _later_voices(one.document, day) for one in kept}
    voices = sum(map(len, later.values()))
    told = KnownBy(
        day=day,
        documents=len(kept),
        of=len(annotated),
        later=len(annotated) - len(kept) - undated,
        undated=undated,
        voices=voices,
        words=_words(day, len(kept), len(annotated), undated, voices),
    )
    return [_without(one, later[one.document.id]) for one in kept], told


def _words(day: date, documents: int, of: int, undated: int, voices: int) -> str:
    parts = [f"What could be read by {day_in_words(day)}: {documents:,} of {counted(of, 'document')}"]
    if undated:
        parts.append(f"{counted(undated, 'document')} of unknown date left out")
    if voices:
        parts.append(f"{counted(voices, 'comment or note', 'comments and notes')} that came later left out")
    return f"{'; '.join(parts)}."


def _later_voices(document: Document, day: date) -> set[str]:
    dated = ((voice.id, document.published_of(voice)) for voice in document.voices)
    return {voice for voice, published in dated if published is not None and published > day}


def _without(one: Annotated, voices: set[str]) -> Annotated:
    """A reading without what stands in some voices."""
    if not voices:
        return one
    spans = [span for voice in one.voices if voice.id in voices for span in voice.spans]

    def is_there(start: int) -> bool:
        return not any(first <= start < last for first, last in spans)

    kept = {claim.id: claim for claim in one.claims if claim.voice not in voices and is_there(claim.start)}
    claims = tuple(replace(c, links=tuple(n for n in c.links if n.claim in kept)) for c in kept.values())
    mentions = tuple(mention for mention in one.mentions if is_there(mention.start))
    named: dict[str, list[str]] = {}
    for mention in mentions:
        named.setdefault(mention.entity, []).append(mention.text)
    entities = (_as_named(entity, named[entity.id], is_there) for entity in one.entities if entity.id in named)
    spoken = (made for made in one.attributions if all(is_there(start) for start, _ in (*made.content, *made.cue)))
    happened = one.happenings and tuple(happening for happening in one.happenings if is_there(happening.start))
    return replace(
        one,
        claims=claims,
        mentions=mentions,
        entities=tuple(entities),
        attributions=tuple(spoken),
        happenings=happened,
        checked=tuple(c for c in one.checked if c.claim.voice not in voices and is_there(c.claim.start)),
    )


def _as_named(entity: Entity, texts: Iterable[str], is_there: Callable[[int], bool]) -> Entity:
    """An entity with those of its names and roles that still stand somewhere."""
    there = set(texts)
    names = tuple(name for name in entity.names if name in there) or entity.names[:1]
    shown = zip(entity.roles, entity.role_spans, strict=False)
    roles = [(role, span) for role, span in shown if is_there(span[0])]
    return replace(
        entity,
        name=entity.name if entity.name in names else names[0],
        names=names,
        roles=tuple(role for role, _ in roles),
        role_spans=tuple(span for _, span in roles),
    )
