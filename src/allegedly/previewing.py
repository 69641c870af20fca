"""What a judgement would change in a case of any size: only what it touches is worked out, and nothing is kept."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from . import reports
from .corpus import Corpus, upkeep
from .deciding import Ready, with_log
from .model import Annotated, Judgement
from .parts import KeptCase, Records
from .reports.differences import differences


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What of the case the preview has to do with, on both sides of the judgement; ``events`` are the ids of those that
    are others then.
    """

    lines: tuple[Judgement, ...]
    documents: Collection[str] = frozenset()
    claims: Collection[str] = frozenset()
    entities: Collection[str] = frozenset()
    events: Collection[str] = frozenset()

    def of(self, kept: KeptCase) -> Records:
        return kept.about(self.lines, self.documents, self.claims, self.entities)


@dataclass(frozen=True, slots=True)
class Supposed:
    """The readings of the case as another log would have them: their keys by document, and the readings asked for."""

    keys: Mapping[str, str]
    read: Callable[[Iterable[str]], Iterator[Annotated]]


def preview(kept: KeptCase, ready: Ready, judged_by: Callable[[Sequence[Judgement]], Supposed]) -> reports.Preview:
    """Nobody else may write to the case meanwhile; ``judged_by`` gives its readings with another log."""
    made = ready.known or ready.verdict.numbered(len(kept.log) + 1)
    log = kept.log if ready.known else (*kept.log, made)
    wanted = _Wanted((*(ready.lines or ()), made))
    if ready.known or not ready.regroups:
        wanted = replace(wanted, documents=_shown(kept, reports.Lookup(*ready.before)))
        before = wanted.of(kept)
        after = with_log(before, log)
    else:
        then = judged_by(log)
        with upkeep.supposing(kept.shelf, then.keys, then.read, log) as change:
            wanted = _with_change(kept, wanted, change)
            after = wanted.of(replace(kept, log=log, read=then.read))
        before = wanted.of(kept)
    touched = reports.Touched(wanted.entities, _differences(kept, before, after, wanted))
    return reports.preview(*before, after[1], ready.known, touched, then=after[0])


def _shown(kept: KeptCase, lookup: reports.Lookup) -> set[str]:
    """The documents that the words for differences are taken from."""
    first = {side[0] for one in differences(lookup) for side in one.sides}
    return set(kept.store.documents_of_claims(first).values())


def _with_change(kept: KeptCase, wanted: _Wanted, change: upkeep.Change) -> _Wanted:
    before, after = change.events.claims()
    shown = {*_parted(before, after), *_parted(after, before)}
    return replace(
        wanted,
        documents=set(kept.store.documents_of_claims(shown).values()),
        claims={claim for claims in (*before, *after) for claim in claims},
        entities=change.entities,
        events={*change.events.before, *change.events.after},
    )


def _parted(events: Iterable[tuple[str, ...]], others: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """The claims of the events that are several among the others."""
    of_claim = {claim: number for number, claims in enumerate(others) for claim in claims}
    for claims in events:
        if len({of_claim.get(claim) for claim in claims}) > 1:
            yield from claims


def _differences(kept: KeptCase, before: Records, after: Records, wanted: _Wanted) -> tuple[int, int]:
    """The open differences of the whole case, before and after."""
    here, there = reports.Lookup(*before), reports.Lookup(*after)
    judged = {s.entity for log in (here.judgements, there.judgements) for one in log for s in one.subjects}
    events = {e.id for own in (here, there) for claim in judged if (e := own.event_of.get(claim)) is not None}
    events |= {*wanted.events}
    elsewhere = _elsewhere(kept, events)
    return elsewhere + reports.open_differences(here, events), elsewhere + reports.open_differences(there, events)


def _elsewhere(kept: KeptCase, events: Collection[str]) -> int:
    """The open differences of all other events."""
    told = [one for one in upkeep.events_differing(kept.shelf) if one.event.id not in events]
    settled = {s.document for one in kept.log if one.kind == "settled" for s in one.subjects}
    relations = tuple(relation for one in told for relation in one.relations)
    corpus = Corpus((), tuple(one.event for one in told), relations, (), (), judgements=kept.log)
    return reports.open_differences(reports.Lookup(kept.readings(settled), corpus))
