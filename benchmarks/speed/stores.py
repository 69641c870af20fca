"""A made case in a file and in PostgreSQL, side by side: how long it takes to add, to report, to search and to judge.

    python -m benchmarks.speed.stores COUNT [ADDRESS]

ADDRESS is an empty database; without one a server of this machine is started for it (``tests/postgres.py``).
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

from allegedly.case import Case

from ..figures import SkippedError
from .made_case import made_case
from .timing import forget, seconds

_WORDS = ("minister", "said", '"the company"', "harbour OR bank", "shipm*")
_JUDGEMENTS = 20


def score(count: int) -> dict[str, float]:
    """How many times as long everything takes with PostgreSQL, by name."""
    in_file, on_server = timed(count, [])
    return {what.replace(" ", "_"): on_server[what] / taken for what, taken in in_file.items()}


def timed(count: int, given: list[str]) -> tuple[dict[str, float], dict[str, float]]:
    """The seconds in a file, and in the database that is given; raises ``SkippedError`` where there is none."""
    with tempfile.TemporaryDirectory() as folder, _database(given) as database:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for made in made_case(count):
            (texts / made.name).write_text(made.text, "utf-8")
        _timed(Path(folder) / "first", next(texts.iterdir()), None)  # models and lexicons are loaded once
        return _timed(Path(folder) / "file", texts, None), _timed(Path(folder) / "server", texts, database)


def main() -> None:
    in_file, on_server = timed(int(sys.argv[1]), sys.argv[2:])
    for what, taken in in_file.items():
        print(f"{what:<13}{taken:8.2f} s{on_server[what]:8.2f} s   {on_server[what] / taken:5.2f} times")


@contextmanager
def _database(given: list[str]) -> Iterator[str]:
    if given:
        yield given[0]
        return
    with postgres.running(safe=True) as server:
        if server is None:
            raise SkippedError("there is no PostgreSQL on this machine; give the address of an empty database")
        yield server.database()


def _timed(folder: Path, texts: Path, database: str | None) -> dict[str, float]:
    forget()  # both stores get texts that are parsed for the first time
    with Case.create(folder, database=database) as case:
        return {
            "add": seconds(lambda: case.add([texts])),
            "report": seconds(case.timeline),
            "again": seconds(case.conflicts),
            "first search": seconds(lambda: case.search("first")),  # which makes the index beside a server
            "search": seconds(lambda: [case.search(words) for words in _WORDS]),
            "judge": seconds(lambda: _judge(case)),
            "verify": seconds(case.verify),
        }


def _judge(case: Case) -> None:
    claims = [claim.id for one in case.annotated() for claim in one.claims][:_JUDGEMENTS]
    for claim in claims:
        case.judge("accept", claim, by="Ada")


if __name__ == "__main__":
    main()
