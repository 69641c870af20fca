"""First persons in the cast: whoever speaks is "I", in a quotation its source, in a voice of its own its author.

"We" is the speaker too, who speaks for others, and in an article the outlet, where the text names it. A letter that an
organisation signs has "we" alone. "You" is somebody in letters and messages only: whom the salutation names.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..model import Attribution, Document, Entity, EntityKind, Mention, Span, Voice, content_id
from ..names import fold, name_similarity
from ..nlp.layout import paragraphs, speaker_labels
from ..nlp.tree import Tree
from ..resources import load_lexicon
from .attribution import Report
from .cast import Cast
from .quotations import Quotation, find_quotations, quotation_at
from .voices.openings import addressee_of

RULE = "cast.speaker"
_SINGULAR = {"i", "me", "my", "mine", "myself"}
_PLURAL = {"we", "us", "our", "ours", "ourselves"}
_ADDRESSED = {"you", "your", "yours", "yourself"}
_PERSONS = _SINGULAR | _PLURAL | _ADDRESSED
_SAME_NAME = 0.9
_TURN = "attr.speaker"
_ARTICLES = ("author", "quoted")
_LETTERS = ("letter", "message")


class _Speaker(NamedTuple):
    entity: Entity
    link: Span | None
    """The passage that says who speaks, where one does."""
    unnamed: bool = False
    """Whether no mention of the cast is that passage yet."""


@dataclass(frozen=True, slots=True)
class _Scene:
    document: Document
    tree: Tree
    cast: Cast
    quotations: list[Quotation]
    turns: tuple[Span, ...]
    spoken: tuple[Attribution, ...]
    """What people say in their own words."""
    addressees: dict[str, Span]
    """Where each letter names whom it is written to, by the id of its voice."""


def with_speakers(document: Document, tree: Tree, cast: Cast, reports: Iterable[Report]) -> Cast:
    """The cast with its first persons, each a mention of the party that speaks, and those that letters are written to.

    An author whom the text never names is a party of the cast once it says "I"; one known by a single word is not,
    which would be too little to know the author by in other documents, unless that word stands as a signature.
    """
    persons = [i for i in range(len(tree)) if tree.lowers[i] in _PERSONS and cast.mention_at(i) is None]
    persons = [i for i in persons if tree.pos[i] == "PRON" and tree.words[i] != "US"]
    if not persons:
        return cast
    quotations = find_quotations(document.text, paragraphs(document.text))
    turns = tuple(words for _, words in speaker_labels(document.text))
    spoken = tuple(_spoken(report.record for report in reports))
    written_to = ((voice.id, addressee_of(document, voice)) for voice in document.voices)
    addressees = {voice: span for voice, span in written_to if span is not None}
    scene = _Scene(document, tree, cast, quotations, turns, spoken, addressees)
    found: dict[int, _Speaker] = {}
    for i in persons:
        speaker = _party_of(scene, i)
        if speaker is not None:
            found[i] = speaker
    return _with_mentions(scene, found)


def _party_of(scene: _Scene, i: int) -> _Speaker | None:
    word, offset = scene.tree.lowers[i], scene.tree.starts[i]
    if word in _ADDRESSED:
        return _addressee(scene, offset)
    return _speaker(scene, offset, several=word in _PLURAL)


def _spoken(records: Iterable[Attribution]) -> Iterator[Attribution]:
    return (record for record in records if record.kind != "indirect" or _is_turn(record))


def _is_turn(record: Attribution) -> bool:
    """Whether a label says it; the tagger may have seen the same one."""
    return record.found_by.startswith(_TURN)


def _speaker(scene: _Scene, offset: int, *, several: bool) -> _Speaker | None:
    quoted = quotation_at(scene.quotations, offset) is not None
    if quoted or _in_a_turn(scene, offset):
        source = source_at(scene.spoken, offset, quoted=quoted)
        if source is None or source.source_entity is None or source.source_entity not in scene.cast.index:
            return None
        return _Speaker(scene.cast.entity(source.source_entity), source.source[0] if source.source else None)
    voice = scene.document.voice_at(offset)
    for_outlet = several and _is_article(voice)
    names = _outlets(scene.document, voice) if for_outlet else authors_of(scene.document, voice)
    if len(names) != 1:
        return None
    signature = None if for_outlet or voice is None else _signature(scene.document, voice, names[0])
    if voice is not None and voice.kind in _LETTERS and _is_body(scene.cast, names[0]):
        return _named(scene, names[0], person=False, stands=signature) if several else None
    return _named(scene, names[0], person=not for_outlet, stands=signature)


def _is_body(cast: Cast, name: str) -> bool:
    """Whether who signs is an organisation: the cast has it as one, or it is called one ("Harbour Board")."""
    if any(
        one.kind == "organisation" and any(_same(name, other, person=False) for other in one.names)
        for one in cast.entities
    ):
        return " " in name
    return load_lexicon("en/organisation_words.tsv").get(name.split()[-1].lower(), {}).get("kind") == "organisation"


def _in_a_turn(scene: _Scene, offset: int) -> bool:
    return any(start <= offset < end for start, end in scene.turns)


def _signature(document: Document, voice: Voice, name: str) -> Span | None:
    """Where a voice's author signs it, if that is how the author is known."""
    span = voice.announced
    return span if span is not None and document.text[slice(*span)].rstrip(".") == name.rstrip(".") else None


