"""The timeline of one party or thing: what happened by it, to it or with it, across documents, in the order of time.

Wider than the events of claims: every happening that a text names counts, noun or verb, worth a claim or not. Who is
meant goes by name: the cast of each document knows whom its pronouns and descriptions stand for, and a thing that is
in no cast ("the Corsair 2") is found by the name that stands at the happening itself. Of whom the cast of the case
knows more names, its members are given.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ..model import Annotated, ClaimTime, Entity, Happening, Member, Party
from ..names import fold, is_acronym_of, organisation_words
from ..resources import load_lexicon

_BEFORE = 80
"""In so many characters before a noun its qualities stand."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "my", "our", "your"})
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


def timeline_of(
    annotated: Iterable[Annotated],
    name: str,
    *,
    members: Collection[Member] = (),
    others: Collection[Member] = (),
    every: bool = False,
) -> tuple[TimelineRow, ...]:
    """The rows in the order of time, undated ones first. Of the documents' casts the ``members`` are meant and the
    ``others`` are not, whatever their names.

    The documents must have been read for happenings. Left out is what is denied, doubted or supposed, what names a
    state of mind or no more than a beginning or an end; with ``every`` nothing is.
    """
    annotated = tuple(annotated)
    wanted = _Wanted(name, annotated, members, others)
    told = [one for number, item in enumerate(annotated) for one in _of_one(number, item, wanted, every)]
    return _ranked(_rows(told))


def _has_a_place(happening: Happening, nouns: Collection[int]) -> bool:
    """Whether a text tells that this happened, and that it is something with a time of its own.

    ``nouns`` are where the words of the document's happenings end.
    """
    stance = happening.stance
    if stance.label not in ("asserted", "planned") or stance.polarity == "negative":
        return False
    cells = load_lexicon("en/timeless.tsv").get(happening.kind)
    if cells is None or cells.get("only") != "light":
        return cells is None
    return not any(party.part == "object" and party.end in nouns for party in happening.parties)


class _Wanted:
    """Whether names and parties are those of the one that is asked for."""

    def __init__(
        self, name: str, annotated: Iterable[Annotated], members: Collection[Member], others: Collection[Member]
    ) -> None:
        self.name = name
        self.members, self.others = frozenset(members), frozenset(others)
        self.words = _words(name)
        self.telling = _words(" ".join(word for word in name.split() if word != word.lower() or word.isdigit()))
        people = (own for item in annotated for one in item.entities if one.kind == "person" for own in one.names)
        self.has_namesake = any(self._is_namesake(own) for own in map(_words, people))

    def _is_namesake(self, words: Sequence[str]) -> bool:
        """Whether a full name ends as the wanted one does and begins with another first name."""
        return len(words) > 1 and words[-1:] == self.words[-1:] and not set(self.words) & set(words[:-1])

    def in_cast(self, document: str, entity: Entity) -> bool:
        """Whether one of the cast bears the name, or its letters ("GM"), or alone in all documents its surname."""
        member = Member(document, entity.id)
        if member in self.members or member in self.others:
            return member in self.members
        if any(self.is_name(own) or is_acronym_of(own, self.name) for own in entity.names):
            return True
        surname = entity.kind == "person" and len(self.words) > 1 and not self.has_namesake
        return surname and any(_words(own) == self.words[-1:] for own in entity.names)

    def is_described(self, party: Party, text: str) -> bool:
        """Whether a thing without a name stands there by its noun: with the wanted qualities before it ("his green
        logbooks"); or with none ("the logbooks"), in a text that has them elsewhere.
        """
        qualities = self.words[:-1]
        if not qualities or self.telling or party.entity or party.named or _words(party.text) != self.words[-1:]:
            return False
        before = fold(text[max(party.start - _BEFORE, 0) : party.start]).split() or [""]
        if list(map(_singular, before[-len(qualities) :])) == qualities:
            return True
        return before[-1] in _DEFINITE and f" {' '.join(self.words)} " in _in_singular(text)

    def is_name(self, name: str) -> bool:
        """Whether a name is the one: all of its words, with no more behind than a legal form or what says of what kind
        it is ("the Corsair ferry", where "the Corsair 2" and "the Corsair crew" are something else); or enough of them.
        """
        own = _words(name)
        if not own or not self.words:
            return False
        if set(self.words) <= set(own):
            behind = own[max(own.index(word) for word in self.words) + 1 :]
            kind = bool(behind) and behind[-1] in load_lexicon("en/thing_nouns.tsv") and name.split()[-1].islower()
            return kind or not behind
        if len(own) >= _LEAST_OF_NAME and self.words[-len(own) :] == own:
            return True
        return bool(self.telling) and set(self.telling) <= set(own) <= set(self.words)


def _words(name: str) -> list[str]:
    """The words of a name without legal forms, plural or not."""
    return list(map(_singular, organisation_words(name)))


