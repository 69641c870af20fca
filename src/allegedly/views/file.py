"""Reads a file of views: a page of this or that, with the lines of the claims put in."""

import json
import sqlite3
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..collector import made_to_stay
from ..errors import CaseError, NotFoundError
from ..reports.entries import arranged
from ..reports.lookup import only_one
from ..store import is_sealed
from .band import band
from .cards import UNTOLD, card_shown
from .entries import entry_of, with_known
from .folding import lines_in, unfold
from .selecting import Chosen, Row, Selection, Wanted, rows_of, select, words_to_find
from .tracing import ALONE, seen_from

_SELECTIONS = 16
"""So many are remembered: a person goes to and fro between a few."""
_MANY = 500
MOST_ACCOUNTS = 12
"""So many accounts of one entry are given in a list; how many more there are is told, and all can be asked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """``items`` from ``offset`` on, of ``total``; JSON-ready."""

    total: int
    offset: int
    items: list[Any]


class DamagedViewsError(CaseError):
    """A file of views is there and cannot be read; it is to be made anew."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


class Views:
    """An open file of views. Threads can share it. Raises ``CaseError`` where the file refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._selections: OrderedDict[Wanted, Selection] = OrderedDict()
        with self._telling():
            # One for all threads, of which SQLite takes one at a time: it reads the file also when that is swept away.
            self._connection = sqlite3.connect(_to_read(path), uri=True, check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        self._check()

    def _check(self) -> None:
        """Damage is found now, and not by what it makes of answers: a second for each gigabyte."""
        with self._telling():
            sealed = is_sealed(self.path)
        if not sealed or self.fact("documents") is None:
            raise self._damaged("it is damaged")

    def fact(self, name: str) -> Any:
        """One of the counts and lists that were worked out for the whole case."""
        return self._facts.get(name)

    def entries(self, wanted: Wanted, offset: int, limit: int, *, around: str | None = None) -> tuple[Page, Selection]:
        """Entries of the chronology as the report has them, of each the first accounts and differences, with ``more``
        to say how many accounts there are besides, and without ``joined``; ``around`` moves the page to where this
        entry stands.
        """
        selection = self.selection(wanted)
        if around is not None and (place := selection.place_of.get(around)) is not None:
            offset = place // limit * limit
        chosen = selection.entries[offset : offset + limit]
        return Page(len(selection.entries), offset, self._entries(chosen, MOST_ACCOUNTS)), selection

    def entry(self, own: str) -> dict[str, Any]:
        """One entry with all its accounts, and why they are taken together; ``NotFoundError`` where there is none."""
        everything = self.selection(Wanted())
        place = everything.place_of.get(own)
        if place is None:
            raise NotFoundError(f"There is no entry {own} in the chronology.")
        chosen = everything.entries[place]
        joined = self.happenings([chosen.happening])[chosen.happening]["joined"]
        return {**self._entries([chosen], None)[0], "joined": joined}

    def _entries(self, chosen: Sequence[Chosen], most: int | None) -> list[dict[str, Any]]:
        told = self.happenings(one.happening for one in chosen)
        shown = [arranged(known["claims"], known["denying"], one.accounts) for one, known in with_known(chosen, told)]
        lines = self.lines(row.claim for one in shown for row in (*one.accounts[:most], *one.undated[:most]))
        return [
            entry_of(known, own, lines, most) for (_, known), own in zip(with_known(chosen, told), shown, strict=True)
        ]

    def undated(self, wanted: Wanted, offset: int, limit: int) -> Page:
        """Undated claims, each with the happenings that it may tell of."""
        every = self.selection(wanted).undated
        shown = every[offset : offset + limit]
        lines = self.lines(shown)
        told = self.happenings(self.happening_of(claim) for claim in shown).values()
        first = {one["claims"][0]: one["perhaps_same"] for one in told}
        return Page(len(every), offset, [{"line": lines[claim], "perhaps": first.get(claim, [])} for claim in shown])

    def band(self, wanted: Wanted, **window: Any) -> dict[str, Any]:
        """The chronology as marks on a band of time; ``window`` as for ``views.band.band``."""
        return band(self.selection(wanted), self._differing, **window)

    def selection(self, wanted: Wanted) -> Selection:
        with self._lock:
            if wanted in self._selections:
                self._selections.move_to_end(wanted)
                return self._selections[wanted]
        made = select(self._claims, wanted)
        with self._lock:
            self._selections[wanted] = made
            while len(self._selections) > _SELECTIONS:
                self._selections.popitem(last=False)
        return made

    def lines(self, claims: Iterable[str]) -> dict[str, Any]:
        """The lines of claims, by their ids."""
        return {
            own: json.loads(line)
            for own, line in self._with("SELECT id, line FROM claim JOIN told USING (number) WHERE id IN", claims)
        }

    def happenings(self, ids: Iterable[str]) -> dict[str, Any]:
        """Happenings by their ids, as ``reports.Happening`` has them."""
        rows = self._with("SELECT id, content FROM happening WHERE id IN", ids)
        return {own: json.loads(content) for own, content in rows}

    def happening_of(self, claim: str) -> str:
        """The happening that a claim tells of; ``NotFoundError`` where there is no such claim."""
        found = self._one("SELECT happening FROM claim WHERE id = ?", claim)
        if found is None:
            raise NotFoundError(f"There is no claim {claim} in the case.")
        return str(found[0])

    def claims_of(self, document: str, offset: int, limit: int) -> Page:
        """The claims of a document in the order of its text."""
        total = self._count("SELECT count(*) FROM claim WHERE document = ?", document)
        query = 'SELECT id, start, "end", label FROM claim WHERE document = ? ORDER BY start, number LIMIT ? OFFSET ?'
        names = ("id", "start", "end", "label")
        found = self._all(query, document, limit, offset)
        return Page(total, offset, [dict(zip(names, row, strict=True)) for row in found])

    def cards(self, document: str, start: int, end: int) -> list[dict[str, Any]]:
        """What stands beside the claims that begin in a stretch of a document, those that were rejected too."""
        query = (
            "SELECT line, card, happening, content FROM claim JOIN told USING (number) "
            "JOIN happening ON happening.id = claim.happening "
            "WHERE claim.document = ? AND start >= ? AND start < ? ORDER BY start, number"
        )
        cards = [card_shown(*row) for row in self._all(query, document, start, end)]
        query = "SELECT line, card, id FROM rejected WHERE document = ? AND start >= ? AND start < ?"
        cards += [card_shown(line, card, own, UNTOLD) for line, card, own in self._all(query, document, start, end)]
        return sorted(cards, key=lambda one: int(one["line"]["start"]))

    def trace(self, beginning: str) -> dict[str, Any]:
        """One claim followed back, as ``reports.trace`` has it, by its id or the beginning of it; ``NotFoundError``
        without just one.
        """
        claim = self._only_one(beginning)
        query = "SELECT document, happening, card, trace FROM claim JOIN told USING (number) WHERE id = ?"
        document, happening, card, own = self._all(query, claim)[0]
        event = self._one("SELECT id, claims, compared, content FROM event WHERE id = ?", happening)
        trigger = json.loads(card)["trigger"][0]
        query = (
            "SELECT of_document, of_name, relation, kind, of_start, of_end, of_text FROM copy "
            'WHERE document = ? AND start <= ? AND "end" > ? ORDER BY rowid'
        )
        names = ("document", "document_name", "relation", "kind", "start", "end", "text")
        copies = [dict(zip(names, row, strict=True)) for row in self._all(query, document, trigger, trigger)]
        told = {**json.loads(own), "copies": copies, **(ALONE if event is None else seen_from(claim, *event))}
        return dict(self.filled([told])[0])

    def _only_one(self, beginning: str) -> str:
        """The claim whose id begins so."""
        within = (beginning, f"{beginning}\U0010ffff")
        found = [own for (own,) in self._all("SELECT id FROM claim WHERE id >= ? AND id < ?", *within)]
        gone = self._all("SELECT id, words FROM rejected WHERE id >= ? AND id < ?", *within)
        if not found and len(gone) == 1 and beginning:
            raise NotFoundError(gone[0][1])
        only_one({*found, *(own for own, _ in gone)} if beginning else (), beginning)
        return str(found[0])

    def members_of(self, document: str) -> dict[str, tuple[str, str]]:
        """Who of the cast the entities of a document are: id and name."""
        rows = self._all("SELECT entity, member, name FROM belongs WHERE document = ?", document)
        return {entity: (member, name) for entity, member, name in rows}

    def copies_of(self, document: str, start: int, end: int) -> list[dict[str, Any]]:
        """The passages in a stretch of a document that stand in another one too."""
        names = ("start", "end", "document", "document_name", "of_start", "of_end", "kind", "relation")
        query = (
            'SELECT start, "end", of_document, of_name, of_start, of_end, kind, relation FROM copy '
            'WHERE document = ? AND start < ? AND "end" > ? ORDER BY start, rowid'
        )
        return [dict(zip(names, row, strict=True)) for row in self._all(query, document, end, start)]

    def cast(self, *, kind: str | None, name: str, passing: bool, offset: int, limit: int) -> Page:
        """Members of the cast, those of most documents first."""
        where, asked = ["1"], list[Any]()
        if kind is not None:
            where.append("kind = ?")
            asked.append(kind)
        if not passing:
            where.append("in_passing = 0")
        for word in words_to_find(name):
            where.append("searched LIKE ? ESCAPE '!'")
            asked.append(f"%{_escaped(word)}%")
        return self._page("member", " AND ".join(where), asked, offset, limit)

    def member(self, own: str) -> dict[str, Any]:
        """A member of the cast and those who take part in claims with it; ``NotFoundError`` where there is none."""
        found = self._one("SELECT content FROM member WHERE id = ?", own)
        if found is None:
            raise NotFoundError(f"Nobody in the cast has the id {own}.")
        query = (
            "SELECT member.id, json_extract(content, '$.name'), kind, claims FROM partner "
            "JOIN member ON member.id = CASE WHEN a = ?1 THEN b ELSE a END "
            "WHERE a = ?1 OR b = ?1 ORDER BY claims DESC, member.number LIMIT 60"
        )
        others = [dict(zip(("id", "name", "kind", "claims"), row, strict=True)) for row in self._all(query, own)]
        return {"member": json.loads(found[0]), "with": others}

    def graph(self, limit: int) -> dict[str, Any]:
        """Who is in claims with whom, of those who are so most often."""
        edges = self._all("SELECT a, b, claims FROM partner ORDER BY claims DESC, a, b LIMIT ?", limit * 4)
        met: dict[str, None] = {}
        for a, b, _ in edges:
            if len(met.keys() | {a, b}) <= limit:
                met.update({a: None, b: None})
        name, claims = "json_extract(content, '$.name')", "json_extract(content, '$.claims')"
        query = f"SELECT id, {name}, kind, {claims} FROM member WHERE id IN"  # noqa: S608 (ours)
        names = ("id", "name", "kind", "claims")
        nodes = [dict(zip(names, row, strict=True)) for row in self._with(query, met)]
        kept = {node["id"] for node in nodes}
        told = [{"a": a, "b": b, "claims": claims} for a, b, claims in edges if a in kept and b in kept]
        return {"nodes": sorted(nodes, key=lambda node: (-node["claims"], node["id"])), "edges": told}

    def differences(
        self, *, state: str = "open", slot: str | None = None, others: bool = False, offset: int, limit: int
    ) -> Page:
        """Differences, the gravest first: "open", "settled" or "all"; ``others`` adds those that exclude nothing."""
        where, asked = ["1" if others else "excludes = 1"], list[Any]()
        if state != "all":
            where.append("settled = ?")
            asked.append(int(state == "settled"))
        if slot is not None:
            where.append("slot = ?")
            asked.append(slot)
        return self._page("difference", " AND ".join(where), asked, offset, limit)

    def ledger(self, *, kind: str | None, answer: str | None, offset: int, limit: int) -> Page:
        return self._page("ledger", *_equal({"kind": kind, "answer": answer}), offset, limit)

    def counts(self, table: str, column: str) -> dict[str, int]:
        """How many rows of "ledger" or "question" have which value."""
        return dict(self._all(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 1"))  # noqa: S608 (ours)

    def people(self) -> list[dict[str, Any]]:
        """Everybody of whom it is said where they were, most stops first."""
        names = ("id", "name", "dated", "undated", "placed")
        rows = self._all("SELECT id, name, dated, undated, placed FROM person ORDER BY number")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def whereabouts(self, own: str) -> Any:
        """Where one of them was; ``NotFoundError`` where nothing is said of it."""
        found = self._one("SELECT content FROM person WHERE id = ?", own)
        if found is None:
            raise NotFoundError(f"Nothing here says where {own} was.")
        return self.filled([json.loads(found[0])])[0]

    def questions(self, *, kind: str | None, offset: int, limit: int) -> Page:
        where, asked = _equal({"kind": kind})
        total = self._count(f"SELECT count(*) FROM question WHERE {where}", *asked)  # noqa: S608 (ours)
        query = f"SELECT document, document_name, voice, content FROM question WHERE {where} ORDER BY number LIMIT ? OFFSET ?"  # noqa: S608, E501
        names = ("document", "document_name", "voice", "question")
        rows = [dict(zip(names, row, strict=True)) for row in self._all(query, *asked, limit, offset)]
        for row in rows:
            row["question"] = json.loads(row["question"])
        return Page(total, offset, self.filled(rows))

    def queue(self, kind: str, offset: int, limit: int) -> Page:
        """What waits for a person's judgement: pairs of "names", or of "happenings"."""
        total = self._count("SELECT count(*) FROM queue WHERE kind = ?", kind)
        query = "SELECT key, content FROM queue WHERE kind = ? ORDER BY number LIMIT ? OFFSET ?"
        rows = [
            {"kind": kind, "key": key, **json.loads(content)} for key, content in self._all(query, kind, limit, offset)
        ]
        return Page(total, offset, self.filled(rows))

    def unjudged(self, offset: int, limit: int) -> Page:
        """The lines of the claims of which no person said anything yet, in the order of documents and text."""
        total = self._count("SELECT count(*) FROM claim WHERE hand IS NULL")
        query = "SELECT line FROM claim JOIN told USING (number) WHERE hand IS NULL ORDER BY number LIMIT ? OFFSET ?"
        return Page(total, offset, [json.loads(line) for (line,) in self._all(query, limit, offset)])

    def judgements(self) -> list[dict[str, Any]]:
        """The lines of the log, in order, as the whole case then let them stand."""
        return [json.loads(line) for (line,) in self._all("SELECT content FROM judgement ORDER BY number")]

    def filled(self, folded: Sequence[Any]) -> list[Any]:
        """View models with the lines of their claims."""
        lines = self.lines(line for one in folded for line in lines_in(one))
        return [unfold(one, lines) for one in folded]

    def _page(self, table: str, where: str, asked: Sequence[Any], offset: int, limit: int) -> Page:
        total = self._count(f"SELECT count(*) FROM {table} WHERE {where}", *asked)  # noqa: S608 (ours)
        query = f"SELECT content FROM {table} WHERE {where} ORDER BY number LIMIT ? OFFSET ?"  # noqa: S608 (ours)
        found = [json.loads(content) for (content,) in self._all(query, *asked, limit, offset)]
        return Page(total, offset, self.filled(found))

    @cached_property
    def _claims(self) -> tuple[Row, ...]:
        with self._telling(), made_to_stay():
            return rows_of(self._connection)

    @cached_property
    def _differing(self) -> frozenset[str]:
        return frozenset(own for (own,) in self._all("SELECT id FROM happening WHERE differences > 0"))

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return {name: json.loads(content) for name, content in self._all("SELECT name, content FROM fact")}

    def _with(self, query: str, ids: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that ends in IN, for ids of any number."""
        every = list(dict.fromkeys(ids))
        for first in range(0, len(every), _MANY):
            some = every[first : first + _MANY]
            yield from self._all(f"{query} ({', '.join('?' * len(some))})", *some)

    def _one(self, query: str, *asked: Any) -> tuple[Any, ...] | None:
        return next(iter(self._all(query, *asked)), None)

    def _count(self, query: str, *asked: Any) -> int:
        return int(self._all(query, *asked)[0][0])

    def _all(self, query: str, *asked: Any) -> list[tuple[Any, ...]]:
        with self._telling():
            return self._connection.execute(query, asked).fetchall()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (
            sqlite3.Error,
            OSError,
            UnicodeDecodeError,
            MemoryError,
        ) as error:  # damage may ask for any size
            raise self._damaged(str(error) or "it asks for more memory than there is") from error

    def _damaged(self, why: str) -> DamagedViewsError:
        return DamagedViewsError(self.path, f"{self.path} cannot be read ({why}); delete it, and it is made anew.")


def _to_read(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def can_be_read(path: Path) -> bool:
    """Whether there is a file of views that is none of half."""
    try:
        Views(path)
    except CaseError:
        return False
    return True


def _equal(wanted: dict[str, str | None]) -> tuple[str, list[Any]]:
    given = {column: value for column, value in wanted.items() if value is not None}
    return " AND ".join(["1", *(f"{column} = ?" for column in given)]), [*given.values()]


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
