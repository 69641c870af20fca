"""Makes the file of views from the records of a case: every report once, cut into rows that can be asked for."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from .. import reports
from ..disk import passing_file
from ..errors import CaseError
from ..model import Annotated
from ..model.codec import encode
from ..names import fold as folded_name
from ..reports import CorpusRecords, KnownBy, Lookup
from ..reports.filters import outlets_of
from ..reports.lines import claim_line
from ..reports.lookup import document_name, rejected_in_words
from ..reports.text import one_line
from ..reports.together import pairs_of, people_in
from ..reports.trace import claim_trace, event_trace
from ..store import seal
from . import tables
from .cards import card
from .folding import LINE, fold

_FACETS = ("people", "places", "outlets", "types", "labels")
Progress = Callable[[int, int], None]


def build_views(
    path: Path,
    annotated: Sequence[Annotated],
    corpus: CorpusRecords,
    *,
    known_by: KnownBy | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the file, in the place of any that is there; whole or not at all. Raises ``CaseError``."""
    try:
        path.parent.mkdir(exist_ok=True)
        with passing_file(path.parent, "views") as made:
            _make(made, annotated, corpus, known_by, progress or (lambda done, total: None))
            seal(made)  # on the disk: its name never stands for less than the whole, not even after power loss
            made.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise CaseError(f"What the interface shows of the case cannot be kept in {path.parent}: {error}.") from error


