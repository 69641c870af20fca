"""What people do to a case, each from the same start: cut off anywhere and done again, it must end the same.

A deed happens in a folder with ``case``, ``in`` (what comes in) and ``out`` (what is written for others).
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests import fakes
from tests.formats import samples

from allegedly import bundling, clock, demo, pipeline, readers
from allegedly.adding import Stages
from allegedly.case import Case
from allegedly.exporters import BUNDLE, FORMATS
from allegedly.model import Document
from allegedly.model.codec import encode
from allegedly.store import migrating
from allegedly.store.sqlite import holds_tables
from allegedly.web import worker

LETTERS = 8
TWO = ("Otto@001.txt", "Otto@002.txt")
STEPS_DONE = "steps done"


class _Still(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> "_Still":
        return cls(2031, 5, 4, 3, 2, 1, tzinfo=tz or UTC)


def let_time_stand() -> None:
    """So that a case that was made later is the same."""
    vars(clock)["datetime"] = _Still


@dataclass(frozen=True)
class Deed:
    """``begin`` makes what is there before, in an empty folder; ``steps`` are commands, each given once until it ends.

    ``keeps`` is whether a case is there all the time.
    """

    name: str
    begin: Callable[[Path], None]
    steps: tuple[Callable[[Path], Any], ...]
    keeps: bool = True
    real: bool = False
    """Whether the stages are those that users have."""
    tags: frozenset[str] = field(default_factory=frozenset)

    def start(self, folder: Path) -> None:
        """What is there before, in an empty folder."""
        self.begin(folder)
        (folder / STEPS_DONE).write_text("0")

    def do(self, folder: Path, told: Callable[[str], None] = lambda words: None) -> None:
        """The steps that are left; ``told`` hears of each that ended."""
        done = folder / STEPS_DONE
        for number, step in enumerate(self.steps):
            if number >= int(done.read_text()):
                step(folder)
                told(f"{self.name} {number}")
                with done.open("r+") as file:  # in its place: the disk may be full
                    file.write(str(number + 1))

    def result(self, folder: Path) -> dict[str, Any]:
        return {**_of_case(folder, real=self.real), **_of_output(folder)}


def fake_stages() -> Stages:
    """Every format is opened as it is for users; what is in it is read by a few rules."""
    return Stages(readers.open_file, fakes.annotate, partial(fakes.key, "1"))


def warm_up(chosen: Iterable[Deed]) -> None:
    """Load what the deeds need, so that those who are forked have it and are cut off at work, not while they load."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "here"
        place.mkdir()
        for name, data in samples().items():
            list(readers.open_file(Path(name), data, readers.Given()))
        _filled(place)
        _make_views(place)
        if any(one.real for one in chosen):
            document = demo.sample().documents[0].path
            text = next(one for one in readers.open_file(document, document.read_bytes(), readers.Given()))
            assert isinstance(text, Document)
            list(pipeline.annotate_documents([text], happenings=True))


def opened(folder: Path, *, real: bool = False) -> Case:
    return Case.open(folder / "case", stages=None if real else fake_stages())


def _of_case(folder: Path, *, real: bool) -> dict[str, Any]:
    with opened(folder, real=real) as case:
        report = case.verify()
        told: dict[str, Any] = {
            "problems": report.problems,
            "notes": report.notes,
            "documents": [encode(one) for one in case.documents()],
            "receipts": [encode(one) for one in case.receipts()],
            "refusals": [encode(one) for one in case.refusals() if "was cut off before" not in one.sentence],
            "containers": [encode(one) for one in case.containers()],
            "judgements": [encode(one) for one in case.judgements()],
            "search": [encode(case.search(words)) for words in ("otto", "crane OR zoe")],
            "revision": case.revision(),
        }
        material = case.material("Case")
        reports = (case.timeline(), case.cast(), case.conflicts(), case.ledger(), case.where(), case.questions())
        told["reports"] = [encode(one) for one in reports]
        told["log"] = [encode(one) for one in case.judgement_log()]
        FORMATS["jsonl"].write(material, folder.with_name("told"))
    told["records"] = _bytes_in(folder.with_name("told"))
    told["originals"] = _bytes_in(folder / "case" / "originals")
    return told


