"""The part of what is kept that has to do with some documents, claims and entities, so that not all of it is read."""

from collections.abc import Collection, Iterable, Sequence

from ...model import Judgement
from ...model.protocols import Shelf
from ..whole import Corpus
from .cast import part_of_cast
from .copies import derivations_around
from .happenings import events_of
from .leaves import leaves_of


def part_of(
    shelf: Shelf,
    log: Sequence[Judgement],
    *,
    documents: Collection[str] = (),
    claims: Iterable[str] = (),
    entities: Collection[str] = (),
) -> Corpus:
    """What ``kept_corpus`` gives, for some ``documents``, ``claims`` and ``entities`` by their ids, in the same orders.

    Its events are those of the claims and those that may be the same as these, with their relations and origins; its
    derivations those from and to the documents. The ``entities`` that are asked for have all that belongs to them; the
    others, those of the documents and who takes part in the events, only such names, roles and members as the documents
    show: to gather those of somebody who is in all documents takes as long as to read them.
    """
    told = events_of(shelf, claims)
    parties = {who for one in told for who in one.event.participants}
    parties |= {who for one in told for join in one.event.joined for who in join.by}
    return Corpus(
        entities=tuple(part_of_cast(shelf, leaves_of(shelf, documents), entities, parties)),
        events=tuple(one.event for one in told),
        relations=tuple(relation for one in told for relation in one.relations),
        derivations=derivations_around(shelf, documents),
        origins=tuple(one.origins for one in told),
        judgements=tuple(log),
    )
