"""Judging in a case of any size: a part of it says whom a judgement is about, and what it does to others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from . import reports
from .corpus import Corpus, upkeep
from .errors import NotFoundError
from .model import CHECKS, Correction, Judgement, JudgementKind, Verdict
from .model.protocols import DocumentEntry
from .parts import KeptCase, Records
from .reports.naming import LEAST_OF_ID

NOTHING = Corpus((), (), (), (), ())
_HEX = frozenset("0123456789abcdef")
_WHOLE_ID = 16


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would judge, as they name it; ``why`` is ``None`` where it is only asked what that would do."""

    kind: JudgementKind
    parties: tuple[str, ...]
    name: str | None
    edit: Correction | None
    by: str
    why: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A judgement that makes sense, not in the log yet unless it is ``known``.

    ``before`` says how the ``lines`` stand that it has to do with (all, where they are ``None``); ``anew``: how they
    stand once it is made is known only when the case is read across again; ``regroups``: it may join or part.
    """

    verdict: Verdict
    known: Judgement | None
    before: Records
    lines: tuple[Judgement, ...] | None
    anew: bool
    regroups: bool = True


def is_id(party: str) -> bool:
    """Whether a party is given by a whole id, not by a name or the beginning of an id."""
    return len(party) == _WHOLE_ID and _HEX.issuperset(party)


def to_judge(kept: KeptCase, wish: Wish, *, telling: bool) -> Ready:
    """Raises ``NotFoundError`` where nobody fits *here*: in the whole case somebody may, or may be close.

    Only where somebody is to be told is it looked up with what of the log it has to do.
    """
    records = _part_for(kept, wish)
    lookup = reports.Lookup(*records)
    verdict = _verdict(lookup, wish)
    ready = Ready(verdict, reports.same_already(lookup, verdict), records, (), anew=False)
    return with_lines(kept, ready) if telling else ready


def to_judge_in_all(records: Records, wish: Wish) -> Ready:
    """The same, with all of the case read."""
    lookup = reports.Lookup(*records)
    verdict = _verdict(lookup, wish)
    return Ready(verdict, reports.same_already(lookup, verdict), records, None, anew=True)


def stands_alone(log: Sequence[Judgement], wish: Wish, documents: Collection[str]) -> bool:
    """Whether a document's reading and the log tell all about a check: it names nobody whom the cast may know by other
    names, and no two claims of the document were judged, to which it could matter.
    """
    names = wish.edit is not None and wish.edit.roles
    return wish.kind in CHECKS and not names and len(documents) == 1 and _only_checks(log, documents)


def _only_checks(log: Sequence[Judgement], documents: Collection[str]) -> bool:
    about = (one for one in log if any(s.kind == "claim" and s.document in documents for s in one.subjects))
    return all(one.kind in CHECKS for one in about)


def to_check(records: Records, wish: Wish) -> Ready:
    """What ``stands_alone``, with the reading of its document as the ``records``."""
    return replace(to_judge_in_all(records, wish), lines=(), anew=False)


def check_undone(log: Sequence[Judgement], undoing: Ready) -> str | None:
    """The document of the check that is taken back, where its reading and the log tell all about that."""
    matter = _matter_of(undoing.known or undoing.verdict.numbered(len(log) + 1), log)
    if matter.kind not in CHECKS or not _only_checks(log, {matter.subjects[0].document}):
        return None
    return matter.subjects[0].document


def to_undo(log: Sequence[Judgement], beginning: str, *, by: str, why: str, at: str) -> Ready:
    """Not with its ``lines`` yet. Raises ``NotFoundError`` where not just one judgement has an id that begins so."""
    undone = reports.find_judgement(log, beginning)
    verdict = Verdict("undo", (), by=by, at=at, why=why, undoes=undone.id)
    return Ready(verdict, reports.undone_already(log, undone), ([], NOTHING), None, anew=True)


def _verdict(lookup: reports.Lookup, wish: Wish) -> Verdict:
    return reports.verdict(
        lookup,
        wish.kind,
        wish.parties,
        name=wish.name,
        edit=wish.edit,
        by=wish.by,
        why=wish.why,
        at=wish.at,
    )


def with_lines(kept: KeptCase, ready: Ready) -> Ready:
    """The same with the lines of the log that it has to do with."""
    known, log = ready.known, kept.log
    made = known or ready.verdict.numbered(len(log) + 1)
    matter = _matter_of(made, log)
    before, after = kept.logs([matter], log, log if known else (*log, made))
    tied = upkeep.tied_to(kept.shelf, before, after, [matter])
    lines = (matter, *tied.lines)
    return replace(ready, before=kept.about(lines), lines=lines, anew=tied.anew, regroups=tied.regroups)


def with_log(records: Records, log: Sequence[Judgement]) -> Records:
    """These records, as what was read with another log."""
    annotated, corpus = records
    return annotated, replace(corpus, judgements=tuple(log))


def _matter_of(made: Judgement, log: Sequence[Judgement]) -> Judgement:
    """The judgement itself, or the one that it takes back, gives back, ..."""
    by_id = {one.id: one for one in log}
    while made.kind == "undo" and made.undoes in by_id:
        made = by_id[made.undoes]
    return made


def _part_for(kept: KeptCase, wish: Wish) -> Records:
    """The part of the case that says whom and what the parties are."""
    claims = kept.store.documents_of_claims(party for party in wish.parties if len(party) >= LEAST_OF_ID)
    documents = {*claims.values()}
    for party in wish.parties:
        documents |= _documents_of(kept, party, is_claim=any(claim.startswith(party) for claim in claims))
    aliases = [one for one in kept.log if one.kind == "alias"] if wish.kind == "alias" else []
    if wish.kind == "alias":
        documents |= upkeep.documents_of_places(kept.shelf, wish.name or "")
    return kept.about(aliases, documents, claims if wish.kind == "settled" else ())


def _documents_of(kept: KeptCase, party: str, *, is_claim: bool = False) -> set[str]:
    """The documents that say whom a party may be, of which there may be several."""
    found = upkeep.documents_by_name(kept.shelf, party)
    if len(party) >= LEAST_OF_ID and _HEX.issuperset(party):
        by_id = upkeep.documents_by_id(kept.shelf, party)
        if not by_id and not is_claim and len(party) < _WHOLE_ID:
            raise NotFoundError(f"No entity has an id now that begins with {party!r}.")  # one may have had
        found |= by_id
    name, at, document = (part.strip() for part in party.rpartition("@"))
    if at and name:
        found |= {entry.id for entry in kept.store.documents() if _is_called(entry, document)}
        found |= _documents_of(kept, name)
    return found


def _is_called(entry: DocumentEntry, name: str) -> bool:
    by_id = len(name) >= LEAST_OF_ID and entry.id.startswith(name)
    names = (entry.path, entry.path and PurePath(entry.path).name, entry.title, entry.id[: len(name)])
    return by_id or name in names
