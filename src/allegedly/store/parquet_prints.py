"""Who has each fingerprint first, kept in Parquet files that DuckDB joins: for cases of very many documents.

A *run* is a file of rows (print, rank, number) that is sorted by print and never changes. What comes is written as a
run of its own, and runs of like size are merged into one (a log-structured merge tree: O'Neil, Cheng, Gawlick & O'Neil
1996, "The log-structured merge-tree"). Nothing is put into the middle of anything; a question about many fingerprints
reads every run once.

Which runs count, and which document has which number, stands on the shelf, and so changes with all else there or not at
all. A document that goes, or comes again, leaves its number for good: the rows of such numbers no longer count.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from ..disk import make_folder, sync_file
from ..errors import CaseError
from ..model.protocols import Item, Order, Printed, Shelf
from .duck import Duck, is_available, read
from .faults import shown
from .sealing import sum_of

FOLDER = "corpus.prints"
_DOCUMENT, _RUN, _GONE, _STATE = "printed", "run", "left", "printing"
"""Spaces of the shelf: documents, with their numbers as keys; runs by the sums of their bytes, and numbers that were
left, both with how many rows they have; and the number that comes next, without which nothing is kept here.
"""
_SMALL = 250_000
"""Runs of fewer rows are of one size."""
_FANOUT = 8
"""So many runs of one size are merged, so that a row is written log8(n) times, and at most 7 runs have one size."""
_FEW = 256
"""Up to so many fingerprints are named one by one, and only parts of the runs are read: a document has some 60."""

_whole: set[tuple[Path, int]] = set()
"""Runs that this process wrote, or read through, with the times of their last change."""


class ParquetPrints:
    """The ``PrintIndex`` in files in the ``folder`` of a case, beside its shelf. Close it.

    Raises ``CaseError`` with one sentence when the disk or a file refuses.
    """

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self._shelf = shelf
        self._folder = folder.absolute() / FOLDER
        # What came last is asked for next. All rows of these fingerprints stand in the table "met", where the runs are
        # still the same.
        self._met: set[int] = set()
        self._met_in: dict[str, int] = {}

    def close(self) -> None:
        if duck := self.__dict__.pop("_duck", None):
            duck.close()

    def is_available(self) -> bool:
        return is_available(self._folder)

    def is_used(self) -> bool:
        """Whether the fingerprints are kept here."""
        return bool(self._shelf.get(_STATE, ["next"]))

    def is_whole(self) -> bool:
        return self.is_available() and all(map(self._is_whole, self._runs()))

    def replace(self, documents: Collection[str], come: Mapping[str, Printed]) -> set[str]:
        if not documents:
            return set()
        with self._told():
            self._look()
            self._take(come)
            self._duck.table("changed", "SELECT print, rank FROM come")
            self._let_go(documents)
            holders = self._holders_of_changed()
            self._append(come)
            self._duck.run("INSERT INTO met FROM come")
            self._met, self._met_in = {print_ for _, prints in come.values() for print_ in prints}, self._runs()
        return holders

    def first(self, prints: Iterable[int]) -> dict[int, str]:
        asked = {*prints}
        if not asked:
            return {}
        with self._told():
            if not (asked <= self._met and self._met_in == self._runs()):
                self._look()
                self._duck.table("asked", "SELECT unnest(?::BIGINT[]) AS print", [*asked])
                self._meet("asked")
                self._met = set()
            lowest = "(SELECT print, min(rank) AS rank FROM met GROUP BY print)"
            found = self._duck.run(f"SELECT print, number FROM met JOIN {lowest} USING (print, rank)")  # noqa: S608
        names = self._names({number for _, number in found})
        first: dict[int, str] = {}
        for print_, number in found:
            # Nearly always one document has the lowest rank; of several the whole ids decide.
            first[print_] = min(names[number], first.get(print_, names[number]))
        return first if len(first) == len(asked) else {one: first[one] for one in asked & first.keys()}

    def orders(self, documents: Iterable[str]) -> dict[str, Order]:
        found = self._shelf.get(_DOCUMENT, documents)
        return {document: (date.fromisoformat(content.split()[0]), document) for document, content in found.items()}

    def fill(self, come: Mapping[str, Printed]) -> None:
        """Keep documents that are not here yet, and ask nothing."""
        with self._told():
            self._look()
            self._take(come)
            self._append(come)

    def sweep(self) -> None:
        """Delete the runs that are not listed: those that were merged, and those of a change that was given up.

        At the beginning of a change, where the list is as it was kept and nobody else writes.
        """
        listed = self._runs()
        for file in self._folder.glob("*.parquet"):
            if file.stem not in listed:
                with suppress(OSError):  # the next change tries again
                    file.unlink()

    def _look(self) -> None:
        """See the rows as they count now: others may have come, or been given up, since."""
        self._duck.table("gone", "SELECT unnest(?::INTEGER[]) AS number", [*map(int, self._shelf.all(_GONE))])
        self._duck.run(f"CREATE OR REPLACE TEMP VIEW held AS {self._rows(self._runs())}")

    def _take(self, come: Mapping[str, Printed]) -> None:
        """Give the documents that come their numbers, and their fingerprints to DuckDB."""
        first = self._next()
        ranks = [_rank(document, day) for document, (day, _) in come.items()]
        prints = [[*those] for _, those in come.values()]
        self._duck.table(
            "come",
            "SELECT unnest(prints) AS print, rank, number FROM (SELECT unnest(?::BIGINT[][]) AS prints, "
            "unnest(?::BIGINT[]) AS rank, unnest(?::INTEGER[]) AS number)",
            prints, ranks, [*range(first, first + len(come))],
        )  # fmt: skip

    def _let_go(self, documents: Collection[str]) -> None:
        left = [content.split() for content in self._shelf.get(_DOCUMENT, documents).values()]
        if not left:
            return
        numbers = [int(number) for _, number, _ in left]
        self._duck.table("going", "SELECT unnest(?::INTEGER[]) AS number", numbers)
        rows = self._rows(self._runs(), "number IN (FROM going)")
        self._duck.run(f"INSERT INTO changed SELECT print, rank FROM ({rows})")  # noqa: S608
        self._duck.run("INSERT INTO gone FROM going")
        self._shelf.drop(_DOCUMENT, documents)
        self._shelf.put(_GONE, (Item(number, rows) for _, number, rows in left))

    def _holders_of_changed(self) -> set[str]:
        """Who else has a fingerprint of which one that ``changed`` was the first, or is now."""
        self._meet("changed")
        lowest = "(SELECT print, min(rank) AS rank FROM met GROUP BY print) AS lowest"
        moved = f"SELECT print FROM changed JOIN {lowest} USING (print) WHERE changed.rank <= lowest.rank"  # noqa: S608
        numbers = self._duck.run(f"SELECT DISTINCT number FROM met WHERE print IN ({moved})")  # noqa: S608
        return set(self._names({number for (number,) in numbers}).values())

    def _meet(self, table: str) -> None:
        """Put all rows of which the print is in a table into the table ``met``."""
        few = self._duck.run(f"SELECT print FROM {table} LIMIT {_FEW + 1}")  # noqa: S608
        those = f"SELECT print FROM {table}"  # noqa: S608
        if 0 < len(few) <= _FEW:
            those = ", ".join(str(print_) for (print_,) in few)
        self._duck.table("met", f"SELECT * FROM held WHERE print IN ({those})")  # noqa: S608

    def _append(self, come: Mapping[str, Printed]) -> None:
        """Write what was taken as a run, and merge what there is too much of."""
        items = (
            Item(document, f"{day.isoformat()} {number} {len(prints)}", frozenset({number}))
            for number, (document, (day, prints)) in enumerate(come.items(), self._next())
        )
        self._shelf.put(_DOCUMENT, items)
        self._shelf.put(_STATE, [Item("next", str(self._next() + len(come)))])
        self._write("FROM come")
        rows = self._runs()
        if 2 * sum(map(int, self._shelf.all(_GONE).values())) > sum(rows.values()):
            self._merge(rows)
            self._shelf.drop(_GONE, self._shelf.all(_GONE))
        while crowd := _crowd(self._runs()):
            self._merge(crowd)

    def _merge(self, runs: Iterable[str]) -> None:
        self._shelf.drop(_RUN, runs)  # first: one of them may be, byte for byte, what they become
        self._write(self._rows(runs))

    def _write(self, query: str) -> None:
        """Write a run, in its order, and list it; none where it has no rows."""
        part = self._duck.passing / "run"
        rows = self._duck.write(f"{query} ORDER BY print", part)
        if rows:
            sync_file(part)
            name = _sum(part)
            file = part.replace(self._folder / f"{name}.parquet")
            _whole.add((file, file.stat().st_mtime_ns))
            self._shelf.put(_RUN, [Item(name, str(rows))])

    def _rows(self, runs: Iterable[str], condition: str = "number NOT IN (FROM gone)") -> str:
        files = [self._folder / f"{name}.parquet" for name in sorted(runs)]
        if not files:
            return "SELECT NULL::BIGINT AS print, NULL::BIGINT AS rank, NULL::INTEGER AS number WHERE false"
        return f"FROM {read(files)} WHERE {condition}"

    def _names(self, numbers: Collection[int]) -> dict[int, str]:
        return {number: own for number, (own,) in self._shelf.names_by_key(_DOCUMENT, numbers).items()}

    def _next(self) -> int:
        return int(self._shelf.get(_STATE, ["next"]).get("next", 0))

    def _runs(self) -> dict[str, int]:
        """The runs that count, with how many rows they have."""
        return {name: int(rows) for name, rows in self._shelf.all(_RUN).items()}

    def _is_whole(self, run: str) -> bool:
        """Whether a run is what was written: its name is the sum of it."""
        file = self._folder / f"{run}.parquet"
        try:
            state = (file, file.stat().st_mtime_ns)
            if state not in _whole and _sum(file) == run:
                _whole.add(state)
        except OSError:
            return False
        return state in _whole

    @cached_property
    def _duck(self) -> Duck:
        make_folder(self._folder)
        return Duck(self._folder)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CaseError(
                f"The fingerprints of the documents cannot be kept in {shown(self._folder)} ({error}). Free space on "
                "the disk, or delete the folder: it is made anew."
            ) from error


def _rank(document: str, day: date) -> int:
    """A number in the order of ``Order``: the day, and the first five bytes of the id."""
    return day.toordinal() << 40 | int.from_bytes(document.encode()[:5].ljust(5, b"\0"))


def _crowd(runs: Mapping[str, int]) -> list[str]:
    """Runs of one size of which there are too many, the smallest first."""
    sizes: dict[int, list[str]] = defaultdict(list)
    for name, rows in runs.items():
        size = 0
        while rows >= _SMALL * _FANOUT**size:
            size += 1
        sizes[size].append(name)
    return next((sizes[size] for size in sorted(sizes) if len(sizes[size]) >= _FANOUT), [])


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return sum_of(opened, file.stat().st_size)
