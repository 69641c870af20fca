"""Opens a case and reads its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Annotated
from ..reports import CorpusRecords, Filters, KnownBy
from .options import LabelName
from .terminal import short_ids

if TYPE_CHECKING:
    from ..case import Case


@dataclass(frozen=True, slots=True)
class Records:
    """What the reports are made from. ``id_length`` is how much of a claim's id tells it from all others."""

    annotated: Sequence[Annotated]
    corpus: CorpusRecords
    id_length: int


def read_case(path: Path, *, links: bool = False) -> Records:
    """The records of the case in a folder; what answers what across documents only with ``links``."""
    from ..case import Case

    with Case.open(path) as case:
        return records_of(case, links=links)


def read_known(path: Path, day: date | None, *, happenings: bool = False) -> tuple[Records, KnownBy | None]:
    """The records of what of a case was published by a day, read as if there were no more; without a day all."""
    from ..case import Case

    with Case.open(path) as case:
        annotated, corpus, told = case.as_known(day, happenings=happenings)
        return _records(annotated, corpus), told


def filters_of(
    since: date | None,
    until: date | None,
    labels: list[LabelName] | None,
    entity: str | None,
    outlet: str | None,
) -> Filters:
    """The filters of the chronology as they were given on the command line."""
    return Filters(since, until, tuple(name.value for name in labels or ()), entity, outlet)


def records_of(case: "Case", *, links: bool = False) -> Records:
    return _records(*case.records(links=links))


def _records(annotated: Sequence[Annotated], corpus: CorpusRecords) -> Records:
    return Records(annotated, corpus, short_ids(claim.id for item in annotated for claim in item.claims))
