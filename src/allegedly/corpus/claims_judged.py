"""What a person judged about claims: finds them again after a new reading, and says which happenings are one.

"Same" and "different" are of the happenings that two claims tell of. "Different" is a wall that no event spans,
whatever else joins its claims; "same" joins where no wall stands between, before any rule does; "unsure" joins nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Annotated, Claim, Judgement, Subject
from ..model.judgements import in_force


class ClaimSubjects:
    """Finds the claims that judgements are about: by id, else by the words of the passage in the document, else the one
    that lies over these words most.
    """

    def __init__(self, annotated: Iterable[Annotated]) -> None:
        self._documents = {one.document.id: one for one in annotated}
        self._claims: dict[str, dict[str, Claim]] = {}

    def find(self, subject: Subject) -> Claim | None:
        """The claim as it was read, also one that was rejected since; ``None`` where the document is gone, or no claim
        has any of the words, and for an entity.
        """
        one = self._documents.get(subject.document)
        if subject.kind != "claim" or one is None:
            return None
        claims = self._as_read(one)
        if subject.entity in claims:
            return claims[subject.entity]
        start = nearest(one.document.text, subject.name, subject.start or 0)
        if start is None:
            return None
        end = start + len(subject.name)
        best = max(claims.values(), key=lambda claim: (*_alike(claim, start, end), claim.id), default=None)
        return best if best is not None and _overlap(best, start, end) > 0 else None

    def _as_read(self, one: Annotated) -> dict[str, Claim]:
        """The claims of a document by their ids; what was checked is among them as it was read."""
        own = one.document.id
        if own not in self._claims:
            checked = (made.claim for made in one.checked)
            self._claims[own] = {claim.id: claim for claim in (*one.claims, *checked)}
        return self._claims[own]

    def as_found(self, log: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """The log with each claim as it is now, so that judgements about one pair are known for such."""
        return tuple(one.about(tuple(map(self._renewed, one.subjects))) for one in log)

    def _renewed(self, subject: Subject) -> Subject:
        claim = self.find(subject)
        return subject if claim is None else claim_subject(self._documents[subject.document], claim)


def claim_subject(item: Annotated, claim: Claim) -> Subject:
    """A claim as a judgement names it."""
    words = item.document.text[claim.start : claim.end]
    return Subject(item.document.id, claim.id, words, "claim", claim.start)


def nearest(text: str, words: str, start: int) -> int | None:
    """Where the words stand in a text, of several places the one nearest to ``start``."""
    before, behind = text.rfind(words, 0, start + len(words)), text.find(words, start)
    found = [place for place in (before, behind) if place != -1]
    return min(found, key=lambda place: abs(place - start), default=None)


def _alike(claim: Claim, start: int, end: int) -> tuple[bool, int, int]:
    """How well a claim fits a passage: it is the very one, how much of it they share, how little else it has."""
    shared = _overlap(claim, start, end)
    return (claim.start, claim.end) == (start, end), shared, shared - (claim.end - claim.start)


def _overlap(claim: Claim, start: int, end: int) -> int:
    return min(claim.end, end) - max(claim.start, start)


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is in force about the accounts of a case, by their numbers; ``same`` with the judgement's id, in order."""

    same: tuple[tuple[int, int, str], ...] = ()
    walls: dict[int, set[int]] = field(default_factory=dict)
    unsure: tuple[tuple[int, int], ...] = ()


def rulings_on(claims: Sequence[str], log: Sequence[Judgement]) -> Rulings:
    """The rulings on claims, given by their ids; ``log`` has the claims as they are now. What is judged of others says
    nothing here.
    """
    if not log:
        return Rulings()
    numbers = {claim: number for number, claim in enumerate(claims)}
    same, unsure = [], []
    walls: dict[int, set[int]] = defaultdict(set)
    for one in in_force(log):
        pair = [numbers[s.entity] for s in one.subjects if s.kind == "claim" and s.entity in numbers]
        if len(pair) != 2 or pair[0] == pair[1]:
            continue
        if one.kind == "same":
            same.append((pair[0], pair[1], one.id))
        elif one.kind == "unsure":
            unsure.append((pair[0], pair[1]))
        elif one.kind == "different":
            walls[pair[0]].add(pair[1])
            walls[pair[1]].add(pair[0])
    return Rulings(tuple(same), dict(walls), tuple(unsure))
