"""The timeline of one party or thing: what happened by it, to it or with it, across documents, in the order of time.

Wider than the events of claims: every happening that a text names counts, noun or verb, worth a claim or not. Who is
meant goes by name: the cast of each document knows whom its pronouns and descriptions stand for, and a thing that is
in no cast ("the Corsair 2") is found by the name that stands at the happening itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model import Annotated, ClaimTime, Happening, Party
from ..names import fold
from ..resources import load_lexicon

_LEAST_OF_NAME = 2
"""So many words at the end of a name stand for all of it ("Corsair Lines" for "Hulm Corsair Lines")."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention of a happening, and the id of its document."""

    document: str
    happening: Happening


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One happening with all that tells of it. Rows of one ``rank`` are of one time; rank 0 has those without any."""

    rank: int
    time: ClaimTime
    tellings: tuple[Telling, ...]


def timeline_of(annotated: Iterable[Annotated], name: str, *, every: bool = False) -> tuple[TimelineRow, ...]:
    """The rows in the order of time, undated ones first.

    The documents must have been read for happenings. Left out is what is denied, doubted or supposed, what names a
    state of mind or no more than a beginning or an end; with ``every`` nothing is.
    """
    wanted = _Wanted(name)
    tellings = [
        Telling(item.document.id, happening)
        for item in annotated
        for happening in _of_one(item, wanted)
        if every or is_told_as_fact(happening)
    ]
    return _ranked(_rows(tellings))


def is_told_as_fact(happening: Happening) -> bool:
    """Whether a text tells that this happened, and that it is something that has a place in time."""
    stance = happening.stance
    if stance.label not in ("asserted", "planned") or stance.polarity == "negative":
        return False
    return happening.kind not in load_lexicon("en/timeless.tsv")


class _Wanted:
    """Whether names and parties are those of the one that is asked for."""

    def __init__(self, name: str) -> None:
        self.words = _words(name)
        self.telling = _words(" ".join(word for word in name.split() if word != word.lower() or word.isdigit()))

    def is_name(self, name: str) -> bool:
        """Whether a name has all the words, with no number beside them that makes it another's; or enough of them."""
        own = _words(name)
        if not own:
            return False
        if set(self.words) <= set(own):
            return not any(any(c.isdigit() for c in word) for word in set(own) - set(self.words))
        if len(own) >= _LEAST_OF_NAME and self.words[-len(own) :] == own:
            return True
        return bool(self.telling) and set(self.telling) <= set(own) <= set(self.words)


def _words(name: str) -> list[str]:
    """The words of a name, plural or not."""
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in fold(name).split()]


def _of_one(item: Annotated, wanted: _Wanted) -> Iterable[Happening]:
    """The happenings of a document that have the wanted one for a party."""
    meant = [entity for entity in item.entities if any(map(wanted.is_name, entity.names))]
    ids = {entity.id for entity in meant}
    short = {tuple(_words(name)) for entity in meant for name in entity.names}
    return (one for one in item.happenings or () if any(_is(party, wanted, ids, short) for party in one.parties))


def _is(party: Party, wanted: _Wanted, ids: Collection[str], short: Collection[tuple[str, ...]]) -> bool:
    if party.entity in ids:
        return True
    if party.named is None:
        return False
    return wanted.is_name(party.named) or (party.entity is None and tuple(_words(party.named)) in short)


def _rows(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings of one happening together: those of one kind at one time, or at a time within the other's."""
    by_kind: dict[str, list[list[Telling]]] = defaultdict(list)
    rows: list[list[Telling]] = []
    for telling in sorted(tellings, key=lambda one: _width(one.happening.time)):
        same = by_kind[telling.happening.kind]
        mates = [row for row in same if _agree(row[0].happening.time, telling.happening.time)]
        if len(mates) == 1:
            mates[0].append(telling)
        else:
            row = [telling]
            same.append(row)
            rows.append(row)
    return rows


def _width(time: ClaimTime) -> int:
    if time.earliest is None or time.latest is None:
        return date.max.toordinal()
    return (time.latest - time.earliest).days


def _agree(narrow: ClaimTime, wide: ClaimTime) -> bool:
    if None in (narrow.earliest, narrow.latest, wide.earliest, wide.latest):
        return False
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest  # type: ignore[operator]


def _ranked(rows: Iterable[Sequence[Telling]]) -> tuple[TimelineRow, ...]:
    """The rows with their ranks: one for all that have the same time."""
    made = [TimelineRow(0, row[0].happening.time, tuple(row)) for row in rows]
    dated = sorted((row for row in made if row.time.earliest is not None), key=_order)
    ranks: dict[tuple[date, int], int] = {}
    for row in dated:
        ranks.setdefault(_order(row), len(ranks) + 1)
    undated = [row for row in made if row.time.earliest is None]
    return (*undated, *(replace(row, rank=ranks[_order(row)]) for row in dated))


def _order(row: TimelineRow) -> tuple[date, int]:
    """By the first day, the wider first: "in 2003" stands before "on 1 January 2003"."""
    return row.time.earliest or date.min, -_width(row.time)