def _addressee(scene: _Scene, offset: int) -> _Speaker | None:
    """Whom the letter around an offset names as its reader."""
    voice = scene.document.voice_at(offset)
    if voice is None or quotation_at(scene.quotations, offset) is not None or _in_a_turn(scene, offset):
        return None
    span = scene.addressees.get(voice.id)
    return None if span is None else _named(scene, scene.document.text[slice(*span)], person=True, stands=span)


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


def _named(scene: _Scene, name: str, *, person: bool, stands: Span | None = None) -> _Speaker | None:
    """The party of that name; a person of several names is one even where the text is silent.

    ``stands``: where a letter names its writer or reader, which makes a person of a single name too, and a party of
    an organisation that the cast lacks.
    """
    kind: EntityKind = "person" if person else "organisation"
    there = None if stands is None else _mentioned_in(scene, stands)
    for entity in scene.cast.entities:
        of_kind = entity.kind == kind
        if of_kind and (entity.id == there or any(_same(name, other, person=person) for other in entity.names)):
            first = next((m for m in scene.cast.mentions if m.entity == entity.id and m.how == "name"), None)
            return _Speaker(entity, None if first is None else (first.start, first.end))
    if stands is None and (not person or " " not in name):
        return None
    entity_id = content_id("entity", scene.document.id, kind, name, RULE)
    return _Speaker(Entity(entity_id, kind, name, (name,)), stands, unnamed=stands is not None)


def _mentioned_in(scene: _Scene, span: Span) -> str | None:
    """The person whom the cast has by name within a span."""
    within = (m for m in scene.cast.mentions if span[0] <= m.start and m.end <= span[1])
    return next((m.entity for m in within if m.how == "name" and m.kind == "person"), None)


def _same(one: str, other: str, *, person: bool) -> bool:
    a, b = (fold(name).removeprefix("the ") for name in (one, other))
    return a == b or (person and " " in a and " " in b and name_similarity(a, b) >= _SAME_NAME)


def _with_mentions(scene: _Scene, found: dict[int, _Speaker]) -> Cast:
    """The cast with the persons of ``found`` and with the names in letters that it lacked.

    What the cast took a signature or a salutation for gives way to whom the letter tells by it.
    """
    tree, cast = scene.tree, scene.cast
    named = {_head_in(tree, one.link): (one, one.link) for one in found.values() if one.unnamed and one.link}
    new = {head: _mention(scene.document, one.entity, span, "name", None) for head, (one, span) in named.items()}
    new |= {i: _mention(scene.document, one.entity, tree.span(i, i), "pronoun", one.link) for i, one in found.items()}
    head_of_number = {number: token for token, number in cast.heads.items()}
    old = ((mention, head_of_number.get(number)) for number, mention in enumerate(cast.mentions))
    spans = [span for _, span in named.values()]
    kept = [(mention, head) for mention, head in old if head not in new and not _shares(mention, spans)]
    mentions = sorted([*kept, *((mention, i) for i, mention in new.items())], key=lambda one: one[0].start)
    heads = {head: number for number, (_, head) in enumerate(mentions) if head is not None}
    entities = _all_entities(cast, found, {mention.entity for mention, _ in mentions})
    return Cast(tuple(one for one, _ in mentions), entities, heads, {one.id: i for i, one in enumerate(entities)})


def _head_in(tree: Tree, span: Span) -> int:
    """The last token of a name that holds a letter."""
    tokens = tree.tokens_in(span)
    return next((i for i in reversed(tokens) if tree.words[i][0].isalpha()), tokens[-1])


def _shares(mention: Mention, spans: Iterable[Span]) -> bool:
    return mention.how == "name" and any(mention.start < end and start < mention.end for start, end in spans)


def _mention(
    document: Document, entity: Entity, span: Span, how: Literal["name", "pronoun"], link: Span | None
) -> Mention:
    mention_id = content_id("mention", document.id, *span)
    return Mention(mention_id, *span, document.text[slice(*span)], entity.kind, entity.id, how, RULE, link)


def _all_entities(cast: Cast, found: dict[int, _Speaker], mentioned: set[str]) -> tuple[Entity, ...]:
    entities: Sequence[Entity] = (*cast.entities, *(speaker.entity for speaker in found.values()))
    return tuple({entity.id: entity for entity in entities if entity.id in mentioned}.values())
