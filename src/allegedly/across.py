"""What is read across the documents of a stored case: kept beside it, brought up to date, given whole or in parts."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from .collector import collector_paused
from .corpus import (
    Corpus,
    bring_up_to_date,
    has_the_readings,
    is_up_to_date,
    judged,
    judged_keys,
    kept_corpus,
    overlay,
    read_corpus,
    with_links,
)
from .errors import CaseError
from .model import Annotated
from .model.protocols import Shelf, Store
from .parts import KeptCase, Records
from .store import SqliteShelf, only_writer

T = TypeVar("T")

_TIMES = 10
"""So often what is kept is brought up to date for one question, where others judge meanwhile; the whole case is read
for it only then, which takes longer than all of these together.
"""


class Across:
    """Between the store of a case, in whose ``folder`` it is kept, and who asks."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._thread = threading.local()

    def readings(self, document_ids: Iterable[str] | None = None, *, happenings: bool = False) -> Iterator[Annotated]:
        """The readings as the judgements have them."""
        return judged(self._store.annotated(document_ids, happenings=happenings), self._store.judgements())

    def records(self, *, links: bool, happenings: bool) -> Records:
        """All readings, and what is read across them; worked out anew where it cannot be kept."""
        with collector_paused():
            return self._records(links=links, happenings=happenings)

    def _records(self, *, links: bool, happenings: bool) -> Records:
        kept, keys = self._kept()
        raw, log = list(self._store.annotated(happenings=happenings)), self._store.judgements()
        annotated = [*judged(raw, log)]
        if kept is None or kept.judgements != log or keys != self._store.reading_keys():
            return annotated, read_corpus(annotated, log)
        return annotated, with_links(kept, annotated) if links else kept

    def ask(self, ask: Callable[[KeptCase], T], otherwise: Callable[[], T]) -> T:
        """What the kept case says to a question; ``otherwise`` where it cannot be kept, or is written to meanwhile."""
        with suppress(CaseError), closing(SqliteShelf(self._folder)) as shelf:
            for _ in range(_TIMES):
                self._follow_up(shelf)
                keys, log = self._store.reading_keys(), self._store.judgements()
                with shelf.looking():
                    if is_up_to_date(shelf, judged_keys(keys, log), log):
                        answer = ask(KeptCase(self._store, shelf, log, self.readings))
                        if keys == self._store.reading_keys():
                            return answer
        return otherwise()

    def ask_at_once(self, ask: Callable[[KeptCase, bool], T]) -> T | None:
        """The same as the case is kept now, waiting for nobody: ``ask`` is told whether that is up to date, or lacks
        some judgements. ``None`` where documents came, went or were read anew since, and where nothing is kept.
        """
        with suppress(CaseError), closing(SqliteShelf(self._folder)) as shelf, shelf.looking():
            keys, log = self._store.reading_keys(), self._store.judgements()
            if has_the_readings(shelf, keys):
                up_to_date = is_up_to_date(shelf, judged_keys(keys, log), log)
                return ask(KeptCase(self._store, shelf, log, self.readings), up_to_date)
        return None

    def _follow_up(self, shelf: Shelf) -> None:
        """Bring what is kept up to date, where it is not."""
        log = self._store.judgements()
        if not is_up_to_date(shelf, judged_keys(self._store.reading_keys(), log), log):
            with self.as_only_writer():
                self._bring_up_to_date(shelf)

    def _kept(self) -> tuple[Corpus | None, dict[str, str]]:
        """What is kept, brought up to date, and the keys of the readings that it was made from.

        ``None`` on a disk that takes nothing, and while another process writes for long.
        """
        try:
            with closing(SqliteShelf(self._folder)) as shelf:
                self._follow_up(shelf)
                keys, log = self._store.reading_keys(), self._store.judgements()
                with shelf.looking():
                    there = is_up_to_date(shelf, judged_keys(keys, log), log)
                    return (kept_corpus(shelf, log) if there else None), keys
        except CaseError:
            return None, {}

    @contextmanager
    def as_only_writer(self, *, wait: float | None = None) -> Iterator[None]:
        """The case's lock, which this thread may hold already; ``wait`` as for ``only_writer``."""
        if getattr(self._thread, "writes", False):
            yield
            return
        with only_writer(self._folder, wait), self._store.alone(wait):
            self._thread.writes = True
            try:
                yield
            finally:
                self._thread.writes = False

    def bring_up_to_date(self, progress: Callable[[int, int], None] | None = None) -> None:
        """``progress`` is told how many of how many documents are done. Raises ``CaseError`` where nothing is kept."""
        with closing(SqliteShelf(self._folder)) as shelf:
            self._bring_up_to_date(shelf, progress)

    def _bring_up_to_date(self, shelf: Shelf, progress: Callable[[int, int], None] | None = None) -> None:
        log = self._store.judgements()
        read = self._store.reading_keys()
        keys = judged_keys({own: read[own] for own in self._store.ids() if own in read}, log)
        over = overlay(log)
        bring_up_to_date(shelf, keys, lambda ids: over(self._store.annotated(ids)), log, progress)
