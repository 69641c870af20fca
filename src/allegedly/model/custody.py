"""The log of custody: what came into a case and what was decided in it, by whom and when, in lines that chain by hash.

Each line has the hash of the line before it. So none can be changed, taken out or put in without working out anew all
that follow, and whoever noted the last line's hash elsewhere can show later that all up to it is as it was (a hash
chain, or linked time-stamping: Haber and Stornetta, "How to time-stamp a digital document", Journal of Cryptology 3,
1991). Hashes are SHA-256, over JSON in the canonical form of RFC 8785.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from .ids import sha256

CustodyWhat = Literal[
    "received", "kept", "opened", "refused", "forgotten", "judged", "put back", "taken over", "migrated"
]
"""What happened to a record. "opened": a file with others inside is whole in the case; "forgotten": of bytes that never
arrived the receipt was dropped; "put back": an original that was lost or damaged came in again; "taken over": it was
there before there was a log; "migrated": the tables changed."""
RecordKind = Literal["document", "receipt", "refusal", "container", "judgement", "case"]

NOTHING = "0" * 64
"""Stands for the hash of the line before the first."""
_SHORTEST_HEAD = 16
"""With fewer digits whoever writes a log anew could try until one fits."""
_CALLED: dict[str, str] = {
    "document": "What is kept of the document {}",
    "receipt": "The receipt of {}",
    "refusal": "The refusal of {}",
    "container": "What is kept of {}, which has other files inside,",
    "judgement": "The judgement {}",
    "case": "The case {}",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a line is to tell of: ``subject`` is the id of the ``record`` (a receipt's is that of its document), and
    ``digest`` that of the record as it was written.
    """

    at: str
    by: str
    what: CustodyWhat
    record: RecordKind
    subject: str
    digest: str


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """A line of the log; ``number`` is its place in it, from 1, ``previous`` the hash of the line before it.

    ``at`` is UTC in ISO 8601, by the clock of the machine that wrote it. ``by`` is empty where nobody was named.
    """

    number: int
    at: str
    by: str
    what: CustodyWhat
    record: RecordKind
    subject: str
    digest: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of a log, as one notes it elsewhere; of an empty log the number is 0."""

    number: int = 0
    hash: str = NOTHING

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Noted:
    """A head that somebody noted: its hash or the beginning of it, and its number where that was noted too."""

    hash: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A record as it stands in its table: ``name`` is what a person calls it, and the digest is empty where it cannot
    be read.
    """

    record: RecordKind
    subject: str
    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What came of checking a log: where it ends, a sentence for each fault, and ``notes``, which are none."""

    head: Head
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def check(lines: Sequence[CustodyLine], records: Iterable[Standing], noted: Noted | None = None) -> ChainReport:
    """Whether the log is whole, every record is what it says, and the head that was ``noted`` stands in it."""
    problems = [*chain_problems(lines), *record_problems(lines, records)]
    missing = None if noted is None else head_problem(lines, noted)
    if missing is not None:
        problems.append(missing)
    return ChainReport(head_of(lines), tuple(problems), tuple(chain_notes(lines)))


def canonical(value: Any) -> bytes:
    """``value`` as JSON with one form only: UTF-8, no spaces, names in order (RFC 8785).

    It may hold texts, whole numbers, ``True``, ``False``, ``None``, dates, lists and mappings by names in ASCII: of
    these the canonical form is what Python writes. Raises ``TypeError`` for all else, numbers with a point among it.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def digest_of(record: Mapping[str, Any]) -> str:
    """SHA-256 of a record by the names of its fields. What is empty (``None`` or a list of nothing) is left out, so
    that a field that a later version adds changes no digest.
    """
    return sha256(canonical({name: value for name, value in record.items() if value is not None and value != []}))


def line_hash(line: CustodyLine) -> str:
    """What the hash of a line should be: SHA-256 of the canonical list of all that is before it in the line."""
    told = (line.number, line.at, line.by, line.what, line.record, line.subject, line.digest, line.previous)
    return sha256(canonical(list(told)))


def chained(deeds: Iterable[Deed], head: Head) -> Iterator[CustodyLine]:
    """The lines that tell of ``deeds``, to follow on ``head``."""
    number, previous = head.number, head.hash
    for deed in deeds:
        number += 1
        told = (number, deed.at, deed.by, deed.what, deed.record, deed.subject, deed.digest, previous)
        previous_line, previous = previous, sha256(canonical(list(told)))
        yield CustodyLine(*told[:-1], previous=previous_line, hash=previous)


