"""What is read across the documents of a case, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import Annotated, CaseEntity, CaseLink, Derivation, Event, Judgement, Origins, Relation
from .accounts import read_accounts
from .answers import find_links
from .claims_judged import ClaimSubjects
from .entities import group_entities
from .events import find_events
from .origins import trace_origins
from .relations import find_relations
from .sources import Outlets, Sources
from .text_reuse import Alignment, find_derivations, publication_order


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that is read across the documents of a case.

    Every claim of something that happened or was planned is in one event; what is only asked, supposed or said to be
    unknown is in none. ``origins`` has one record for each event, in the order of ``events``. ``judgements`` is the log
    that the entities were made with, ``links`` what answers what in another document.
    """

    entities: tuple[CaseEntity, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    derivations: tuple[Derivation, ...]
    origins: tuple[Origins, ...]
    judgements: tuple[Judgement, ...] = ()
    links: tuple[CaseLink, ...] = ()


def read_corpus(annotated: Sequence[Annotated], log: Sequence[Judgement] = ()) -> Corpus:
    """Read a case's documents against each other, as the log of judgements has it.

    The order in which the documents are given makes no difference.
    """
    ordered = sorted(annotated, key=lambda one: publication_order(one.document))
    texts = {one.document.id: one.document.text for one in ordered}
    entities = group_entities(ordered, log)
    derivations = find_derivations(ordered)
    sources = Sources(Outlets.of(one.document for one in ordered), entities)
    alignment = Alignment(derivations, texts)
    accounts = read_accounts(ordered, sources, alignment)
    events = find_events(accounts, entities, log=ClaimSubjects(ordered).as_found(log))
    return Corpus(
        entities=entities,
        events=tuple(event for event, _ in events),
        relations=tuple(relation for event, own in events for relation in find_relations(event, own)),
        derivations=derivations,
        origins=tuple(trace_origins(event, own, texts) for event, own in events),
        judgements=tuple(log),
        links=find_links(ordered, sources),
    )


def read_cast(annotated: Sequence[Annotated], log: Sequence[Judgement] = ()) -> Corpus:
    """Only who is who, as the log of judgements has it: all that somebody who judges needs."""
    return Corpus(group_entities(annotated, log), (), (), (), (), judgements=tuple(log))


def with_links(corpus: Corpus, annotated: Sequence[Annotated]) -> Corpus:
    """The corpus of these documents with what answers what across them."""
    ordered = sorted(annotated, key=lambda one: publication_order(one.document))
    sources = Sources(Outlets.of(one.document for one in ordered), corpus.entities)
    return replace(corpus, links=find_links(ordered, sources))
