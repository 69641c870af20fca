"""How names that are less than full stand to full ones: whom a bare surname, an initial or a first word may mean."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import EntityKind
from ..names import SAME_NAME, name_similarity, name_words, organisation_words, skeleton
from .occurrences import Group, full_name

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A group's kind and name with its words; none where a description is all that there is, or of a place."""

    kind: EntityKind
    name: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, group: Group) -> "Standing":
        if group.kind == "place" or not group.occurrences[0].counts:
            return cls(group.kind, group.name, ())
        words = name_words(group.name).words if group.kind == "person" else organisation_words(group.name)
        return cls(group.kind, group.name, words)

    def found_by(self) -> Iterator[Key]:
        """The keys by which a name of several words is found for one that is less."""
        if len(self.words) > 1:
            for word in self.words if self.kind == "person" else self.words[:1]:
                yield self.kind, skeleton(word)

    def looks_for(self) -> Key | None:
        """The key by which a name that is less than full finds those that it may stand for."""
        short = len(self.words) == 1 or (self.kind == "person" and full_name(self.name) is None)
        return (self.kind, skeleton(self.words[-1])) if self.words and short else None

    def may_stand_for(self, other: "Standing") -> bool:
        if self.kind == "person":
            return name_similarity(self.name, other.name, "person") >= SAME_NAME["person"]
        return self.words == other.words[:1]


def open_candidates(groups: Sequence[Group]) -> None:
    """Link what is less than a full name with the full names that it may stand for, and each candidate back."""
    standings = {group: Standing.of(group) for group in groups}
    full: dict[Key, list[Group]] = defaultdict(list)
    for group, standing in standings.items():
        for found_by in standing.found_by():
            full[found_by].append(group)
    meant: dict[Standing, list[Group]] = {}
    for group, standing in standings.items():
        key = standing.looks_for()
        if key is not None:
            if standing not in meant:
                meant[standing] = [one for one in full.get(key, ()) if standing.may_stand_for(standings[one])]
            group.candidates.update(meant[standing])
    for group in groups:
        group.candidates = {one.standing for one in group.candidates} - {group}
    for group in groups:
        for other in group.candidates:
            other.candidates.add(group)
