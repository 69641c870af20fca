"""The sample case that ships with Allegedly: an invented affair, told by documents that disagree."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from .adding import AddReport, Progress
from .case import Case
from .intake import AddStep
from .resources import load_yaml, path_of

_FOLDER = "sample"


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """One document; ``published`` is given where its text does not say it in full."""

    path: Path
    published: date | None


@dataclass(frozen=True, slots=True)
class Sample:
    title: str
    description: str
    documents: tuple[SampleDocument, ...]


def sample() -> Sample:
    """The sample case as its manifest has it."""
    manifest = load_yaml(f"{_FOLDER}/manifest.yaml")
    documents = (
        SampleDocument(path_of(f"{_FOLDER}/{entry['file']}"), _date(entry.get("published")))
        for entry in manifest["documents"]
    )
    return Sample(manifest["title"], manifest["description"].strip(), tuple(documents))


def open_sample(folder: Path) -> Case:
    """A case for the sample: a new one, or the one that an earlier call left in ``folder``."""
    return Case.open(folder) if _holds_something(folder) else Case.create(folder)


def fill(case: Case, *, progress: Progress | None = None, by: str | None = None) -> AddReport:
    """Add the sample's documents, in their order; what is there already is told as known."""
    steps: list[AddStep] = []
    for published, documents in groupby(sample().documents, key=attrgetter("published")):
        files = [document.path for document in documents]
        steps.extend(case.add(files, published, progress, by=by, how="sample").steps)
    return AddReport(tuple(steps))


def _holds_something(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _date(given: str | date | None) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given
