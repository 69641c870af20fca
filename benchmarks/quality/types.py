"""Types of claims against the gold-standard records of PLOVER (Open Event Data Alliance): share with the right type.

    python -m benchmarks.quality.types [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default. A record is a sentence, the words in it that
tell of the event, and the event's type. The product reads the bare sentence; judged is the type of the claim whose
trigger is among the event's words (of several, the first that has one), else of the sentence's main claim: the one with
the longest passage. The records bear the names of PLOVER 0.5; those that PLOVER 2021 has merged are one here.

The frames of ``en/event_types.yaml`` were written by hand, with a half of the records in view, drawn by a hash of the
record's id. *accuracy_unseen* is the other half's, which says how far they carry; *accuracy* that of all. A claim
without a type counts as wrong, except in *precision*: the share of right ones among the records that got a type.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegedly import annotate_many
from allegedly.model import Claim, Span

from .printing import print_figures

DEFAULT_DATA = Path("../shared/data")
RECORDS = "events/plover/PLOVER_GSR_CAMEO.txt"
_NOW_CALLED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_EVENT_WORDS = re.compile(r"\(EVT:([^()]*)")


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence, where in it the event is told, and the event's type by the names of 2021."""

    id: str
    text: str
    words: tuple[Span, ...]
    type: str

    @property
    def seen(self) -> bool:
        """Whether it was in view when the frames were written."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 0


def records(path: Path) -> list[Record]:
    """The records of the file in its order; it is JSON but for commas before closing brackets."""
    items = json.loads(_TRAILING_COMMA.sub(r"\1", path.read_text("utf-8", errors="replace")))
    return [
        Record(item["id"], item["text"], tuple(_event_words(item)), _NOW_CALLED.get(item["event"], item["event"]))
        for item in items
        if item["event"] != "DOCUMENT"
    ]


def _event_words(item: dict[str, str | dict[str, str]]) -> Iterator[Span]:
    """Where the words marked as the event's stand in the text; found one after the other."""
    info, text = item.get("textInfo"), str(item["text"])
    parts = _EVENT_WORDS.findall(info.get("markup", "")) if isinstance(info, dict) else []
    at = 0
    for part in parts or str(item["eventText"]).split():
        start = text.find(part.strip(), at)
        if start >= 0:
            at = start + len(part.strip())
            yield start, at


def judged(record: Record, claims: Sequence[Claim]) -> str | None:
    """The type that the product has for the event of a record."""
    pointed = [c for c in claims if any(c.trigger[0] < end and start < c.trigger[1] for start, end in record.words)]
    main = sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start))[:1]
    return next((claim.type for claim in pointed or main if claim.type is not None), None)


def score(data: Path = DEFAULT_DATA, errors: bool = False) -> dict[str, float]:
    """The figures, in percent, and the number of records."""
    path = data / RECORDS
    if not path.exists():
        print(f"types: skipped, {path} is not there")
        return {}
    given = records(path)
    found = [
        judged(record, one.claims) for record, one in zip(given, annotate_many(r.text for r in given), strict=True)
    ]
    answers = list(zip(given, found, strict=True))
    if errors:
        _tell(answers)
    return {
        "accuracy": _share(answers),
        "accuracy_unseen": _share([(record, type_) for record, type_ in answers if not record.seen]),
        "precision": _share([(record, type_) for record, type_ in answers if type_ is not None]),
        "precision_unseen": _share([(r, type_) for r, type_ in answers if type_ is not None and not r.seen]),
        "records": len(given),
    }


def _share(answers: Sequence[tuple[Record, str | None]]) -> float:
    return round(100 * sum(record.type == type_ for record, type_ in answers) / max(len(answers), 1), 1)


def _tell(answers: Sequence[tuple[Record, str | None]]) -> None:
    """What went wrong among the records that may be looked at."""
    for record, type_ in answers:
        if record.seen and record.type != type_:
            print(f"  {record.type} read as {type_}: {record.text[:200]}")


if __name__ == "__main__":
    print_figures(score, DEFAULT_DATA)
