"""What a group of verbs relates its subject to, and which words beside the verbs belong to the relation."""

from collections.abc import Collection
from dataclasses import dataclass

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..complements import is_infinitive
from .draft import Tokens
from .phrases import Phrases

_OBJECTS = ("dobj", "attr", "oprd", "acomp", "dative")
_CONTENTS = ("ccomp", "xcomp")
RELATIVES = ("who", "which", "that", "whom")
_ADVERBIALS = ("prep", "agent", "npadvmod", "advmod", "advcl")
_CONCESSIVE = ("although", "though", "whereas")

Reading = tuple[Tokens, Tokens]
"""Words that the relation gains, and the argument that it then leads to."""


@dataclass(frozen=True, slots=True)
class Complements:
    """``verbs`` are a verb and the infinitives that it leads to; ``group`` has their auxiliaries and particles too."""

    tree: Tree
    phrases: Phrases
    verbs: list[int]
    group: list[int]

    def read(self, relative: int | None) -> tuple[list[Reading], list[Tokens]]:
        """The readings of the clause, one for each member of a list, and the further arguments that they share.

        ``relative`` is the noun that the clause describes as what is done to it: "the gate that she opened".
        """
        readings, used, more = self._relative(relative) if relative is not None else ([], [], [])
        if not readings:
            readings, used = self._object() or self._content() or self._gerund() or self._prepositional() or ([], [])
        spent = {*used, *self.adverbs()}
        others = [self.phrases.whole(c) for c in self._further() if c not in spent]
        return readings, [*filter(None, others), *more]

    def adverbs(self) -> list[int]:
        """Single adverbs that touch the verbs: "had quietly left", not "left soon afterwards"."""
        first, last = min(self.group) - 1, max(self.group) + 1
        return [c for c in self._below("advmod") if first <= c <= last and self._is_plain_adverb(c)]

    def _below(self, *deps: str) -> list[int]:
        inside = set(self.group)
        return sorted(c for verb in self.verbs for c in self.tree.children_by(verb, *deps) if c not in inside)

    def _relative(self, noun: int) -> tuple[list[Reading], list[int], list[Tokens]]:
        tree = self.tree
        phrase = self.phrases.noun(noun, [self.verbs[0]])
        for prep in self._below("prep"):
            if any(tree.lowers[c] in RELATIVES for c in tree.children_by(prep, "pobj")):
                return [], [prep], [tuple(sorted((prep, *phrase)))]
        if any(tree.tags[c] == "WRB" for c in self._below("advmod")):
            return [], [], [phrase]
        taken = [c for c in self._below("dobj") if tree.lowers[c] not in RELATIVES]
        return ([((), phrase)], [], []) if not taken and not self._below(*_CONTENTS, "acomp") else ([], [], [])

    def _object(self) -> tuple[list[Reading], list[int]] | None:
        tree = self.tree
        objects = [c for c in self._below(*_OBJECTS) if tree.lowers[c] not in RELATIVES]
        if not objects:
            return None
        first = min(objects, key=lambda c: tree.deps[c] == "dative")
        readings = self._through_adjective(first) if tree.deps[first] == "acomp" else []
        return readings or [((), phrase) for phrase in self.phrases.listed(first)], [first]

    def _through_adjective(self, adjective: int) -> list[Reading]:
        """What it leads to, while it joins the relation: "was aware of / the risk", "was ready to sell / it"."""
        tree = self.tree
        for prep in tree.children_by(adjective, "prep"):
            target = tree.child(prep, "pobj")
            if target is not None:
                behind = [c for c in tree.children[adjective] if c >= prep]
                words = (*self.phrases.noun(adjective, behind), prep)
                return [(words, phrase) for phrase in self.phrases.listed(target)]
        for verb in tree.children_by(adjective, "xcomp"):
            target = tree.child(verb, "dobj")
            if target is not None and is_infinitive(tree, verb):
                words = (*self.phrases.noun(adjective, [verb]), *verb_group(tree, [verb]))
                return [(words, phrase) for phrase in self.phrases.listed(target)]
        return []

    def _content(self) -> tuple[list[Reading], list[int]] | None:
        """What is said or thought; "that" goes with the verb. Finite clauses joined to one another are read each."""
        tree = self.tree
        contents = self._below(*_CONTENTS)
        if not contents:
            return None
        first = contents[0]
        joined = self.phrases.conjuncts(first)
        clauses = [c for c in joined if c == first or tree.child(c, "nsubj", "nsubjpass") is not None]
        marks = [m for c in clauses for m in tree.children_by(c, "mark") if tree.lowers[m] == "that"]
        words = tuple(marks[:1])
        alone = len(clauses) > 1
        return [(words, self.phrases.whole(c, [*marks, *self.group], alone=alone)) for c in clauses], [first]

    def _gerund(self) -> tuple[list[Reading], list[int]] | None:
        """Each gerund and each of its objects: "was accused of hiding / the letters"."""
        tree = self.tree
        prep = next(iter(self._prepositions("pobj", "pcomp")), None)
        gerund = tree.child(prep, "pcomp") if prep is not None else None
        if prep is None or gerund is None or tree.tags[gerund] != "VBG" or tree.child(gerund, "dobj") is None:
            return None
        readings: list[Reading] = []
        for verb in self.phrases.conjuncts(gerund):
            target = tree.child(verb, "dobj")
            if target is not None:
                words = (prep, *verb_group(tree, [verb]))
                readings.extend((words, phrase) for phrase in self.phrases.listed(target))
        return readings, [prep]

    def _prepositional(self) -> tuple[list[Reading], list[int]] | None:
        tree = self.tree
        for prep in self._prepositions("pobj", "pcomp"):
            noun = tree.child(prep, "pobj")
            if noun is not None:
                return [((prep,), phrase) for phrase in self.phrases.listed(noun)], [prep]
            return [((prep,), self.phrases.whole(c)) for c in tree.children_by(prep, "pcomp")], [prep]
        return None

    def _prepositions(self, *deps: str) -> list[int]:
        """Those behind the verb that lead to something."""
        preps = self._below("prep", "agent")
        return [p for p in preps if p > self.verbs[0] and self.tree.child(p, *deps) is not None]

    def _further(self) -> list[int]:
        """Further objects, and what tells where, when and how: all but words that only link sentences."""
        return [c for c in self._below(*_OBJECTS, *_CONTENTS, *_ADVERBIALS) if self._is_told(c)]

    def _is_told(self, c: int) -> bool:
        tree = self.tree
        dep = tree.deps[c]
        if tree.lowers[c] in RELATIVES or any(tree.lowers[t] in RELATIVES for t in tree.children_by(c, "pobj")):
            return False
        if dep == "ccomp":
            return tree.child(c, "mark") is not None
        if dep == "advcl":
            return self._is_told_along(c)
        return tree.tags[c] != "WRB" and not self._is_connective(c)

    def _is_told_along(self, clause: int) -> bool:
        """Not so of participles, which are tuples of their own, and of what is only conceded."""
        tree = self.tree
        mark = tree.child(clause, "mark")
        if mark is not None:
            return tree.lowers[mark] not in _CONCESSIVE
        asked = any(tree.tags[c] == "WRB" for c in tree.children_by(clause, "advmod"))
        return asked or tree.tags[clause] not in ("VBG", "VBN")

    def _is_plain_adverb(self, adverb: int) -> bool:
        return self.tree.edges[adverb] == (adverb, adverb) and self.tree.tags[adverb] != "WRB"

    def _is_connective(self, head: int) -> bool:
        words = " ".join(self.tree.lowers[t] for t in self.phrases.whole(head))
        return words in load_lexicon("en/connectives.tsv")


def verb_group(tree: Tree, verbs: Collection[int]) -> list[int]:
    """Verbs with their auxiliaries, negations and particles."""
    return [t for verb in verbs for t in (verb, *tree.children_by(verb, "aux", "auxpass", "neg", "prt"))]
