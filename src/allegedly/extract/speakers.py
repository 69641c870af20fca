"""First persons in the cast: whoever speaks is "I", in a quotation its source, in a voice of its own its author.

"We" is the speaker too, who speaks for others, and in an article the outlet, where the text names it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Attribution, Document, Entity, Mention, Span, Voice, content_id
from ..names import fold, name_similarity
from ..nlp.layout import paragraphs, speaker_labels
from ..nlp.tree import Tree
from .attribution import Report
from .cast import Cast
from .quotations import Quotation, find_quotations, quotation_at

RULE = "cast.speaker"
_SINGULAR = {"i", "me", "my", "mine", "myself"}
_PLURAL = {"we", "us", "our", "ours", "ourselves"}
_SAME_NAME = 0.9
_TURN = "attr.speaker"
_ARTICLES = ("author", "quoted")


class _Speaker(NamedTuple):
    entity: Entity
    link: Span | None
    """The passage that says who speaks, where one does."""


@dataclass(frozen=True, slots=True)
class _Scene:
    document: Document
    cast: Cast
    quotations: list[Quotation]
    turns: tuple[Span, ...]
    spoken: tuple[Attribution, ...]
    """What people say in their own words."""


def with_speakers(document: Document, tree: Tree, cast: Cast, reports: Iterable[Report]) -> Cast:
    """The cast with its first persons, each a mention of the party that speaks.

    An author whom the text never names is a party of the cast once it says "I"; one known by a single word is not,
    which would be too little to know the author by in other documents.
    """
    firsts = [i for i in range(len(tree)) if tree.lowers[i] in _SINGULAR | _PLURAL and cast.mention_at(i) is None]
    firsts = [i for i in firsts if tree.pos[i] == "PRON" and tree.words[i] != "US"]
    if not firsts:
        return cast
    quotations = find_quotations(document.text, paragraphs(document.text))
    turns = tuple(words for _, words in speaker_labels(document.text))
    scene = _Scene(document, cast, quotations, turns, tuple(_spoken(report.record for report in reports)))
    found: dict[int, _Speaker] = {}
    for i in firsts:
        speaker = _speaker(scene, tree.starts[i], several=tree.lowers[i] in _PLURAL)
        if speaker is not None:
            found[i] = speaker
    return _with_mentions(document, tree, cast, found)


def _spoken(records: Iterable[Attribution]) -> Iterator[Attribution]:
    return (record for record in records if record.kind != "indirect" or _is_turn(record))


def _is_turn(record: Attribution) -> bool:
    """Whether a label says it; the tagger may have seen the same one."""
    return record.found_by.startswith(_TURN)


def _speaker(scene: _Scene, offset: int, *, several: bool) -> _Speaker | None:
    quoted = quotation_at(scene.quotations, offset) is not None
    if quoted or any(start <= offset < end for start, end in scene.turns):
        source = source_at(scene.spoken, offset, quoted=quoted)
        if source is None or source.source_entity is None or source.source_entity not in scene.cast.index:
            return None
        return _Speaker(scene.cast.entity(source.source_entity), source.source[0] if source.source else None)
    voice = scene.document.voice_at(offset)
    names = _outlets(scene.document, voice) if several and _is_article(voice) else authors_of(scene.document, voice)
    return None if len(names) != 1 else _named(scene, names[0], person=not several or not _is_article(voice))


def source_at(spoken: Iterable[Attribution], offset: int, *, quoted: bool) -> Attribution | None:
    """The innermost of the attributions that hold the words at an offset; in a turn of an interview its speaker."""
    around = [
        record
        for record in spoken
        if (quoted or _is_turn(record)) and any(start <= offset < end for start, end in record.content)
    ]
    return min(around, key=lambda record: sum(end - start for start, end in record.content), default=None)


def authors_of(document: Document, voice: Voice | None) -> tuple[str, ...]:
    """Who speaks in a voice outside its quotations; the author's voice is that of the document's authors."""
    if voice is None or (voice.kind == "author" and not voice.authors):
        return document.authors
    return voice.authors


def _is_article(voice: Voice | None) -> bool:
    return voice is None or voice.kind in _ARTICLES


def _outlets(document: Document, voice: Voice | None) -> tuple[str, ...]:
    outlet = voice.outlet if voice is not None and voice.outlet else document.outlet
    return (outlet,) if outlet else ()


def _named(scene: _Scene, name: str, *, person: bool) -> _Speaker | None:
    """The party of that name; a person of several names is one even where the text is silent."""
    kind = "person" if person else "organisation"
    for entity in scene.cast.entities:
        if entity.kind == kind and any(_same(name, other, person=person) for other in entity.names):
            first = next((m for m in scene.cast.mentions if m.entity == entity.id and m.how == "name"), None)
            return _Speaker(entity, None if first is None else (first.start, first.end))
    if not person or " " not in name:
        return None
    entity_id = content_id("entity", scene.document.id, "person", name, RULE)
    return _Speaker(Entity(entity_id, "person", name, (name,)), None)


def _same(one: str, other: str, *, person: bool) -> bool:
    a, b = (fold(name).removeprefix("the ") for name in (one, other))
    return a == b or (person and " " in a and " " in b and name_similarity(a, b) >= _SAME_NAME)


def _with_mentions(document: Document, tree: Tree, cast: Cast, found: dict[int, _Speaker]) -> Cast:
    head_of_number = {number: token for token, number in cast.heads.items()}
    mentions: list[tuple[Mention, int | None]] = [
        (mention, head_of_number.get(number)) for number, mention in enumerate(cast.mentions)
    ]
    for i, (entity, link) in found.items():
        start, end = tree.span(i, i)
        mention_id = content_id("mention", document.id, start, end)
        text = document.text[start:end]
        mentions.append((Mention(mention_id, start, end, text, entity.kind, entity.id, "pronoun", RULE, link), i))
    mentions.sort(key=lambda one: one[0].start)
    heads = {head: number for number, (_, head) in enumerate(mentions) if head is not None}
    entities = _all_entities(cast, found)
    return Cast(tuple(one for one, _ in mentions), entities, heads, {one.id: i for i, one in enumerate(entities)})


def _all_entities(cast: Cast, found: dict[int, _Speaker]) -> tuple[Entity, ...]:
    entities: Sequence[Entity] = (*cast.entities, *(speaker.entity for speaker in found.values()))
    return tuple({entity.id: entity for entity in entities}.values())
