"""The documents of a case as a step of the upkeep looks at them: few of many, read when they are asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ...model import Annotated

Readings = Callable[[Iterable[str]], Iterator[Annotated]]
"""The readings of documents, by their ids."""


class Documents(Mapping[str, Annotated]):
    """The readings of a case by the ids of their documents."""

    def __init__(self, ids: Collection[str], readings: Readings) -> None:
        self._ids = ids
        self._readings = readings
        self._read: dict[str, Annotated] = {}

    def __getitem__(self, document: str) -> Annotated:
        return self._read[document] if document in self._read else self.some([document])[0]

    def __contains__(self, document: object) -> bool:
        return document in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def text(self, document: str) -> str:
        """The text of a document of which the reading is not kept for it."""
        read = self._read.get(document) or next(iter(self._readings([document])))
        return read.document.text

    def some(self, documents: Iterable[str]) -> list[Annotated]:
        """The readings of those that are in the case."""
        here = [document for document in documents if document in self._ids]
        missing = [document for document in here if document not in self._read]
        self._read.update((one.document.id, one) for one in self._readings(missing))
        return [self._read[document] for document in here]

    def keep(self, documents: Collection[str]) -> None:
        """Let go of the readings of all others."""
        self._read = {document: self._read[document] for document in documents if document in self._read}


class Texts(Mapping[str, str]):
    """Their texts, of which far more fit into memory."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._read: dict[str, str] = {}

    def __getitem__(self, document: str) -> str:
        if document not in self._read:
            self._read[document] = self._documents.text(document)
        return self._read[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