def _make(
    path: Path, annotated: Sequence[Annotated], corpus: CorpusRecords, known_by: KnownBy | None, progress: Progress
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(tables.SCRIPT)
        connection.execute("BEGIN")
        _Building(connection, annotated, corpus, known_by, progress).run()
        connection.execute("COMMIT")


@dataclass
class _Building:
    connection: sqlite3.Connection
    annotated: Sequence[Annotated]
    corpus: CorpusRecords
    known_by: KnownBy | None
    progress: Progress

    def run(self) -> None:
        self.lookup = Lookup(self.annotated, self.corpus)
        self.facts: dict[str, Any] = {"documents": len(self.annotated), "known_by": encode(self.known_by)}
        steps = (
            self._claims,
            self._told,
            self._rejected,
            self._happenings,
            self._events,
            self._cast,
            self._differences,
            self._ledger,
            self._where,
            self._questions,
            self._members,
            self._judgements,
        )
        for number, step in enumerate(steps):
            self.progress(number, len(steps))
            step()
        self._put("fact", ((name, _json(value)) for name, value in self.facts.items()))
        self.progress(len(steps), len(steps))

    def _put(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        waiting = iter(rows)
        for first in waiting:
            statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 (the names are ours)
            self.connection.executemany(statement, chain([first], waiting))

    def _claims(self) -> None:
        counts: dict[str, Counter[str]] = {name: Counter() for name in _FACETS}
        together: Counter[tuple[str, str]] = Counter()
        self._put("claim", self._claim_rows(counts, together))
        self._put("partner", ((a, b, count) for (a, b), count in sorted(together.items())))
        named = self.lookup.entities
        self.facts["people"] = [
            {"id": one, "name": named[one].name, "kind": named[one].kind, "count": count}
            for one, count in _most_first(counts["people"])
        ]
        self.facts["places"] = [{"name": one, "count": count} for one, count in _most_first(counts["places"])]
        self.facts["outlets"] = [{"name": one, "count": count} for one, count in _most_first(counts["outlets"])]
        self.facts["types"] = [{"code": one, "count": count} for one, count in _most_first(counts["types"])]
        self.facts["labels"] = [{"label": one, "count": counts["labels"][one]} for one in reports.LABELS]

    def _claim_rows(
        self, counts: dict[str, Counter[str]], together: Counter[tuple[str, str]]
    ) -> Iterator[tuple[Any, ...]]:
        for number, (item, claim) in enumerate(self.lookup.claims()):
            line = claim_line(self.lookup, item, claim)
            event = self.lookup.event_of.get(claim.id)
            parties = sorted(self.lookup.entities_in(item, claim))
            outlets = sorted(outlets_of(item, claim))
            people = people_in(self.lookup, item, claim)
            counts["people"].update(people)
            counts["outlets"].update(outlets)
            counts["places"].update([line.where] if line.where else [])
            counts["types"].update([claim.type] if claim.type else [])
            counts["labels"][line.label] += 1
            together.update(pairs_of(people))
            yield (
                number,
                claim.id,
                item.document.id,
                self.lookup.place_of_document[item.document.id],
                claim.start,
                claim.end,
                claim.id if event is None else event.id,
                claim.time.edtf,
                encode(claim.time.earliest),
                encode(claim.time.latest),
                line.label,
                claim.type,
                line.where,
                _json(outlets),
                _json(parties),
                " ".join(filter(None, (line.text, line.who, line.where, line.chain_words))).casefold(),
                line.hand and line.hand.state,
            )

    def _told(self) -> None:
        """What is shown of each claim."""
        traced = ((item, claim, claim_trace(self.lookup, item, claim)) for item, claim in self.lookup.claims())
        rows = (
            (
                number,
                _json(encode(own.line)),
                _json(card(self.lookup, item, claim)),
                _json(fold(own, whole=True)),
            )
            for number, (item, claim, own) in enumerate(traced)
        )
        self._put("told", rows)

    def _rejected(self) -> None:
        """Claims that a person rejected: they stand in no list, but beside their passage."""
        found = ((item, made) for item, made in self.lookup.checked.values() if made.hand.state == "rejected")
        rows = (
            (
                made.claim.id,
                item.document.id,
                made.claim.start,
                _json(encode(claim_line(self.lookup, item, made.claim))),
                _json(card(self.lookup, item, made.claim)),
                rejected_in_words(item, made),
            )
            for item, made in found
        )
        self._put("rejected", rows)

    def _happenings(self) -> None:
        alone = (claim.id for _, claim in self.lookup.claims() if claim.id not in self.lookup.event_of)
        told = [reports.happening_of(self.lookup, own) for own in (*self.lookup.events, *alone)]
        self._put("happening", ((one.id, len(one.claims), len(one.differences), _json(fold(one))) for one in told))
        dated = {claim.id for _, claim in self.lookup.claims() if claim.time.edtf is not None}
        self.facts["claims"] = sum(len(one.claims) for one in told)
        self.facts["entries"] = sum(not dated.isdisjoint(one.claims) for one in told)
        self.facts["undated"] = self.facts["claims"] - len(dated)
        self._queue("happenings", self._happenings_to_judge(told))

    def _events(self) -> None:
        """What the traces of the claims of an event have in common."""
        rows = ((event, event_trace(self.lookup, event)) for event in self.lookup.events.values())
        common = ("joined", "perhaps_same", "origins")
        self._put(
            "event",
            (
                (
                    event.id,
                    _json([one for one in event.claims if one in self.lookup.by_claim]),
                    _json([[*one.sides, one.words] for one in told.compared]),
                    _json({name: fold(getattr(told, name), whole=True) for name in common}),
                )
                for event, told in rows
            ),
        )

    def _happenings_to_judge(self, told: Sequence[reports.Happening]) -> Iterator[tuple[str, Any]]:
        """Pairs of happenings that may be one, those with most accounts first; each pair once."""
        accounts = {one.id: len(one.claims) for one in told}
        pairs: dict[tuple[str, str], tuple[Any, ...]] = {}
        for one in told:
            for other in one.perhaps_same:
                if not other.unsure:
                    key = (min(one.id, other.event), max(one.id, other.event))
                    pairs.setdefault(key, (one.claims[0], other.claim, other.words))
        for key in sorted(pairs, key=lambda key: (-accounts[key[0]] - accounts[key[1]], key)):
            here, there, words = pairs[key]
            yield "/".join(key), {"claims": [{LINE: here}, {LINE: there}], "words": f"Perhaps the same: {words}"}

    def _cast(self) -> None:
        told = reports.cast(self.annotated, self.corpus)
        kinds = {
            "person": told.persons,
            "organisation": told.organisations,
            "place": told.places,
            "unnamed": told.unnamed,
        }
        members = [(kind, one) for kind, ones in kinds.items() for one in ones]
        self._put(
            "member",
            (
                (number, one.id, kind, _searched(one), one.in_passing, _json(encode(one)))
                for number, (kind, one) in enumerate(members)
            ),
        )
        self.facts["cast"] = {kind: len(ones) for kind, ones in kinds.items()}
        self._queue("names", _names_to_judge(members))

    def _members(self) -> None:
        """Who of the cast each entity of a document is."""
        self._put(
            "belongs",
            (
                (member.document, member.entity, one.id, one.name)
                for one in self.corpus.entities
                for member in one.members
            ),
        )
        derived = self.corpus.derivations
        rows = (((d.document, d.start, d.end), (d.of_document, d.of_start, d.of_end), d.kind) for d in derived)
        self._put(
            "copy",
            (
                (*own, *other, kind, relation, *self._named(other))
                for one, source, kind in rows
                for own, other, relation in ((one, source, "copied from"), (source, one, "copied by"))
            ),
        )

    def _named(self, passage: tuple[str, int, int]) -> tuple[str, str]:
        """The name of the document of a passage, and its words."""
        own, start, end = passage
        document = self.lookup.of_document(own).document
        return document_name(document), one_line(document.text[start:end])

    def _judgements(self) -> None:
        """The log as it stands in all of the case."""
        lines = reports.judgement_log(self.lookup)
        self._put("judgement", ((one.number, _json(encode(one))) for one in lines))

    def _differences(self) -> None:
        told = reports.conflicts(self.annotated, self.corpus, everything=True)
        excluding = ("conflict", "possible_conflict")
        self._put(
            "difference",
            (
                (
                    number,
                    one.relation,
                    one.relation in excluding,
                    one.slot,
                    one.settled is not None,
                    one.event,
                    _json(fold(one)),
                )
                for number, one in enumerate(told.conflicts)
            ),
        )
        self.facts["differences"] = {"open": told.open, "settled": told.settled, "others": told.others}

    def _ledger(self) -> None:
        told = reports.ledger(self.annotated, self.corpus)
        entries = (*told.dated, *told.undated)
        rows = ((n, one.kind, one.answer, one.line.when is not None, _json(fold(one))) for n, one in enumerate(entries))
        self._put("ledger", rows)

    def _where(self) -> None:
        told = reports.whereabouts(self.annotated, self.corpus)
        rows = (
            (number, one.id, one.name, len(one.dated), len(one.undated), _on_the_map(one), _json(fold(one)))
            for number, one in enumerate(told)
        )
        self._put("person", rows)

    def _questions(self) -> None:
        told = reports.questions(self.annotated, self.corpus)
        every = (
            (one, voice.voice, question)
            for one in told.documents
            for voice in one.voices
            for question in voice.questions
        )
        rows = (
            (number, question.kind, one.document, one.document_name, voice, _json(fold(question)))
            for number, (one, voice, question) in enumerate(every)
        )
        self._put("question", rows)

    def _queue(self, kind: str, items: Iterable[tuple[str, Any]]) -> None:
        rows = [(kind, number, key, _json(content)) for number, (key, content) in enumerate(items)]
        self._put("queue", rows)
        self.facts.setdefault("queue", {})[kind] = len(rows)


def _names_to_judge(members: Iterable[tuple[str, reports.CastMember]]) -> Iterator[tuple[str, Any]]:
    """Pairs of the cast who may be one, those of most documents first; each pair once."""
    by_id = {one.id: one for _, one in members}
    pairs = {
        (min(one.id, other.id), max(one.id, other.id))
        for one in by_id.values()
        for other in one.candidates
        if not other.unsure and other.id in by_id
    }
    weight = {own: len(one.documents) + one.claims for own, one in by_id.items()}
    for a, b in sorted(pairs, key=lambda pair: (-min(weight[pair[0]], weight[pair[1]]), pair)):
        parties = [_party(by_id[one]) for one in (a, b)]
        yield f"{a}/{b}", {"names": parties, "words": f"{by_id[a].name} and {by_id[b].name} may be the same."}


def _party(one: reports.CastMember) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "names": [use.name for use in one.names],
        "documents": len(one.documents),
        "roles": [role.role for role in one.roles],
    }


def _searched(one: reports.CastMember) -> str:
    return " ".join(dict.fromkeys(map(folded_name, (one.name, *(use.name for use in one.names)))))


def _on_the_map(one: reports.Whereabouts) -> int:
    return sum(stop.spot is not None and stop.spot.lat is not None for stop in (*one.dated, *one.undated))


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
