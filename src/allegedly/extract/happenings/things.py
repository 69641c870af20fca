"""Things with a name that are in no cast: a ship, a product, a contract; and what stands for them later on.

"It" goes to the subject before; "the store" to the last name that ends in "store"; "the ferry", where no name does, to
the last thing named; and a name cut short ("the Corsair") to the last that holds it. Nothing is made of anything else.
"""

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..cast import Cast

_NAME_DEPS = ("compound", "nummod", "nmod", "flat")
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_PRONOUNS = frozenset({"it", "its", "itself"})
_NEW = frozenset({"new", "newest", "latest"})
_NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_LEAST_OF_END = 4
"""So many letters of a noun at the end of a name's last word show that it is meant: "phone" of "Corsairphone"."""


class Things:
    """The named things of one text."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self.tree, self.cast = tree, cast
        self._named: dict[int, str] = {}
        self._longer: list[str] = []
        self._subjects: list[tuple[int, str | None]] = []
        for i in range(len(tree)):
            if tree.pos[i] in ("NOUN", "PROPN", "PRON"):
                self._read(i)

    def core(self, head: int) -> tuple[int, int]:
        """The first and last token of a name or noun, without articles, qualities before it and what follows."""
        tree = self.tree
        last = head
        while last + 1 < len(tree) and tree.heads[last + 1] == head and tree.deps[last + 1] in ("nummod", "nmod"):
            last += 1
        first = head
        while (before := tree.child(first, *_NAME_DEPS)) is not None and before < first:
            first = before
        return first, last

    def named(self, head: int) -> str | None:
        """The name of the thing that the phrase with this head stands for, if the text has one for it."""
        return self._named.get(head)

    def _read(self, i: int) -> None:
        tree = self.tree
        name = self._of_pronoun(i) if tree.pos[i] == "PRON" else self._of_noun(i)
        if name is not None:
            self._named[i] = name
        if tree.deps[i] in ("nsubj", "nsubjpass") and not self._is_somebody(i):
            self._subjects.append((i, name))

    def _is_somebody(self, i: int) -> bool:
        """Whether "it" cannot stand for this: a person, or a word that stands for another of the same clause."""
        mention = self.cast.mention_at(i)
        person = mention is not None and mention.kind == "person"
        return person or (self.tree.pos[i] == "PRON" and self.tree.lowers[i] not in _PRONOUNS)

    def _of_noun(self, i: int) -> str | None:
        tree = self.tree
        beside = tree.child(i, "appos")
        if beside is not None and tree.pos[beside] == "PROPN" and not self._is_long(i):
            i = beside  # "the newest ferry, Corsair 2"
        first, last = self.core(i)
        words = range(first, last + 1)
        if tree.labels[i] in _NO_NAMES or not any(tree.pos[k] == "PROPN" or _is_capital(tree, k) for k in words):
            return self._stood_for(i) if self._is_definite(i) else None
        name = tree.text[slice(*tree.span(first, last))]
        if self._is_long(i):
            self._longer.append(name)
            return name
        mention = self.cast.mention_at(i)
        thing = mention is None or mention.kind == "organisation"
        short = thing and self._is_definite(i) and not self._is_another(i)
        return (self._shortened(name) if short else None) or name

    def _is_long(self, i: int) -> bool:
        first, last = self.core(i)
        return last > first and not self._is_somebody(i)

    def _is_definite(self, i: int) -> bool:
        determiner = self.tree.child(i, "det", "poss")
        return determiner is not None and self.tree.lowers[determiner] in _DEFINITE

    def _is_another(self, i: int) -> bool:
        """Whether a quality tells it from the one named last: "the original Corsair"."""
        tree = self.tree
        return any(tree.lowers[child] not in _NEW for child in tree.children_by(i, "amod"))

    def _shortened(self, name: str) -> str | None:
        return next((one for one in reversed(self._longer) if name.lower() in one.lower().split()), None)

    def _stood_for(self, i: int) -> str | None:
        """The last name that ends so, else the last one if the noun is one for things and stands alone."""
        noun = self.tree.lowers[i]
        for name in reversed(self._longer):
            if any(_ends_so(word, noun) for word in name.lower().split()):
                return name
        alone = self.core(i) == (i, i) and self.cast.mention_at(i) is None
        listed = alone and self.tree.lemmas[i].lower() in load_lexicon("en/thing_nouns.tsv")
        return self._longer[-1] if listed and self._longer else None

    def _of_pronoun(self, i: int) -> str | None:
        """The name of the last subject before, in this sentence or the one before it."""
        tree = self.tree
        if tree.lowers[i] not in _PRONOUNS or self.cast.mention_at(i) is not None:
            return None
        for subject, name in reversed(self._subjects):
            if tree.sentence_of[i] - tree.sentence_of[subject] > 1:
                return None
            if tree.pos[subject] != "PRON" or name is not None:
                return name
        return None


def _is_capital(tree: Tree, i: int) -> bool:
    return tree.words[i][:2] != tree.lowers[i][:2]


def _ends_so(word: str, noun: str) -> bool:
    return word == noun or (len(noun) >= _LEAST_OF_END and word.endswith(noun))
