"""A case as it is kept at one moment: the part of it that a question has to do with, without the rest."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from . import reports
from .collector import collector_paused
from .corpus import Corpus, part_of, upkeep
from .corpus.claims_judged import ClaimSubjects
from .corpus.text_reuse import publication_order
from .model import Annotated, Claim, Derivation, Event, Judgement
from .model.protocols import Shelf, Store

Records = tuple[list[Annotated], Corpus]


@dataclass(frozen=True, slots=True)
class KeptCase:
    """What is stored of a case and what is kept beside it, both of one moment; ``log`` is that of its judgements, and
    ``read`` gives the readings of documents by their ids.
    """

    store: Store
    shelf: Shelf
    log: tuple[Judgement, ...]
    read: Callable[[Iterable[str]], Iterator[Annotated]]
    _seen: dict[str, Annotated] = field(default_factory=dict)

    def readings(self, documents: Collection[str]) -> list[Annotated]:
        """The readings of these documents, in the order in which documents are listed."""
        missing = sorted({*documents} - self._seen.keys())
        with collector_paused():
            self._seen.update((one.document.id, one) for one in self.read(missing))
        there = (self._seen[one] for one in documents if one in self._seen)
        return sorted(there, key=lambda one: publication_order(one.document))

    def part(self, documents: Collection[str], claims: Iterable[str] = (), entities: Collection[str] = ()) -> Records:
        """The readings of these documents, and of what is read across them the part of which ``part_of`` tells."""
        corpus = part_of(self.shelf, self.log, documents=documents, claims=claims, entities=entities)
        return self.readings(documents), corpus

    def around(self, documents: Iterable[str], claims: Iterable[str], entities: Collection[str]) -> Records:
        """The same, with the documents of the ``claims`` (ids, or beginnings of such), those that share a passage with
        one of these, and those of all accounts of their events.
        """
        own = self.store.documents_of_claims(claims)
        told = part_of(self.shelf, self.log, documents={*own.values()}, claims=own)
        claimed = ((one, claim) for one in self.readings({*own.values()}) for claim in one.claims if claim.id in own)
        shared = {document for one, claim in claimed for document in _sharing(told.derivations, one, claim)}
        accounts = self.store.documents_of_claims(_claims_with(told.events, own))
        return self.part({*documents, *own.values(), *shared, *accounts.values()}, own, entities)

    def about(
        self,
        lines: Iterable[Judgement],
        documents: Collection[str] = (),
        claims: Iterable[str] = (),
        entities: Collection[str] = (),
    ) -> Records:
        """What says how these lines of the log stand, with these ``documents``, ``claims`` and ``entities``."""
        lines = [*lines]
        there = {*documents, *(subject.document for one in lines for subject in one.subjects)}
        annotated = self.readings(there)
        as_now = ClaimSubjects(annotated).as_found(lines)
        judged = {subject.entity for one in as_now for subject in one.subjects if subject.kind == "claim"}
        wanted = {*claims, *judged}
        corpus = part_of(self.shelf, self.log, documents=there, claims=wanted, entities=entities)
        lookup = reports.Lookup(annotated, corpus)
        bearers = {own for one in lines if one.kind == "alias" for own in self._with_alias(lookup, one)}
        if bearers:
            bearers.update(entities)
            corpus = part_of(self.shelf, self.log, documents=there, claims=wanted, entities=bearers)
        return annotated, corpus

    def logs(self, lines: Iterable[Judgement], *logs: Sequence[Judgement]) -> Iterator[tuple[Judgement, ...]]:
        """These logs, with the parties to the ``lines`` as their documents have them now."""
        annotated = self.readings({subject.document for one in lines for subject in one.subjects})
        for log in logs:
            yield reports.Lookup(annotated, Corpus((), (), (), (), (), tuple(log))).judgements

    def _with_alias(self, lookup: reports.Lookup, alias: Judgement) -> set[str]:
        """The ids of the one to whom an alias is given, and of those who bear it."""
        given_to = (lookup.subject_entity(subject) for subject in alias.subjects)
        own = {entity.id for entity in given_to if entity is not None}
        return own | upkeep.entities_bearing(self.shelf, alias.name or "").keys()


def _sharing(derivations: Iterable[Derivation], one: Annotated, claim: Claim) -> Iterator[str]:
    """The documents that share a passage with this one in which the claim's trigger stands."""
    here, trigger = one.document.id, claim.trigger[0]
    for made in derivations:
        if made.document == here and made.start <= trigger < made.end:
            yield made.of_document
        elif made.of_document == here and made.of_start <= trigger < made.of_end:
            yield made.document


def _claims_with(events: Iterable[Event], claims: Collection[str]) -> set[str]:
    """All claims of the events in which one of these is."""
    return {claim for event in events if any(claim in claims for claim in event.claims) for claim in event.claims}
