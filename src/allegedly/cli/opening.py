"""Opens a case and reads its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import Annotated, Judgement
from ..reports import CorpusRecords
from .terminal import short_ids


@dataclass(frozen=True, slots=True)
class Records:
    """What the reports are made from. ``id_length`` is how much of a claim's id tells it from all others."""

    annotated: Sequence[Annotated]
    corpus: CorpusRecords
    id_length: int


def read_case(path: Path) -> Records:
    """The records of the case in a folder."""
    from ..case import Case

    with Case.open(path) as case:
        return records_of(list(case.annotated()), case.judgements())


def records_of(annotated: Sequence[Annotated], log: Sequence[Judgement] = ()) -> Records:
    from ..corpus import read_corpus

    ids = (claim.id for item in annotated for claim in item.claims)
    return Records(annotated, read_corpus(annotated, log), short_ids(ids))