@lru_cache(maxsize=8)  # all things of a document are looked for in a row
def _in_singular(text: str) -> str:
    """The words of a text, plural or not, with a space around each."""
    return f" {' '.join(map(_singular, fold(text).split()))} "


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling, and by what names its other parties go in its document."""

    document: str
    number: int
    """Of the document, in the order given."""
    happening: Happening
    others: frozenset[str]

    @property
    def place(self) -> tuple[int, int]:
        return self.number, self.happening.start


def _of_one(number: int, item: Annotated, wanted: _Wanted, every: bool) -> Iterator[_Told]:
    """The happenings of a document that have the wanted one for a party."""
    meant = [entity for entity in item.entities if wanted.in_cast(item.document.id, entity)]
    ids = {entity.id for entity in meant}
    strangers = {other.entity for other in wanted.others if other.document == item.document.id}
    short = {tuple(_words(name)) for entity in meant for name in entity.names}
    names = {entity.id: entity.names for entity in item.entities}
    nouns = {happening.end for happening in item.happenings or ()}
    for happening in item.happenings or ():
        if not (every or _has_a_place(happening, nouns)):
            continue
        others = [
            party
            for party in happening.parties
            if party.entity in strangers
            or not (_is(party, wanted, ids, short) or wanted.is_described(party, item.document.text))
        ]
        if len(others) < len(happening.parties):
            called = (name for party in others for name in names.get(party.entity or "", (party.named or party.text,)))
            yield _Told(item.document.id, number, happening, frozenset(map(fold, called)))


def _is(party: Party, wanted: _Wanted, ids: Collection[str], short: Collection[tuple[str, ...]]) -> bool:
    if party.entity in ids:
        return True
    called = party.named or party.text
    return wanted.is_name(called) or (party.entity is None and tuple(_words(called)) in short)


def _rows(tellings: Sequence[_Told]) -> list[list[_Told]]:
    """Tellings of one happening together, the most exactly dated first.

    Of one kind are one happening: those at one time, or of which one's time holds the other's; and those that share
    another party, where one is dated by no words of its text.
    """
    by_kind: dict[str, list[list[_Told]]] = defaultdict(list)
    for telling in sorted(tellings, key=_vagueness):
        same = by_kind[telling.happening.kind]
        mates = [row for row in same if _agree(row[0].happening.time, telling.happening.time)]
        mates = mates or [row for row in same if _may_be_dated_by(row[0], telling)]
        if len(mates) == 1:
            mates[0].append(telling)
        else:
            same.append([telling])
    return [row for same in by_kind.values() for row in same]


def _vagueness(telling: _Told) -> tuple[bool, int]:
    time = telling.happening.time
    return not _is_dated(telling.happening), _width(time)


def _is_dated(happening: Happening) -> bool:
    """Whether the words of the text say when."""
    time = happening.time
    return time.earliest is not None and time.basis != "told" and not _is_loose(time)


def _width(time: ClaimTime) -> int:
    if time.earliest is None or time.latest is None:
        return date.max.toordinal()
    return (time.latest - time.earliest).days


def _agree(narrow: ClaimTime, wide: ClaimTime) -> bool:
    if None in (narrow.earliest, narrow.latest, wide.earliest, wide.latest):
        return False
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest  # type: ignore[operator]


def _may_be_dated_by(dated: _Told, other: _Told) -> bool:
    """Whether the other one, which its text leaves undated, is told of the same, and not before it happened."""
    if not _is_dated(dated.happening) or _is_dated(other.happening) or dated.others.isdisjoint(other.others):
        return False
    first, last = dated.happening.time.earliest, other.happening.time.latest
    return first is None or last is None or first <= last + _slack(other.happening.time)


def _slack(time: ClaimTime) -> timedelta:
    """How far beside a loosely told time the happening may lie: "less than two weeks ago"."""
    return timedelta(days=_width(time) if _is_loose(time) else 0)


def _is_loose(time: ClaimTime) -> bool:
    return (time.edtf or "").startswith("[") and time.earliest is not None and time.latest is not None


def _ranked(rows: Iterable[Sequence[_Told]]) -> tuple[TimelineRow, ...]:
    """The rows with their ranks: one for all that have the same time."""
    made = [_row(row) for row in sorted(rows, key=lambda row: min(one.place for one in row))]
    dated = sorted((row for row in made if row.time.earliest is not None), key=_order)
    ranks: dict[tuple[date, int], int] = {}
    for row in dated:
        ranks.setdefault(_order(row), len(ranks) + 1)
    undated = [row for row in made if row.time.earliest is None]
    return (*undated, *(replace(row, rank=ranks[_order(row)]) for row in dated))


def _row(told: Sequence[_Told]) -> TimelineRow:
    """Undated yet; its time is that of the most exactly dated telling, which is the first."""
    in_order = sorted(told, key=lambda one: one.place)
    return TimelineRow(0, told[0].happening.time, tuple(Telling(one.document, one.happening) for one in in_order))


def _order(row: TimelineRow) -> tuple[date, int]:
    """By the first day, the wider first: "in 2003" stands before "on 1 January 2003"."""
    return row.time.earliest or date.min, -_width(row.time)
