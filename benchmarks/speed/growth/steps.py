"""What is measured in a process of its own, so that its memory can be told: ``python -m ....steps STEP FOLDER COUNT``.

FOLDER has what the step before left; printed is a JSON object of the seconds of each line.
"""

import json
import pickle
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from allegedly import case as cases
from allegedly import pipeline, readers
from allegedly.across import Across
from allegedly.case import Case
from allegedly.collector import collector_paused
from allegedly.corpus.accounts import read_accounts
from allegedly.corpus.answers import find_links
from allegedly.corpus.claims_judged import ClaimSubjects
from allegedly.corpus.entities import group_entities
from allegedly.corpus.events import find_events
from allegedly.corpus.origins import trace_origins
from allegedly.corpus.relations import find_relations
from allegedly.corpus.sources import Outlets, Sources
from allegedly.corpus.text_reuse import Alignment, find_derivations, publication_order
from allegedly.exporters import BUNDLE, FORMATS
from allegedly.model import Document
from allegedly.store import open_store

from .retold import Retold

MORE = 10
"""So many documents come to a case that is there."""
_READ = 20
"""So many are read by the machine for the cost of reading."""
_OTHERS = 2
"""So many others before them: models and lexicons are loaded then, and of the timed ones nothing has been parsed."""
RETOLD = "retold.pickle"


class Clock:
    """The seconds of each line."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def line(self, name: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun


def sample(folder: Path, count: int, clock: Clock) -> None:
    """Read the ``count`` documents that all others are told from."""
    (folder / RETOLD).write_bytes(pickle.dumps(Retold(count)))


def read(folder: Path, count: int, clock: Clock) -> None:
    """Read some documents of the case as the machine reads them; the seconds are those of all, at that rate."""
    retold = _retold(folder)

    def opened(numbers: range) -> list[Document]:
        return [readers.read(Path(f"{n:06}.txt"), retold.text(n).encode()) for n in numbers]

    list(pipeline.annotate_documents(opened(range(count, count + _OTHERS)), happenings=True))
    documents = opened(range(max(0, count - _READ), count))
    begun = time.process_time()
    list(pipeline.annotate_documents(documents, happenings=True))
    clock.seconds["read"] = (time.process_time() - begun) * count / len(documents)


def add(folder: Path, count: int, clock: Clock) -> None:
    """Add all documents to a new case, their readings being told again, and do not read them across yet."""
    retold = _retold(folder)
    with TemporaryDirectory(dir=folder) as files, Case.create(folder / "case", stages=retold.stages()) as case:
        _written(retold, Path(files), range(count))
        _add(case, retold, Path(files), clock, "add")
        assert len(case.documents()) == count


def keep(folder: Path, count: int, clock: Clock) -> None:
    """Read the case across, and keep that beside it."""
    with clock.line("keep"):
        _keep(folder)


def stages(folder: Path, count: int, clock: Clock) -> None:
    """Each stage across documents, as ``read_corpus`` runs them on a whole case."""
    with clock.line("all readings"), Case.open(folder / "case") as case:
        annotated = list(case.readings())
    ordered = sorted(annotated, key=lambda one: publication_order(one.document))
    texts = {one.document.id: one.document.text for one in ordered}
    with clock.line("entities"):
        entities = group_entities(ordered)
    with clock.line("copied passages"):
        derivations = find_derivations(ordered)
    with clock.line("accounts"):
        sources = Sources(Outlets.of(one.document for one in ordered), entities)
        accounts = read_accounts(ordered, sources, Alignment(derivations, texts))
    with clock.line("events"):
        events = find_events(accounts, entities, log=ClaimSubjects(ordered).as_found(()))
    with clock.line("relations"):
        for event, own in events:
            find_relations(event, own)
    with clock.line("origins"):
        for event, own in events:
            trace_origins(event, own, texts)
    with clock.line("answers"):
        find_links(ordered, sources)


def exports(folder: Path, count: int, clock: Clock) -> None:
    """Each format, from records that are read once for all."""
    with TemporaryDirectory(dir=folder) as name, Case.open(folder / "case") as case:
        with clock.line("records"):
            material = case.material("Growth")
        for format_, made in FORMATS.items():
            with clock.line(format_), collector_paused():  # as the command does
                made.write(material, Path(name) / f"{format_}{made.suffix}")
        with clock.line(BUNDLE):
            case.bundle(Path(name) / "case.allegedly")


def views(folder: Path, count: int, clock: Clock) -> None:
    """What the interface shows, worked out."""
    with clock.line("views"), Case.open(folder / "case") as case:
        case.make_views()


def more(folder: Path, count: int, clock: Clock) -> None:
    """What it costs to add some documents to the case that is there: till they are kept, read across, and shown."""
    retold = _retold(folder)
    with TemporaryDirectory(dir=folder) as files, Case.open(folder / "case", stages=retold.stages()) as case:
        there = len(case.documents())  # ``count``, and more where a run was cut off here
        _written(retold, Path(files), range(there, there + MORE))
        _add(case, retold, Path(files), clock, "add")
    with clock.line("keep"):
        _keep(folder)
    with clock.line("views"), Case.open(folder / "case") as case:
        case.make_views()


def _retold(folder: Path) -> Retold:
    retold: Retold = pickle.loads((folder.parent / RETOLD).read_bytes())  # noqa: S301 (our own)
    return retold


def _written(retold: Retold, folder: Path, numbers: Sequence[int]) -> None:
    for number in numbers:
        (folder / f"{number:06}.txt").write_text(retold.text(number), "utf-8")


def _add(case: Case, retold: Retold, files: Path, clock: Clock, line: str) -> None:
    told = retold.seconds
    with clock.line(line), patch.object(cases, "MANY", sys.maxsize):
        report = case.add([files])
    clock.seconds[line] -= retold.seconds - told
    assert len(report.added) == len(report.steps), report.steps


def _keep(folder: Path) -> None:
    with closing(open_store(folder / "case")) as store:
        across = Across(folder / "case", store)
        with across.as_only_writer():
            across.bring_up_to_date()


STEPS: dict[str, Callable[[Path, int, Clock], None]] = {
    one.__name__: one for one in (sample, read, add, keep, stages, views, exports, more)
}


def main() -> None:
    step, folder, count = sys.argv[1:]
    clock = Clock()
    STEPS[step](Path(folder), int(count), clock)
    print(json.dumps(clock.seconds))


if __name__ == "__main__":
    main()
