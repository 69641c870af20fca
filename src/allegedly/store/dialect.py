"""What each kind of database does in its own way. Everything else about a store is the same for all of them."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Table
from sqlalchemy.sql.dml import Insert

from .fulltext import Ranked
from .rows import Values


class Dialect(Protocol):
    """The open database of a case. Its methods raise ``CaseError`` as those of ``model.protocols.Store`` do."""

    def close(self) -> None: ...

    def transaction(self, *, writing: bool = False) -> AbstractContextManager[Connection]:
        """All of it, or none; what is asked inside is of one moment. A writer takes its turn at the start, and cannot
        fail on that later.
        """

    def insert_new(self, table: Table) -> Insert:
        """An insert that leaves out what is there already."""

    def version(self) -> str:
        """Another one whenever somebody wrote since."""

    def index(self, connection: Connection, passages: Sequence[Values]) -> None:
        """Make these rows of the table ``passage``, which stand there, searchable."""

    def find(self, query: str, limit: int, offset: int) -> Ranked:
        """Passages that fit, as ``fulltext.find`` gives them."""

    def problems(self) -> Iterator[str]:
        """What is wrong inside of the database, a sentence each."""

    def alone(self, wait: float | None) -> AbstractContextManager[None]:
        """Hold the database alone among all machines that add to it; waits as ``lock.only_writer``, and is let go when
        the process dies.
        """

    def snapshot(self, folder: Path) -> None:
        """Copy the whole database at one moment into a new ``case.sqlite`` in ``folder``; an unchanged case gives the
        same bytes each time, and so does its copy.
        """
