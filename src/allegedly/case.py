"""A case: a folder of originals and a database, and everything that can be asked of it.

Wires the rooms together for the command line, the interface and scripts.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self

from . import reports, views
from .across import Across
from .adding import Adding, AddReport, Progress, Stages
from .clock import now
from .collector import collector_paused
from .corpus import Corpus, documents_checked, read_corpus
from .deciding import Wish
from .errors import CaseError
from .exporters import Material
from .fetching import Fetched
from .judging import Judging
from .model import Annotated, Correction, Document, Hand, Judgement, JudgementKind
from .model.custody import CustodyLine, Noted
from .model.protocols import Container, DocumentEntry, Receipt, ReceivedHow, Refusal, SearchResult, Store
from .parts import Records
from .person import this_person
from .runners import Cluster, Here, Runner
from .store import Originals, create_folder, open_store, shown, walk
from .verifying import VerifyReport, verify

MANY = 20
"""From so many files on, adding reads them against the others at once."""


class Case:
    """An open case. Use it in a ``with`` block, or close it.

    Every method raises ``CaseError`` with one sentence when the disk or the database refuses.
    """

    def __init__(self, folder: Path, store: Store, stages: Stages | None = None) -> None:
        self.folder = folder
        self._store = store
        self._originals = Originals(folder / "originals")
        self._given_stages = stages
        self._across = Across(folder, store)
        self._judging = Judging(store, self._across)

    @classmethod
    def create(cls, path: Path | str, *, database: str | None = None, stages: Stages | None = None) -> Self:
        """A new, empty case in a folder that is empty or not there yet.

        Its records are kept in a file there, or in the empty ``database`` of a server: "postgresql://user@host/name".
        """
        create_folder(Path(path), database)
        return cls.open(path, stages=stages)

    @classmethod
    def open(cls, path: Path | str, *, stages: Stages | None = None) -> Self:
        """The case in a folder. ``stages`` replace the document stages, for tests and experiments."""
        return cls(Path(path), open_store(Path(path)), stages)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        paths: Iterable[Path | str],
        published: date | None = None,
        progress: Progress | None = None,
        *,
        processes: int = 1,
        cluster: str | None = None,
        across: Callable[[int, int], None] | None = None,
        fetched: Sequence[Fetched] = (),
        by: str | None = None,
        how: ReceivedHow = "file",
    ) -> AddReport:
        """Add files, and what is in folders; bytes that are in the case already are told and not read twice.

        ``published`` counts for documents that do not say themselves when they were published. What an earlier add
        left undone is finished too. Cut off at any moment, what was committed stays and the next add goes on.
        Many documents are read against the others then, and ``across`` is told how many of how many are done; what a
        few of them touch is left to the first report that asks. ``fetched`` are pages that ``fetching.fetch`` had from
        the web. Receipts say that the files came in ``by`` somebody (the user of this machine, where nobody is named)
        and ``how``. ``processes`` of this machine read, or the workers of the Dask ``cluster`` at this address; the
        case is written here alone.
        """
        with self._runner(processes, cluster) as runner, self._across.as_only_writer():
            self._originals.sweep()
            with self._adding(by, progress, runner) as adding:
                adding.add([*walk(paths, leave_out=self.folder)], published, fetched, how)
                adding.finish_interrupted()
                adding.read_pending()
            if len(adding.steps) >= MANY:
                # Where it cannot be kept, reports work it out: what was added is safe already.
                with suppress(CaseError):
                    self._across.bring_up_to_date(across)
        return AddReport(tuple(adding.steps))

    def pending(self) -> list[str]:
        """Ids of the documents that wait to be read: they never were, or the stages have changed since."""
        return self._store.pending(self._stages().fingerprint())

    def read_pending(self, progress: Progress | None = None, *, processes: int = 1) -> AddReport:
        """Read them."""
        with self._across.as_only_writer(), self._adding(None, progress, Here(processes)) as adding:
            adding.read_pending()
        return AddReport(tuple(adding.steps))

    def _adding(self, by: str | None, progress: Progress | None, runner: Runner) -> Adding:
        who = this_person() if by is None else shown(by)
        return Adding(self._store, self._originals, self._stages(), by=who, progress=progress, runner=runner)

    def _runner(self, processes: int, cluster: str | None) -> AbstractContextManager[Runner]:
        return nullcontext(Here(processes)) if cluster is None else Cluster(cluster)

    def documents(self, *, naming: str | None = None, within: str | None = None) -> list[DocumentEntry]:
        """All documents, or those in which ``naming`` stands as a name, or which came ``within`` the file of this hash
        (a message's attachments); by date, undated last.
        """
        return self._store.documents(naming=naming, within=within)

    def document(self, document_id: str) -> Document:
        """A document as its reader gave it; ``NotFoundError`` when there is none of that id."""
        return self._store.document(document_id)

    def original(self, document_id: str) -> bytes:
        """The bytes of a document as they came in."""
        return self._originals.get(document_id)

    def receipts(self, document_id: str | None = None) -> list[Receipt]:
        """When what came in, and under which path; of one document, or all."""
        return self._store.receipts(document_id)

    def containers(self) -> list[Container]:
        """Archives, mailboxes and exports that documents came in."""
        return self._store.containers()

    def refusals(self) -> list[Refusal]:
        """What was not taken, and why."""
        return self._store.refusals()

    def annotated(self, document_ids: Iterable[str] | None = None, *, happenings: bool = False) -> Iterator[Annotated]:
        """The readings of all documents, or of those given, as the machine read them; with their ``happenings`` only
        if asked for. A few at a time in memory.
        """
        return self._store.annotated(document_ids, happenings=happenings)

    def readings(self, document_ids: Iterable[str] | None = None, *, happenings: bool = False) -> Iterator[Annotated]:
        """The same as the judgements have them, which is what every report is made from: rejected claims are left out,
        edited ones stand there as a person has them.
        """
        return self._across.readings(document_ids, happenings=happenings)

    def annotated_with(self, claim_id: str) -> Annotated:
        """The reading that holds a claim, by its id or the beginning of it; ``NotFoundError`` without just one."""
        return next(self._store.annotated([self._store.document_of_claim(claim_id)]))

    def search(self, query: str, *, limit: int = 50, offset: int = 0) -> SearchResult:
        """Passages by words, "phrases", AND, OR, NOT, brackets and prefix*; ``QueryError`` when it is malformed."""
        return self._store.search(query, limit=limit, offset=offset)

    def corpus(self) -> Corpus:
        """What is read across the documents: entities, events, relations, copied passages, origins, answers."""
        return self.records(links=True)[1]

    def records(self, *, links: bool = False, happenings: bool = False) -> tuple[list[Annotated], Corpus]:
        """The readings of all documents, and what is read across them; what answers what only with ``links``, and the
        ``happenings`` of the readings only if asked for.

        What is read across documents is kept beside the case and brought up to date here, where others wrote to it
        meanwhile. Where it cannot be kept, it is worked out anew.
        """
        return self._across.records(links=links, happenings=happenings)

    def part(
        self, *, documents: Collection[str] = (), claims: Collection[str] = (), entities: Collection[str] = ()
    ) -> Records:
        """What of the ``records`` has to do with some documents, claims (or beginnings of their ids) and entities.

        The readings are those of the documents, of the claims' documents, and of all that tells of the same happenings
        or shares the claims' passages; what is read across documents is what ``corpus.part_of`` gives for them. It is
        all records where they cannot be kept beside the case.
        """
        return self._across.ask(lambda kept: kept.around(documents, claims, entities), self.records)

    def judgements(self) -> tuple[Judgement, ...]:
        """The log of what a person decided, in order."""
        return self._store.judgements()

    def rulings(self) -> dict[str, Hand]:
        """Who accepted, rejected or edited which claims, by the ids of the claims."""
        checked = self.readings(sorted(documents_checked(self.judgements())))
        return {made.claim.id: made.hand for one in checked for made in one.checked}

    def judgement_log(self) -> tuple[reports.JudgementView, ...]:
        """The same with the names of the documents, and which lines are in force."""
        return self._judging.log()

    def judgement_lines(self, ids: Collection[str]) -> tuple[reports.JudgementView, ...]:
        """Some lines of it at once, as the case is kept now, though what was judged last may not be reckoned with
        there, nor what other lines do to these; where nothing is kept, by the documents of the parties alone.
        """
        return self._judging.lines_at_once(ids)

    def judge(
        self,
        kind: JudgementKind,
        *parties: str,
        name: str | None = None,
        edit: Correction | None = None,
        by: str,
        why: str = "",
    ) -> Judgement:
        """Put a judgement into the log: "same", "different" or "unsure" of two parties, "alias" of one and a ``name``.

        A party is an entity's id or name, or either with ``@`` and a document; or the beginning of a claim's id. Two
        claims can be "settled" too, with the ``name`` of the slot if they differ in several, and never without a
        ``why``. One claim can be told to be read rightly ("accept"), to be none ("reject"), or how it is to be read
        ("edit", with what is to be read otherwise: it comes on top of what another edit in force says).
        ``NotFoundError`` when nobody fits, ``AllegedlyError`` when the judgement makes no sense. What is judged so
        already is not written again. What follows from it is left to the first report that asks.
        """
        return self._judging.judge(Wish(kind, parties, name, edit, by, why, now()))

    def decide(
        self,
        kind: JudgementKind,
        *parties: str,
        name: str | None = None,
        edit: Correction | None = None,
        by: str,
        why: str = "",
        at_once: bool = False,
    ) -> reports.Decision:
        """Judge, and say what that does to earlier judgements, and they to it.

        Where it has to do with earlier ones whose effect hangs on who and what is one then, the case is brought up to
        date for that; but not ``at_once``: then that is said to show later.
        """
        return self._judging.decide(Wish(kind, parties, name, edit, by, why, now()), at_once=at_once)

    def undo(self, judgement: str, *, by: str, why: str = "") -> Judgement:
        """Take a judgement back, by its id or enough of it; what was worked out is then as if it had never been.

        What is taken back already is not taken back again.
        """
        return self._judging.undo(judgement, by=by, why=why, at=now())

    def take_back(self, judgement: str, *, by: str, why: str = "", at_once: bool = False) -> reports.Decision:
        """Take a judgement back, and say what that does to others; ``at_once`` as in ``decide``."""
        return self._judging.take_back(judgement, by=by, why=why, at=now(), at_once=at_once)

    def preview(
        self, kind: JudgementKind, *parties: str, name: str | None = None, edit: Correction | None = None
    ) -> reports.Preview:
        """What a judgement would change; nothing is kept."""
        return self._judging.preview(Wish(kind, parties, name, edit, "", None, ""))

    def timeline(self, filters: reports.Filters | None = None, *, known_by: date | None = None) -> reports.Chronology:
        """The sourced chronology; with ``known_by`` that of what was published by this day, as if there were no more.

        ``NotFoundError`` when a filter names somebody who is not there.
        """
        annotated, corpus, known = self.as_known(known_by)
        return reports.chronology(annotated, corpus, filters or reports.Filters(), known)

    def timeline_of(self, name: str, *, known_by: date | None = None) -> reports.TimelineOf:
        """What is told of one party or thing, in the order of time: all that texts name, worth a claim or not.

        ``NotFoundError`` when nobody and nothing goes by the ``name``; ``known_by`` as for the timeline.
        """
        annotated, corpus, known = self.as_known(known_by, happenings=True)
        return reports.timeline_of(annotated, corpus, name, known)

    def cast(self) -> reports.CastList:
        """Who and what the case is about, under which names."""
        return reports.cast(*self.records())

    def trace(self, claim_id: str) -> reports.Trace:
        """One claim followed back, by its id or enough of its beginning; ``NotFoundError`` without just one."""
        return reports.trace(*self.part(claims=[claim_id]), claim_id)

    def conflicts(
        self, *, everything: bool = False, only_open: bool = False, known_by: date | None = None
    ) -> reports.Conflicts:
        """Where accounts of one happening differ, gravest first; ``everything`` adds what does not exclude each other,
        ``only_open`` leaves out what is settled. ``known_by`` as for the timeline.
        """
        annotated, corpus, known = self.as_known(known_by)
        return reports.conflicts(annotated, corpus, everything=everything, only_open=only_open, known_by=known)

    def ledger(self) -> reports.Ledger:
        """Offers, demands, requests, promises and threats, with their answers."""
        return reports.ledger(*self.records(links=True))

    def where(self, person: str | None = None) -> tuple[reports.Whereabouts, ...]:
        """Where a person is said to have been and when; everybody, without a name."""
        return reports.whereabouts(*self.records(), person)

    def questions(self) -> reports.Questions:
        """What the texts say is not known, what they ask, and what somebody would not say."""
        return reports.questions(*self.records(links=True))

    def as_known(
        self, day: date | None, *, links: bool = False, happenings: bool = False
    ) -> tuple[Sequence[Annotated], Corpus, reports.KnownBy | None]:
        """The records, or what they were for who had read everything on a day; the others as for ``records``."""
        if day is None:
            return *self.records(links=links, happenings=happenings), None
        annotated, told = reports.known_by(list(self.readings(happenings=happenings)), day)
        return annotated, read_corpus(annotated, self.judgements()), told

    def version(self) -> str:
        """Another one whenever somebody wrote to the case since: far cheaper to ask for than the ``revision``."""
        return self._store.version()

    def revision(self, known_by: date | None = None) -> str:
        """What tells this state of the case from every other: its readings, its judgements, and this release."""
        return views.revision(self._store.reading_keys(), self.judgements(), known_by)

    def views(self, known_by: date | None = None) -> views.Views | None:
        """What the interface shows of the case: of this state of it, else the last that ``make_views`` made; ``None``
        where it made none. The name of its file tells of which ``revision`` it is.
        """
        newest = views.newest(self.folder, self.revision(known_by), known_by)
        return None if newest is None else views.Views(newest)

    def make_views(self, known_by: date | None = None, progress: Callable[[int, int], None] | None = None) -> Path:
        """Work it out anew, where the case has changed since or the file is damaged: the file of it."""
        path = views.path_of(self.folder, self.revision(known_by), known_by)
        if not views.can_be_read(path):
            with collector_paused():
                annotated, corpus, told = self.as_known(known_by, links=True)
                views.build_views(path, annotated, corpus, known_by=told, progress=progress)
            views.sweep(path)
        return path

    def material(
        self, title: str = "", filters: reports.Filters | None = None, *, known_by: date | None = None
    ) -> Material:
        """What an exporter works from: of the claims those that fit the filters, of the case what was ``known_by`` a
        day.
        """
        annotated, corpus, told = self.as_known(known_by, links=True)
        receipts: dict[str, list[Receipt]] = {}
        for receipt in self.receipts():
            receipts.setdefault(receipt.document, []).append(receipt)
        sizes = {one.id: one.size for one in self.documents()} | {one.id: one.size for one in self.containers()}
        chosen = filters or reports.Filters()
        return Material(annotated, corpus, title, chosen, told, receipts, sizes, self.custody())

    def bundle(
        self, output: Path, *, passphrase: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """The whole case in one file, encrypted if there is a passphrase; ``allegedly.bundling.restore`` opens it."""
        from .bundling import bundle

        with self._across.as_only_writer():
            return bundle(self.folder, self._store, output, passphrase=passphrase, progress=progress)

    def read_anew(self, document_ids: Iterable[str], progress: Progress | None = None) -> AddReport:
        """Throw away the readings of these documents, and read them: of damaged ones no original is touched."""
        with self._across.as_only_writer():
            self._store.forget_readings(document_ids)
            return self.read_pending(progress)

    def verify(self, noted: Noted | None = None) -> VerifyReport:
        """Re-hash every original and every text, re-read every passage that a record points to, and follow the log of
        custody: whether it is whole, every record is what it says, and a head that was ``noted`` stands in it.
        """
        return verify(self._store, self._originals, noted)

    def custody(self, subjects: Iterable[str] | None = None) -> list[CustodyLine]:
        """The log of custody, in order: all of it, or what it tells of these documents and other records, by id."""
        return self._store.custody(subjects)

    def _stages(self) -> Stages:
        return self._given_stages or _document_stages()


@cache
def _document_stages() -> Stages:
    # Here, so that a case can be opened and searched without loading a parser of HTML or a language model.
    from . import pipeline, readers

    return Stages(readers.open_file, partial(pipeline.annotate_documents, happenings=True), pipeline.reading_key)
