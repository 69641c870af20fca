"""DuckDB as it may run beside a case: in bounded memory, on one core, with nothing but the files of one folder."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..disk import passing_folder
from .faults import shown

_SETTINGS: dict[str, str | bool | int] = {
    "threads": 1,  # the one that asks
    "async_threads": 0,
    "memory_limit": "512MB",  # it would take most of the machine's
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
_ROWS = 40_960
"""Rows of a file that have their least and greatest noted, so that they are passed over."""


def is_available(folder: Path) -> bool:
    """Whether it is installed, and has a way to say the name of a ``folder``."""
    return find_spec("duckdb") is not None and shown(folder) == str(folder)


class Duck:
    """A DuckDB that has the files below one ``folder``, and no network. Close it.

    ``passing`` is a folder in there for what is being written, and for what does not fit into memory; it goes when this
    is closed. Raises ``OSError``, also where DuckDB refuses.
    """

    def __init__(self, folder: Path) -> None:
        import duckdb  # a large library, and only of large cases

        self._error: type[Exception] = duckdb.Error
        with _told(duckdb.Error), ExitStack() as opened:
            self.passing = opened.enter_context(passing_folder(folder, "sorting"))
            self._connection = opened.enter_context(duckdb.connect(config={**_SETTINGS}))
            self._connection.execute(f"SET temp_directory = '{_escaped(self.passing)}/spilled'")
            # A file that is read is looked up among these as the pattern that its name is.
            allowed = f"'{_escaped(folder)}/', '{_unglobbed(folder)}/'"
            self._connection.execute(f"SET allowed_directories = [{allowed}]")
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            self._opened = opened.pop_all()

    def close(self) -> None:
        self._opened.close()

    def run(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with _told(self._error):
            return self._connection.execute(query, values).fetchall()

    def table(self, name: str, query: str, *values: object) -> None:
        """Put what a query gives into a table of this name, in the place of any other."""
        self.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", *values)

    def write(self, query: str, file: Path) -> int:
        """Put what a query gives into a Parquet file; how many rows that were."""
        form = f"FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS}"
        return int(self.run(f"COPY ({query}) TO '{_escaped(file)}' ({form})")[0][0])


def read(files: Sequence[Path]) -> str:
    """What reads Parquet files, in a query."""
    named = ", ".join(f"'{_unglobbed(file)}'" for file in files)
    return f"read_parquet([{named}])"


@contextmanager
def _told(error: type[Exception]) -> Iterator[None]:
    try:
        yield
    except error as refused:
        raise OSError(str(refused).partition("\n")[0]) from refused


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _unglobbed(path: Path) -> str:
    """Names of what is read are patterns to DuckDB, in which these stand for themselves between brackets only."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in _escaped(path))
