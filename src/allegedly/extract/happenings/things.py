"""Things with a name that are in no cast: a ship, a product, a contract; and what stands for them later on.

"It" goes to the subject before, "the store" to the last name that ends in "store". Nothing is made of anything else.
"""

from ...nlp.tree import Tree
from ..cast import Cast

_NAME_DEPS = ("compound", "nummod", "nmod", "flat")
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_PRONOUNS = frozenset({"it", "its", "itself"})


class Things:
    """The named things of one text."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self.tree, self.cast = tree, cast
        self._named: dict[int, str | None] = {}
        self._heads: dict[str, str] = {}
        self._subjects: list[tuple[int, str | None]] = []
        for i in range(len(tree)):
            self._read(i)

    def core(self, head: int) -> tuple[int, int]:
        """The first and last token of a name or noun without articles, qualities and what follows."""
        tree = self.tree
        first = last = head
        while first > 0 and tree.heads[first - 1] in range(first, head + 1) and tree.deps[first - 1] in _NAME_DEPS:
            first -= 1
        while last + 1 < len(tree) and tree.heads[last + 1] == head and tree.deps[last + 1] in ("nummod", "nmod"):
            last += 1
        return first, last

    def named(self, head: int) -> str | None:
        """The name of the thing that the phrase with this head stands for, if the text has one for it."""
        return self._named.get(head)

    def _read(self, i: int) -> None:
        tree = self.tree
        if tree.pos[i] not in ("NOUN", "PROPN", "PRON"):
            return
        name = self._name_of(i)
        if name is not None:
            self._named[i] = name
        if tree.deps[i] in ("nsubj", "nsubjpass") and not self._is_somebody(i):
            self._subjects.append((i, name))

    def _is_somebody(self, i: int) -> bool:
        """Whether "it" cannot stand for this: a person, or a word that stands for another of the same clause."""
        mention = self.cast.mention_at(i)
        person = mention is not None and mention.kind == "person"
        return person or (self.tree.pos[i] == "PRON" and self.tree.lowers[i] not in _PRONOUNS)

    def _name_of(self, i: int) -> str | None:
        tree = self.tree
        if tree.pos[i] == "PRON":
            return self._antecedent(i) if tree.lowers[i] in _PRONOUNS and self.cast.mention_at(i) is None else None
        first, last = self.core(i)
        if any(tree.pos[k] == "PROPN" or tree.words[k][:2] != tree.lowers[k][:2] for k in range(first, last + 1)):
            name = tree.text[slice(*tree.span(first, last))]
            if tree.pos[i] != "PRON" and last > first:
                self._heads[tree.lowers[i]] = name
            return name
        determiner = tree.child(i, "det", "poss")
        if determiner is not None and tree.lowers[determiner] in _DEFINITE:
            return self._heads.get(tree.lowers[i])
        return None

    def _antecedent(self, i: int) -> str | None:
        """The name of the last subject before, in this sentence or the one before it."""
        tree = self.tree
        sentence = tree.sentence_of[i]
        for subject, name in reversed(self._subjects):
            if sentence - tree.sentence_of[subject] > 1:
                return None
            if tree.pos[subject] != "PRON" or name is not None:
                return name
        return None
