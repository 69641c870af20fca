"""Keeps what is read across documents on a shelf, and brings it up to date: what a change does not touch stays.

Each stage is the one that ``read_corpus`` runs on the whole case, run on the part that hangs together with what came or
went: passages (``copies``), entities (``cast``), accounts (``tellings``) and events with their relations and origins
(``happenings``). What comes out is the same, whatever the order in which the documents came.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ...collector import collector_paused
from ...model import CHECKS, Event, Judgement, Origins, Relation, sha256
from ...model.compact import fields_of
from ...model.judgements import in_force
from ...model.protocols import Item, Shelf
from ...version import __version__
from .. import fingerprints
from ..accounts import Account
from ..checked import is_same_reading
from ..claims_judged import ClaimSubjects
from ..judging import documents_judged
from ..sources import Outlets, Sources
from ..text_reuse import Alignment
from ..whole import Corpus
from .cast import CastChange, Kept, entities_bearing, entities_in, update_cast, whole_cast
from .copies import all_derivations, derivations_of, update_copies
from .documents import Documents, Readings, Texts
from .happenings import EventChange, all_events, events_differing, update_events
from .leaves import (
    Leaf,
    all_leaves,
    documents_led_elsewhere,
    documents_naming,
    documents_with,
    drop_leaves,
    leaf_of,
    leaves_of,
    outlets,
    put_leaves,
    sorted_anew,
)
from .near import entities_near, is_borne, slips
from .part import part_of
from .parties import documents_by_id, documents_by_name, documents_of_places
from .tellings import AccountChange, accounts_with, update_accounts
from .tied import Tied, tied_to

__all__ = [
    "VERSION",
    "Change",
    "Tied",
    "bring_up_to_date",
    "documents_by_id",
    "documents_by_name",
    "documents_of_places",
    "entities_bearing",
    "entities_near",
    "events_differing",
    "has_the_readings",
    "is_borne",
    "is_up_to_date",
    "kept_corpus",
    "part_of",
    "slips",
    "supposing",
    "tied_to",
]

VERSION = "7"
"""Raised whenever the stages across documents may give another result for the same readings."""
_AT_ONCE = 256
"""Documents of one step, at least, and of those whose accounts are read together."""
_MOST_READ = 4096
"""Documents of a step whose readings are in memory together."""
_FOR_ACCOUNTS, _FOR_EVENTS = 0.4, 0.75
"""How much of a step is done, about, when its documents are read, and when their accounts are."""
_STATE, _READ = "state", "read"


def is_up_to_date(shelf: Shelf, keys: Mapping[str, str], log: Sequence[Judgement]) -> bool:
    """Whether the shelf has the case as it is: ``keys`` are those of the readings of all documents, by their ids."""
    return shelf.all(_STATE) == _state(log) and shelf.all(_READ) == keys


def has_the_readings(shelf: Shelf, keys: Mapping[str, str]) -> bool:
    """Whether the shelf has these documents as they were read, whatever was judged since."""
    if shelf.get(_STATE, ["version"]) != {"version": _version()}:
        return False
    there = shelf.all(_READ)
    return there.keys() == keys.keys() and all(is_same_reading(there[one], key) for one, key in keys.items())


def bring_up_to_date(
    shelf: Shelf,
    keys: Mapping[str, str],
    readings: Readings,
    log: Sequence[Judgement],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Make it so, some documents at a time. Cut off in between, it goes on with the step that it was at.

    Documents are taken in the order of ``keys``. What comes out is the same in any; in that of their publication there
    is least to do, since nothing that came before is read anew for having been somebody's first.

    ``progress`` is told how many of how many are done, in so far as that can be told.
    """
    tell = progress or (lambda done, total: None)
    if shelf.get(_STATE, ["version"]) != {"version": _version()}:
        _begin(shelf)
    there = shelf.all(_READ)
    # Where nothing is read anew nobody asks for them.
    if (
        not all(is_same_reading(there.get(one), keys.get(one)) for one in there.keys() | keys)
        and not shelf.prints.is_whole()
    ):
        _begin(shelf)
        there = {}
    gone = sorted(document for document in there if document not in keys)
    waiting = [*gone, *(document for document, key in keys.items() if there.get(document) != key)]
    done = 0
    while done < len(waiting) or shelf.all(_STATE) != _state(log):
        # Those that are gone go together: as long as one is left on the shelf it would have to be read.
        first = 0 if done else len(gone)
        some = waiting[done : done + first + _step(len(there) + done)]
        with shelf.changing(len({*there, *waiting[: done + len(some)]} & keys.keys())), collector_paused():
            update = _Update(shelf, keys, readings, log)
            read = 0
            for portion in _portions(some, _MOST_READ, first) if some else [()]:
                tell(done + int(_FOR_ACCOUNTS * read), len(waiting))
                same = {one for one in portion if is_same_reading(there.get(one), keys.get(one))}
                update.read(portion, same)
                read += len(portion)
            for share in update.accounts():
                tell(done + int((_FOR_ACCOUNTS + share * (_FOR_EVENTS - _FOR_ACCOUNTS)) * read), len(waiting))
            tell(done + int(_FOR_EVENTS * read), len(waiting))
            update.events()
            shelf.drop(_READ, some)
            shelf.put(_READ, (Item(one, keys[one]) for one in some if one in keys))
            shelf.put(_STATE, (Item(name, content) for name, content in _state(log).items()))
        done += len(some)


