"""Judging in a stored case: a wish is looked up, written into the log, told, taken back, or only tried."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import overload

from . import reports
from .across import Across
from .corpus import documents_checked, judged, judged_keys, overlay, read_cast, read_corpus
from .deciding import (
    Ready,
    Wish,
    check_undone,
    is_id,
    stands_alone,
    to_check,
    to_judge,
    to_judge_in_all,
    to_undo,
    with_lines,
    with_log,
)
from .errors import AllegedlyError, BusyError, CaseError, NotFoundError
from .misnamed import told_of_names
from .model import CHECKS, Annotated, Judgement
from .model.protocols import Store
from .parts import KeptCase, Records
from .previewing import Supposed, preview


class Judging:
    """Over the store of a case and what is read across it.

    What needs one document only, and what is wanted ``at_once``, waits for nobody who writes to the case: the log is
    written to only where it is as it was when the judgement was looked up.
    """

    def __init__(self, store: Store, across: Across) -> None:
        self._store = store
        self._across = across
        self._turn = threading.Lock()

    def log(self) -> tuple[reports.JudgementView, ...]:
        kept = self._across.ask(lambda kept: kept.about(kept.log), self._records)
        return reports.judgement_log(reports.Lookup(*kept))

    def lines_at_once(self, of: Collection[str]) -> tuple[reports.JudgementView, ...]:
        lines = [one for one in self._store.judgements() if one.id in of]
        kept = self._across.ask_at_once(lambda kept, _: kept.about(lines))
        told = {subject.document for one in lines for subject in one.subjects}
        return reports.judgement_log(reports.Lookup(*(kept or self._alone(sorted(told)))), of)

    def judge(self, wish: Wish) -> Judgement:
        alone = self._write(lambda: self._to_check(wish))
        if alone is not None:
            return alone[1]
        with self._across.as_only_writer():
            return self._write(lambda: self._to_judge(wish, telling=False, in_all=True))[1]

    def decide(self, wish: Wish, *, at_once: bool) -> reports.Decision:
        refusal: AllegedlyError | None = None
        try:
            written = self._write(lambda: self._to_check(wish) or (self._to_judge_at_once(wish) if at_once else None))
        except AllegedlyError as error:
            if at_once and all(map(is_id, wish.parties)):
                raise  # of what others judged just now no page that was shown can have the id
            written, refusal = None, error  # with what others judged just now, or in the whole case, somebody may fit
        if written is not None:
            return self._with_names(self._told(*written, at_once=at_once), wish)
        with self._or_refused(refusal):
            made = self._told(*self._write(lambda: self._to_judge(wish, telling=True, in_all=not at_once)))
        return self._with_names(made, wish)

    def _with_names(self, decision: reports.Decision, wish: Wish) -> reports.Decision:
        """With what is to be said of names that nobody bears: it holds all the same, and may be what was meant."""
        if wish.edit is None or not (wish.edit.place or wish.edit.roles):
            return decision
        subject, edit = decision.made.subjects[0], wish.edit
        told = self._across.ask_at_once(
            lambda kept, _: told_of_names(kept, next(iter(kept.readings([subject.document]))), subject.entity, edit)
        )
        return decision if not told else replace(decision, told=(*decision.told, *told))

    def undo(self, judgement: str, *, by: str, why: str, at: str) -> Judgement:
        return self._write(lambda: to_undo(self._store.judgements(), judgement, by=by, why=why, at=at))[1]

    def take_back(self, judgement: str, *, by: str, why: str, at: str, at_once: bool) -> reports.Decision:
        def undoing() -> Ready:
            return to_undo(self._store.judgements(), judgement, by=by, why=why, at=at)

        def alone() -> Ready | None:
            ready = undoing()
            document = check_undone(self._store.judgements(), ready)
            if document is not None:
                return replace(ready, before=self._alone([document]), lines=(), anew=False)
            if at_once:
                return self._at_once(lambda kept, told: with_lines(kept, ready) if told else ready)
            return None

        written = self._write(alone)
        if written is not None:
            return self._told(*written, at_once=at_once)

        def of_all(ready: Ready) -> Ready:
            return self._across.ask(
                lambda kept: with_lines(kept, ready), lambda: replace(ready, before=self._records())
            )

        with self._across.as_only_writer():
            return self._told(*self._write(lambda: of_all(undoing())))

    def preview(self, wish: Wish) -> reports.Preview:
        found = None if wish.kind in CHECKS else self._preview_of_part(wish)
        if found is not None:
            return found
        annotated, before = self._records()
        ready = to_judge_in_all((annotated, before), wish)
        if ready.known:
            return reports.preview(annotated, before, before, ready.known)
        log = (*before.judgements, ready.verdict.numbered(len(before.judgements) + 1))
        then = self._judged_anew(annotated, log)
        return reports.preview(annotated, before, read_corpus(then, log), then=then)

    def _preview_of_part(self, wish: Wish) -> reports.Preview | None:
        """The same from the part of the case that it has to do with; ``None`` where that does not tell."""
        with suppress(CaseError, NotFoundError), self._across.as_only_writer():
            keys = self._store.reading_keys()

            def judged_by(log: Sequence[Judgement]) -> Supposed:
                lay = overlay(log)
                return Supposed(judged_keys(keys, log), lambda documents: lay(self._store.annotated(documents)))

            return self._across.ask(
                lambda kept: preview(kept, to_judge(kept, wish, telling=True), judged_by), lambda: None
            )
        return None

    def _to_check(self, wish: Wish) -> Ready | None:
        """A judgement on one claim that needs no more than its document; ``None`` where it needs more."""
        documents = {*self._store.documents_of_claims(wish.parties).values()} if wish.kind in CHECKS else set()
        if not stands_alone(self._store.judgements(), wish, documents):
            return None
        return to_check(self._alone(documents), wish)

    def _alone(self, documents: Iterable[str]) -> Records:
        annotated = [*self._across.readings(documents)]
        return annotated, read_cast(annotated, self._store.judgements())

    def _to_judge(self, wish: Wish, *, telling: bool, in_all: bool) -> Ready:
        """Where nobody fits the whole case is read for it, if ``in_all``: somebody may have, or be close."""

        def of_all() -> Ready:
            return to_judge_in_all(self._records(), wish)

        try:
            return self._across.ask(lambda kept: to_judge(kept, wish, telling=telling), of_all)
        except NotFoundError:
            if not in_all:
                raise
            return of_all()

    def _to_judge_at_once(self, wish: Wish) -> Ready | None:
        return self._at_once(lambda kept, told: to_judge(kept, wish, telling=told))

    def _at_once(self, ready: Callable[[KeptCase, bool], Ready]) -> Ready | None:
        """What the case as it is kept now makes of a judgement; ``ready`` is told whether that is up to date."""

        def found(kept: KeptCase, up_to_date: bool) -> Ready:
            made = ready(kept, up_to_date)
            return made if up_to_date else replace(made, anew=True)

        return self._across.ask_at_once(found)

    @contextmanager
    def _or_refused(self, refusal: AllegedlyError | None) -> Iterator[None]:
        """As the only writer; where somebody else is that, nobody waits for him only to be refused with other words."""
        try:
            with self._across.as_only_writer(wait=None if refusal is None else 0):
                yield
        except BusyError:
            if refusal is not None:
                raise refusal from None
            raise

    @overload
    def _write(self, ready: Callable[[], Ready]) -> tuple[Ready, Judgement]: ...
    @overload
    def _write(self, ready: Callable[[], Ready | None]) -> tuple[Ready, Judgement] | None: ...
    def _write(self, ready: Callable[[], Ready | None]) -> tuple[Ready, Judgement] | None:
        """Write a judgement that is not in the log yet; it is looked up again where another process wrote meanwhile.

        In this process one after the other has a turn: where many judge, who takes long would be overtaken for ever.
        """
        with self._turn:
            while True:
                last = len(self._store.judgements())
                found = ready()
                if found is None:
                    return None
                made = found.known or self._store.judge(found.verdict, after=last)
                if made is not None:
                    return found, made

    def _told(self, ready: Ready, made: Judgement, *, at_once: bool = False) -> reports.Decision:
        before, after = ready.before, self._with_log(ready.before)
        if ready.anew and ready.known is None and at_once:
            return reports.decision_at_once(reports.Lookup(*after), made)
        if ready.anew and ready.known is None:
            before, after = self._followed_up(ready) or self._worked_out()
        return reports.decision(reports.Lookup(*before), reports.Lookup(*after), made, known=ready.known is not None)

    def _followed_up(self, ready: Ready) -> tuple[Records, Records] | None:
        """What says how the lines of a judgement that was made stood before, and how they stand now."""
        lines = ready.lines
        after = self._across.ask(lambda kept: kept.about(lines), lambda: None) if lines is not None else None
        return None if after is None else (ready.before, after)

    def _worked_out(self) -> tuple[Records, Records]:
        """All records as of before the last judgement, and as they are now, read across without anything kept."""
        raw, log = list(self._store.annotated()), self._store.judgements()
        before, after = ([*judged(raw, some)] for some in (log[:-1], log))
        return (before, read_corpus(before, log[:-1])), (after, read_corpus(after, log))

    def _with_log(self, records: Records) -> Records:
        """Records as what was read with the log as it is now."""
        annotated, corpus = with_log(records, self._store.judgements())
        return self._judged_anew(annotated, corpus.judgements), corpus

    def _judged_anew(self, annotated: Sequence[Annotated], log: Sequence[Judgement]) -> list[Annotated]:
        """Readings as another log has them; only those are fetched again of which one of the logs speaks."""
        told = documents_checked(log) | {one.document.id for one in annotated if one.checked}
        here = sorted({one.document.id for one in annotated} & told)
        anew = {one.document.id: one for one in judged(self._store.annotated(here), log)}
        return [anew.get(one.document.id, one) for one in annotated]

    def _records(self) -> Records:
        return self._across.records(links=False, happenings=False)