def _of_output(folder: Path) -> dict[str, Any]:
    """What stands in files: names of the case's own, the views, and all that was written for others."""
    kept = [path.relative_to(folder).as_posix() for path in sorted((folder / "case").rglob("*"))]
    passing = ("-wal", "-shm", "case.lock", "corpus.sqlite")
    beside = [path.name for path in sorted(folder.iterdir()) if path.name != STEPS_DONE]
    return {
        "names": [name for name in kept if not name.endswith(passing)],
        "beside": beside,
        "views": {path.name: _dump(path) for path in sorted((folder / "case").glob("views/*.sqlite"))},
        "output": _bytes_in(folder / "out"),
    }


def _bytes_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump()]


def deeds() -> dict[str, Deed]:
    """All of them, by their names."""
    return {one.name: one for one in _deeds()}


def _deeds() -> Iterator[Deed]:
    yield Deed("new", _nothing, (_new,), keeps=False)
    yield Deed("add", _letters, (partial(_add, processes=1),))
    yield Deed("add by two", _letters, (partial(_add, processes=2),))
    yield Deed("add formats", _formats, (partial(_add, processes=1),))
    yield Deed("add by the interface", _batch, (_add_batch,))
    yield Deed("add and read", _sample, (partial(_add, processes=1, real=True),), real=True)
    yield Deed("judge", _filled, (*_judgings(), _judge_claims, _undo))
    yield Deed("merge", _filled, (_merge, _read_across, _make_views))
    yield Deed("read across", _filled, (_read_across,))
    yield Deed("make views", _filled, (_make_views,))
    yield Deed("restore", _bundled, (_restore,), keeps=False)
    for step in older_steps():
        yield Deed(f"migrate {step}", partial(_older, step), (_open,))
    for name in (*FORMATS, BUNDLE):
        yield Deed(f"export {name}", partial(_exported_before, name), (partial(_export, name),))


def older_steps() -> list[str]:
    """Every schema that was ever released, save the newest."""
    files = sorted((migrating._FOLDER / "versions").glob("v*.py"))
    return [file.name[1:5] for file in files if file.name[1:5] != migrating.HEAD]


def _nothing(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "out").mkdir()


def _new(folder: Path) -> None:
    if not is_case(folder):
        Case.create(folder / "case").close()


def is_case(folder: Path) -> bool:
    """Whether there is one; what was cut off while it was made is none yet."""
    return holds_tables(folder / "case")


def _empty_case(folder: Path) -> None:
    _nothing(folder)
    Case.create(folder / "case").close()


def _letters(folder: Path) -> None:
    _empty_case(folder)
    fakes.letters(folder / "in", LETTERS)
    (folder / "in" / "empty.txt").write_text(" ")
    (folder / "in" / "deep" / "er").mkdir(parents=True)
    shutil.copy(folder / "in" / "000.txt", folder / "in" / "deep" / "er" / "again.txt")


def _formats(folder: Path) -> None:
    _empty_case(folder)
    for name, data in samples().items():
        (folder / "in" / name).write_bytes(data)


def _sample(folder: Path) -> None:
    _empty_case(folder)
    for document in demo.sample().documents[:3]:
        shutil.copy(document.path, folder / "in")


def _batch(folder: Path) -> None:
    _letters(folder)
    waiting = folder / "case" / "incoming" / f"{0:016x}"
    shutil.copytree(folder / "in", waiting)


def _add(folder: Path, *, processes: int, real: bool = False) -> None:
    with opened(folder, real=real) as case:
        case.add([folder / "in"], processes=processes)


def _add_batch(folder: Path) -> None:
    waiting = folder / "case" / "incoming" / f"{0:016x}"
    with opened(folder) as case:
        worker.carry_out(case, worker.Add(waiting if waiting.exists() else None, None, 1, "ana"), lambda *message: None)


