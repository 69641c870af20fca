"""What is judged at random: the documents, how each is read, and a case of them that is stored or in memory."""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import fakes

from allegedly import pipeline, readers, reports
from allegedly.adding import Stages
from allegedly.case import Case
from allegedly.corpus import Corpus
from allegedly.deciding import Wish
from allegedly.demo import sample
from allegedly.model import Annotated, Document, Judgement, Verdict, content_id
from allegedly.model.codec import decode, encode
from allegedly.readers import OpenFile

VERSIONS = ("as read", "other ids", "claims gone")
_TEXTS = (
    "Otto left Lyon in 1999. Zoe stayed. Anna met Otto.",
    "Otto left Lyon in 1998. Zoe wept.",
    "Ottone left Lyon in 1999. Zoe Marten stayed.",
    "Anna left Lyon in 1997. Zoe Martin left Lyon in 1998.",
)
AT = "2012-02-01T00:00:00Z"
_ID = re.compile(r'"([0-9a-f]{16})"')


class WentWrongError(AssertionError):
    """A sequence did not come out as it must; says which, and where."""


@dataclass(frozen=True)
class World:
    """Documents to judge about: the files that they come in as, by name, and how each is read, by version and id."""

    files: Mapping[str, bytes]
    readings: Mapping[str, Mapping[str, Annotated]]
    open_file: OpenFile

    def stages(self, version: str) -> Stages:
        def annotate(documents: Iterable[Document]) -> Iterator[Annotated]:
            return (self.readings[version][document.id] for document in documents)

        return Stages(self.open_file, annotate, partial(_key, version))


def _key(version: str, document: Document) -> str:
    return f"{version} {document.text_sha256}"


def world(files: Mapping[str, bytes], stages: Stages) -> World:
    """The documents in the files as the stages read them, and as other versions of the stages might."""
    with TemporaryDirectory() as folder, Case.create(Path(folder) / "case", stages=stages) as case:
        case.add(_written(Path(folder), files, files))
        first = {one.document.id: one for one in case.annotated()}
    readings = {
        "as read": first,
        "other ids": {own: _renamed(one) for own, one in first.items()},
        "claims gone": {own: replace(one, claims=one.claims[::2]) for own, one in first.items()},
    }
    return World(files, readings, stages.open_file)


def _written(folder: Path, files: Mapping[str, bytes], names: Iterable[str]) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(files[path.name])
    return paths


def _renamed(one: Annotated) -> Annotated:
    """The same reading with other ids for all that it found."""
    ids = {*(claim.id for claim in one.claims), *(entity.id for entity in one.entities)}
    text = json.dumps(encode(one))
    renamed = _ID.sub(lambda m: f'"{content_id("anew", m[1])}"' if m[1] in ids else m[0], text)
    return decode(Annotated, json.loads(renamed))


class Stored:
    """A case in a folder, through its public functions."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self._folder = TemporaryDirectory()
        self._world = world
        self._rng = rng
        self._case = Case.create(Path(self._folder.name) / "case", stages=world.stages(VERSIONS[0]))

    def close(self) -> None:
        self._case.close()
        self._folder.cleanup()

    def add(self, names: Iterable[str]) -> None:
        self._case.add(_written(Path(self._folder.name), self._world.files, names))

    def read_anew(self, version: str) -> None:
        self._case.close()
        self._case = Case.open(Path(self._folder.name) / "case", stages=self._world.stages(version))
        self._case.read_pending()

    def annotated(self) -> list[Annotated]:
        return list(self._case.annotated())

    def log(self) -> tuple[Judgement, ...]:
        return self._case.judgements()

    def judge(self, wish: Wish, _: reports.Lookup) -> None:
        """In one of the ways in which it can be done."""
        case = self._case
        ways: list[Callable[..., Any]] = [case.judge, case.decide, partial(case.decide, at_once=True)]
        self._rng.choice(ways)(wish.kind, *wish.parties, name=wish.name, edit=wish.edit, by=wish.by, why=wish.why or "")

    def undo(self, one: Judgement, by: str) -> None:
        ways: list[Callable[..., Any]] = [
            self._case.undo,
            self._case.take_back,
            partial(self._case.take_back, at_once=True),
        ]
        self._rng.choice(ways)(one.id, by=by)

    def compare(self, annotated: list[Annotated], whole: Corpus) -> None:
        """What is kept beside the case, brought up to date step by step, is what all of it gives."""
        readings, kept = self._case.records(links=True)
        if readings != annotated:
            raise WentWrongError("The readings are not those of the log.")
        same("kept", kept, whole)


class Plain:
    """The readings and a log, and nothing kept."""

    def __init__(self, world: World, _: random.Random) -> None:
        self._readings = world.readings
        self._by_name = {Path(one.document.path or "").name: own for own, one in world.readings[VERSIONS[0]].items()}
        self._version = VERSIONS[0]
        self._there: list[str] = []
        self._log: list[Judgement] = []

    def close(self) -> None:
        """Nothing is open."""

    def add(self, names: Iterable[str]) -> None:
        self._there += [self._by_name[name] for name in names]

    def read_anew(self, version: str) -> None:
        self._version = version

    def annotated(self) -> list[Annotated]:
        return [self._readings[self._version][own] for own in self._there]

    def log(self) -> tuple[Judgement, ...]:
        return tuple(self._log)

    def judge(self, wish: Wish, lookup: reports.Lookup) -> None:
        made = reports.verdict(
            lookup, wish.kind, wish.parties, name=wish.name, edit=wish.edit, by=wish.by, why=wish.why, at=wish.at
        )
        if reports.same_already(lookup, made) is None:
            self._log.append(made.numbered(len(self._log) + 1))

    def undo(self, one: Judgement, by: str) -> None:
        if reports.undone_already(self._log, one) is None:
            made = Verdict("undo", (), by=by, at=AT, undoes=one.id)
            self._log.append(made.numbered(len(self._log) + 1))

    def compare(self, annotated: list[Annotated], whole: Corpus) -> None:
        """Nothing is kept that could differ."""


def same(how: str, one: Corpus, other: Corpus) -> None:
    for name in Corpus.__slots__:
        if getattr(one, name) != getattr(other, name):
            raise WentWrongError(f"What is read {how} is something else: {name}.")


@cache
def small_world() -> World:
    """A few sentences, read without a language model."""
    return world({f"{number}.txt": text.encode() for number, text in enumerate(_TEXTS)}, fakes.stages())


@cache
def sample_world() -> World:
    """The sample case, as it is read."""
    stages = Stages(readers.open_file, pipeline.annotate_documents, pipeline.reading_key)
    return world({one.path.name: one.path.read_bytes() for one in sample().documents}, stages)
