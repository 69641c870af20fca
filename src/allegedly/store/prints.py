"""Who has each fingerprint first, kept on the shelf itself; moved into files when a case gets large."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain, islice

from ..model.protocols import Item, Order, Printed, Shelf
from .parquet_prints import ParquetPrints

PRINTS, FIRST = "print", "first"
"""The fingerprints of each document, and those of them that no earlier one has."""
_AT_A_TIME = 4096
"""Documents that are moved together."""


class ShelfPrints:
    """The ``PrintIndex`` of which each fingerprint is a key on the shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def is_whole(self) -> bool:
        return True  # the shelf looks after itself

    def replace(self, documents: Collection[str], come: Mapping[str, Printed]) -> set[str]:
        shelf = self._shelf
        shelf.drop(PRINTS, documents)
        shelf.put(PRINTS, (Item(own, day.isoformat(), frozenset(hashes)) for own, (day, hashes) in come.items()))
        left = shelf.keys_of(FIRST, documents)
        shelf.drop(FIRST, documents)
        before = self.first(left.union(*(hashes for _, hashes in come.values())))
        orders = self.orders({*before.values(), *come})
        first = dict(before)
        for document in sorted(come, key=orders.__getitem__):
            for print_ in come[document][1]:
                if orders[document] < orders[first.setdefault(print_, document)]:
                    first[print_] = document
        # Only of these it is asked who else has them: of a common phrase that may be a good part of the case.
        holders = shelf.names_by_key(PRINTS, left | {print_ for print_, own in before.items() if first[print_] != own})
        orders |= self.orders(set(chain.from_iterable(holders.values())) - orders.keys())
        first |= {print_: min(those, key=orders.__getitem__) for print_, those in holders.items()}
        self._put_first(before, first)
        return set(chain.from_iterable(holders.values()))

    def first(self, prints: Iterable[int]) -> dict[int, str]:
        return {print_: own for print_, (own,) in self._shelf.names_by_key(FIRST, prints).items()}

    def orders(self, documents: Iterable[str]) -> dict[str, Order]:
        found = self._shelf.get(PRINTS, documents)
        return {document: (date.fromisoformat(day), document) for document, day in found.items()}

    def move_to(self, files: ParquetPrints) -> None:
        """Have all of them kept in files instead."""
        waiting = iter(self._shelf.all(PRINTS).items())
        while some := dict(islice(waiting, _AT_A_TIME)):
            keys = ((own, date.fromisoformat(day), self._shelf.keys_of(PRINTS, [own])) for own, day in some.items())
            files.fill({own: (day, prints) for own, day, prints in keys})
            self._shelf.drop(PRINTS, some)
            self._shelf.drop(FIRST, some)

    def _put_first(self, before: Mapping[int, str], after: Mapping[int, str]) -> None:
        moved = {print_ for print_, document in after.items() if before.get(print_) != document}
        keys: dict[str, set[int]] = defaultdict(set)
        for document in {before[print_] for print_ in moved if print_ in before} | {after[print_] for print_ in moved}:
            keys[document] = self._shelf.keys_of(FIRST, [document]) - moved
        for print_ in moved:
            keys[after[print_]].add(print_)
        self._shelf.put(FIRST, (Item(document, "", frozenset(own)) for document, own in sorted(keys.items())))
