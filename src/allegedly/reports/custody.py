"""The log of custody for people: each line with the name of what it tells of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.custody import CustodyLine, CustodyWhat, RecordKind
from ..model.protocols import Receipt, Refusal
from .lookup import SHORT_ID

_DID: dict[CustodyWhat, str] = {
    "received": "received",
    "kept": "kept",
    "opened": "opened, and all that is in it kept:",
    "refused": "refused",
    "forgotten": "dropped the receipt of what never arrived:",
    "judged": "wrote",
    "put back": "put the original back, which was lost or damaged, of",
    "migrated": "changed the tables from version",
}
_TAKEN_OVER: dict[RecordKind, str] = {
    "document": "took over, as it stood then,",
    "receipt": "took over, as it stood then, the receipt of",
    "refusal": "took over, as it stood then, the refusal of",
    "container": "took over, as it stood then,",
    "judgement": "took over, as it stood then, the",
}


@dataclass(frozen=True, slots=True)
class CustodyView:
    """A line of the log; ``name`` is what a person calls its subject, ``words`` what happened to it."""

    number: int
    at: str
    by: str
    words: str
    what: CustodyWhat
    record: RecordKind
    subject: str
    name: str
    digest: str
    previous: str
    hash: str


def custody_log(lines: Iterable[CustodyLine], names: Mapping[str, str]) -> tuple[CustodyView, ...]:
    """``lines`` with words; ``names`` are those of their subjects, as far as these have any (see ``names_of``)."""
    return tuple(_view(line, _name(line, names)) for line in lines)


def names_of(receipts: Iterable[Receipt], refusals: Iterable[Refusal]) -> dict[str, str]:
    """The paths of what came in: of files by their hashes, of refusals by their ids; the first of each."""
    told = [*((one.document, one.path) for one in receipts), *((one.id, one.path) for one in refusals)]
    return dict(reversed(told))


def subjects_of(asked: Sequence[str], receipts: Iterable[Receipt], refusals: Iterable[Refusal]) -> dict[str, set[str]]:
    """For each thing that is asked for, the subjects that go by it: a path, its end, or the beginning of an id."""
    every = [*((one.document, one.path) for one in receipts), *((one.id, one.path) for one in refusals)]
    return {words: {own for own, path in every if _is_called(own, path, words)} for words in asked}


def _is_called(own: str, path: str, words: str) -> bool:
    return path == words or path.endswith(f"/{words}") or (len(words) >= SHORT_ID and own.startswith(words))


def _name(line: CustodyLine, names: Mapping[str, str]) -> str:
    if line.record == "judgement":
        return f"judgement {line.subject[:SHORT_ID]}"
    return names.get(line.subject, line.subject)


def _view(line: CustodyLine, name: str) -> CustodyView:
    did = _TAKEN_OVER.get(line.record, "") if line.what == "taken over" else _DID.get(line.what, line.what)
    return CustodyView(
        number=line.number,
        at=line.at,
        by=line.by,
        words=f"{did} {name}",
        what=line.what,
        record=line.record,
        subject=line.subject,
        name=name,
        digest=line.digest,
        previous=line.previous,
        hash=line.hash,
    )