def _filled(folder: Path) -> None:
    _letters(folder)
    _add(folder, processes=1)


def _bundled(folder: Path) -> None:
    _filled(folder)
    with opened(folder) as case:
        case.judge("same", *TWO, by="Ada")
        case.bundle(folder / "in" / "case.allegedly")
    shutil.rmtree(folder / "case")


def _restore(folder: Path) -> None:
    if not (folder / "case").exists():
        bundling.restore(folder / "in" / "case.allegedly", folder / "case")


def _judge(folder: Path, kind: Any, *parties: str, **more: str) -> None:
    with opened(folder) as case:
        case.decide(kind, *parties, by="Ada", why="as told", **more)  # type: ignore[arg-type]


def _judgings() -> Iterator[Callable[[Path], None]]:
    yield lambda folder: _judge(folder, "different", "Otto@000.txt", "Otto@001.txt")
    yield lambda folder: _judge(folder, "same", *TWO)
    yield lambda folder: _judge(folder, "alias", "Otto@000.txt", name="The Fox")


def _claim(case: Case, number: int) -> str:
    return sorted(claim.id for one in case.annotated() for claim in one.claims)[number]


def _judge_claims(folder: Path) -> None:
    with opened(folder) as case:
        first, second = _claim(case, 0), _claim(case, 1)
    _judge(folder, "accept", first)
    _judge(folder, "reject", second)


def _undo(folder: Path) -> None:
    with opened(folder) as case:
        case.undo(case.judgements()[1].id, by="Ada")


def _merge(folder: Path) -> None:
    _judge(folder, "same", *TWO)


def _read_across(folder: Path) -> None:
    with opened(folder) as case:
        case.corpus()


def _make_views(folder: Path) -> None:
    with opened(folder) as case:
        case.make_views()


def _open(folder: Path) -> None:
    opened(folder).close()


def _output(folder: Path, name: str) -> Path:
    suffix = ".allegedly" if name == BUNDLE else FORMATS[name].suffix
    return folder / "out" / f"made{suffix}"


def _export(name: str, folder: Path) -> None:
    with opened(folder) as case:
        if name == BUNDLE:
            case.bundle(_output(folder, name))
            return
        material = case.material("Case")
    FORMATS[name].write(material, _output(folder, name))


def _exported_before(name: str, folder: Path) -> None:
    """An older export is there, and the case has changed since."""
    _filled(folder)
    _export(name, folder)
    _merge(folder)
    with opened(folder) as case:
        case.judge("accept", _claim(case, 0), by="Ada")
        case.corpus()


def _older(step: str, folder: Path) -> None:
    """A case as an earlier release left it: its tables, with what they could hold."""
    _filled(folder)
    with opened(folder) as case:
        case.judge("same", *TWO, by="Ada")
    for file in (folder / "case").glob("corpus.sqlite*"):
        file.unlink()
    make_older(folder / "case", step)


def make_older(case: Path, step: str) -> None:
    """Give a case the tables of an earlier step, with what of its content they could hold."""
    newer = case / "case.sqlite"
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    older = case / "older.sqlite"
    tables_of(older, step)
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("ATTACH ? AS newer", (str(newer),))
        for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if not table.startswith(("passage_index", "alembic_version", "sqlite_")):
                columns = ", ".join(f'"{name}"' for name in _columns(connection, "main", table))
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")  # noqa: S608
        connection.execute("INSERT INTO passage_index(passage_index) VALUES ('rebuild')")
        connection.commit()
        connection.execute("DETACH newer")
        connection.execute("PRAGMA journal_mode = WAL")
    older.replace(newer)


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info('{table}')")]


def tables_of(file: Path, step: str) -> None:
    """A database with the tables of a step, and nothing in them."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrating._FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, step)
    engine.dispose()


def shown(value: Any) -> str:
    return json.dumps(value, default=str)[:2000]
