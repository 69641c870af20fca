"""Whether a case is as it was: originals, texts, the passages that records point to, and the log of custody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from .errors import AllegedlyError
from .model.custody import Head, Noted
from .model.protocols import Receipt, Store
from .store import Originals, count_passages, cut, passage_problems, received, shown, text_problems


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How much was looked at, and a sentence for each thing that is not as it was.

    ``notes`` are no faults: what an interrupted add left behind, which the next add tidies up, and clocks that differ.
    ``to_read_anew`` are the documents whose readings, or what is drawn from these, are damaged: that can be worked out
    again. ``head`` is the end of the log of custody: who notes it elsewhere can have it looked for later.
    """

    documents: int
    originals: int
    passages: int
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    to_read_anew: tuple[str, ...]
    head: Head

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(store: Store, originals: Originals, noted: Noted | None = None) -> VerifyReport:
    """Re-hash every original and every text, re-read every passage that a record points to, and follow the log of
    custody, in which the head that was ``noted`` should stand.
    """
    return _Verifying(store, originals).run(noted)


class _Verifying:
    """What cannot be read is told like what is not as it was, and all else is looked at nevertheless."""

    def __init__(self, store: Store, originals: Originals) -> None:
        self._store = store
        self._originals = originals
        self._problems: list[str] = []
        self._notes: list[str] = []
        self._damaged: list[str] = []
        self._passages = 0

    def run(self, noted: Noted | None) -> VerifyReport:
        self._try(lambda: self._problems.extend(self._store.problems()))
        head = self._custody(noted)
        self._try(lambda: self._problems.extend(_problems_of_originals(self._store, self._originals)))
        ids: list[str] = []
        self._try(lambda: ids.extend(self._store.ids()))
        for document_id in ids:
            look = partial(self._document, document_id)
            self._try(look, f"The document {document_id} cannot be checked. ")
        self._try(lambda: self._notes.extend(_left_behind(self._store, self._originals)))
        files = sum(1 for _ in self._originals.files())
        problems = tuple(dict.fromkeys(self._problems))
        notes, damaged = tuple(self._notes), tuple(self._damaged)
        return VerifyReport(len(ids), files, self._passages, problems, notes, damaged, head)

    def _try(self, look: Callable[[], object], told: str = "") -> None:
        try:
            look()
        except AllegedlyError as error:
            self._problems.append(f"{told}{error}")

    def _custody(self, noted: Noted | None) -> Head:
        try:
            chain = self._store.check_custody(noted)
        except AllegedlyError as error:
            self._problems.append(str(error))
            return Head()
        self._problems.extend(chain.problems)
        self._notes.extend(chain.notes)
        return chain.head

    def _document(self, document_id: str) -> None:
        self._problems.extend(self._problems_of_document(document_id))

    def _problems_of_document(self, document_id: str) -> Iterator[str]:
        document = self._store.document(document_id)
        yield from text_problems(document, self._store.passages(document_id), cut(document.text))
        faults = [*self._store.problems_of_reading(document_id)]
        read = [] if faults else [*self._store.annotated([document_id], happenings=True)]
        faults += [fault for annotated in read for fault in self._store.problems_of(annotated)]
        self._damaged += [document_id] if faults else []
        yield from faults
        for annotated in read:
            yield from passage_problems(annotated)
            self._passages += count_passages(annotated)


def _problems_of_originals(store: Store, originals: Originals) -> Iterator[str]:
    kept = received(store)
    awaited = {receipt.document for receipt in store.unfinished()}
    for document_id in sorted(kept - awaited):
        state = originals.state(document_id)
        if state is not None:
            names = " and ".join(_paths(store.receipts(document_id))) or document_id
            yield f"The original of {names} {state}: {shown(originals.path(document_id))}"
    expected = {originals.path(document_id) for document_id in kept}
    for file in originals.files():
        if file not in expected and not originals.is_unfinished(file):
            yield f"The folder of originals holds a file that never came in: {shown(file)}"


def _paths(receipts: Iterable[Receipt]) -> list[str]:
    """Each once, by how many ways it came."""
    return list(dict.fromkeys(receipt.path for receipt in receipts))


def _left_behind(store: Store, originals: Originals) -> Iterator[str]:
    for receipt in store.unfinished():
        yield f"{receipt.path} came in but was not read before an add was cut off; the next add reads it."
    for file in originals.files():
        if originals.is_unfinished(file):
            yield f"{shown(file)} is a copy that was cut off; the next add removes it."
