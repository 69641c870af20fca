"""What the log of judgements says of single claims and of single members of the cast."""

from collections.abc import Iterable, Iterator

from ...model import CHECKS, Judgement
from ...reports import JudgementView, Lookup
from ...reports.rulings import judgement_log, said
from ...reports.text import one_line
from ...reports.when import day_of
from .blocks import Inlines, Words, words
from .hands import SIGN


class Judged:
    """The log, and what of it is in force, by what it is about."""

    def __init__(self, lookup: Lookup) -> None:
        self.log = judgement_log(lookup)
        self.by_id = {line.id: line for line in self.log}
        self._about: dict[str, list[JudgementView]] = {}
        for one in lookup.in_force:
            if one.kind not in CHECKS and one.kind != "settled":
                for subject in dict.fromkeys(_subjects(lookup, one)):
                    self._about.setdefault(subject, []).append(self.by_id[one.id])

    def about(self, subjects: Iterable[str]) -> tuple[JudgementView, ...]:
        """The judgements about entities of the case or claims with these ids, in the order of the log."""
        found = {line.id: line for subject in subjects for line in self._about.get(subject, ())}
        return tuple(sorted(found.values(), key=lambda line: line.number))


def _subjects(lookup: Lookup, one: Judgement) -> Iterator[str]:
    for subject in one.subjects:
        found = lookup.subject_claim(subject) if subject.kind == "claim" else lookup.subject_entity(subject)
        if found is not None:
            yield found.id


def judgement_words(line: JudgementView) -> Inlines:
    """A judgement where what it is about is told: what it says, who says so, when, why, and its number in the log."""
    without = "" if line.state == "in_force" else ", without effect as it stands"
    return words(Words(f"{SIGN} {said(line)}: judged by {by_whom(line)}{without}", "judged"))


def by_whom(line: JudgementView) -> str:
    """As in "Ana on 1 June 2012, since both have one passport (judgement 3)"."""
    why = f": {one_line(line.why)}" if line.why else ""
    return f"{one_line(line.by)} on {day_of(line.at)}{why} (judgement {line.number:,})"