def _begin(shelf: Shelf) -> None:
    with shelf.changing():
        shelf.clear()
        shelf.put(_STATE, [Item("version", _version())])


def _step(there: int) -> int:
    """How many documents are taken in at once: more, the more there are, since each step makes a part of the events
    anew; and no more than half of what is there, or what takes a quarter of an hour: a step that is cut off is lost.
    """
    return min(max(_AT_ONCE, 3 * there), max(3 * _MOST_READ, there // 2))


@dataclass(frozen=True, slots=True)
class Change:
    """The ids of the entities, and the events, that are gone, new, or others than before."""

    entities: frozenset[str]
    events: EventChange


@contextmanager
def supposing(shelf: Shelf, keys: Mapping[str, str], readings: Readings, log: Sequence[Judgement]) -> Iterator[Change]:
    """What is kept as it would be with another log, until the block ends; ``keys`` and ``readings`` are as that log has
    them. It is up to date, and nobody else writes.
    """
    there = shelf.all(_READ)
    judged = sorted(document for document, key in keys.items() if there.get(document) != key)
    with shelf.trying():
        with collector_paused():
            update = _Update(shelf, keys, readings, log)
            update.read(judged, judged)
            list(update.accounts())
            change = update.events()
        yield change


def kept_corpus(shelf: Shelf, log: Sequence[Judgement]) -> Corpus:
    """What ``read_corpus`` gives for the case that is on the shelf, without the links."""
    told = all_events(shelf)
    return Corpus(
        entities=whole_cast(shelf, all_leaves(shelf)),
        events=tuple(one.event for one in told),
        relations=tuple(relation for one in told for relation in one.relations),
        derivations=all_derivations(shelf),
        origins=tuple(one.origins for one in told),
        judgements=tuple(log),
    )


def _version() -> str:
    """What decides what is kept beside the readings: the stages, this release, and how its records are written."""
    return f"{VERSION} {fingerprints.VERSION} {__version__} {_written()}"


@cache
def _written() -> str:
    """Asked many times for every judgement, and the same as long as the program runs."""
    written = [fields_of(kind) for kind in (Account, Event, Relation, Origins, Leaf, Kept)]
    return sha256(json.dumps(written).encode())[:16]


def _state(log: Sequence[Judgement]) -> dict[str, str]:
    apart = json.dumps(sorted(documents_judged(log)))
    return {"version": _version(), "apart": apart, "log": json.dumps([one.id for one in in_force(log)])}


class _Update:
    """One step: some documents come, are read anew, or go, and the log may have grown."""

    def __init__(self, shelf: Shelf, keys: Mapping[str, str], readings: Readings, log: Sequence[Judgement]) -> None:
        self._shelf = shelf
        self._case = Documents(keys, readings)
        self._log = log
        before = {*json.loads(shelf.all(_STATE).get("log", "[]"))}
        self._judged = before ^ {one.id for one in in_force(log)}
        self._outlets = Outlets(outlets(shelf))
        self._told: set[str] = set()
        self._entities: set[str] = set()
        self._made: set[str] = set()
        self._change = AccountChange()

    def read(self, documents: Collection[str], same: Collection[str]) -> None:
        """Bring passages and entities up to date. ``same`` are those documents that read as before but for what was
        judged of them: who has words from whom stays.
        """
        shelf = self._shelf
        self._case.let_go()
        copied = update_copies(shelf, {*documents} - {*same}, self._case)
        cast = self._cast(documents)
        self._told.update(documents, copied, documents_with(shelf, cast.sorts), documents_naming(shelf, cast.names))
        self._entities |= cast.entities
        self._made |= cast.made

    def accounts(self) -> Iterator[float]:
        """Then the accounts, of each document once: what of the case shares a name may be a good part of it. Tells
        before each few of them which share of all is done.
        """
        before, after = self._outlets, Outlets(outlets(self._shelf))
        if before.names != after.names:
            self._told |= documents_led_elsewhere(self._shelf, before, after)
        done = 0
        for some in _portions(sorted(self._told), _AT_ONCE):
            yield done / len(self._told)
            self._change |= self._accounts(some, after)
            self._case.let_go(some)
            done += len(some)

    def events(self) -> "Change":
        """At last the events that this has to do with."""
        log = self._claims_as_found()
        concerned = (one for one in log if one.id in self._judged or _is_about(one, self._told))
        judged = {subject.entity for one in concerned for subject in one.subjects if subject.kind == "claim"}
        touched = accounts_with(self._shelf, self._entities) | judged
        events = update_events(self._shelf, self._change, touched, Texts(self._case), log)
        return Change(frozenset(self._made), events)

    def _claims_as_found(self) -> tuple[Judgement, ...]:
        """The log with the claims of which it speaks as they are now; what is said of single claims is in the readings,
        and there may be much of it.
        """
        log = [one for one in self._log if one.kind not in CHECKS]
        documents = {subject.document for one in log for subject in one.subjects if subject.kind == "claim"}
        return ClaimSubjects(self._case.some(sorted(documents))).as_found(log)

    def _cast(self, documents: Collection[str]) -> CastChange:
        """Leaves that come and go, and those that judgements set apart, or about which they changed."""
        shelf, apart = self._shelf, documents_judged(self._log)
        was_apart = {*json.loads(shelf.all(_STATE).get("apart", "[]"))}
        judged = documents_judged(one for one in self._log if one.id in self._judged or _is_about(one, documents))
        anew = leaves_of(shelf, (apart ^ was_apart) - {*documents})
        gone = [*leaves_of(shelf, documents), *anew]
        come = [leaf_of(one, apart) for one in self._case.some(documents)]
        come += [sorted_anew(leaf, apart) for leaf in anew]
        drop_leaves(shelf, documents)
        put_leaves(shelf, come)
        return update_cast(shelf, gone, come, self._log, judged)

    def _accounts(self, documents: Collection[str], outlets: Outlets) -> AccountChange:
        shelf = self._shelf
        annotated = self._case.some(documents)
        sources = Sources(outlets, entities_in(shelf, leaves_of(shelf, documents)))
        alignment = Alignment(derivations_of(shelf, documents), Texts(self._case))
        return update_accounts(shelf, documents, annotated, sources, alignment)


def _is_about(judgement: Judgement, documents: Collection[str]) -> bool:
    """Whether a party to a judgement is or was in one of these documents: what becomes of it concerns the other."""
    return any(subject.document in documents for subject in judgement.subjects)


def _portions(documents: Iterable[str], most: int, more: int = 0) -> Iterator[list[str]]:
    """The first has so many ``more``."""
    waiting = iter(documents)
    while some := list(islice(waiting, most + more)):
        yield some
        more = 0