def head_of(lines: Iterable[CustodyLine]) -> Head:
    """The last of ``lines``, which are in order."""
    head = Head()
    for line in lines:
        head = Head(line.number, line.hash)
    return head


def noted_head(words: str) -> Noted:
    """What a person noted: HASH, or NUMBER:HASH. Raises ``ValueError`` for what is neither."""
    number, colon, own = words.strip().rpartition(":")
    own = own.strip().lower()
    if not _SHORTEST_HEAD <= len(own) <= len(NOTHING) or not set(own) <= set("0123456789abcdef"):
        raise ValueError(words)
    return Noted(own, int(number.strip().replace(",", "")) if colon else None)


def chain_problems(lines: Iterable[CustodyLine]) -> Iterator[str]:
    """A sentence for each line that is not what was written, is missing, or does not follow on the one before it."""
    last = Head()
    for line in lines:
        if line.number != last.number + 1:
            yield f"The log of custody has no line {last.number + 1:,}: line {line.number:,} comes next."
        elif line.previous != last.hash:
            yield f"Line {line.number:,} of the log of custody does not follow on the line before it."
        if not _fits(line):
            yield f"Line {line.number:,} of the log of custody is not what was written: its hash is another."
        last = Head(line.number, line.hash)


def chain_notes(lines: Iterable[CustodyLine]) -> Iterator[str]:
    """Where the times in the log go back: clocks of several machines differ, or one was set; no fault by itself."""
    latest = ""
    for line in lines:
        if line.at < latest:
            yield (
                f"Line {line.number:,} of the log of custody says {line.at}, which is before an earlier line "
                f"({latest}); the clocks that wrote them differ."
            )
        latest = max(latest, line.at)


def record_problems(lines: Iterable[CustodyLine], records: Iterable[Standing]) -> Iterator[str]:
    """A sentence for each record that is not what a line says was written, has no line, or is gone."""
    due: defaultdict[tuple[str, str], list[CustodyLine]] = defaultdict(list)
    for line in lines:
        if line.what == "forgotten":
            same = [one for one in due[line.record, line.subject] if one.digest == line.digest]
            due[line.record, line.subject] = [one for one in due[line.record, line.subject] if one not in same[:1]]
        elif line.record != "case" and line.what != "put back":  # which says nothing of what is kept of it
            due[line.record, line.subject].append(line)
    unexplained = [one for one in records if not _explained(one, due)]
    for one in unexplained:
        called, others = _CALLED[one.record].format(one.name), due[one.record, one.subject]
        if others:
            line = others.pop(0)
            yield f"{called} is not what was written on {line.at} (line {line.number:,} of the log of custody)."
        else:
            yield f"{called} has no line in the log of custody: it did not come in by this program."
    for line in (line for left in due.values() for line in left):
        called = _CALLED[line.record].format(line.subject)
        yield f"{called} is missing, which was written on {line.at} (line {line.number:,} of the log of custody)."


def head_problem(lines: Iterable[CustodyLine], noted: Noted) -> str | None:
    """Why a head that was noted earlier does not stand in the log; ``None`` where it does."""
    last = 0
    for line in lines:
        last = line.number
        if noted.number in (None, line.number) and line.hash.startswith(noted.hash):
            return None
    if noted.number is not None and noted.number > last:
        return (
            f"The log of custody ends at line {last:,}, before line {noted.number:,} that was noted: its end was cut "
            "off, or an older copy of the case was put in its place."
        )
    if noted.number is not None:
        told = f"Line {noted.number:,} of the log of custody does not have the hash {noted.hash} that was noted"
    else:
        told = f"No line of the log of custody has the hash {noted.hash} that was noted"
    return f"{told}: the log was written anew since, or it is that of another case."


def _explained(record: Standing, due: Mapping[tuple[str, str], list[CustodyLine]]) -> bool:
    """Whether a line tells of the record as it is; the line is taken then."""
    lines = due.get((record.record, record.subject), [])
    for place, line in enumerate(lines):
        if line.digest == record.digest:
            del lines[place]
            return True
    return False


def _fits(line: CustodyLine) -> bool:
    try:
        return line_hash(line) == line.hash
    except (TypeError, UnicodeEncodeError):  # damage can make a text of bytes
        return False


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form here")
