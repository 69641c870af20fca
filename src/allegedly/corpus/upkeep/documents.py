"""The documents of a case as a step of the upkeep looks at them: few of many, read when they are asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ...model import Annotated

Readings = Callable[[Iterable[str]], Iterator[Annotated]]
"""The readings of documents, by their ids."""


_MOST = 50_000_000
"""Characters of texts that are kept."""


class Documents(Mapping[str, Annotated]):
    """The readings of a case by the ids of their documents. Of what was read the texts stay a while: many ask again."""

    def __init__(self, ids: Collection[str], readings: Readings) -> None:
        self._ids = ids
        self._readings = readings
        self._read: dict[str, Annotated] = {}
        self._texts: dict[str, str] = {}
        self._size = 0

    def __getitem__(self, document: str) -> Annotated:
        return self._read[document] if document in self._read else self.some([document])[0]

    def __contains__(self, document: object) -> bool:
        return document in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def text(self, document: str) -> str:
        """The text of a document, of which the reading is not kept for it."""
        if document in self._texts:
            return self._texts[document]
        return self._noted(next(iter(self._readings([document])))).document.text

    def some(self, documents: Iterable[str]) -> list[Annotated]:
        """The readings of those that are in the case."""
        here = [document for document in documents if document in self._ids]
        missing = [document for document in here if document not in self._read]
        self._read.update((one.document.id, self._noted(one)) for one in self._readings(missing))
        return [self._read[document] for document in here]

    def _noted(self, one: Annotated) -> Annotated:
        document = one.document
        if document.id not in self._texts:
            self._size += len(document.text)
            if self._size > _MOST:
                self._texts.clear()
                self._size = len(document.text)
            self._texts[document.id] = document.text
        return one

    def let_go(self, documents: Iterable[str] | None = None) -> None:
        """Let go of their readings; of all without them."""
        for document in list(self._read) if documents is None else documents:
            self._read.pop(document, None)


class Texts(Mapping[str, str]):
    """Their texts."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def __getitem__(self, document: str) -> str:
        return self._documents.text(document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
