"""What an exporter works from: a case as it is, narrowed to what its reader asked for."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from ..model import Annotated, Claim
from ..model.custody import CustodyLine
from ..model.protocols import Receipt
from ..reports import (
    CastList,
    Chronology,
    Conflicts,
    CorpusRecords,
    Filters,
    KnownBy,
    Ledger,
    Lookup,
    Questions,
    Whereabouts,
    cast,
    chronology,
    conflicts,
    ledger,
    questions,
    whereabouts,
)
from ..reports.filters import select
from ..reports.lookup import document_name, name_of_path


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: a file or a folder, and a sentence for each thing that has no place in it. What was asked to
    be left out is not told here: that is the material's ``cut``.
    """

    path: Path
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """The records of a case. ``receipts`` say when and how each document came in, by its id; those of what documents
    lay in are there too, and so are ``sizes``, in bytes. ``custody`` is the whole log. Reports are worked out when they
    are first asked for.
    """

    annotated: Sequence[Annotated]
    corpus: CorpusRecords
    title: str = ""
    filters: Filters = Filters()  # noqa: RUF009 (frozen)
    known_by: KnownBy | None = None
    receipts: Mapping[str, Sequence[Receipt]] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    custody: Sequence[CustodyLine] = ()

    @property
    def cut(self) -> tuple[str, ...]:
        """A sentence for each thing that was asked to be left out: by the filters, and by the day of ``known_by``."""
        found = [self.known_by.words] if self.known_by is not None else []
        if self.filters.narrow():
            count = sum(len(item.claims) for item in self.annotated)
            found.append(f"Only claims {self.filters.in_words()}: {len(self.claims):,} of {count:,} fit.")
        return tuple(found)

    def told_path(self, path: str) -> str:
        """A path under which something came in, without the folders that all of them share: those tell of a machine and
        of whoever works on it, and of nothing that was received.
        """
        own = PurePath(path)
        shared = self._shared_folder
        return str(own.relative_to(shared)) if shared is not None and own.is_relative_to(shared) else path

    @cached_property
    def originals(self) -> tuple[str, ...]:
        """The files that the documents shown here are, and those that they came in, by their hashes, each once."""
        shown = (own for item in self.annotated for own in (item.document.parent, item.document.id) if own is not None)
        return tuple(dict.fromkeys(shown))

    def name_of_original(self, own: str) -> str:
        """What a file is called: as a document, or by the path that it came in under."""
        place = self.lookup.place_of_document.get(own)
        if place is not None:
            return document_name(self.annotated[place].document)
        path = next((one.path for one in self.receipts.get(own, ())), None)
        return name_of_path(path, None, own)

    @property
    def custody_shown(self) -> Sequence[CustodyLine]:
        """The log of custody; of a case as it was known by a day, no more than the lines about what is shown of it."""
        if self.known_by is None:
            return self.custody
        shown = {*self.originals, *(one.id for one in self.corpus.judgements)}
        return [line for line in self.custody if line.subject in shown]

    @cached_property
    def _shared_folder(self) -> PurePath | None:
        """The deepest folder that all files lay in, where they came from folders of the disk."""
        every = {receipt.path for receipts in self.receipts.values() for receipt in receipts}
        every |= {item.document.path for item in self.annotated if item.document.path}
        folders = [PurePath(path).parent for path in every if PurePath(path).is_absolute()]
        # What lies in an archive has the archive for its folder, so that it never makes the shared one deeper.
        return PurePath(os.path.commonpath(folders)) if folders else None

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup(self.annotated, self.corpus)

    @cached_property
    def claims(self) -> list[tuple[Annotated, Claim]]:
        """The claims that fit the filters, in the order of documents and of the text. Formats of records take those of
        ``chosen.choose``, which has the denials beside them too.
        """
        return select(self.lookup, self.filters)

    @cached_property
    def fitting(self) -> frozenset[str]:
        """The ids of these."""
        return frozenset(claim.id for _, claim in self.claims)

    @cached_property
    def chronology(self) -> Chronology:
        """Of what fits the filters."""
        return chronology(self.annotated, self.corpus, self.filters, self.known_by)

    @cached_property
    def cast(self) -> CastList:
        return cast(self.annotated, self.corpus)

    @cached_property
    def conflicts(self) -> Conflicts:
        return conflicts(self.annotated, self.corpus, known_by=self.known_by)

    @cached_property
    def ledger(self) -> Ledger:
        return ledger(self.annotated, self.corpus)

    @cached_property
    def questions(self) -> Questions:
        return questions(self.annotated, self.corpus)

    @cached_property
    def whereabouts(self) -> tuple[Whereabouts, ...]:
        return whereabouts(self.annotated, self.corpus)
