"""What a voice has been talking about, and what is known of the parties so far."""

from bisect import bisect_right
from dataclasses import dataclass, field

from ...model import Document
from ...nlp.tree import Tree
from .bodies import BodyKey
from .clusters import Party
from .reference import Reference

LEAST = 35.0
"""Salience below which a party is out of mind: a subject fades to this in four sentences."""
SINGULAR, PLURAL = -1, -2
"""Stand-ins in the table of salience for things that are no party."""


@dataclass(slots=True)
class Focus:
    """Salience of the parties in one voice: party to (salience, number of the sentence it was counted in)."""

    salience: dict[int, tuple[float, int]] = field(default_factory=dict)
    sentence: int = 0

    def at(self, party: int) -> float:
        """The salience of a party now; every sentence halves it."""
        value, sentence = self.salience.get(party, (0.0, self.sentence))
        return float(value * 0.5 ** (self.sentence - sentence))

    def add(self, party: int, amount: float) -> None:
        value, sentence = self.salience.get(party, (0.0, -1))
        if sentence == self.sentence:
            self.salience[party] = (max(value, amount) + 20, sentence)
        else:
            self.salience[party] = (self.at(party) + amount, self.sentence)

    def next_sentence(self) -> None:
        self.sentence += 1
        self.salience = {party: held for party, held in self.salience.items() if self.at(party) >= LEAST}


@dataclass(slots=True)
class Scene:
    """One document while its pronouns and descriptions are resolved, from the first token to the last."""

    tree: Tree
    parties: list[Party]
    by_head: dict[int, Reference]
    quoted: list[bool]
    voices: "Voices"
    by_noun: dict[str, list[int]] = field(default_factory=dict)
    """Role noun to the parties met so far that bear it, in order."""
    by_state: dict[BodyKey, int] = field(default_factory=dict)
    """The parties of states' bodies; of their peoples under "people"."""
    met: set[int] = field(default_factory=set)
    acted: set[int] = field(default_factory=set)
    """The parties that a verb has had for its subject."""

    def meet(self, party: int) -> None:
        """Note that the walk has come to the party, so that descriptions after this point can mean it."""
        if party not in self.met:
            self.met.add(party)
            for noun in sorted(self.parties[party].role_nouns):
                self.by_noun.setdefault(noun, []).append(party)

    def party_at(self, head: int | None) -> int | None:
        reference = self.by_head.get(head) if head is not None else None
        return None if reference is None else reference.party


class Voices:
    """The focus of the voice that each token belongs to."""

    def __init__(self, document: Document) -> None:
        borders = sorted((start, voice.id) for voice in document.voices for start, _ in voice.spans)
        self._starts = [start for start, _ in borders]
        self._ids = [voice for _, voice in borders]
        self._focuses: dict[str, Focus] = {}

    def focus_at(self, offset: int) -> Focus:
        number = bisect_right(self._starts, offset) - 1
        return self._focuses.setdefault(self._ids[number] if number >= 0 else "", Focus())
