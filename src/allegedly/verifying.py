"""Whether a case is as it was: every original, every text, and every passage that a record points to."""

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import AllegedlyError
from .model.protocols import Store
from .store import Originals, count_passages, cut, passage_problems, received, shown, text_problems


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How much was looked at, and a sentence for each thing that is not as it was.

    ``notes`` are about what an interrupted add left behind: nothing is lost, and the next add tidies it up.
    """

    documents: int
    originals: int
    passages: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(store: Store, originals: Originals) -> VerifyReport:
    """Re-hash every original and every text, and re-read every passage that a record points to."""
    ids = store.ids()
    counted: list[int] = []
    problems = [*store.problems(), *_problems_of_originals(store, originals)]
    for document_id in ids:
        try:
            problems.extend(_problems_of_document(store, document_id, counted))
        except AllegedlyError as error:
            problems.append(f"The document {document_id} cannot be checked. {error}")
    notes = tuple(_left_behind(store, originals))
    return VerifyReport(len(ids), sum(1 for _ in originals.files()), sum(counted), tuple(problems), notes)


def _problems_of_document(store: Store, document_id: str, counted: list[int]) -> Iterator[str]:
    document = store.document(document_id)
    yield from text_problems(document, store.passages(document_id), cut(document.text))
    for annotated in store.annotated([document_id], happenings=True):
        yield from store.problems_of(annotated)
        yield from passage_problems(annotated)
        counted.append(count_passages(annotated))


def _problems_of_originals(store: Store, originals: Originals) -> Iterator[str]:
    kept = received(store)
    awaited = {receipt.document for receipt in store.unfinished()}
    for document_id in sorted(kept - awaited):
        state = originals.state(document_id)
        if state is not None:
            names = " and ".join(receipt.path for receipt in store.receipts(document_id)) or document_id
            yield f"The original of {names} {state}: {shown(originals.path(document_id))}"
    expected = {originals.path(document_id) for document_id in kept}
    for file in originals.files():
        if file not in expected and not originals.is_unfinished(file):
            yield f"The folder of originals holds a file that never came in: {shown(file)}"


def _left_behind(store: Store, originals: Originals) -> Iterator[str]:
    for receipt in store.unfinished():
        yield f"{receipt.path} came in but was not read before an add was cut off; the next add reads it."
    for file in originals.files():
        if originals.is_unfinished(file):
            yield f"{shown(file)} is a copy that was cut off; the next add removes it."
